"""Whose the data are: what an export that people read has to show of their version, license and attributions."""

from collections.abc import Sequence

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.releases import data_version
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.registry.locate import bundled_folder, has_words_only
from fmcat.version import __version__

#: The license of the bundled data.
_LICENSE = "CC BY 4.0"


def is_bundled(catalog: Catalog) -> bool:
    """Whether a catalog has the models of the bundled registry, whose license is known, and not only its terms."""
    return any(layer.path == bundled_folder() and not has_words_only(layer) for layer in catalog.layers)


def attributions(catalog: Catalog, documents: Sequence[Document]) -> list[str]:
    """The attributions that the works require in which these models were read."""
    used = {source.get("source") for document in documents for source in document.get("sources", ())}
    works = catalog.entries("source").items()
    return list(dict.fromkeys(work["attribution"] for name, work in works if name in used and "attribution" in work))


def credit(catalog: Catalog, language: str) -> str:
    """The version of the data, and their license if they are those of fmcat: `Data: fmcat 2026.11.28 · CC BY 4.0`."""
    version = message("data_of", language, version=data_version(catalog) or __version__)
    return f"{version} · {_LICENSE}" if is_bundled(catalog) else version
