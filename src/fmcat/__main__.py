"""Entry point of the `fmcat` command and of `python -m fmcat`."""

import _signal as signal  # type: ignore[import-not-found]  # `signal` without the enumerations, which load slowly
import gc
import os
import sys

# The process is short and imported modules stay until the end, so garbage collection wastes time.
gc.disable()
# Ctrl-C while modules load ends the process without a traceback.
signal.signal(signal.SIGINT, lambda *_: os._exit(130))

from contextlib import suppress  # noqa: E402  # after Ctrl-C is quiet

from fmcat.lazy import postpone  # noqa: E402

# No pydantic plugin of another package is searched for or used when a registry is read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Others import these at once, and a query that prints documents uses none of them.
postpone("bz2", "ipaddress", "json", "lzma", "subprocess", "textwrap", "tokenize")
# These of our own are for what few runs do, or for words, which documents do not need.
postpone("fmcat.catalog.nothing", "fmcat.catalog.releases", "fmcat.cli.choose", "fmcat.engines")
postpone("fmcat.query.printed", "fmcat.wording")


def _open_streams() -> None:
    """Replace closed standard streams before a file gets their descriptors. Nothing can be read from stdin, writing to
    stdout fails (so that the exit code is correct), and stderr is dropped.
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
    """Run fmcat and exit immediately: shutting the interpreter down step by step takes a tenth of a short run."""
    _open_streams()
    code = 1
    try:
        from fmcat.cli.app import main  # after the streams are open and Ctrl-C is quiet

        signal.signal(signal.SIGINT, signal.default_int_handler)
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that stops early ends fmcat, as it ends `cat`
        main()
    except KeyboardInterrupt:
        code = 130
    except SystemExit as leaving:
        code = int(leaving.code or 0)
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # main has reported what could not be written
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
