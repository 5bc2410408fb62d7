"""How much of the catalog is known, and how much of that is sourced."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmcat.catalog.tiers import Tiers
from fmcat.facts import fact_at
from fmcat.fields import FIELDS, UNDISCLOSED, Document
from fmcat.schema.document import SourceDocument

_NEAR = ("primary", "reference")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One key of an entry: how many of `models` entries state it, including `undisclosed`.

    `sourced` is how many of those name a source, `near` how many of these a page of the maker or a reference work.
    """

    key: str
    models: int
    stated: int
    undisclosed: int
    sourced: int
    near: int

    @property
    def percent(self) -> str:
        """The percentage of stated facts that are sourced, rounded; None if none is stated."""
        return f"{100 * self.sourced / self.stated:.0f}" if self.stated else ""


def coverage(documents: Sequence[Document], tiers: Tiers) -> list[Coverage]:
    """The coverage of every fact that needs a source, in the order of FIELDS."""
    found = []
    for key in dict.fromkeys(field.entry_key for field in FIELDS.values() if field.sourced):
        stating = [document for document in documents if key in document]
        withheld = sum(fact_at(document, key) in (UNDISCLOSED, {"weights": UNDISCLOSED}) for document in stating)
        read = [(document, _read_for(document, key)) for document in stating]
        near = sum(any(tiers.of(document, one) in _NEAR for one in sources) for document, sources in read)
        sourced = sum(bool(sources) for _, sources in read)
        found.append(Coverage(key, len(documents), len(stating), withheld, sourced, near))
    return found


def _read_for(document: Document, key: str) -> list[SourceDocument]:
    """The sources that were read for the key and do not disagree."""
    return [source for source in document.get("sources", ()) if key in source["for"] and "says" not in source]
