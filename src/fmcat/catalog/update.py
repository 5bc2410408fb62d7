"""Brings a compiled catalog up to date: only models whose entries changed are read, validated and written again.

The rows of a model follow from its entry, in all layers, and from the context: terms, vendors and whatever else is not
a model. With another context everything is compiled again. Three things depend on other models too: entries only name
models that are there, so none is removed here that another entry names; names are unique; and what a model descends
from and is bound by is written again for all descendants of a model that changed.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from fmcat.catalog.computed import Computed
from fmcat.catalog.context import Context, Labels
from fmcat.catalog.descent import write_lineage_closure
from fmcat.catalog.meanings import words_from, write_words
from fmcat.catalog.rows import OWN, Rows, checkpoint_numbers, distinct, number_of
from fmcat.catalog.standing import (
    Standing,
    has_one_word_twice,
    newest_read,
    read_standing,
    standing_of,
    write_newest,
    write_pieces,
)
from fmcat.catalog.terms import BoundModels, descents, stored_document, unbind
from fmcat.fields import Document, is_own
from fmcat.files.paths import display_path
from fmcat.registry.locate import Layer, has_words_only
from fmcat.registry.parse import content_of
from fmcat.registry.pieces import MODELS, Digests, Pieces, pieces_of
from fmcat.registry.position import origin
from fmcat.registry.problems import Problems, validated
from fmcat.registry.raw import RawEntries, schema_is_known, take_sections
from fmcat.registry.references import claim_checkpoints, claim_names
from fmcat.schema.model import Model
from fmcat.schema.sections import SCHEMA
from fmcat.schema.vocabulary import Vocabulary
from fmcat.text import as_json, name_key

_OF_MODELS = ("model_term", "model_text", "model_date", "model_quantity", "checkpoint", "lineage", "origin")
_OF_CHECKPOINTS = ("checkpoint_term", "checkpoint_text", "checkpoint_date", "checkpoint_quantity")


def updated(layers: Sequence[Layer], connection: sqlite3.Connection, instead: Mapping[Path, bytes]) -> bool:
    """Make a catalog of other contents of these layers, or of the lowest, the catalog of them as they are now.

    Files have the contents in `instead`, if they are there. It is then as if compiled from nothing. False if that
    cannot be done; BadRegistry or ParseError if a file cannot be read or an entry is not valid. The database is then
    unusable.
    """
    before = read_standing(connection)
    if not before or any(file.suffix == ".jsonl" for layer in layers for file in layer.files):
        return False
    digests, files = Digests(), list(_files(layers, before, instead))
    for layer, _, pieces in files:
        digests.take(layer.name, pieces)
    now = standing_of(layers, digests)
    removed = before.models.keys() - now.models.keys()
    if now.context != before.context or not _can_go(removed, connection):
        return False
    if now.models.keys() != before.models.keys() and (any(map(has_words_only, layers)) or has_one_word_twice(now)):
        return False
    return _Update(layers, files, before, now, connection).run()


def _files(
    layers: Iterable[Layer], before: Standing, instead: Mapping[Path, bytes]
) -> Iterator[tuple[Layer, str, Pieces]]:
    """The files of the layers in pieces, of which those that stood before are not read."""
    for layer in layers:
        for path in layer.files:
            file = display_path(path)
            data = instead[path] if path in instead else content_of(path)
            yield layer, file, pieces_of(data, path.suffix, file, before.known)


def _can_go(removed: Collection[str], connection: sqlite3.Connection) -> bool:
    """Whether no other entry has the id of a model that was removed."""
    named = (
        "SELECT 1 FROM model WHERE id <> :id AND instr(doc, :text)"
        " UNION ALL SELECT 1 FROM entry WHERE kind <> 'labels' AND instr(doc, :text) LIMIT 1"
    )
    return not any(connection.execute(named, {"id": one, "text": as_json(one)}).fetchone() for one in removed)


class _Words(Mapping[str, str]):
    """The words of a vocabulary of a catalog, of which an entry has few: each is looked up when it is asked for."""

    def __init__(self, vocabulary: str, connection: sqlite3.Connection) -> None:
        self._vocabulary, self._connection = vocabulary, connection

    def __getitem__(self, key: str) -> str:
        one = "SELECT id FROM word WHERE vocabulary = ? AND key = ?"
        for (word,) in self._connection.execute(one, (self._vocabulary, key)):
            return str(word)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        every = "SELECT key FROM word WHERE vocabulary = ?"
        return (key for (key,) in self._connection.execute(every, (self._vocabulary,)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Update:
    """An update of a catalog from what it was compiled from to what is there now."""

    def __init__(
        self,
        layers: Sequence[Layer],
        files: Sequence[tuple[Layer, str, Pieces]],
        before: Standing,
        now: Standing,
        connection: sqlite3.Connection,
    ) -> None:
        self._before, self._now, self._connection = before, now, connection
        self._changed = {name for name, _ in before.models.items() ^ now.models.items()}
        self._layers = [layer.name for layer in layers]
        self._problems = Problems(most=1)
        self._raw = RawEntries()
        self._context = Context.stored(connection)
        for layer, file, pieces in files:
            rest = {"schema": str(SCHEMA)} if pieces.rest is None else pieces.rest
            schema_is_known(rest, file, self._problems)
            entries = [piece.read() for piece in pieces.models if piece.known.id in self._changed]
            take_sections(layer, {**rest, MODELS: entries} if entries else rest, file, self._raw, self._problems)

    def run(self) -> bool:
        """Write everything; False if two models have the same number."""
        old = self._documents(self._changed)
        computed = Computed(self._context, self._layers, self._raw.origins.__getitem__)
        new = {model.id: computed.added(distinct(model.document())) for model in self._models()}
        before, rows, labels = Rows(), Rows(), Labels(self._context)
        for name, document in old.items():
            before.add(number_of(name), document, labels)
            self._remove(number_of(name))
        self._remove_names(before)
        for name, document in new.items():
            rows.add(number_of(name), document, labels)
            rows.tables["origin"] += [(number_of(name), path, layer) for path, layer in computed.origins(name)]
        numbers = set(map(number_of, new))
        if len(numbers) < len(new) or any(map(self._has_number, numbers)):
            return False
        rows.write(self._connection)
        self._bind(old, new)
        if words_from(before.tables) != words_from(rows.tables):
            write_words(self._connection)
        self._finish(new, {key for document in old.values() for key in document if is_own(key)})
        return True

    # ── what was there ───────────────────────────────────────────────────────────────────────

    def _documents(self, names: Iterable[str]) -> dict[str, Document]:
        found = ((name, stored_document(self._connection, name)) for name in names)
        return {name: document for name, document in found if document}

    def _has_number(self, number: int) -> bool:
        return self._connection.execute("SELECT 1 FROM model WHERE n = ?", (number,)).fetchone() is not None

    def _remove(self, number: int) -> None:
        """Remove the rows of the model with this number, except its names."""
        execute = self._connection.execute
        execute("DELETE FROM model WHERE n = ?", (number,))
        for table in _OF_MODELS:
            execute(f"DELETE FROM {table} WHERE model = ?", (number,))
        checkpoints = checkpoint_numbers(number)
        for table in _OF_CHECKPOINTS:
            execute(f"DELETE FROM {table} WHERE checkpoint BETWEEN ? AND ?", (checkpoints[0], checkpoints[-1]))

    def _remove_names(self, rows: Rows) -> None:
        """Remove the names that are among the rows of some models."""
        self._connection.executemany(
            "DELETE FROM identifier WHERE space = ? AND key = ? AND rank = ? AND model = ? AND checkpoint = ?",
            [row[:5] for row in rows.tables["identifier"]],
        )
        words = [row for row in rows.tables["word"] if row[0] == "model"]
        self._connection.executemany("DELETE FROM word WHERE vocabulary = ? AND key = ? AND id = ?", words)

    # ── what is there now ────────────────────────────────────────────────────────────────────

    def _models(self) -> Iterator[Model]:
        """The models that changed, as they are now; raises BadRegistry at the first problem."""
        kinds = "SELECT DISTINCT vocabulary FROM word"
        words = {kind: _Words(kind, self._connection) for (kind,) in self._connection.execute(kinds)}
        models = "SELECT key, id FROM word WHERE vocabulary = 'model'"
        names = {key: model for key, model in self._connection.execute(models) if model not in self._changed}
        vocabulary = Vocabulary({**words, "model": {name_key(name): name for name in self._now.models}})
        for name, raw in sorted(self._raw.sections[MODELS].items()):
            model = validated(Model, raw, name, origin(raw), vocabulary, self._problems)
            if model:
                claim_names(model, raw, origin(raw), names, self._problems)
                claim_checkpoints(model, raw, origin(raw), self._problems)
                yield model

    def _bind(self, old: Mapping[str, Document], new: Mapping[str, Document]) -> None:
        """Write what the changed models and their descendants are bound by, and what they descend from."""
        bound = BoundModels(self._context.vendors, self._context.terms, partial(stored_document, self._connection))
        moved = [name for name in self._changed if bound.differ(old.get(name), new.get(name))]
        descendants = self._documents(self._below(moved) - self._changed)
        for name, document in {**descendants, **new}.items():
            bound.add(number_of(name), document)
        for name, document in descendants.items():
            unbind(number_of(name), document, self._connection)
        bound.write(self._connection)
        numbers = set(map(number_of, {*descendants, *self._changed}))
        gone = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM lineage_closure WHERE model = ?", gone)
        write_lineage_closure(self._connection, descents(self._context.terms.get("relation", {})), numbers)

    def _below(self, names: Iterable[str]) -> set[str]:
        """These models and all their descendants."""
        waiting = list(names)
        found = set(waiting)
        while waiting:
            below = "SELECT m.id FROM lineage l JOIN model m ON m.n = l.model WHERE l.target = ?"
            younger = {one for (one,) in self._connection.execute(below, (waiting.pop(),))} - found
            found |= younger
            waiting += younger
        return found

    def _finish(self, new: Mapping[str, Document], own: Collection[str]) -> None:
        """Write what depends on several models, and what the catalog is now compiled from."""
        connection = self._connection
        connection.executemany("DELETE FROM word WHERE vocabulary = ? AND id = ?", [(OWN, key) for key in own])
        for (text,) in connection.execute("SELECT doc FROM model WHERE instr(doc, '\"x-')").fetchall() if own else ():
            keys = [(OWN, key, key) for key in json.loads(text) if is_own(key)]
            connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", keys)
        read = {name: newest_read(document) for name, document in new.items()}
        write_pieces(self._now, self._changed, read, connection, self._before.known)
        [newest] = connection.execute("SELECT max(read) FROM compiled").fetchone()
        write_newest(newest or "", connection)
        connection.commit()
