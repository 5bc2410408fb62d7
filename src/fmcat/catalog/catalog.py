"""The Python API: a catalog that takes queries and returns documents or models."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from fmcat.catalog.search import near_words
from fmcat.catalog.selection import Selection, typed
from fmcat.catalog.store import open_store
from fmcat.checkpoints import checkpoint, checkpoints
from fmcat.fields import FIELD_NAMES, FIELDS, Document, Field, is_own, own_field
from fmcat.messages.kinds import known_as
from fmcat.query.asked import Asked
from fmcat.query.expression import Query
from fmcat.query.parse import parse
from fmcat.query.sql import Parameters, asks_checkpoints, count, select, select_checkpoints
from fmcat.registry.locate import Layer, find_layers
from fmcat.text import did_you_mean, name_key

if TYPE_CHECKING:
    from fmcat.catalog.engine import Engine
    from fmcat.catalog.identity import Resolver
    from fmcat.catalog.resolution import Resolution
    from fmcat.schema import document as schema
    from fmcat.schema.model import Model

#: SQLite's codes for a file that is damaged or not a database.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Catalog:
    """The models of a registry, compiled for queries.

    `Catalog.load()` is the bundled registry with the user's and the project's over it. A catalog is read-only, so
    several threads may use it at once. It does not see later changes of the files.
    """

    def __init__(self, layers: Sequence[Layer], engine: "Engine | None" = None) -> None:
        self.layers = tuple(layers)
        self._connection: Engine = engine or open_store(self.layers)
        self._nests = engine is None  # other engines refuse some nested subqueries, or are slow with them
        self._entries: dict[str, Mapping[str, object]] = {}

    @classmethod
    def load(cls, *paths: str | Path, only: bool = False) -> "Catalog":
        """The catalog with the registries at `paths` over the others; with `only`, of these alone.

        Raises BadRegistry, with every problem, if a registry is invalid.
        """
        return cls(find_layers([Path(path) for path in paths], only))

    @property
    def in_memory(self) -> bool:
        """Whether the catalog was compiled in memory because its cache cannot be written."""
        return isinstance(self._connection, sqlite3.Connection) and not next(self.rows("PRAGMA database_list", {}))[2]

    def close(self) -> None:
        """Close the file; the catalog cannot be used afterwards."""
        if isinstance(self._connection, sqlite3.Connection):
            self._connection.close()

    # ── models ───────────────────────────────────────────────────────────────────────────────

    def select(self, text: str = "") -> Selection:
        """The models that match a query (docs/query.md); raises BadQuery if it is invalid."""
        return Selection(self, self.query(text))

    def __len__(self) -> int:
        return self.count(Query())

    def __iter__(self) -> "Iterator[Model]":
        return iter(self.select())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.named(name) is not None

    def __getitem__(self, name: str) -> "Model":
        """The model that any id of it names (docs/resolve.md); raises NotFound with similar names."""
        return typed(self.document(name))

    def to_records(self) -> list[Document]:
        """Every model as plain JSON values, sorted by release."""
        return self.select().to_records()

    def document(self, name: str) -> Document:
        """The document of the model that any id of it names; raises NotFound with similar names.

        If the id is of a snapshot or a repackaged copy, a notice says what it was read as.
        """
        return self._read(name)[0]

    def card(self, name: str) -> Document:
        """The document of the checkpoint that an id names, else of its model; raises NotFound with similar names."""
        document, meant = self._read(name)
        return next((one for one in checkpoints(document) if one["id"] == meant), document) if meant else document

    def _read(self, name: str) -> tuple[Document, str | None]:
        """The document of the model that an id names, and the checkpoint it means, if any."""
        found, checkpoint = self.find("model", name), None
        if not found:
            meant = self._resolver.read(name)
            found, checkpoint = meant.model or "", meant.checkpoint
        [(text,)] = self.rows("SELECT doc FROM model WHERE id = :id", {"id": found})
        return json.loads(text), checkpoint

    def resolve(self, name: str) -> "Resolution":
        """Which model and checkpoint an id means, and how closely (docs/resolve.md); never raises for unknown ids."""
        return self._resolver.resolve(name)

    def named(self, name: str) -> str | None:
        """The id of the model that any id of it names, or None."""
        return self.find("model", name) or (meant.model if (meant := self.resolve(name)).is_found else None)

    @cached_property
    def _resolver(self) -> "Resolver":
        from fmcat.catalog.identity import Resolver  # only if it is not a name of the catalog

        return Resolver(self)

    def query(self, asked: str | Asked) -> Query:
        """The parsed query of a text, or of a text with options; raises BadQuery if it is invalid."""
        return parse(asked, self)

    def count(self, query: Query, checkpoints: bool = False) -> int:
        """How many models match a query, or how many of their checkpoints."""
        return int(next(self.rows(*count(query, checkpoints)))[0])

    def finds(self, query: Query) -> bool:
        """Whether any model matches a query; much faster than counting them."""
        return next(self.rows(*select(query, "m.n", 1, self._nests)), None) is not None

    def documents(self, query: Query, limit: int | None = None) -> Iterator[Document]:
        """The documents of at most `limit` models that match a query."""
        return (json.loads(text) for (text,) in self.rows(*select(query, "m.doc", limit, self._nests)))

    def texts(self, query: Query, limit: int | None = None) -> Iterator[bytes]:
        """The same documents as JSON in UTF-8, as they are stored."""
        doc = "CAST(m.doc AS BLOB)" if self._nests else "m.doc"  # decoding takes as long as reading; only SQLite casts
        texts = (text for (text,) in self.rows(*select(query, doc, limit, self._nests)))
        return texts if self._nests else map(str.encode, texts)

    def checkpoints(self, query: Query, limit: int | None = None) -> Iterator[Document]:
        """The documents of at most `limit` checkpoints that match a query (`fmcat.checkpoints`)."""
        rows = self.rows(*select_checkpoints(query, "m.doc, c.position", limit))
        return (checkpoint(json.loads(text), position) for text, position in rows)

    def matched(self, query: Query, limit: int | None = None) -> dict[str, list[int]]:
        """The numbers of the matching checkpoints of at most `limit` models, if the query asks for checkpoints."""
        found: dict[str, set[int]] = {}
        if asks_checkpoints(query.where):
            asked = select_checkpoints(query, "m.id, c.position", models=limit, nested=self._nests, presented=True)
            for model, position in self.rows(*asked):
                found.setdefault(model, set()).add(max(position, ~position))
        return {model: sorted(numbers) for model, numbers in found.items()}

    def origins(self, model_id: str) -> dict[str, str]:
        """The layers above the first one that change a model, by the path of the value.

        `""` is the model as a whole, if such a layer added it.
        """
        asked = "SELECT o.path, o.layer FROM origin o JOIN model m ON m.n = o.model WHERE m.id = :id ORDER BY o.path"
        return dict(self.rows(asked, {"id": model_id}))

    @property
    def newest(self) -> str:
        """The last day (YYYY-MM-DD) on which a source of a model was read, or `""`."""
        return next((day for (day,) in self.rows("SELECT value FROM built WHERE key = 'newest'", {})), "")

    def layer_counts(self) -> dict[str, tuple[int, int]]:
        """By layer, how many models it adds and how many of lower layers it overrides."""
        rows = self.rows(
            "SELECT layer, count(DISTINCT CASE path WHEN '' THEN model END),"
            " count(DISTINCT CASE path WHEN '' THEN NULL ELSE model END) FROM origin GROUP BY layer",
            {},
        )
        counts = {layer.name: (0, 0) for layer in self.layers} | {name: (brings, over) for name, brings, over in rows}
        first = self.layers[0].name
        return counts | {first: (len(self) - sum(brings for brings, _ in counts.values()), 0)}

    def layers_of(self, model_id: str, key: str) -> list[str]:
        """The layers that a key of a model's entry comes from, lowest first: several if they state parts of it."""
        origins = self.origins(model_id)
        first = origins.get(key) or origins.get("") or self.layers[0].name
        parts = [layer for path, layer in origins.items() if path.startswith(f"{key}.")]
        return [layer.name for layer in self.layers if layer.name in (first, *parts)]

    # ── words ────────────────────────────────────────────────────────────────────────────────

    def meanings(self, keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """The field and the value that bare words of a query name, by `name_key`: `vision` is the modality vision."""
        named = {f"k{number}": key for number, key in enumerate(keys)}
        marks = ", ".join(f":{name}" for name in named)
        rows = self.rows(f"SELECT key, field, term FROM meaning WHERE key IN ({marks})", {**named})
        return {key: (field, term) for key, field, term in rows}

    def field(self, name: str) -> Field | None:
        """The field of a name or alias; `x-` keys that the registry uses are fields too."""
        name = name.strip().lower()
        if name in FIELD_NAMES or not is_own(name):
            return FIELD_NAMES.get(name)
        return next((own_field(key) for key in self.own_keys() if key.lower() == name), None)

    def own_keys(self) -> Sequence[str]:
        """The `x-` keys that entries use, in their order."""
        return [key for (key,) in self.rows("SELECT id FROM word WHERE vocabulary = 'own' ORDER BY id", {})]

    def find(self, vocabulary: str, word: str) -> str | None:
        """The id of a word of a vocabulary (also `model` and `vendor`)."""
        found = self.rows(
            "SELECT id FROM word WHERE vocabulary = :kind AND key = :key", {"kind": vocabulary, "key": name_key(word)}
        )
        return next((name for (name,) in found), None)

    def near(self, vocabulary: str, word: str) -> list[str]:
        """The ids of a vocabulary that are most similar to a word, best first."""
        return near_words(self, vocabulary, word)

    def hint(self, vocabulary: str, word: str) -> str:
        """What a word unknown to a vocabulary may mean: what it is elsewhere, or similar ids; else `""`."""
        rows = self.rows("SELECT vocabulary, id FROM word WHERE key = :key ORDER BY 1", {"key": name_key(word)})
        elsewhere = dict(rows)
        for field in FIELDS.values():
            if field.vocabulary in elsewhere and field.vocabulary != vocabulary:
                return known_as(word, field.vocabulary, f"{field.name}:{elsewhere[field.vocabulary]}")
        return did_you_mean(self.near(vocabulary, word))

    def words(self) -> dict[str, list[str]]:
        """The ids of every vocabulary, for JSON Schemas."""
        words: dict[str, list[str]] = {}
        for vocabulary, word in self.rows("SELECT DISTINCT vocabulary, id FROM word ORDER BY vocabulary, id", {}):
            words.setdefault(vocabulary, []).append(word)
        return words

    def narrower(self, vocabulary: str, term: str) -> Sequence[str]:
        """The term and everything narrower than it."""
        rows = self.rows(
            "SELECT term FROM term_closure WHERE vocabulary = :kind AND broader = :term ORDER BY term",
            {"kind": vocabulary, "term": term},
        )
        return (term, *(name for (name,) in rows if name != term))

    # ── entries about models ─────────────────────────────────────────────────────────────────

    @overload
    def entries(self, kind: Literal["vendor"]) -> "Mapping[str, schema.VendorDocument]": ...
    @overload
    def entries(self, kind: Literal["timeline"]) -> "Mapping[str, schema.TimelineDocument]": ...
    @overload
    def entries(self, kind: Literal["concept"]) -> "Mapping[str, schema.ConceptDocument]": ...
    @overload
    def entries(self, kind: Literal["source"]) -> "Mapping[str, schema.WorkDocument]": ...
    @overload
    def entries(self, kind: Literal["source-kind"]) -> "Mapping[str, schema.SourceKindDocument]": ...
    @overload
    def entries(self, kind: str) -> Mapping[str, Mapping[str, object]]: ...

    def entries(self, kind: str) -> Mapping[str, object]:
        """The entries of one kind by id: `vendor`, `timeline`, `concept`, `source`, `term:method` and so on."""
        if kind not in self._entries:
            rows = self.rows("SELECT id, doc FROM entry WHERE kind = :kind ORDER BY position", {"kind": kind})
            self._entries[kind] = {name: json.loads(text) for name, text in rows}
        return self._entries[kind]

    def terms(self, vocabulary: str) -> "Mapping[str, schema.TermDocument]":
        """The terms of a vocabulary by id."""
        return cast("Mapping[str, schema.TermDocument]", self.entries(f"term:{vocabulary}"))

    @cached_property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of the taxonomy's vocabularies."""
        rows = self.rows("SELECT DISTINCT kind FROM entry WHERE kind LIKE 'term:%' ORDER BY kind", {})
        return tuple(kind.removeprefix("term:") for (kind,) in rows)

    def labels(self, language: str) -> Mapping[tuple[str, str], str]:
        """The labels of terms and vendors, by vocabulary and id; with `inverse`, of relations from the other end."""
        kept = cast("Mapping[str, Mapping[str, str]]", self.entries("labels")[language])
        return {(vocabulary, term): label for vocabulary, labels in kept.items() for term, label in labels.items()}

    def rows(self, statement: str, parameters: Parameters) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, read lazily: errors are raised with the first row, not by the call.

        A catalog whose file turns out to be damaged is compiled again first; any other error of SQLite is raised.
        """
        try:
            cursor = self._connection.execute(statement, parameters)
            first = cursor.fetchmany(256)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                raise
            self._connection = open_store(self.layers, anew=True)
            cursor = self._connection.execute(statement, parameters)
            first = cursor.fetchmany(256)
        yield from first
        yield from cursor
