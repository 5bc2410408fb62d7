"""SHA-256 of files and texts, as hexadecimal digits."""

import hashlib
from pathlib import Path


def digest_of(path: Path) -> str:
    """The digest of a file's content; raises OSError if it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(data: bytes) -> str:
    """The digest of these bytes."""
    return hashlib.sha256(data).hexdigest()
