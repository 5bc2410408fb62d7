"""A model's document as rows of the compiled catalog; nothing here depends on any other model."""

import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fmcat.catalog.context import Labels
from fmcat.catalog.identifiers import identifier_rows
from fmcat.catalog.tables import SORTED, SORTED_CHECKPOINTS
from fmcat.catalog.terms import bound_values, terms_json
from fmcat.checkpoints import checkpoints, presented
from fmcat.facts import Reader
from fmcat.field import Scope
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, as_list, field_of, is_own, own_field
from fmcat.query.beginnings import joined_name, spaced
from fmcat.query.values import compared
from fmcat.schema.dates import read_date
from fmcat.text import as_json, fold, name_key

if TYPE_CHECKING:
    from fmcat.schema.document import TermsDocument

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


#: The known facts of a model or checkpoint, by field.
Facts = Mapping[str, Any]
#: The end of the name of the table for the values of each kind of field, which begins with their owner's.
_ENDS = {
    "term": "_term",
    "flag": "_term",
    "text": "_text",
    "id": "_text",
    "name": "_text",
    "quantity": "_quantity",
    "date": "_date",
}
#: The fields whose facts bare words are looked up in.
_SEARCHED = {
    field.name: field
    for field in FIELDS.values()
    if field.is_searched and (field.kind in ("term", "text", "name") or field.name == "id")
}
#: What a fact is that its vendor withholds.
_WITHHELD = (UNDISCLOSED, [UNDISCLOSED])


