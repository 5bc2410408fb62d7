"""Keeps the owner and permissions of a file when another one replaces it."""

import contextlib
import os
from pathlib import Path

from fmcat.messages import say
from fmcat.notices import notify


def keep(former: Path, new: Path, usual: int) -> None:
    """Give `new`, a file or folder, the owner, group, mode and extended attributes (access lists too) of `former`.

    What cannot be kept is reported in one notice; if the group cannot be kept, it gets no more permissions than others.
    Without `former`, `new` gets the mode `usual` under the umask. Raises OSError if the mode cannot be set.
    """
    try:
        before = former.stat()
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(new, usual & ~mask)
        return
    mode = before.st_mode & 0o777
    kept = _chown(new, before)
    if new.stat().st_gid != before.st_gid:
        mode &= ~0o070 | (mode & 0o007) << 3
    os.chmod(new, mode)
    if not (_copy_attributes(former, new) and kept):
        notify(say("{path}: its owner, group or access list could not be kept", path=former))


def _chown(new: Path, before: os.stat_result) -> bool:
    """Give a file this owner and group, as far as allowed; returns whether it has both."""
    made = new.stat()
    if (made.st_uid, made.st_gid) == (before.st_uid, before.st_gid) or not hasattr(os, "chown"):
        return True
    for user, group in ((before.st_uid, before.st_gid), (-1, before.st_gid)):
        with contextlib.suppress(OSError):
            os.chown(new, user, group)
            break
    now = new.stat()
    return (now.st_uid, now.st_gid) == (before.st_uid, before.st_gid)


def _copy_attributes(former: Path, new: Path) -> bool:
    """Copy the extended attributes; returns whether all of the user's were copied."""
    if not hasattr(os, "listxattr"):
        return True
    kept = True
    try:
        names = os.listxattr(former)
    except OSError:  # a file system without extended attributes
        return True
    for name in names:
        try:
            os.setxattr(new, name, os.getxattr(former, name))
        except OSError:
            kept = kept and name.startswith("security.")  # the system sets those itself
    return kept
