"""Writes files and folders completely or not at all."""

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
from fmcat.messages import Sentence, say

#: Constants of renameat2(2): paths as they are, and exchange both.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
#: How many files are synced one by one.
_MANY = 500
_DATA_SET, _ELSEWHERE = say("a data set"), say("name a new or empty folder")


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Write a file whose content was `before` when it was `locked`; raises FmcatError if it has changed."""
    if path.exists() and path.read_bytes() != before:
        raise FmcatError(
            say("{path}: was changed by somebody else just now; nothing was written; try again", path=path)
        )
    write_whole(path, [after])


def write_whole(path: Path, chunks: Iterable[bytes], new: bool = False) -> None:
    """Write a temporary file, sync it, and rename it into place; on any failure, the old file stays.

    Owner, group, mode and access list stay as they were. The target of a link is replaced, never the link; with `new`,
    nothing may exist there, not even a link. Raises FmcatError, with the reason, if that fails.
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
            raise _unwritable(path, error) from None
        return
    sweep(path)
    try:
        handle, name = tempfile.mkstemp(prefix=prefix(path), suffix=SUFFIX, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        keep(path, Path(name), 0o666)
        os.replace(name, path)
        _sync(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _unwritable(path: Path, error: OSError) -> FmcatError:
    """The error that a file or folder cannot be written: wrong usage if its folder is not there."""
    problem = say("{path}: cannot be written: {reason}", path=path, reason=error.strerror)
    if path.parent.exists():
        return FmcatError(problem)
    return BadUsage(problem, [say("create the folder {folder} first", folder=path.parent)])


def _followed(path: Path) -> Path:
    """The final target of a path; raises FmcatError if links form a cycle."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise FmcatError(say("{path}: is a link that leads back to itself", path=path))
    return real


@contextlib.contextmanager
def whole_folder(
    path: Path, is_ours: Callable[[Path], bool], kind: Sentence = _DATA_SET, hint: Sentence = _ELSEWHERE
) -> Iterator[Path]:
    """A temporary folder to fill, which replaces `path` when it is complete; on any failure, the old one stays.

    Only an empty folder or one that `is_ours` is replaced; `kind` is what that is called, and `hint` what to do if it
    is something else. Linux exchanges the two in one step; elsewhere it takes two
    renames, and if a process is killed between them, the next write restores the old one. Raises BadUsage if something
    else is there, and FmcatError, with the reason, if it cannot be written.
    """
    path = _followed(path)
    try:
        put_back(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    if path.exists() and not path.is_dir():
        raise BadUsage(say("{path}: already exists and is not {kind}", path=path, kind=kind), [_ELSEWHERE])
    if path.is_dir() and any(path.iterdir()) and not is_ours(path):
        raise BadUsage(say("{path}: already exists and is not {kind}", path=path, kind=kind), [hint])
    sweep(path)
    try:
        filled = Path(tempfile.mkdtemp(prefix=prefix(path), suffix=SUFFIX, dir=path.parent))
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        yield filled
        keep(path, filled, 0o777)
        _sync_all(filled)
        _exchange(filled, path)
        _sync(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        shutil.rmtree(filled, ignore_errors=True)


def _exchange(filled: Path, path: Path) -> None:
    """Replace a folder by a filled one; if that fails, restore the old one."""
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
    """Exchange two folders in one step; False if this system or file system does not support it."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # only needed to replace a folder

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library without it
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def _sync_all(folder: Path) -> None:
    """Sync everything in a folder; thousands of files together, since one by one they would take minutes."""
    files = [Path(place, name) for place, folders, names in os.walk(folder) for name in (*folders, *names)]
    if len(files) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for file in files:
        _sync(file)


def _sync(path: Path) -> None:
    """Sync a file, or a folder's new names, to disk, so that they survive a power failure."""
    with contextlib.suppress(OSError):  # not every system can open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
