"""Where things are in a site: addresses that stay the same, and that every file system and server can hold."""

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

#: The folder of each kind of page.
FOLDERS = {"model": "models", "vendor": "vendors", "license": "licenses", "method": "methods", "modality": "modalities"}
#: A license that has no SPDX id begins with this, which fmcat never shows.
_REFERENCE = "LicenseRef-"
#: Names that Windows keeps for devices, with any suffix; and the file that a server shows for a folder.
_RESERVED = r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|index\.html"
#: How many bytes of a name an address holds: file systems allow 255 for each part, Windows 260 for all of them.
_LONGEST = 80


def segment(name: str) -> str:
    """A name as one part of an address.

    Letters, digits and `._~+@=-` stay; anything else becomes a hyphen. No part begins or ends with a dot.

    >>> segment("qwen2.5:72b"), segment("../etc"), segment("aux")
    ('qwen2.5-72b', 'etc', 'aux-')
    """
    part = re.sub(r"[^\w.~+@=-]+", "-", name).strip(".-") or "-"
    data = part.encode()
    if len(data) > _LONGEST:
        part = f"{data[:_LONGEST].decode('utf-8', 'ignore')}-{crc32(data):08x}"
    return f"{part}-" if re.fullmatch(_RESERVED, part) else part


def segments(name: str) -> str:
    """An id with slashes as parts of an address; without any letter or digit, one hyphen."""
    return "/".join(segment(part) for part in name.split("/") if part.strip()) or "-"


def places(kind: str, names: Iterable[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """By kind and id, the address of each page, in lower case; no two differ only in case."""
    taken: set[str] = set()
    for name in sorted(names, key=lambda one: (one.startswith(_REFERENCE), one)):
        wanted = segment(name.removeprefix(_REFERENCE).lower())
        part, number = wanted, 2
        while part in taken:
            part, number = f"{wanted}-{number}", number + 1
        taken.add(part)
        yield (kind, name), f"{FOLDERS[kind]}/{part}/index.html"
