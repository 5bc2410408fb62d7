"""Files written whole or not at all."""

import contextlib
import glob
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from fmcat.errors import FmcatError

_STALE_SECONDS = 3600


@contextlib.contextmanager
def locked(path: Path, make: bool = True) -> Iterator[None]:
    """Hold the folder of a file for oneself, so that two that change the file come one after the other.

    The folder itself is locked: nothing is left behind, and a killed process gives way. Where folders cannot
    be locked (Windows) this does nothing. The folder is made first, if `make`; where there is none, nothing
    is locked. Raises FmcatError where it cannot be made.
    """
    folder = Path(os.path.realpath(path)).parent
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FmcatError(f"{folder}: cannot be made: {error.strerror}") from None
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    import fcntl  # there is none on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Write a file that held `before` when it was `locked`; raises FmcatError where it holds something else by now."""
    if path.exists() and path.read_bytes() != before:
        raise FmcatError(f"{path}: somebody else changed it just now; nothing was written, try again")
    write_whole(path, [after])


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file beside its place, sync it, and rename it there; what stood there stays on any failure.

    Raises FmcatError, with the reason, where that cannot be done.
    """
    path = Path(os.path.realpath(path))  # a link stays a link: its target is replaced
    if path.is_dir():
        raise FmcatError(f"{path}: is a folder; name a file in it")
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        with path.open("wb") as stream:
            stream.writelines(chunks)
        return
    _sweep(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
        _sync(path.parent)
    except OSError as error:
        raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _sweep(path: Path) -> None:
    """Remove what killed writes of this file left beside it long ago; what is younger may belong to one at work."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                leftover.unlink()


def _sync(folder: Path) -> None:
    """Have the new name on disk too, so that not even a power cut brings the old file back half-way."""
    with contextlib.suppress(OSError):  # not every system lets folders be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
