"""Upgrades older registry files: one step per version, from its text to that of the next."""

import codecs
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from fmcat.schema.sections import SCHEMA

_VERSION = re.compile(r"^(schema:[ \t]*)([0-9]{1,9})", re.MULTILINE)


def _with_version(text: str) -> str:
    """Add the first version to a file without one: `schema: 1` goes below the comments at the top."""
    if _VERSION.search(text):
        return _VERSION.sub(r"\g<1>1", text, count=1)
    head = re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*", text)
    place = head.end() if head else 0
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text[:place]}schema: 1{newline}{text[place:]}"


#: By the version of a file, the step to the next version; 0 is a file without a version.
MIGRATIONS: Mapping[int, Callable[[str], str]] = {0: _with_version}


def migrated(text: str) -> str:
    """The text of a YAML registry in the current version; one of the current or a newer version stays as it is."""
    while (version := _version(text)) < SCHEMA and version in MIGRATIONS:
        text = MIGRATIONS[version](text)
    return text


def migrations(contents: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The upgraded text of those files that are YAML of an older version."""
    changed = {file: _migrated(data) for file, data in contents.items() if file.suffix in (".yaml", ".yml")}
    return {file: data for file, data in changed.items() if data != contents[file]}


def _migrated(data: bytes) -> bytes:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark + migrated(data.removeprefix(mark).decode()).encode()
    except UnicodeDecodeError:
        return data  # reading it reports that, with the position


def _version(text: str) -> int:
    if text.lstrip()[:1] in ("{", "["):  # in brackets, as JSON is: never written by hand before versions
        return SCHEMA
    found = _VERSION.search(text)
    return int(found[2]) if found else 0
