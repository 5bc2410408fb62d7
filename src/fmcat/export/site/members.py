"""Which models the pages of vendors, licenses, methods and modalities list."""

from collections.abc import Mapping, Sequence

from fmcat.catalog.catalog import Catalog
from fmcat.export.site.tables import licenses_of
from fmcat.facts import methods
from fmcat.fields import Document

#: The models of each page, by its kind and id.
Members = Mapping[tuple[str, str], Sequence[Document]]


def members(catalog: Catalog, documents: Sequence[Document]) -> Members:
    """The models of each term and vendor, in the order given; those of narrower ones count, as in queries."""
    above: dict[tuple[str, str], list[str]] = {}
    for vocabulary, broader, term in catalog.rows(
        "SELECT vocabulary, broader, term FROM term_closure ORDER BY 1, 2", {}
    ):
        above.setdefault((vocabulary, term), []).append(broader)
    found: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        for kind, own in _terms(document).items():
            terms = [name for term in own for name in (term, *above.get((kind, term), ()))]
            for name in dict.fromkeys(terms):
                found.setdefault((kind, name), []).append(document)
    return found


def _terms(document: Document) -> dict[str, list[str]]:
    return {
        "vendor": document["vendor"],
        "license": licenses_of(document),
        "method": methods(document),
        "modality": document["modalities"],
    }
