"""Files, and folders of them, written whole or not at all."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fmcat.errors import BadUsage, FmcatError
from fmcat.files.attributes import keep
from fmcat.files.leftovers import FORMER, SUFFIX, prefix, put_back, sweep
from fmcat.messages import say

#: Of renameat2(2): paths as they are, and both at once.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Write a file that held `before` when it was `locked`; raises FmcatError where it holds something else by now."""
    if path.exists() and path.read_bytes() != before:
        raise FmcatError(
            say("{path}: was changed by somebody else just now; nothing was written; try again", path=path)
        )
    write_whole(path, [after])


def write_whole(path: Path, chunks: Iterable[bytes], new: bool = False) -> None:
    """Write a file beside its place, sync it, and rename it there; what stood there stays on any failure.

    Owner, group, mode and access list stay as they were. The target of a link is replaced, never the link; with
    `new`, nothing may stand there, not even a link. Raises FmcatError, with the reason, where that cannot be done.
    """
    given, path = path, _followed(path)
    if new and os.path.lexists(given):
        raise FmcatError(say("{path} already exists", path=given))
    if path.is_dir():
        raise FmcatError(say("{path}: is a folder; name a file in it", path=path))
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        try:
            with path.open("wb") as stream:
                stream.writelines(chunks)
        except OSError as error:
            raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
        return
    sweep(path)
    try:
        handle, name = tempfile.mkstemp(prefix=prefix(path), suffix=SUFFIX, dir=path.parent)
    except OSError as error:
        raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        keep(path, Path(name), 0o666)
        os.replace(name, path)
        _sync(path.parent)
    except OSError as error:
        raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _followed(path: Path) -> Path:
    """Where a path leads in the end; raises FmcatError where links lead round in a circle."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise FmcatError(say("{path}: is a link that leads back to itself", path=path))
    return real


@contextlib.contextmanager
def whole_folder(path: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A folder to fill beside `path`, which takes that place when it is whole; what stood there stays on any failure.

    Only an empty folder or one that `is_ours` is replaced. Linux exchanges the two in one step; elsewhere it takes
    two renames, and where a process is killed between them, the next write puts the former one back. Raises
    BadUsage where something else lies there, and FmcatError, with the reason, where it cannot be written.
    """
    path = _followed(path)
    try:
        put_back(path)
    except OSError as error:
        raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
    if path.exists() and not path.is_dir():
        raise BadUsage(
            say("{path}: already exists and is not a data set", path=path), [say("name a new or empty folder")]
        )
    if path.is_dir() and any(path.iterdir()) and not is_ours(path):
        raise BadUsage(
            say("{path}: already exists and is not a data set", path=path), [say("name a new or empty folder")]
        )
    sweep(path)
    try:
        filled = Path(tempfile.mkdtemp(prefix=prefix(path), suffix=SUFFIX, dir=path.parent))
    except OSError as error:
        raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
    try:
        yield filled
        keep(path, filled, 0o777)
        for file in filled.rglob("*"):
            _sync(file)
        _exchange(filled, path)
        _sync(path.parent)
    except OSError as error:
        raise FmcatError(say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)) from None
    finally:
        shutil.rmtree(filled, ignore_errors=True)


def _exchange(filled: Path, path: Path) -> None:
    """Put a filled folder in the place of another one, which goes; where that fails, the other one is put back."""
    if path.is_dir() and _exchanged(filled, path):
        return
    former = filled.with_name(f"{filled.name}{FORMER}")
    if path.is_dir():
        os.replace(path, former)
    try:
        os.replace(filled, path)
    except OSError:
        if former.is_dir():
            os.replace(former, path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where this system or file system has no such step."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # only where a folder is replaced

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library without it
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def _sync(path: Path) -> None:
    """Have a file, or a folder's new names, on disk too: not even a power cut brings back what was there before."""
    with contextlib.suppress(OSError):  # not every system lets folders be opened
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
