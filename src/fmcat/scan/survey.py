"""Goes through the files of repositories and gathers their references to models."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fmcat.catalog.inventory import Occurrence
from fmcat.catalog.resolution import Resolution
from fmcat.scan.files import UNREAD, Excluded, Listed, files_below
from fmcat.scan.literal import Place
from fmcat.scan.reader import Reader, Survey, occurrence_of
from fmcat.scan.references import References
from fmcat.scan.share import read_all
from fmcat.scan.stores import cached_revision, named_by_path

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog


def survey(
    catalog: "Catalog", roots: Iterable[Path], exclude: Excluded, prose: bool = False, registry: Iterable[Path] = ()
) -> Survey:
    """Read the files of repositories, as data, each once; with `prose`, comments and documentation too.

    Files of the `registry` describe models and use none, so they are only read if they are roots themselves. A root
    that is not there is the caller's to refuse. What cannot be read is counted, never raised.
    """
    made = Survey()
    read: set[str] = set()
    left = set(map(os.path.abspath, registry))
    for root in roots:
        read = read | left if root.is_dir() else read - left
        reader = Reader(catalog, root if root.is_dir() else root.parent, prose)
        prefix = "" if str(root) == "." or not root.is_dir() else f"{root.as_posix().rstrip('/')}/"
        listed = _unread(files_below(root, exclude.below(prefix)), read)
        files = ((file, prefix + file.shown if root.is_dir() else root.as_posix()) for file in listed)
        stores: set[tuple[str, str]] = set()
        for file, shown, part in read_all(files, reader):
            made.references += _by_path(file, shown, len(prefix), reader.references, stores)
            made.add(part)
    return made


def _unread(files: Iterable[Listed], read: set[str]) -> Iterator[Listed]:
    """The files that no root before has, which then are `read`."""
    for file in files:
        path = os.path.abspath(file.path)
        if path not in read:
            read.add(path)
            yield file


def _by_path(
    file: Listed, shown: str, prefix: int, references: References, stores: set[tuple[str, str]]
) -> Iterator[tuple[Resolution, Occurrence]]:
    """The models that the path of a file names; `stores` are the folders that were told already."""
    if file.size == UNREAD:
        return
    for literal in named_by_path(file.shown):
        end = literal.offset + len(literal.text)
        place = (shown[: prefix + end], literal.text)
        if place not in stores and (meant := references.of(literal)):
            stores.add(place)
            revision = cached_revision(file.path[: len(file.path) - len(file.shown) + end])
            yield meant, replace(occurrence_of(place[0], literal, Place(0, 0), meant), revision=revision)
