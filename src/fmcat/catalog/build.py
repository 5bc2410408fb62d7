"""Compiles a registry into the catalog: the only module that combines files, schemas and the store."""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from fmcat.catalog.bulk import Compiler, compiled_lines
from fmcat.catalog.computed import Computed
from fmcat.catalog.context import Context, Labels, closure, spellings
from fmcat.catalog.descent import write_lineage_closure
from fmcat.catalog.identifiers import maker_rows
from fmcat.catalog.meanings import write_words
from fmcat.catalog.rows import Rows, distinct, number_of
from fmcat.catalog.shipped import marks
from fmcat.catalog.standing import newest_read, standing_of, write_newest, write_standing
from fmcat.catalog.tables import INDEXES, SCHEMA, STANDING
from fmcat.catalog.terms import BoundModels, descents, stored_document
from fmcat.errors import BadRegistry
from fmcat.messages import LANGUAGES, say
from fmcat.notices import advance
from fmcat.registry.locate import BUNDLED, Layer, files_at
from fmcat.registry.read import Registry, read_registry
from fmcat.schema.model import Model
from fmcat.text import as_json

_BATCH = 2000


def build(layers: Iterable[Layer], connection: sqlite3.Connection) -> Literal[True]:
    """Read, validate and compile the registry of these layers into an empty database.

    Raises BadRegistry with every problem; the database is then incomplete.
    """
    layers = tuple(layers)
    try:
        _compile(read_registry(layers, placed=False, most=1), connection)
    except (BadRegistry, OSError):  # at the first problem
        for _ in read_registry(layers).models():  # read again, so that every problem is reported with its line
            pass
        raise
    return True


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
    # Documents are longer than SQLite's usual page of 4 KiB; reading hundreds of them takes two thirds of the time.
    connection.executescript("PRAGMA page_size = 16384;" + SCHEMA + STANDING)
    context = Context.of(registry)
    _write_entries(registry, context, connection)
    bound = BoundModels(context.vendors, context.terms, partial(stored_document, connection))
    _write_models(registry, context, bound, connection)
    connection.executescript(INDEXES)
    bound.write(connection)
    write_lineage_closure(connection, descents(context.terms.get("relation", {})))
    write_words(connection)
    connection.execute("ANALYZE")
    connection.commit()


def _write_entries(registry: Registry, context: Context, connection: sqlite3.Connection) -> None:
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
        rows = [(kind, number, entry.id, as_json(distinct(entry.document()))) for number, entry in enumerate(entries)]
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
    labels = [("labels", number, name, as_json(context.labels(name))) for number, name in enumerate(LANGUAGES)]
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", labels)
    makers = (
        row
        for name, vendor in context.vendors.items()
        for row in maker_rows(name, (*spellings(vendor), *vendor.get("organizations", ())))
    )
    connection.executemany("INSERT OR IGNORE INTO maker VALUES (?, ?)", makers)
    for vocabulary, words in registry.vocabulary.words.items():
        if vocabulary != "model":
            rows_ = [(vocabulary, key, word) for key, word in words.items()]
            connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", rows_)
    broader = context.broader()
    closed = [(kind, term, name) for kind, term in broader for name in closure(kind, term, broader)]
    connection.executemany("INSERT INTO term_closure VALUES (?, ?, ?)", closed)
    connection.executemany("INSERT INTO day VALUES (?, ?, ?)", ((name, *days) for name, days in context.days.items()))


def _write_models(registry: Registry, context: Context, bound: BoundModels, connection: sqlite3.Connection) -> None:
    computed = Computed(context, [layer.name for layer in registry.layers], registry.origins)
    labels, read, names = Labels(context), dict[str, str](), dict[str, str]()
    models = _numbered(registry.models(bulk=False))
    while batch := list(islice(models, _BATCH)):
        rows = Rows()
        for number, model in batch:
            document = computed.added(distinct(model.document()))
            if (terms := bound.alone(document)) is None:
                bound.add(number, document)
            rows.add(number, document, labels, terms or {})
            rows.tables["origin"] += [(number, path, layer) for path, layer in computed.origins(model.id)]
            read[model.id] = newest_read(document)
        _claim(rows, names)
        rows.write(connection)
    bulk = _write_bulk(registry, context, names, bound, connection)
    write_newest(max([bulk, *read.values()]), connection)
    write_standing(standing_of(registry.layers, registry.digests), read, connection)


def _write_bulk(
    registry: Registry, context: Context, names: dict[str, str], bound: BoundModels, connection: sqlite3.Connection
) -> str:
    """Write the models of JSON Lines files; returns the last day on which a source of any was read."""
    if not registry.bulk:
        return ""
    layers = [layer.name for layer in registry.layers]
    compiler, newest = Compiler(registry.vocabulary, context, layers, frozenset(registry.digests.models)), ""
    for made in compiled_lines(registry.bulk, compiler, advance):
        _claim(made.rows, names)
        made.rows.write(connection)
        bound.take(made.models)
        newest = max(newest, made.newest)
    return newest


def _claim(rows: Rows, names: dict[str, str]) -> None:
    """Add the names of models to those of others; raises BadRegistry if one has two owners."""
    for vocabulary, name, model in rows.tables["word"]:
        if vocabulary == "model" and (owner := names.setdefault(str(name), str(model))) != model:
            raise BadRegistry([say("{name!r} is already a name of {owner}", name=name, owner=owner)])


def _numbered(models: Iterable[Model]) -> Iterator[tuple[int, Model]]:
    """Models with their numbers; in the unlikely case that two have the same, with one below all others."""
    beyond, used = itertools.count(-1, -1), set[int]()
    for model in models:
        number = number_of(model.id)
        number = next(beyond) if number in used else number
        used.add(number)
        yield number, model
