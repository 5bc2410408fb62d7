"""Shares the files of a large repository among processes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fmcat.catalog.catalog import Catalog
from fmcat.processes import shared
from fmcat.registry.locate import Layer
from fmcat.scan.files import Listed
from fmcat.scan.reader import Reader, Survey

#: How many bytes are read before others help: starting them takes as long as reading this.
ALONE = 2_000_000
#: How much a process is given at once, in bytes and in files.
_BATCH, _FILES = 1_000_000, 500
#: The most processes; each takes some 60 MB of memory.
_MOST = 3
_Batch = list[tuple[Listed, str]]


def read_all(files: Iterator[tuple[Listed, str]], reader: Reader) -> Iterator[tuple[Listed, str, Survey]]:
    """What each file has, in the order of the files, which are given with the path to show."""
    alone = 0
    for file, shown in files:
        yield file, shown, reader.read(file, shown)
        alone += max(file.size, 0)
        if alone > ALONE and _may_share(reader.catalog):
            work = _Reading(reader.catalog.layers, reader.folder, reader.prose)
            for batch, surveys in shared(work, _batches(files), min(os.cpu_count() or 1, _MOST)):
                for (one, path), survey in zip(batch, surveys, strict=True):
                    yield one, path, survey


def _may_share(catalog: Catalog) -> bool:
    """Whether other processes can open the catalog: it is a file, and there is a core for them."""
    return (os.cpu_count() or 1) > 1 and any(layer.files for layer in catalog.layers) and not catalog.in_memory


@dataclass
class _Reading:
    """Reads files, with a catalog that each process opens on its own."""

    layers: Sequence[Layer]
    folder: Path
    prose: bool

    def __call__(self, batch: _Batch) -> list[Survey]:
        return [self._reader.read(file, shown) for file, shown in batch]

    @cached_property
    def _reader(self) -> Reader:
        return Reader(Catalog(self.layers), self.folder, self.prose)


def _batches(files: Iterator[tuple[Listed, str]]) -> Iterator[_Batch]:
    batch: _Batch = []
    size = 0
    for file, shown in files:
        batch.append((file, shown))
        size += max(file.size, 0)
        if size > _BATCH or len(batch) >= _FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
