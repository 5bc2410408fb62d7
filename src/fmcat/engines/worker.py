"""What the workers of a cluster make of JSON Lines: the rows of a data set, and what is needed to finish them.

The code is that of one machine: `catalog.bulk` validates lines and makes rows of them, and a catalog in memory keeps
each once. Nothing here needs Spark. Rows leave with the name of their table, as JSON lists of objects.
"""

import json
import pickle
import sqlite3
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from fmcat.catalog.bulk import Compiled, Compiler, Part
from fmcat.catalog.context import Context, Labels
from fmcat.catalog.descent import ancestors
from fmcat.catalog.meanings import OPEN_VOCABULARIES, USED
from fmcat.catalog.rows import FIRST_OF_BULK, Rows
from fmcat.catalog.tables import SCHEMA, tables
from fmcat.catalog.terms import descents, licensing
from fmcat.errors import BadRegistry
from fmcat.fields import Document
from fmcat.licensing import Origin
from fmcat.registry.lines import entries_among
from fmcat.registry.problems import Problems
from fmcat.schema.vocabulary import Vocabulary
from fmcat.text import name_key

TABLES = tables()
#: What is made of lines besides rows: problems by the number of their model, models that others may bind, whom models
#: lead to (`walks`: what binds those may bind them too), the words in use, the last days on which sources were read.
UNFINISHED: Mapping[str, Mapping[str, str]] = {
    "problem": {"n": "INTEGER", "message": "TEXT"},
    "pending": {"n": "INTEGER", "id": "TEXT", "doc": "TEXT"},
    "edge": {"id": "TEXT", "target": "TEXT", "walks": "INTEGER"},
    "used": {"field": "TEXT", "term": "TEXT", "key": "TEXT"},
    "newest": {"day": "TEXT"},
}
#: The tables that say what binds a model, and the column with its number.
_BOUND = {"model": 0, "model_term": 0, "checkpoint": 1}
#: The tables with the terms that words and meanings follow from.
_TERMS = ("model_term", "checkpoint_term")
#: The keys of an entry that name other models.
_NAMING = ("lineage", "replaced-by")
#: How many lines or models are worked on at once.
_MANY = 500
#: The words of a catalog that do not follow from which models there are.
_WORDS = (
    f"SELECT * FROM word w WHERE vocabulary NOT IN ({', '.join(map(repr, OPEN_VOCABULARIES))})"
    " OR EXISTS (SELECT 1 FROM entry e WHERE e.kind = 'term:' || w.vocabulary AND e.id = w.id)"
)
#: The name of a table, and rows of it.
Made = tuple[str, str]


class Line(NamedTuple):
    """A line: the place of its file, its number, and the ids of the models it names, by the words for them."""

    file: int
    number: int
    data: bytes
    found: Mapping[str, str] | None = None


class Mention(NamedTuple):
    """The id of a line, the word for it, and the words that may name other models."""

    file: int
    number: int
    id: str
    key: str
    words: list[str]


class File(NamedTuple):
    """A file: its name in messages, and how many lines the files before it have."""

    name: str
    before: int


def mentions(lines: Iterable[Line]) -> Iterator[Mention]:
    """The ids of lines, and what they name; those that cannot be read are reported when they are compiled."""
    for line in lines:
        for _, entry in entries_among([(line.number, bytes(line.data))], "", Problems()):
            words = {name_key(text) for key in _NAMING for text in texts(entry.get(key))}
            yield Mention(line.file, line.number, entry["id"], name_key(entry["id"]), sorted(words))


