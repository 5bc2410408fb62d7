"""A model's document as rows of the compiled catalog; nothing here depends on any other model."""

import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from fmcat.catalog.context import Labels
from fmcat.catalog.identifiers import identifier_rows
from fmcat.catalog.tables import SORTED, SORTED_CHECKPOINTS
from fmcat.catalog.terms import bound_values, terms_json
from fmcat.checkpoints import checkpoints, presented
from fmcat.facts import Reader
from fmcat.field import Scope
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, as_list, is_own, own_field
from fmcat.query.beginnings import joined_name, spaced
from fmcat.schema.dates import read_date
from fmcat.schema.parts import REPEATABLE
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
#: The fields whose facts bare words are looked up in, with the vocabularies of those that are terms.
_SEARCHED = {
    field.name: field.vocabulary if field.kind == "term" else ""
    for field in FIELDS.values()
    if field.is_searched and (field.kind in ("term", "text", "name") or field.name == "id")
}
#: The most values of a statement, which is what any SQLite takes.
_MOST_VALUES = 999
#: The keys of a document that tell of its checkpoints.
_CHECKPOINT_KEYS = tuple(
    dict.fromkeys(
        ["id", "name", "variants", *(field.entry_key for field in FIELDS.values() if field.scope == "checkpoint")]
    )
)
#: What a fact is that its vendor withholds.
_WITHHELD = (UNDISCLOSED, [UNDISCLOSED])


#: Rows of a table.
_Made = list[tuple[object, ...]]


def _terms(number: int, name: str, values: Iterable[object]) -> _Made:
    return [(number, name, value) for value in values if isinstance(value, str)]  # a number of languages names none


def _quantities(number: int, name: str, values: Iterable[int]) -> _Made:
    return [(number, name, value) for value in values]


def _dates(number: int, name: str, values: Iterable[str]) -> _Made:
    return [(number, name, *read_date(value)[1:]) for value in values]


def _flags(number: int, name: str, values: Iterable[bool]) -> _Made:
    return [(number, name, "yes" if value else "no") for value in values]


def _folded(number: int, name: str, values: Iterable[str]) -> _Made:
    return [(number, name, fold(value)) for value in values]


def _keys(number: int, name: str, values: Iterable[str]) -> _Made:
    return [(number, name, name_key(value)) for value in values]


