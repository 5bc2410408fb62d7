"""Whose the data are: the attributions that an export which people read has to show."""

from collections.abc import Sequence

from fmcat.catalog.catalog import Catalog
from fmcat.fields import Document
from fmcat.registry.locate import bundled_folder


def is_bundled(catalog: Catalog) -> bool:
    """Whether the bundled registry, whose license is known, is one of a catalog's layers."""
    return any(layer.path == bundled_folder() for layer in catalog.layers)


def attributions(catalog: Catalog, documents: Sequence[Document]) -> list[str]:
    """The attributions that the works require in which these models were read."""
    used = {source.get("source") for document in documents for source in document.get("sources", ())}
    works = catalog.entries("source").items()
    return list(dict.fromkeys(work["attribution"] for name, work in works if name in used and "attribution" in work))
