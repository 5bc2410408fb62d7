"""fmcat: the foundation-model catalog for the terminal, and its Python API."""

from importlib import import_module
from typing import TYPE_CHECKING

from fmcat.version import __version__

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog as Catalog
    from fmcat.errors import FmcatError as FmcatError
    from fmcat.schema.model import Model as Model

__all__ = ["Catalog", "FmcatError", "Model", "__version__"]

_HOMES = {
    "Catalog": "fmcat.catalog.catalog",
    "FmcatError": "fmcat.errors",
    "Model": "fmcat.schema.model",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that starting the CLI stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'fmcat' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
