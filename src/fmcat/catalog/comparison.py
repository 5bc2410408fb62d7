"""Models side by side, fact by fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmcat.catalog.catalog import Catalog
from fmcat.facts import lineage_targets
from fmcat.fields import FIELDS, Document, Field

MOST = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of every model, in their order: its value and its state (`known`, `undisclosed`, None for unknown)."""

    field: Field
    facts: tuple[object, ...]
    states: tuple[str | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the models differ in it; an unknown fact differs from a known one."""
        return any(_comparable(fact) != _comparable(self.facts[0]) for fact in self.facts[1:])


def mentioned(catalog: Catalog, *documents: Document) -> dict[str, str]:
    """The names, by id, of the models that facts of these name: what they were made from or are replaced by."""
    ids = {one for document in documents for one in (*lineage_targets(document), *document.get("replaced-by", ()))}
    return {one: catalog.document(one)["name"] for one in ids}


def compare(documents: Sequence[Document]) -> list[Row]:
    """Every fact that is known of at least one of the models, in the order of FIELDS."""
    rows = []
    for field in FIELDS.values():
        if not field.compared:
            continue
        states = tuple(field.state(document) for document in documents)
        if any(states):
            rows.append(Row(field, tuple(field.read(document) for document in documents), states))
    return rows


def _comparable(fact: object) -> object:
    """The fact without the order of its parts, which does not matter."""
    return frozenset(map(str, fact)) if isinstance(fact, list) else fact
