"""Entry point of the `fmcat` command and of `python -m fmcat`."""

import gc

# One short question a process: what is imported lives until the end, so collecting is lost time.
gc.disable()

from fmcat.cli.app import main  # noqa: E402  (after gc.disable, which is the point)

if __name__ == "__main__":
    main()
