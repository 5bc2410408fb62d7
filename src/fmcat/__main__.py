"""Entry point of the `fmcat` command and of `python -m fmcat`."""

import gc

# One short question a process: what is imported lives until the end, so collecting is lost time.
gc.disable()

import os  # noqa: E402
import sys  # noqa: E402
from contextlib import suppress  # noqa: E402

# No plugin of another package takes part in reading a registry, nor is looked for in every package there is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from fmcat.cli.app import main  # noqa: E402


def run() -> None:
    """Run fmcat and leave at once: taking the interpreter down piece by piece costs a tenth of a short run."""
    code = 1
    try:
        main()
    except SystemExit as leaving:
        code = int(leaving.code or 0)
        with suppress(OSError):  # what could not be written was told by main
            sys.stdout.flush()
            sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
