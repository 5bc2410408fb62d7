"""Files written whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fmcat.errors import FmcatError


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
    except OSError as error:
        raise FmcatError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
