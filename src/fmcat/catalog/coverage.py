"""How much of the catalog is known, and how much of that was read somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmcat.facts import fact_at
from fmcat.fields import FIELDS, UNDISCLOSED, Document


@dataclass(frozen=True, slots=True)
class Coverage:
    """One key of an entry: how many of `models` entries state it, withheld ones (`undisclosed`) included.

    `sourced` is how many of those name a work or page that says so.
    """

    key: str
    models: int
    stated: int
    undisclosed: int
    sourced: int

    @property
    def percent(self) -> str:
        """The share of sourced ones among those stated, in whole percents; nothing where none is stated."""
        return f"{100 * self.sourced / self.stated:.0f}" if self.stated else ""


def coverage(documents: Sequence[Document]) -> list[Coverage]:
    """The coverage of every fact that a source has to state, in the order of FIELDS."""
    found = []
    for key in dict.fromkeys(field.entry_key for field in FIELDS.values() if field.sourced):
        stating = [document for document in documents if key in document]
        withheld = sum(fact_at(document, key) in (UNDISCLOSED, {"weights": UNDISCLOSED}) for document in stating)
        sourced = sum(is_sourced(document, key) for document in stating)
        found.append(Coverage(key, len(documents), len(stating), withheld, sourced))
    return found


def is_sourced(document: Document, key: str) -> bool:
    """Whether a source that does not disagree was read for the key."""
    return any(key in source["for"] and "says" not in source for source in document.get("sources", ()))