def texts(value: object) -> Iterator[str]:
    """Every text in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


class Work:
    """What all workers know; `known` are the models that are compiled elsewhere, which lines only describe."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        context: Context,
        layers: Sequence[str],
        known: frozenset[str],
        files: Sequence[File],
    ) -> None:
        self._words, self._context, self._layers = vocabulary.words, context, layers
        self._known, self._files = known, files

    def place(self, number: int) -> tuple[int, int]:
        """The place of the file, and the line, of the model with this number."""
        at = number - FIRST_OF_BULK
        file = max(place for place, file in enumerate(self._files) if file.before <= at)
        return file, at - self._files[file].before + 1

    def part(self, lines: Sequence[Line]) -> Part:
        """Lines of one file, in their order."""
        file, number = self._files[lines[0].file], lines[0].number
        numbered = [(line.number, bytes(line.data)) for line in lines]
        return Part(self._layers[-1], file.name, numbered, FIRST_OF_BULK + file.before + number - 1)

    def compiled(self, lines: Iterable[Line]) -> Iterator[Made]:
        """The rows of lines; of lines that are not valid, the first problem."""
        models: ChainMap[str, str] = ChainMap({}, dict(self._words["model"]))
        vocabulary = Vocabulary({**self._words, "model": models})
        compiler = Compiler(vocabulary, self._context, self._layers, self._known)
        lines, database = iter(lines), _Database(self._context)
        while batch := sorted(islice(lines, _MANY), key=lambda line: (line.file, line.number)):
            models.maps[0] = {word: name for line in batch for word, name in (line.found or {}).items()}
            for _, same in groupby(batch, key=lambda line: line.file):
                part = self.part(list(same))
                made = compiler.compiled(part)
                yield from first_problem(compiler, part) if made.problem else database.made(made)

    def origins(self, documents: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """What descendants have to know of models with these ids and documents."""
        known = licensing(self._context.vendors, self._context.terms, lambda model: None)
        return ((name, pickle.dumps(known.origin(json.loads(text)))) for name, text in documents)

    def bound(self, models: Iterable[tuple[int, str, Sequence[tuple[str, bytes]] | None]]) -> Iterator[Made]:
        """What binds models and what they descend from: each with its number, document, and the origins it leads to."""
        models, binding, database = iter(models), _Binding(self._context), _Database(self._context)
        while batch := list(islice(models, _MANY)):
            rows = Rows()
            for number, text, led in batch:
                try:
                    binding.add(rows, number, json.loads(text), {name: pickle.loads(one) for name, one in led or ()})
                except BadRegistry as refused:
                    yield _named("problem", [(number, str(refused.problems[0]))])
            yield from database.taken(rows, [*_BOUND, "checkpoint_term", "lineage_closure"])


def first_problem(compiler: Compiler, part: Part) -> Iterator[Made]:
    """The first problem of a part that has one, with the number of its model."""
    begun = part.lines[0][0]
    for line in part.lines:
        first = part.first + line[0] - begun
        if problem := compiler.compiled(part._replace(lines=[line], first=first)).problem:
            yield _named("problem", [(first, problem)])
            return


class _Database:
    """The tables of a catalog in memory, which keep each row once."""

    def __init__(self, context: Context) -> None:
        self._connection, self._context = sqlite3.connect(":memory:"), context
        self._connection.executescript(SCHEMA)

    def made(self, made: Compiled) -> Iterator[Made]:
        """The rows of a part; of models that others may bind, only what does not depend on that."""
        found = made.rows.tables
        yield _named("used", {(*row[1:], name_key(str(row[2]))) for row in _in_use(found)})
        yield _named("newest", [(made.newest,)])
        yield _named("word", set(found.pop("word", ())))  # a name of two models is kept twice, which is found later
        pending = set(made.models.values())
        document = list(TABLES["model"]).index("doc")
        waiting = [(row[0], row[1], row[document]) for row in found["model"] if row[0] in pending]
        yield _named("pending", waiting)
        yield from edges((str(row[2]) for row in waiting), self._context)
        checkpoints = {row[0] for row in found["checkpoint"] if row[1] in pending}
        for table, column in _BOUND.items():
            found[table] = [row for row in found[table] if row[column] not in pending]
        found["checkpoint_term"] = [row for row in found["checkpoint_term"] if row[0] not in checkpoints]
        yield from self.taken(made.rows, found)

    def taken(self, rows: Rows, names: Iterable[str]) -> Iterator[Made]:
        """The rows of some tables, each once."""
        rows.tables = {name: rows.tables[name] for name in names}
        rows.write(self._connection)
        for name in rows.tables:
            yield _named(name, self._connection.execute(f"SELECT * FROM {name}"))
            self._connection.execute(f"DELETE FROM {name}")


class _Binding:
    """Writes what binds a model, once the origins of all it leads to are known."""

    def __init__(self, context: Context) -> None:
        self._labels, self._descent = Labels(context), descents(context.terms.get("relation", {}))
        self._origins: Mapping[str, Origin] = {}
        self._licensing = licensing(context.vendors, context.terms, lambda model: self._origins.get(model))

    def add(self, rows: Rows, number: int, document: Document, origins: Mapping[str, Origin]) -> None:
        """Add the rows of a model; raises BadRegistry if it has too many ancestors."""
        name, origin = document["id"], self._licensing.origin(document)
        self._origins = {**origins, name: origin}
        bound = self._licensing.bound(name, origin)
        rows.add(number, document, self._labels, {one: told for one, of in bound.items() if (told := of.document())})
        numbers = {model: place for place, model in enumerate(self._origins, 1)}
        parents = {numbers[model]: self._parents(one) for model, one in self._origins.items()}
        rows.tables["lineage_closure"] += [
            (number, ancestor) for ancestor in sorted(ancestors(numbers[name], parents, numbers))
        ]

    def _parents(self, origin: Origin) -> list[str]:
        return [target for relation, target, license in origin.edges if license is None and relation in self._descent]


def edges(documents: Iterable[str], context: Context) -> Iterator[Made]:
    """Whom models with these documents lead to."""
    known = licensing(context.vendors, context.terms, lambda model: None)
    descent = descents(context.terms.get("relation", {}))
    found: set[tuple[object, ...]] = set()
    for document in map(json.loads, documents):
        origin = known.origin(document)
        bases = {base.partition("/")[0] for theirs in origin.bases.values() for base in theirs}
        found |= {(document["id"], base, 1) for base in bases}
        targets = ((relation, target) for relation, target, license in origin.edges if license is None)
        found |= {(document["id"], target, int(relation in descent)) for relation, target in targets}
    yield _named("edge", found)


def stored(connection: sqlite3.Connection, context: Context) -> Iterator[Made]:
    """The tables of a compiled catalog, and what is unfinished of it once lines are added."""
    for name in TABLES.keys() - {"built", "meaning"}:
        rows = connection.execute(_WORDS if name == "word" else f"SELECT * FROM {name}")
        while some := rows.fetchmany(_MANY):
            yield _named(name, some)
    fields = {table: connection.execute(f"SELECT DISTINCT 0, field, term FROM {table}") for table in _TERMS}
    yield _named("used", {(*row[1:], name_key(row[2])) for row in _in_use(fields)})
    leading = "SELECT doc FROM model WHERE instr(doc, '\"lineage\":') OR instr(doc, '\"bases\":')"
    yield from edges((text for (text,) in connection.execute(leading)), context)


def _in_use(tables: Mapping[str, Iterable[tuple[object, ...]]]) -> Iterator[tuple[object, ...]]:
    """The rows of terms that words and meanings follow from."""
    return (row for table in _TERMS for row in tables[table] if row[1] in USED)


def _named(table: str, rows: Iterable[Sequence[object]]) -> Made:
    """Rows of a table with the names of their columns."""
    columns = TABLES.get(table) or UNFINISHED[table]
    return table, json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
