"""Compiles a registry into the catalog: the only module that combines files, schemas and the store."""

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from fmcat.catalog.computed import Computed
from fmcat.catalog.descent import write_lineage_closure
from fmcat.catalog.identifiers import identifier_rows, maker_rows
from fmcat.catalog.meanings import write_meanings
from fmcat.catalog.shipped import marks
from fmcat.catalog.tables import INDEXES, SCHEMA, SORTED, SORTED_CHECKPOINTS
from fmcat.catalog.terms import BoundModels, classes, descents
from fmcat.checkpoints import checkpoints
from fmcat.errors import BadRegistry
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, as_list, field_of, is_own, own_field, state_of
from fmcat.query.beginnings import joined_name, spaced
from fmcat.query.values import compared
from fmcat.registry.locate import BUNDLED, Layer, files_at
from fmcat.registry.read import Registry, read_registry
from fmcat.registry.references import MOST_BROADER
from fmcat.schema.dates import read_date
from fmcat.schema.vocabulary import Term, Vendor, spellings
from fmcat.text import as_json, fold, name_key

#: Vocabularies that consist of whatever the models use, or have that too.
OPEN_VOCABULARIES = ("family", "country", "layer")
#: The vocabulary of `x-` keys.
OWN = "own"
_BATCH = 2000


def build(layers: Iterable[Layer], connection: sqlite3.Connection) -> None:
    """Read, validate and compile the registry of these layers into an empty database.

    Raises BadRegistry with every problem; the database is then incomplete.
    """
    layers = tuple(layers)
    try:
        _compile(read_registry(layers, placed=False, most=1), connection)
    except BadRegistry:  # at the first problem
        for _ in read_registry(layers).models():  # read again, so that every problem is reported with its line
            pass
        raise


def ship(folder: Path, file: Path) -> None:
    """Compile the registry in a folder into a new file for a wheel; the same data gives the same bytes.

    Raises BadRegistry with every problem.
    """
    layer = Layer(BUNDLED, folder, files_at(folder))
    connection = sqlite3.connect(file)
    build([layer], connection)
    connection.executemany("INSERT INTO built VALUES (?, ?)", marks(layer.files).items())
    connection.commit()
    connection.execute("VACUUM")  # pages in the order of their keys, whatever the order of the rows
    connection.close()


def _compile(registry: Registry, connection: sqlite3.Connection) -> None:
    connection.executescript(SCHEMA)
    _write_entries(registry, connection)
    broader = {("vendor", vendor.id): [vendor.part_of] for vendor in registry.vendors if vendor.part_of}
    for kind, terms in registry.terms.items():
        broader |= {(kind, term.id): list(term.broader) for term in terms}
    broader |= {name: list(kinds) for name, kinds in classes(registry.terms["license"]).items()}
    _write_term_closure(broader, connection)
    bound = BoundModels(registry.vendors, registry.terms)
    _write_models(registry, _Labels(registry, broader), bound, connection)
    connection.executescript(INDEXES)
    bound.write(connection)
    write_lineage_closure(connection, descents(registry.terms["relation"]))
    write_meanings(connection)
    connection.execute("ANALYZE")
    connection.commit()


class _Labels:
    """The searchable words of a model's terms: ids, labels and aliases, folded, also of broader terms."""

    def __init__(self, registry: Registry, broader: Mapping[tuple[str, str], Sequence[str]]) -> None:
        entries: dict[tuple[str, str], Term | Vendor] = {("vendor", vendor.id): vendor for vendor in registry.vendors}
        for kind, terms in registry.terms.items():
            entries |= {(kind, term.id): term for term in terms}
        own = {name: [fold(word) for word in spellings(entry)] for name, entry in entries.items()}
        self._spoken = {
            (kind, term): [word for name in [term, *closure(kind, term, broader)] for word in own.get((kind, name), ())]
            for kind, term in own
        }

    def of(self, vocabulary: str, term: str) -> Sequence[str]:
        """The searchable text of one term of a model."""
        return self._spoken.get((vocabulary, term)) or [fold(term)]


def closure(kind: str, term: str, broader: Mapping[tuple[str, str], Sequence[str]]) -> list[str]:
    """Every term broader than this one, each once, always in the same order."""
    found: dict[str, None] = {}
    waiting = list(broader.get((kind, term), ()))
    while waiting and len(found) <= MOST_BROADER:  # with more, the registry is invalid, which reading it reports
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += broader.get((kind, name), ())
    return list(found)


