"""Files, and folders of them, written whole or not at all."""

import contextlib
import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fmcat.errors import BadUsage, FmcatError

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

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise FmcatError(f"{folder}: cannot be locked: {error.strerror}") from None
    try:
        with contextlib.suppress(OSError):  # not every network file system has locks
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
        try:
            with path.open("wb") as stream:
                stream.writelines(chunks)
        except OSError as error:
            raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
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


@contextlib.contextmanager
def whole_folder(path: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A folder to fill beside `path`, which takes that place when it is whole; what stood there stays on any failure.

    Only an empty folder or one that `is_ours` is replaced, by two renames: a process killed between them leaves the
    new one and the former one beside the place. Raises BadUsage where something else lies there, and FmcatError,
    with the reason, where it cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_dir():
        raise BadUsage(f"{path}: something else lies there", ["name a folder that is new, or empty"])
    if path.is_dir() and any(path.iterdir()) and not is_ours(path):
        raise BadUsage(f"{path}: something else lies there", ["name a folder that is new, or empty"])
    _sweep(path)
    try:
        filled = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent))
    except OSError as error:
        raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        yield filled
        os.chmod(filled, _mode(path, 0o777))
        for file in filled.rglob("*"):
            _sync(file)
        _exchange(filled, path)
        _sync(path.parent)
    except OSError as error:
        raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(filled, ignore_errors=True)


def _exchange(filled: Path, path: Path) -> None:
    """Put a filled folder in the place of another one, which goes; where that fails, the other one is put back."""
    former = filled.with_name(f"{filled.name}.former")
    if path.is_dir():
        os.replace(path, former)
    try:
        os.replace(filled, path)
    except OSError:
        if former.is_dir():
            os.replace(former, path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _sweep(path: Path) -> None:
    """Remove what killed writes of this path left beside it long ago; what is younger may belong to one at work."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def _sync(path: Path) -> None:
    """Have a file, or a folder's new names, on disk too: not even a power cut brings back what was there before."""
    with contextlib.suppress(OSError):  # not every system lets folders be opened
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(path: Path, usual: int = 0o666) -> int:
    """The permissions of what is replaced, or those that something new gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return usual & ~mask
