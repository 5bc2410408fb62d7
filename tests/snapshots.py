"""Texts that are kept in files and compared with what the code makes now.

`make snapshots` rewrites the files; review the difference before committing it.
"""

import os
from pathlib import Path


def same_as_kept(text: str, path: Path) -> None:
    """Compare a text with the one kept in a file."""
    if os.environ.get("FMCAT_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{path.name} differs; `make snapshots` writes it anew"
