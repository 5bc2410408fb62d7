"""The catalog as its files are now, for a server that runs for days and answers in several threads."""

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
    """Opens the catalog for each answer and closes it after: never stale, no descriptor kept, one thread each.

    Opening costs some milliseconds, since the compiled file decides by itself whether it is current. `layers`
    finds the registry's files and raises BadRegistry where that fails.
    """

    def __init__(self, layers: Callable[[], Sequence[Layer]]) -> None:
        self._layers = layers
        self._opening = Lock()  # one thread compiles, the others find what it wrote

    @contextmanager
    def __call__(self) -> Iterator[Catalog]:
        """The catalog, for one answer; raises BadRegistry where the files are not valid now."""
        with self._opening:
            catalog = Catalog(self._layers())
            if catalog.in_memory:
                _keep_elsewhere()
        try:
            yield catalog
        finally:
            catalog.close()


class Attached:
    """A catalog that another engine holds: a data set does not change, and answers one question at a time."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._turn = catalog, Lock()

    @contextmanager
    def __call__(self) -> Iterator[Catalog]:
        """The catalog, for one answer."""
        with self._turn:
            yield self._catalog


def _keep_elsewhere() -> None:
    """Where the cache cannot be written, keep it in a folder of its own that goes when the server ends."""
    folder = os.environ["FMCAT_CACHE_DIR"] = mkdtemp(prefix="fmcat-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