#: The end of the name of the table for the values of each kind of field, which begins with their owner's, and what
#: makes rows of them.
_TABLES: Mapping[str, tuple[str, Callable[[int, str, Any], _Made]]] = {
    "term": ("_term", _terms),
    "flag": ("_term", _flags),
    "text": ("_text", _folded),
    "id": ("_text", _folded),
    "name": ("_text", _keys),
    "quantity": ("_quantity", _quantities),
    "date": ("_date", _dates),
}


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
        facts, bound = self._add_facts("model", number, document), bound_values(terms.values())
        self.tables["model"].append((number, *_model_row(document, facts, labels, terms, bound)))
        self.tables["model_term"] += [(number, name, value) for name, values in bound.items() for value in values]
        stated = cast("Mapping[str, object]", document)
        of_checkpoints = cast("Document", {key: stated[key] for key in _CHECKPOINT_KEYS if key in stated})
        for position, one in enumerate(checkpoints(of_checkpoints)):
            self._add_checkpoint(number, position, one, terms)
        for position, one in presented(of_checkpoints):
            self._add_checkpoint(number, ~position, one, terms)
        for relation, targets in document.get("lineage", {}).items():
            self.tables["lineage"] += [(number, relation, target) for target in targets if isinstance(target, str)]
        self.tables["identifier"] += identifier_rows(document)
        self.tables["word"] += [("model", key, document["id"]) for key in names_of(document)]
        self.tables["word"] += [(OWN, key, key) for key in filter(is_own, document)]

    def _add_checkpoint(
        self, model: int, position: int, document: Document, terms: "Mapping[str, TermsDocument]"
    ) -> None:
        number, name = checkpoint_numbers(model)[position], document["id"]
        facts = self._add_facts("checkpoint", number, document)
        bound = bound_values([terms[name]]) if name in terms else {}
        sortable = _sort_keys(SORTED_CHECKPOINTS, facts)
        self.tables["checkpoint"].append((number, model, position, name, *sortable, *_states(facts, bound)))
        self.tables["checkpoint_term"] += [(number, name, value) for name, values in bound.items() for value in values]

    def _add_facts(self, owner: Scope, number: int, document: Document) -> Facts:
        """Add the values of what is known of a model or checkpoint to the child tables for their kinds."""
        facts: dict[str, Any] = {}
        for name, read, table, made in _readers(tuple(document), owner):
            fact = read(document)
            if fact or fact is False:
                facts[name] = fact
                if made and fact != UNDISCLOSED:
                    self.tables[table] += made(number, name, fact if type(fact) is list else [fact])
        return facts

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert the rows, many with each statement, which takes half as long as one by one."""
        for table, rows in self.tables.items():
            if rows:
                marks, many = f"({', '.join('?' * len(rows[0]))})", _MOST_VALUES // len(rows[0])
                whole = len(rows) // many * many
                inserted = f"INSERT OR IGNORE INTO {table} VALUES {marks}"
                batches = (list(chain(*rows[first : first + many])) for first in range(0, whole, many))
                connection.executemany(inserted + f", {marks}" * (many - 1), batches)
                connection.executemany(inserted, rows[whole:])


def names_of(document: Document) -> list[str]:
    """The names of a model as they are looked up."""
    return list(dict.fromkeys(map(name_key, (document["name"], *document.get("aliases", ()), document["id"]))))


@lru_cache(4096)
def _readers(keys: tuple[str, ...], scope: Scope) -> "list[tuple[str, Reader, str, Callable[..., _Made] | None]]":
    """The names of those fields that a document with these keys can have, which most have in common, and their readers.

    Also the tables for their values, and what makes rows of them, if anything does. No fact is read without the key of
    its field.
    """
    fields = [field for field in FIELDS.values() if field.entry_key in keys and scope in ("model", field.scope)]
    own = map(own_field, filter(is_own, keys)) if scope == "model" else ()
    found = [(field, *_TABLES.get(field.kind, ("", None))) for field in (*fields, *own)]
    return [(field.name, field.reader or _reader(field), scope + end, made) for field, end, made in found]


def _reader(field: Field) -> Reader:
    """What reads the fact of a field without a reader of its own from a document that has its key."""
    return field.read if "." in field.path else itemgetter(field.path)


def _states(facts: Facts, bound: Iterable[str]) -> tuple[str, str]:
    """The names of the facts that are known, and of those that are withheld."""
    withheld = tuple([name for name, fact in facts.items() if fact in _WITHHELD])
    known = [name for name in facts if name not in withheld] if withheld else facts
    return _listed((*known, *bound)), _listed(withheld)


def _model_row(
    document: Document,
    facts: Facts,
    labels: Labels,
    terms: "Mapping[str, TermsDocument]",
    bound: Iterable[str],
) -> tuple[Any, ...]:
    names = "".join(dict.fromkeys(map(joined_name, (document["name"], *document.get("aliases", ())))))
    search, words = _search_texts(facts, labels)
    whole = as_json(document)
    whole = whole[:-1] + terms_json(terms) if terms else whole
    return (*_sort_keys(SORTED, facts), whole, names, search, words, *_states(facts, bound))


@lru_cache(4096)
def _listed(names: tuple[str, ...]) -> str:
    """Names in a row, of which many models have the same."""
    return "".join(f"|{name}" for name in names) + "|"


def _sort_keys(fields: Iterable[Field], facts: Facts) -> list[object]:
    return [_sort_key(field.kind, facts[field.name]) if field.name in facts else None for field in fields]


def _sort_key(kind: str, fact: object) -> object:
    if fact == UNDISCLOSED:
        return None
    first = fact[0] if isinstance(fact, list) else fact
    if not isinstance(first, str):
        return first
    return read_date(first).earliest if kind == "date" else fold(first)


def _search_texts(facts: Facts, labels: Labels) -> tuple[str, str]:
    """What bare words are looked up in, a line each, and the same with a space before every word."""
    texts: dict[str, str] = {}
    for name, vocabulary in _SEARCHED.items():
        if name not in facts or not (values := as_list(facts[name])):
            continue
        if vocabulary:
            text, words = labels.of(vocabulary, values)
            texts[text] = words
        else:
            for value in values:
                line = " ".join(fold(value).split())
                texts[line] = spaced(line)
    return "\n".join(texts), "\n".join(texts.values())


def distinct(value: object) -> Any:
    """A document without repeats in its lists, as tables need it; `fmcat check` reports repeats."""
    if type(value) is dict:
        return {key: part if type(part) is str or key in REPEATABLE else distinct(part) for key, part in value.items()}
    if type(value) is not list:
        return value
    if set(map(type, value)) == {str}:
        return list(dict.fromkeys(value))
    return [distinct(part) for part in value]
