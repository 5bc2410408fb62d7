"""Writes into a compiled catalog what binds each checkpoint, once the licenses of all its ancestors are known."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from fmcat.fields import Document, as_list
from fmcat.licensing import ANSWERS, UNKNOWN, Licensing, Origin
from fmcat.schema.license_classes import spdx_classes
from fmcat.schema.vocabulary import Term, Vendor
from fmcat.text import as_json, name_key

if TYPE_CHECKING:
    from fmcat.schema.document import TermDocument, TermsDocument

#: The fields that are computed here, by the key of a checkpoint's terms.
_COMPUTED = ("commercial", "conditions")


def licensing(
    vendors: Iterable[Vendor], terms: Mapping[str, Sequence[Term]], origins: Mapping[str, Origin]
) -> Licensing:
    """What computes the terms of a registry's models, from these origins of them."""
    described, relations = (
        {term.id: cast("TermDocument", term.document()) for term in terms.get(kind, ())}
        for kind in ("license", "relation")
    )
    above = {vendor.id: vendor.part_of for vendor in vendors if vendor.part_of}
    return Licensing(described, relations, above, origins.get)


def classes(terms: Iterable[Term]) -> Mapping[tuple[str, str], Sequence[str]]:
    """The classes of the licenses on the SPDX list that a taxonomy does not describe, as their broader terms."""
    ids = {term.id for term in terms}
    return {("license", name): [kind] for name, kind in spdx_classes().items() if kind in ids and name not in ids}


def descents(relations: Iterable[Term]) -> set[str]:
    """The relations in which weights of the older model live on; one of no kind is taken for that."""
    return {relation.id for relation in relations if relation.kind in (None, "derivation")}


class BoundModels:
    """Collects the models of a catalog, and then writes what binds them."""

    def __init__(self, vendors: Iterable[Vendor], terms: Mapping[str, Sequence[Term]]) -> None:
        self._origins: dict[str, Origin] = {}
        self._numbers: dict[str, int] = {}
        self._licensing = licensing(vendors, terms, self._origins)

    def add(self, number: int, document: Document) -> None:
        """Take note of a model and its number in the catalog."""
        self._origins[document["id"]] = self._licensing.origin(document)
        self._numbers[document["id"]] = number

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the terms of every model into its document, and what can be asked of them."""
        words = [("commercial", name_key(answer), answer) for answer in ANSWERS if answer != UNKNOWN]
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", words)
        for model, origin in self._origins.items():
            bound = self._licensing.bound(model, origin)
            told = {name: document for name, one in bound.items() if (document := one.document())}
            if told:
                self._write(self._numbers[model], told, connection)

    def _write(self, number: int, told: "Mapping[str, TermsDocument]", connection: sqlite3.Connection) -> None:
        whole: dict[str, set[str]] = {name: set() for name in _COMPUTED}
        for checkpoint, one in told.items():
            facts = {name: as_list(one.get(name)) for name in _COMPUTED}
            connection.executemany(
                "INSERT INTO checkpoint_term SELECT n, ?, ? FROM checkpoint WHERE model = ? AND id = ?",
                [(name, value, number, checkpoint) for name, values in facts.items() for value in values],
            )
            connection.execute(
                "UPDATE checkpoint SET known = known || ? WHERE model = ? AND id = ?",
                (_listed(facts), number, checkpoint),
            )
            for name, values in facts.items():
                whole[name].update(values)
        rows = [(number, name, value) for name, values in whole.items() for value in sorted(values)]
        connection.executemany("INSERT INTO model_term VALUES (?, ?, ?)", rows)
        connection.execute(
            "UPDATE model SET doc = substr(doc, 1, length(doc) - 1) || ?, known = known || ? WHERE n = ?",
            (f',"terms":{as_json(told)}}}', _listed(whole), number),
        )


def _listed(facts: Mapping[str, Collection[str]]) -> str:
    """The names of the facts that are known, as they are added to a list of them."""
    return "".join(f"{name}|" for name, values in facts.items() if values)
