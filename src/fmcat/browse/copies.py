"""The forms in which models are copied."""

from collections.abc import Sequence

from fmcat.catalog.catalog import Catalog
from fmcat.export.citations import bibtex, references
from fmcat.export.kit.markdown import link
from fmcat.fields import Document, main_link


def copied(catalog: Catalog, documents: Sequence[Document], form: str) -> str:
    """Models as BibTeX, as links in Markdown, or their ids."""
    if form == "bibtex":
        return "".join(bibtex(references(catalog, documents)))
    if form == "markdown":
        return "\n".join(link(one["name"], main_link(one)) for one in documents)
    return " ".join(one["id"] for one in documents)
