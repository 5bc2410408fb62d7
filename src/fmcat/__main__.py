"""Entry point of the `fmcat` command and of `python -m fmcat`."""

import gc
import os
import signal
import sys
from contextlib import suppress

# One short question a process: what is imported lives until the end, so collecting is lost time.
gc.disable()
# Ctrl-C while modules load ends the process without a traceback.
signal.signal(signal.SIGINT, lambda *_: os._exit(130))
# No plugin of another package takes part in reading a registry, nor is looked for in every package there is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _open_streams() -> None:
    """Give a process whose standard streams are closed ones that behave so, before a file takes their numbers.

    Nothing can be read from stdin, writing to stdout fails (so the exit code is truthful), and stderr is dropped.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            place = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if place != number:
                os.dup2(place, number)
                os.close(place)
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def run() -> None:
    """Run fmcat and leave at once: taking the interpreter down piece by piece costs a tenth of a short run."""
    _open_streams()
    code = 1
    try:
        from fmcat.cli.app import main  # after the streams are open and Ctrl-C is quiet

        signal.signal(signal.SIGINT, signal.default_int_handler)
        main()
    except KeyboardInterrupt:
        code = 130
    except SystemExit as leaving:
        code = int(leaving.code or 0)
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # what could not be written was told by main
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
