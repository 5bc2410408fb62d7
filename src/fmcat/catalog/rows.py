"""A model's document as rows of the compiled catalog; nothing here depends on any other model."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from fmcat.catalog.context import Labels
from fmcat.catalog.identifiers import identifier_rows
from fmcat.catalog.tables import SORTED, SORTED_CHECKPOINTS
from fmcat.checkpoints import checkpoints
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, as_list, field_of, is_own, own_field, state_of
from fmcat.query.beginnings import joined_name, spaced
from fmcat.query.values import compared
from fmcat.schema.dates import read_date
from fmcat.text import as_json, fold, name_key

#: The vocabulary of `x-` keys.
OWN = "own"
#: Bits of a model's number, which is made of its id, so that it depends on no other model; and of the position of a
#: checkpoint in its model. Models of JSON Lines files are numbered in their order, beyond all others.
_NUMBER_BITS, _POSITION_BITS = 36, 14
FIRST_OF_BULK = 1 << _NUMBER_BITS


def number_of(model_id: str) -> int:
    """The number of the model with this id: nearly always another one for another id."""
    return int.from_bytes(blake2b(model_id.encode(), digest_size=8).digest(), "big") % FIRST_OF_BULK


def checkpoint_numbers(model: int) -> range:
    """The numbers that checkpoints of the model with this number can have."""
    return range(model << _POSITION_BITS, (model + 1) << _POSITION_BITS)


_OF_CHECKPOINTS = [field for field in FIELDS.values() if field.scope == "checkpoint"]
#: The known facts of a model or checkpoint, by field.
Facts = Mapping[str, Any]


class Rows:
    """The rows of some models, by table."""

    def __init__(self) -> None:
        self.tables: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def add(self, number: int, document: Document, labels: Labels) -> None:
        """Add the rows of a document."""
        facts = _facts(document, (*FIELDS.values(), *map(own_field, filter(is_own, document))))
        self.tables["model"].append((number, *_model_row(document, facts, labels)))
        for name, fact in facts.items():
            self._add_values("model", number, field_of(name), as_list(fact))
        for position, one in enumerate(checkpoints(document)):
            self._add_checkpoint(number, position, one)
        for relation, targets in document.get("lineage", {}).items():
            self.tables["lineage"] += [(number, relation, target) for target in targets if isinstance(target, str)]
        self.tables["identifier"] += map(tuple, identifier_rows(document))
        self.tables["word"] += [("model", key, document["id"]) for key in names_of(document)]
        self.tables["word"] += [(OWN, key, key) for key in filter(is_own, document)]

    def _add_checkpoint(self, model: int, position: int, document: Document) -> None:
        facts, number = _facts(document, _OF_CHECKPOINTS), checkpoint_numbers(model)[position]
        sortable = (_sort_key(field, facts.get(field.name)) for field in SORTED_CHECKPOINTS)
        self.tables["checkpoint"].append((number, model, position, document["id"], *sortable, *_states(facts)))
        for name, fact in facts.items():
            self._add_values("checkpoint", number, FIELDS[name], as_list(fact))

    def _add_values(self, owner: str, number: int, field: Field, values: list[Any]) -> None:
        """Add a field's values to the child table for its kind, for the `model` or `checkpoint` with this number."""
        if field.kind == "term":
            # A number of languages names none of them.
            words = [value for value in values if isinstance(value, str)]
            self.tables[f"{owner}_term"] += [(number, field.name, value) for value in words]
        elif field.kind == "flag":
            self.tables[f"{owner}_term"] += [(number, field.name, "yes" if value else "no") for value in values]
        elif field.kind in ("text", "id", "name"):
            self.tables[f"{owner}_text"] += [(number, field.name, compared(field, value)) for value in values]
        elif field.kind == "quantity":
            self.tables[f"{owner}_quantity"] += [(number, field.name, value) for value in values]
        elif field.kind == "date" and values:
            date = read_date(values[0])
            self.tables[f"{owner}_date"].append((number, field.name, date.earliest, date.latest))

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert the rows."""
        for table, rows in self.tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def names_of(document: Document) -> list[str]:
    """The names of a model as they are looked up."""
    return list(dict.fromkeys(map(name_key, (document["name"], *document.get("aliases", ()), document["id"]))))


def _facts(document: Document, fields: Iterable[Field]) -> Facts:
    return {field.name: fact for field in fields if (fact := field.read(document)) or fact is False}


def _states(facts: Facts) -> tuple[str, str]:
    """The names of the facts that are known, and of those that are withheld."""
    withheld = [name for name, fact in facts.items() if state_of(fact) == UNDISCLOSED]
    return _listed(name for name in facts if name not in withheld), _listed(withheld)


def _model_row(document: Document, facts: Facts, labels: Labels) -> tuple[Any, ...]:
    sortable = (_sort_key(field, facts.get(field.name)) for field in SORTED)
    names = "".join(dict.fromkeys(map(joined_name, (document["name"], *document.get("aliases", ())))))
    lines = _search_lines(facts, labels)
    words = "\n".join(map(spaced, lines))
    return (*sortable, as_json(document), names, "\n".join(lines), words, *_states(facts))


def _listed(names: Iterable[str]) -> str:
    return "|" + "".join(f"{name}|" for name in names)


def _sort_key(field: Field, fact: object) -> object:
    first = next(iter(as_list(fact)), None)
    if field.kind == "date":
        return first and read_date(first).earliest
    return fold(first) if isinstance(first, str) else first


def _search_lines(facts: Facts, labels: Labels) -> list[str]:
    words: dict[str, None] = {}
    for name, fact in facts.items():
        field = field_of(name)
        if not field.is_searched:
            continue
        if field.kind == "term":
            for term in as_list(fact):
                words.update(dict.fromkeys(labels.of(field.vocabulary, term)))
        elif field.kind in ("text", "name") or name == "id":
            words.update(dict.fromkeys(" ".join(fold(text).split()) for text in as_list(fact)))
    return list(words)


#: Lists in which a word may stand again: two authors may share a name.
_REPEATABLE = ("authors",)


def distinct(value: object) -> Any:
    """A document without repeats in its lists, as tables need it; `fmcat check` reports repeats."""
    if isinstance(value, dict):
        return {key: part if key in _REPEATABLE else distinct(part) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    if all(isinstance(part, str) for part in value):
        return list(dict.fromkeys(value))
    return [distinct(part) for part in value]
