"""Locks a folder while one of its files is changed, so that two edits run one after the other."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fmcat.errors import FmcatError
from fmcat.messages import say
from fmcat.notices import notify

LOCK_FILE = ".fmcat.lock"
#: After how many seconds a wait is reported, and after how many it ends.
TOLD_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 60.0
_PAUSE_SECONDS = 0.05
#: Errors that mean locking is impossible here: no locks on this file system, or no write permission.
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EROFS, errno.EPERM, errno.EINVAL)


@contextlib.contextmanager
def locked(path: Path, make: bool = True) -> Iterator[None]:
    """Lock the folder of a file; with `make`, it is created first, otherwise a missing folder is not locked.

    The lock is a file `.fmcat.lock` that only those who may write in the folder can open, so that a reader cannot block
    a writer. It is removed afterwards; one left by a killed process is not locked and does no harm. If locking is
    impossible (Windows, some network file systems, a read-only folder), this does nothing. Raises FmcatError if the
    folder cannot be created, or after waiting for a minute.
    """
    folder = Path(os.path.realpath(path)).parent
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FmcatError(say("{folder}: cannot be created: {reason}", folder=folder, reason=error.strerror)) from None
    if sys.platform == "win32" or not os.access(folder, os.W_OK | os.X_OK):
        yield
        return
    handle = _held(folder / LOCK_FILE)
    try:
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):
                os.unlink(folder / LOCK_FILE)  # while it is locked, so that nobody else locks the removed file
            os.close(handle)


def _held(file: Path) -> int | None:
    """An open handle on the locked lock file, or None if this file system has no locks."""
    begun = time.monotonic()
    told = False
    while True:
        try:
            handle = _taken(file)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return None
            raise FmcatError(
                say("{folder}: cannot be locked: {reason}", folder=file.parent, reason=error.strerror)
            ) from None
        if handle is not None:
            return handle
        waited = time.monotonic() - begun
        if waited > LONGEST_WAIT_SECONDS:
            raise FmcatError(
                say(
                    "{folder}: locked by another process for {seconds:.0f} seconds; nothing was written",
                    folder=file.parent,
                    seconds=LONGEST_WAIT_SECONDS,
                ),
                [say("end that process, or remove {file} if none is running", file=file)],
            )
        if waited > TOLD_SECONDS and not told:
            notify(say("waiting for another process that is writing in {folder}", folder=file.parent))
            told = True
        time.sleep(_PAUSE_SECONDS)


def _taken(file: Path) -> int | None:
    """The lock file, created, opened and locked; None if somebody else has it."""
    import fcntl  # there is none on Windows

    usual = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        try:
            handle = os.open(file, usual | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            handle = os.open(file, usual)
        else:
            _share(handle, file.parent)
    except (PermissionError, FileNotFoundError):  # just created or removed by another writer
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_still(handle, file):
            return handle
    except BlockingIOError:
        pass
    except OSError:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _is_still(handle: int, file: Path) -> bool:
    """Whether the locked file is still the one in place; its previous holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(file))
    except FileNotFoundError:
        return False


def _share(handle: int, folder: Path) -> None:
    """Give access to the lock file to those who may write in its folder, and to nobody else."""
    above = folder.stat()
    with contextlib.suppress(OSError):  # not a member of the folder's group
        os.fchown(handle, -1, above.st_gid)
        writers = above.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        os.fchmod(handle, 0o600 | writers | writers << 1)
