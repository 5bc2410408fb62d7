"""Shares the files of a large repository among processes."""

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fmcat.catalog.catalog import Catalog
from fmcat.scan.files import Listed
from fmcat.scan.reader import Reader, Survey

if TYPE_CHECKING:
    from fmcat.registry.locate import Layer

#: How many bytes are read before others help: starting them takes as long as reading this.
ALONE = 2_000_000
#: How much a process is given at once, in bytes and in files.
_BATCH, _FILES = 1_000_000, 500
#: The most processes; each takes some 60 MB of memory.
_MOST = 3
_Batch = list[tuple[Listed, str]]
_reader: Reader | None = None


def read_all(files: Iterator[tuple[Listed, str]], reader: Reader) -> Iterator[tuple[Listed, str, Survey]]:
    """What each file has, in the order of the files, which are given with the path to show."""
    alone = 0
    for file, shown in files:
        yield file, shown, reader.read(file, shown)
        alone += max(file.size, 0)
        if alone > ALONE and _may_share(reader.catalog):
            yield from _shared(files, reader)


def _may_share(catalog: Catalog) -> bool:
    """Whether other processes can open the catalog: it is a file, and there is a core for them."""
    return (os.cpu_count() or 1) > 1 and any(layer.files for layer in catalog.layers) and not catalog.in_memory


def _shared(files: Iterator[tuple[Listed, str]], reader: Reader) -> Iterator[tuple[Listed, str, Survey]]:
    workers = min(os.cpu_count() or 1, _MOST)
    begun = (reader.catalog.layers, reader.folder, reader.prose)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, begun)
    waiting: deque[tuple[_Batch, Future[list[Survey]] | None]] = deque()
    try:
        for batch in _batches(files):
            waiting.append((batch, _submitted(pool, batch)))
            if len(waiting) > 2 * workers:
                yield from _answered(*waiting.popleft(), reader)
        while waiting:
            yield from _answered(*waiting.popleft(), reader)
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, batch: _Batch) -> "Future[list[Survey]] | None":
    with suppress(BrokenExecutor, OSError):  # where no process can be started, this one reads
        return pool.submit(_read, batch)
    return None


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


def _answered(
    batch: _Batch, future: "Future[list[Survey]] | None", reader: Reader
) -> Iterator[tuple[Listed, str, Survey]]:
    """What a process found in a batch; if the process died, the files are read here."""
    parts = None
    if future:
        with suppress(BrokenExecutor):
            parts = future.result()
    for number, (file, shown) in enumerate(batch):
        yield file, shown, parts[number] if parts else reader.read(file, shown)


# ── in the other processes ────────────────────────────────────────────────────────────────────


def _begin(layers: "Sequence[Layer]", folder: Path, prose: bool) -> None:
    global _reader  # the only place of a process for what all its batches share
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says that it was interrupted
    Thread(target=_end_with_parent, daemon=True).start()
    _reader = Reader(Catalog(layers), folder, prose)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _read(batch: _Batch) -> list[Survey]:
    assert _reader
    return [_reader.read(file, shown) for file, shown in batch]
