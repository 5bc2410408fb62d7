"""Where the data of a table or a picture come from, in one line."""

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.releases import data_version
from fmcat.messages import message
from fmcat.registry.locate import bundled_folder
from fmcat.version import __version__

#: The license of the bundled data.
_LICENSE = "CC BY 4.0"


def credit(catalog: Catalog, language: str) -> str:
    """The version of the data, and their license if they are those of fmcat: `Data: fmcat 2026.11.28 · CC BY 4.0`."""
    is_bundled = any(layer.path == bundled_folder() for layer in catalog.layers)
    version = message("data_of", language, version=data_version(catalog) or __version__)
    return f"{version} · {_LICENSE}" if is_bundled else version
