"""The compiled catalog in a wheel, next to its data: opened in place, never written.

This is the warm path: nothing here imports pydantic, PyYAML or Rich.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from fmcat.catalog.tables import FORMAT
from fmcat.registry.locate import BUNDLED, Layer
from fmcat.version import __version__

#: The file's name, in the folder of the bundled registry.
SHIPPED = "catalog.sqlite"


#: What a shipped catalog records of the fmcat that made it.
STAMP = f"{FORMAT}\n{__version__}"


def marks(files: Sequence[Path]) -> dict[str, str]:
    """What a shipped catalog records of its origin: this fmcat, and the names and contents of the files."""
    contents = (f"{file.name} {crc32(file.read_bytes()):08x}" for file in files)
    return {"stamp": STAMP, "files": "\n".join(contents)}


def open_shipped(layers: Sequence[Layer]) -> sqlite3.Connection | None:
    """The catalog that came with the bundled registry, if that is the only layer and its files are unchanged.

    None in a source checkout, after the files were edited, and with other layers over it.
    """
    if [layer.name for layer in layers] != [BUNDLED]:
        return None
    file = shipped_at(layers[0])
    try:
        if not file.is_file():
            return None
        # `immutable`: nothing is written beside it and no lock is taken, so it may lie on a read-only disk.
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=sqlite3.threadsafety < 3)
        if marks(layers[0].files).items() <= dict(connection.execute("SELECT key, value FROM built")).items():
            return connection
        connection.close()
    except (sqlite3.Error, OSError):
        return None  # damaged: treated as missing
    return None


def shipped_at(bundled: Layer) -> Path:
    """Where the catalog is that came with the bundled registry, if one did, whatever its files say now."""
    return bundled.path / SHIPPED
