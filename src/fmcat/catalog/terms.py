"""Writes into a compiled catalog what binds each checkpoint, once the licenses of all its ancestors are known."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from fmcat.fields import Document
from fmcat.licensing import ANSWERS, UNKNOWN, Licensing, Origin
from fmcat.schema.license_classes import spdx_classes
from fmcat.text import as_json, name_key

if TYPE_CHECKING:
    from fmcat.schema.document import TermDocument, TermsDocument, VendorDocument

#: The fields of what binds a checkpoint, by the key of its terms.
BINDING = ("commercial", "conditions")


def licensing(
    vendors: "Mapping[str, VendorDocument]",
    terms: "Mapping[str, Mapping[str, TermDocument]]",
    find: Callable[[str], Origin | None],
) -> Licensing:
    """What computes the terms of a registry's models, whose origins `find` tells."""
    above = {name: vendor["part-of"] for name, vendor in vendors.items() if "part-of" in vendor}
    return Licensing(terms.get("license", {}), terms.get("relation", {}), above, find)


def classes(licenses: Collection[str]) -> dict[tuple[str, str], Sequence[str]]:
    """The classes of the licenses on the SPDX list that a taxonomy does not describe, as their broader terms."""
    return {
        ("license", name): [kind] for name, kind in spdx_classes().items() if kind in licenses and name not in licenses
    }


def descents(relations: "Mapping[str, TermDocument]") -> set[str]:
    """The relations in which weights of the older model live on; one of no kind is taken for that."""
    return {name for name, relation in relations.items() if relation.get("kind", "derivation") == "derivation"}


def stored_document(connection: sqlite3.Connection, model: str) -> Document | None:
    """The document of a model that is in a catalog, without what binds it."""
    found = connection.execute("SELECT doc FROM model WHERE id = ?", (model,)).fetchone()
    if not found:
        return None
    document: dict[str, object] = json.loads(found[0])
    document.pop("terms", None)
    return cast("Document", document)


def bound_values(terms: "Iterable[TermsDocument]") -> Mapping[str, Sequence[str]]:
    """What can be asked of the terms of some checkpoints, by field; fields of which nothing is known are left out."""
    return _bound_values(tuple([(one.get("commercial"), tuple(one.get("conditions", ()))) for one in terms]))


@lru_cache(4096)
def _bound_values(terms: tuple[tuple[str | None, tuple[str, ...]], ...]) -> Mapping[str, Sequence[str]]:
    """The same, kept, since most models have those of a few licenses."""
    commercial = tuple(dict.fromkeys(answer for answer, _ in terms if answer))
    conditions = tuple(dict.fromkeys(condition for _, some in terms for condition in some))
    return {name: found for name, found in zip(BINDING, (commercial, conditions), strict=True) if found}


def terms_json(terms: "Mapping[str, TermsDocument]") -> str:
    """What follows the last fact in the JSON of a document with these terms of its checkpoints."""
    told = [
        f'"{checkpoint}": {_told_json(one.get("commercial"), tuple(one.get("conditions", ())))}'
        for checkpoint, one in terms.items()
    ]
    return f', "terms": {{{", ".join(told)}}}}}'


@lru_cache(4096)
def _told_json(commercial: str | None, conditions: tuple[str, ...]) -> str:
    told = {"commercial": commercial, "conditions": list(conditions)}
    return as_json({key: value for key, value in told.items() if value})


class BoundModels:
    """Collects models of a catalog, and then writes what binds them.

    `read` finds the document of a model that was not collected, if there are any.
    """

    def __init__(
        self,
        vendors: "Mapping[str, VendorDocument]",
        terms: "Mapping[str, Mapping[str, TermDocument]]",
        read: Callable[[str], Document | None] = lambda model: None,
    ) -> None:
        self._origins: dict[str, Origin | None] = {}
        self._numbers: dict[str, int] = {}
        self._read = read
        self._licensing = licensing(vendors, terms, self._origin)

    def _origin(self, model: str) -> Origin | None:
        if model not in self._origins:
            document = self._read(model)
            self._origins[model] = document and self._licensing.origin(document)
        return self._origins[model]

    def add(self, number: int, document: Document) -> None:
        """Take note of a model and its number in the catalog."""
        self._origins[document["id"]] = self._licensing.origin(document)
        self._numbers[document["id"]] = number

    def alone(self, document: Document) -> "Mapping[str, TermsDocument] | None":
        """The terms of a model's checkpoints if nothing else binds them, so that it need not be added."""
        origin = self._origins[document["id"]] = self._licensing.origin(document)
        return self._licensing.alone(origin)

    def take(self, numbers: Mapping[str, int]) -> None:
        """Take note of the numbers of models in the catalog, which are read when they are needed."""
        self._numbers.update(numbers)

    def differ(self, one: Document | None, other: Document | None) -> bool:
        """Whether two documents of a model, if there are any, are not the same to its descendants."""
        origins = [document and self._licensing.origin(document) for document in (one, other)]
        return origins[0] != origins[1]

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the terms of every collected model into its document, and what can be asked of them."""
        words = [("commercial", name_key(answer), answer) for answer in ANSWERS if answer != UNKNOWN]
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", words)
        for model, number in self._numbers.items():
            if origin := self._origin(model):
                bound = self._licensing.bound(model, origin)
                told = {name: document for name, one in bound.items() if (document := one.document())}
                if told:
                    self._write(number, told, connection)

    def _write(self, number: int, told: "Mapping[str, TermsDocument]", connection: sqlite3.Connection) -> None:
        for checkpoint, one in told.items():
            facts = bound_values([one])
            connection.executemany(
                "INSERT INTO checkpoint_term SELECT n, ?, ? FROM checkpoint WHERE model = ? AND id = ?",
                [(name, value, number, checkpoint) for name, values in facts.items() for value in values],
            )
            connection.execute(
                "UPDATE checkpoint SET known = known || ? WHERE model = ? AND id = ?",
                (_listed(facts), number, checkpoint),
            )
        whole = bound_values(told.values())
        rows = [(number, name, value) for name, values in whole.items() for value in values]
        connection.executemany("INSERT INTO model_term VALUES (?, ?, ?)", rows)
        connection.execute(
            "UPDATE model SET doc = substr(doc, 1, length(doc) - 1) || ?, known = known || ? WHERE n = ?",
            (terms_json(told), _listed(whole), number),
        )


def unbind(number: int, document: Document, connection: sqlite3.Connection) -> None:
    """Remove the terms of a model, whose document has none of them, where they were written."""
    bare = "known = replace(replace(known, '|commercial|', '|'), '|conditions|', '|')"
    of_model = "checkpoint IN (SELECT n FROM checkpoint WHERE model = :n)"
    for statement in (
        f"UPDATE model SET doc = :doc, {bare} WHERE n = :n",
        f"UPDATE checkpoint SET {bare} WHERE model = :n",
        "DELETE FROM model_term WHERE model = :n AND field IN ('commercial', 'conditions')",
        f"DELETE FROM checkpoint_term WHERE {of_model} AND field IN ('commercial', 'conditions')",
    ):
        connection.execute(statement, {"n": number, "doc": as_json(document)})


def _listed(names: Iterable[str]) -> str:
    """The names of facts that are known, as they are added to a list of them."""
    return "".join(f"{name}|" for name in names)