class Rows:
    """The rows of some models, by table."""

    def __init__(self) -> None:
        self.tables: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def __getstate__(self) -> bytes:
        return marshal.dumps(dict(self.tables))  # plain values, which takes half as long as to pickle them

    def __setstate__(self, state: bytes) -> None:
        self.tables = marshal.loads(state)

    def add(
        self,
        number: int,
        document: Document,
        labels: Labels,
        terms: "Mapping[str, TermsDocument]" = MappingProxyType({}),
    ) -> None:
        """Add the rows of a document, and of the terms of its checkpoints where they are known already."""
        facts = _facts(document, "model")
        bound = bound_values(terms.values())
        self.tables["model"].append((number, *_model_row(document, facts, labels, terms, bound)))
        self._add_values("model", number, facts)
        self.tables["model_term"] += [(number, name, value) for name, values in bound.items() for value in values]
        for position, one in enumerate(checkpoints(document)):
            self._add_checkpoint(number, position, one, terms)
        for position, one in presented(document):
            self._add_checkpoint(number, ~position, one, terms)
        for relation, targets in document.get("lineage", {}).items():
            self.tables["lineage"] += [(number, relation, target) for target in targets if isinstance(target, str)]
        self.tables["identifier"] += identifier_rows(document)
        self.tables["word"] += [("model", key, document["id"]) for key in names_of(document)]
        self.tables["word"] += [(OWN, key, key) for key in filter(is_own, document)]

    def _add_checkpoint(
        self, model: int, position: int, document: Document, terms: "Mapping[str, TermsDocument]"
    ) -> None:
        facts, number, name = _facts(document, "checkpoint"), checkpoint_numbers(model)[position], document["id"]
        bound = bound_values([terms[name]]) if name in terms else {}
        sortable = [_sort_key(field, facts.get(field.name)) for field in SORTED_CHECKPOINTS]
        self.tables["checkpoint"].append((number, model, position, name, *sortable, *_states(facts, bound)))
        self._add_values("checkpoint", number, facts)
        self.tables["checkpoint_term"] += [(number, name, value) for name, values in bound.items() for value in values]

    def _add_values(self, owner: str, number: int, facts: Facts) -> None:
        """Add values to the child tables for their kinds, for the `model` or `checkpoint` with this number."""
        for name, fact in facts.items():
            field = field_of(name)
            values = as_list(fact)
            if not values or field.kind == "fact":
                continue
            rows = self.tables[owner + _ENDS[field.kind]]
            if field.kind == "term":
                # A number of languages names none of them.
                rows += [(number, name, value) for value in values if isinstance(value, str)]
            elif field.kind == "quantity":
                rows += [(number, name, value) for value in values]
            elif field.kind == "date":
                date = read_date(values[0])
                rows.append((number, name, date.earliest, date.latest))
            elif field.kind == "flag":
                rows += [(number, name, "yes" if value else "no") for value in values]
            else:
                rows += [(number, name, compared(field, value)) for value in values]

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert the rows."""
        for table, rows in self.tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def names_of(document: Document) -> list[str]:
    """The names of a model as they are looked up."""
    return list(dict.fromkeys(map(name_key, (document["name"], *document.get("aliases", ()), document["id"]))))


def _facts(document: Document, scope: Scope) -> Facts:
    readers = _readers(tuple(document), scope)
    return {name: fact for name, read in readers if (fact := read(document)) or fact is False}


@lru_cache(4096)
def _readers(keys: tuple[str, ...], scope: Scope) -> list[tuple[str, Reader]]:
    """The names of those fields that a document with these keys can have, which most have in common, and their readers.

    No fact is read without the key of its field.
    """
    fields = [field for field in FIELDS.values() if field.entry_key in keys and scope in ("model", field.scope)]
    own = map(own_field, filter(is_own, keys)) if scope == "model" else ()
    return [(field.name, field.reader or _reader(field)) for field in (*fields, *own)]


def _reader(field: Field) -> Reader:
    """What reads the fact of a field without a reader of its own from a document that has its key."""
    return field.read if "." in field.path else itemgetter(field.path)


def _states(facts: Facts, bound: Iterable[str]) -> tuple[str, str]:
    """The names of the facts that are known, and of those that are withheld."""
    withheld = [name for name, fact in facts.items() if fact in _WITHHELD]
    return _listed([*(name for name in facts if name not in withheld), *bound]), _listed(withheld)


def _model_row(
    document: Document,
    facts: Facts,
    labels: Labels,
    terms: "Mapping[str, TermsDocument]",
    bound: Iterable[str],
) -> tuple[Any, ...]:
    sortable = [_sort_key(field, facts.get(field.name)) for field in SORTED]
    names = "".join(dict.fromkeys(map(joined_name, (document["name"], *document.get("aliases", ())))))
    lines = _search_lines(facts, labels)
    words = "\n".join(map(spaced, lines))
    whole = as_json(document)
    whole = whole[:-1] + terms_json(terms) if terms else whole
    return (*sortable, whole, names, "\n".join(lines), words, *_states(facts, bound))


def _listed(names: Iterable[str]) -> str:
    return "".join(f"|{name}" for name in names) + "|"


def _sort_key(field: Field, fact: object) -> object:
    if fact is None:
        return None
    first = next(iter(as_list(fact)), None)
    if field.kind == "date":
        return first and read_date(first).earliest
    return fold(first) if isinstance(first, str) else first


def _search_lines(facts: Facts, labels: Labels) -> list[str]:
    words: dict[str, None] = {}
    for name, fact in facts.items():
        if not (field := _SEARCHED.get(name)):
            continue
        if field.kind == "term":
            for term in as_list(fact):
                words.update(dict.fromkeys(labels.of(field.vocabulary, term)))
        else:
            words.update(dict.fromkeys([" ".join(fold(text).split()) for text in as_list(fact)]))
    return list(words)


#: Lists in which a word may stand again: two authors may share a name.
_REPEATABLE = ("authors",)


def distinct(value: object) -> Any:
    """A document without repeats in its lists, as tables need it; `fmcat check` reports repeats."""
    if isinstance(value, dict):
        return {
            key: part if isinstance(part, str) or key in _REPEATABLE else distinct(part) for key, part in value.items()
        }
    if not isinstance(value, list):
        return value
    if all(isinstance(part, str) for part in value):
        return list(dict.fromkeys(value))
    return [distinct(part) for part in value]