def _write_entries(registry: Registry, connection: sqlite3.Connection) -> None:
    kinds: dict[str, Iterable[Any]] = {
        "vendor": registry.vendors,
        "timeline": registry.timelines,
        "concept": registry.concepts,
        "source": registry.works,
        "source-kind": registry.source_kinds,
        "release": registry.releases,
        **{f"term:{kind}": terms for kind, terms in registry.terms.items() if terms},
    }
    for kind, entries in kinds.items():
        rows = [(kind, number, entry.id, as_json(_distinct(entry.document()))) for number, entry in enumerate(entries)]
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
    makers = (row for one in registry.vendors for row in maker_rows(one.id, (*spellings(one), *one.organizations)))
    connection.executemany("INSERT OR IGNORE INTO maker VALUES (?, ?)", makers)
    for vocabulary, words in registry.vocabulary.words.items():
        if vocabulary != "model":
            rows_ = [(vocabulary, key, word) for key, word in words.items()]
            connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", rows_)


def _write_term_closure(broader: Mapping[tuple[str, str], Sequence[str]], connection: sqlite3.Connection) -> None:
    rows = [(kind, term, name) for kind, term in broader for name in closure(kind, term, broader)]
    connection.executemany("INSERT INTO term_closure VALUES (?, ?, ?)", rows)


def _write_models(registry: Registry, labels: _Labels, bound: BoundModels, connection: sqlite3.Connection) -> None:
    computed = Computed(registry)
    documents = enumerate((computed.added(_distinct(model.document())) for model in registry.models()), 1)
    open_words: dict[str, set[str]] = defaultdict(set)
    newest, numbers = "", itertools.count(1)
    while batch := list(islice(documents, _BATCH)):
        rows = _Rows(numbers)
        for number, document in batch:
            rows.add(number, document, labels)
            bound.add(number, document)
            newest = max([newest, *(source["read"] for source in document.get("sources", ()) if "read" in source)])
            rows.tables["origin"] += [(number, path, layer) for path, layer in computed.origins(document["id"])]
            rows.tables["word"] += [(OWN, key, key) for key in filter(is_own, document)]
            for vocabulary in OPEN_VOCABULARIES:
                open_words[vocabulary].update(FIELDS[vocabulary].values(document))
        rows.write(connection)
    for vocabulary, words in open_words.items():
        words_ = [(vocabulary, name_key(word), word) for word in sorted(words)]
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", words_)
    connection.execute("INSERT INTO built VALUES ('newest', ?)", (newest and read_date(newest).earliest,))


_OF_CHECKPOINTS = [field for field in FIELDS.values() if field.scope == "checkpoint"]
#: The known facts of a model or checkpoint, by field.
Facts = Mapping[str, Any]


class _Rows:
    """The rows of a batch of models, by table."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.tables: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._numbers = numbers  # of checkpoints

    def add(self, number: int, document: Document, labels: _Labels) -> None:
        facts = _facts(document, (*FIELDS.values(), *map(own_field, filter(is_own, document))))
        self.tables["model"].append((number, *_model_row(document, facts, labels)))
        for name, fact in facts.items():
            self._add_values("model", number, field_of(name), as_list(fact))
        for position, one in enumerate(checkpoints(document)):
            self._add_checkpoint(number, position, one)
        for relation, targets in document.get("lineage", {}).items():
            self.tables["lineage"] += [(number, relation, target) for target in targets if isinstance(target, str)]
        self.tables["identifier"] += identifier_rows(document)
        for word in (document["name"], *document.get("aliases", ()), document["id"]):
            self.tables["word"].append(("model", name_key(word), document["id"]))

    def _add_checkpoint(self, model: int, position: int, document: Document) -> None:
        facts, number = _facts(document, _OF_CHECKPOINTS), next(self._numbers)
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
        for table, rows in self.tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def _facts(document: Document, fields: Iterable[Field]) -> Facts:
    return {field.name: fact for field in fields if (fact := field.read(document)) or fact is False}


def _states(facts: Facts) -> tuple[str, str]:
    """The names of the facts that are known, and of those that are withheld."""
    withheld = [name for name, fact in facts.items() if state_of(fact) == UNDISCLOSED]
    return _listed(name for name in facts if name not in withheld), _listed(withheld)


def _model_row(document: Document, facts: Facts, labels: _Labels) -> tuple[Any, ...]:
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


def _search_lines(facts: Facts, labels: _Labels) -> list[str]:
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


def _distinct(value: object) -> Any:
    """A document without repeats in its lists, as tables need it; `fmcat check` reports repeats."""
    if isinstance(value, dict):
        return {key: part if key in _REPEATABLE else _distinct(part) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    if all(isinstance(part, str) for part in value):
        return list(dict.fromkeys(value))
    return [_distinct(part) for part in value]
