"""What the page knows of its models: facts in columns, and what only cards show in a line for each model.

A page of thousands of models shows its first screen before it has read them all: a line is read when it is needed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.evidence import tiers, unknown_fields
from fmcat.catalog.license import licensing
from fmcat.checkpoints import checkpoints
from fmcat.export.citations import Reference, bibtex
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, is_own, own_field

#: The keys of an entry that cards read themselves; all others they read as facts.
_KEYS = ("training", "parameters", "license", "dates", "lineage", "links", "ids")
#: A column beside those of the fields: the keys of the facts whose sources disagree.
_DISPUTED = "disputed"

Fact = str | list[object]


class Columns(NamedTuple):
    """Facts by field: for `rows` models, or checkpoints, each value once and where it stands."""

    rows: int
    values: dict[str, dict[str, int]]
    places: dict[str, list[int]]

    @classmethod
    def of(cls, known: Iterable[Mapping[str, Fact]]) -> "Columns":
        """The columns of facts; of two fields, the one that is known first comes first."""
        rows, values, places = 0, dict[str, dict[str, int]](), dict[str, list[int]]()
        for facts in known:
            for name, fact in facts.items():
                column = values.setdefault(name, {"null": 0})
                place = column.setdefault(compact(fact), len(column))
                at = places.setdefault(name, [])
                at += [0] * (rows - len(at))
                at.append(place)
            rows += 1
        return cls(rows, values, places)

    def lines(self) -> Iterator[str]:
        """A line of JSON for each field: its values, of which the first is unknown, and the place of each model's."""
        for name, values in self.values.items():
            at = self.places[name] + [0] * (self.rows - len(self.places[name]))
            yield f"[[{','.join(values)}],{compact(at)}]"


def compact(value: object) -> str:
    """A value as JSON for an element of a page: `<` would end the element, or begin a comment in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def of_models(documents: Iterable[Document]) -> Columns:
    """The facts of models, with the keys of those that are disputed."""
    return Columns.of({**_facts(document), **_disputed(document)} for document in documents)


def of_checkpoints(documents: Iterable[Document]) -> Columns:
    """The facts that describe a checkpoint, of all those of models with variants, model by model."""
    parts = (one for document in documents if "variants" in document for one in checkpoints(document))
    return Columns.of(_facts(part, "checkpoint") for part in parts)


def _facts(document: Document, scope: str = "") -> dict[str, Fact]:
    """What each field (of this scope) is: its values, or that it is undisclosed; those unknown are left out."""
    own = () if scope else map(own_field, filter(is_own, document))
    known = ((field, field.state(document)) for field in (*FIELDS.values(), *own) if scope in ("", field.scope))
    return {field.name: _fact(field, state, document) for field, state in known if state}


def _fact(field: Field, state: str, document: Document) -> Fact:
    if state == UNDISCLOSED:
        return UNDISCLOSED
    return field.values(document) if field.kind != "fact" else []


def _disputed(document: Document) -> dict[str, Fact]:
    keys = dict.fromkeys(key for source in document.get("sources", ()) if "says" in source for key in source["for"])
    return {_DISPUTED: list[object](keys)} if keys else {}


class Cards:
    """What only the cards of models show."""

    def __init__(self, catalog: Catalog, documents: Sequence[Document]) -> None:
        self.tiers, self.licensing = tiers(catalog), licensing(catalog)
        self.made_into: dict[str, list[dict[str, str]]] = {}
        for document in documents:
            for relation, targets in document.get("lineage", {}).items():
                for target in (one for one in targets if isinstance(one, str)):
                    self.made_into.setdefault(target, []).append({"relation": relation, "id": document["id"]})

    def card(self, document: Document, reference: Reference) -> dict[str, object]:
        """A model's sources and their tiers, what binds it, its family, and its citation."""
        sources = [source | {"tier": self.tiers.of(document, source)} for source in document.get("sources", ())]
        known: dict[str, object] = {key: value for key, value in document.items() if key in _KEYS}
        variants = [
            {key: one[key] for key in ("name", "parameters") if key in one} for one in document.get("variants", ())
        ]
        known |= {"variants": variants, "sources": sources, "bound": self.bound(document)}
        known["children"] = self.made_into.get(document["id"])
        known["missing"] = [field.name for field in unknown_fields(document)]
        kept = {key: value for key, value in known.items() if value}
        return {**kept, "bibtex": "".join(bibtex([reference]))}

    def bound(self, document: Document) -> list[dict[str, object]]:
        """The licenses that bind some checkpoint because of what it was made from, each once."""
        bounds = self.licensing.bound(document["id"], self.licensing.origin(document)).values()
        found: dict[tuple[str, str, bool], dict[str, object]] = {}
        for bound in bounds:
            for bond in bound.bonds:
                if bond.license:
                    told = found.setdefault(
                        (bond.target, bond.license, bond.is_teacher),
                        {"from": bond.target, "license": bond.license, "commercial": bond.terms.commercial},
                    )
                    told |= {"teacher": True} if bond.is_teacher else {}
                    told |= {"conflict": True} if bond in bound.conflicts else {}
        return list(found.values())
