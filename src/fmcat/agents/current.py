"""The current catalog, for a server that runs for days and answers in several threads."""

import atexit
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import mkdtemp
from threading import Lock

from fmcat.catalog.catalog import Catalog
from fmcat.registry.locate import Layer


class Current:
    """Opens the catalog for each answer and closes it afterwards: never stale, no open descriptor, one thread each.

    Opening takes some milliseconds to check whether the compiled file is current. `layers` finds the registry's files
    and raises BadRegistry if that fails.
    """

    def __init__(self, layers: Callable[[], Sequence[Layer]]) -> None:
        self._layers = layers
        self._opening = Lock()  # one thread compiles, the others use its result

    @contextmanager
    def __call__(self) -> Iterator[Catalog]:
        """The catalog, for one answer; raises BadRegistry if the files are invalid now."""
        with self._opening:
            catalog = Catalog(self._layers())
            if catalog.in_memory:
                _keep_elsewhere()
        try:
            yield catalog
        finally:
            catalog.close()


class Attached:
    """A catalog of another engine: a data set does not change, and answers one question at a time."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._turn = catalog, Lock()

    @contextmanager
    def __call__(self) -> Iterator[Catalog]:
        """The catalog, for one answer."""
        with self._turn:
            yield self._catalog


def _keep_elsewhere() -> None:
    """If the cache cannot be written, keep it in a temporary folder until the server ends."""
    folder = os.environ["FMCAT_CACHE_DIR"] = mkdtemp(prefix="fmcat-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
