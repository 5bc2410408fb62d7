"""The platform's folders, and how a path is shown."""

import os
import stat
import sys
from pathlib import Path

from fmcat.errors import BadUsage, FmcatError
from fmcat.messages import say


def display_path(path: Path) -> str:
    """The path as messages show it: relative to the current folder if it is below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def existing(path: Path) -> Path:
    """The path that a person named; raises BadUsage if nothing is there."""
    if not path.exists():
        raise BadUsage(say("{path}: no such file or folder", path=path))
    return path


def is_trusted(path: Path) -> bool:
    """Whether only this user, or root, can have put a file there; raises OSError if it cannot be looked at."""
    if not hasattr(os, "geteuid"):
        return True
    file, folder = path.stat(), path.parent.stat()
    owners = (os.geteuid(), 0)
    others_replace = folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX
    return file.st_uid in owners and not file.st_mode & stat.S_IWOTH and not others_replace


def platform_folder(windows: str, mac: str, xdg: str, elsewhere: str) -> Path:
    """A user's folder by the conventions of the platform.

    `windows` and `xdg` name environment variables; `elsewhere` is the folder if the latter is not set. Raises
    FmcatError if there is no home folder.
    """
    if sys.platform == "win32":
        base = os.environ.get(windows) or "~"
    elif sys.platform == "darwin":
        base = mac
    else:
        base = os.environ.get(xdg) or elsewhere
    try:
        return Path(base).expanduser()
    except RuntimeError:
        raise FmcatError(say("the home folder is unknown"), [say("set HOME or {xdg}", xdg=xdg)]) from None
