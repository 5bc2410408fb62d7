"""Zip files that have the same bytes from run to run."""

import zipfile

#: The timestamp of the files in the zip, so that the same catalog gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def add(package: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    """Add a file to a zip file."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    package.writestr(info, content)
