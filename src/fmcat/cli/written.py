"""Which files fmcat wrote: the digest of each is kept, so that no other file is replaced silently.

A file counts as ours as long as it contains exactly what fmcat wrote there last. That needs no marker in any format,
and a file that somebody edited since is theirs. After the cache folder was emptied, --force is needed once.
"""

import os
from contextlib import suppress
from pathlib import Path

from fmcat import files
from fmcat.catalog.store import cache_folder


def is_replaceable(path: Path) -> bool:
    """Whether writing there loses nothing: no file, an empty one, a pipe or device, or what fmcat wrote there."""
    try:
        return not path.is_file() or path.stat().st_size == 0 or _record(path).read_text() == files.digest_of(path)
    except OSError:
        return False


def remember(path: Path) -> None:
    """Keep the digest of a file that was just written."""
    with suppress(OSError):  # if it cannot be kept, the next write needs --force
        if path.is_file():
            record = _record(path)
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(files.digest_of(path))


def _record(path: Path) -> Path:
    """Where the digest of a path's content is kept."""
    name = files.digest(os.fsencode(os.path.realpath(path)))
    return cache_folder() / "written" / name
