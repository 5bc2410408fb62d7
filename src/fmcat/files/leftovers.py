"""Names of temporary files next to a path, and the cleanup of those that killed processes left."""

import contextlib
import os
import re
import shutil
import time
from pathlib import Path
from zlib import crc32

_STALE_SECONDS = 3600
#: How many bytes of a name a temporary one uses, so that none is longer than file systems allow (255).
_LONGEST_STEM = 180
SUFFIX = ".tmp"
#: The suffix of a folder that was moved aside for another one, until that one is in place.
FORMER = ".former"


def prefix(path: Path) -> str:
    """How the names of temporary files and folders for this path begin; `tempfile` adds eight characters."""
    stem = path.name
    data = os.fsencode(stem)
    if len(data) > _LONGEST_STEM:
        stem = f"{data[:_LONGEST_STEM].decode('utf-8', 'ignore')}-{crc32(data):08x}"
    return f".{stem}.fmcat-"


def put_back(path: Path) -> None:
    """Rename back a folder that a killed process moved aside without putting another one in its place."""
    if not os.path.lexists(path):
        for former in _ours(path, FORMER):
            os.replace(former, path)
            return


def sweep(path: Path) -> None:
    """Remove what killed writes of this path left long ago; newer files may belong to a running process.

    Only names that fmcat gives are touched, and of a link only the link.
    """
    for leftover in (*_ours(path, ""), *_ours(path, FORMER)):
        with contextlib.suppress(OSError):
            if time.time() - leftover.lstat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(leftover) if leftover.is_dir() and not leftover.is_symlink() else leftover.unlink()


def _ours(path: Path, ending: str) -> list[Path]:
    """The files next to a path with a temporary name of fmcat, newest last."""
    form = re.compile(re.escape(prefix(path)) + r"[a-z0-9_]{8}" + re.escape(SUFFIX + ending))
    try:
        with os.scandir(path.parent) as entries:
            return [Path(entry.path) for entry in entries if form.fullmatch(entry.name)]
    except OSError:  # reported when it is written
        return []
