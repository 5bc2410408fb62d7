"""The catalog as tables, for both the SQLite database and the data package."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from fmcat.catalog.catalog import Catalog
from fmcat.export import rows
from fmcat.export.rows import Column, Row
from fmcat.fields import FIELDS, Document, Field


class Table(NamedTuple):
    """A table: its columns, its key, and the rows one model (or the whole catalog) has in it."""

    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Document], Iterable[Row]] | None = None
    catalog_rows: Callable[[Catalog], Iterable[Row]] | None = None


_MODEL = Column("model", "text", "the model's id", "models")
_PLACE = Column("position", "integer", "its place in the entry's list, from 0")


_MODEL_COLUMNS = tuple(rows.model_columns())
_CHECKPOINT_COLUMNS = tuple(rows.checkpoint_columns())


def _own_table(field: Field) -> Table:
    """The table of a field that can have several values: one row per value."""
    refers = "vendors" if field.vocabulary == "vendor" else ""
    column = Column(field.exported_as or field.name_in_sql, rows.kind_of(field), field.help, refers)
    return Table(field.help, (_MODEL, _PLACE, column), ("model", "position"), rows.listed(field))


TABLES: Mapping[str, Table] = {
    "models": Table(
        "one row per released model generation",
        tuple(column for column, _ in _MODEL_COLUMNS),
        ("id",),
        lambda document: [tuple(read(document) for _, read in _MODEL_COLUMNS)],
    ),
    **{field.home: _own_table(field) for field in FIELDS.values() if field.many and field.home not in ("", "models")},
    "training": Table(
        "how it was trained",
        (_MODEL, Column("stage", "text", "when"), Column("method", "text", "how")),
        ("model", "stage", "method"),
        rows.training,
    ),
    "checkpoints": Table(
        "a size or checkpoint, with what it inherits from its model; of a model without variants, the model",
        (
            Column("id", "text", "the checkpoint's id"),
            _MODEL,
            Column("position", "integer", "its place among the model's, from 0"),
            Column("name", "text", "what it is called"),
            *(column for column, _ in _CHECKPOINT_COLUMNS),
        ),
        ("id",),
        rows.checkpoints_of,
    ),
    "lineage": Table(
        "what it was made from",
        (
            _MODEL,
            _PLACE,
            Column("relation", "text", "how"),
            Column("target", "text", "the other model's id", "models"),
            Column("external_name", "text", "if the other is not an entry of the catalog"),
            Column("external_url", "text", "and where to read of it"),
        ),
        ("model", "position"),
        rows.lineage,
    ),
    "days": Table(
        "every day that is known",
        (
            _MODEL,
            Column("event", "text", "paper, announced, weights, api, deprecated, retired"),
            Column("day", "text", "when"),
        ),
        ("model", "event"),
        rows.pairs("dates"),
    ),
    "own_keys": Table(
        "what entries state under keys of your own",
        (_MODEL, Column("key", "text", "the key, which begins with x-"), Column("value", "text", "a value of it")),
        ("model", "key", "value"),
        rows.own_keys,
    ),
    "links": Table(
        "where to read on",
        (_MODEL, Column("kind", "text", "what is there"), Column("url", "text", "where")),
        ("model", "kind"),
        rows.pairs("links"),
    ),
    "external_ids": Table(
        "what other catalogs call it",
        (_MODEL, Column("catalog", "text", "which"), Column("external_id", "text", "its id there")),
        ("model", "catalog", "external_id"),
        rows.pairs("ids"),
    ),
    "citations": Table(
        "how its paper is cited",
        (
            _MODEL,
            Column("title", "text", "of the paper"),
            Column("year", "integer", "of it"),
            Column("venue", "text", "of it"),
        ),
        ("model",),
        rows.citation,
    ),
    "authors": Table(
        "an author of its paper",
        (_MODEL, _PLACE, Column("author", "text", "an author of its paper")),
        ("model", "position"),
        rows.authors,
    ),
    "sources": Table(
        "what was read about it",
        (
            _MODEL,
            _PLACE,
            Column("work", "text", "a reference work's id", "works"),
            Column("url", "text", "or a page"),
            Column("read", "text", "when"),
            Column("says", "text", "what it states where it disagrees"),
            Column("reason", "text", "why the entry does not follow it"),
        ),
        ("model", "position"),
        rows.sources,
    ),
    "source_facts": Table(
        "the facts that were read there",
        (_MODEL, _PLACE, Column("fact", "text", "a key of the entry")),
        ("model", "position", "fact"),
        rows.facts,
    ),
    "vendors": Table(
        "who makes models",
        (
            Column("id", "text", "stable id"),
            Column("name_en", "text", "in English"),
            Column("name_ko", "text", "in Korean"),
            Column("kind", "text", "company, university, nonprofit, community or government"),
            Column("part_of", "text", "the vendor it belongs to", "vendors"),
        ),
        ("id",),
        catalog_rows=rows.vendors,
    ),
    "terms": Table(
        "the words entries use",
        (
            Column("vocabulary", "text", "which list of words"),
            Column("id", "text", "the word"),
            Column("label_en", "text", "what it is called"),
            Column("label_ko", "text", "in Korean"),
            Column("definition_en", "text", "what it means"),
            Column("definition_ko", "text", "in Korean"),
            Column("reference", "text", "where to read on"),
        ),
        ("vocabulary", "id"),
        catalog_rows=rows.terms,
    ),
    "broader_terms": Table(
        "which terms are kinds of which",
        (
            Column("vocabulary", "text", "which list of words"),
            Column("id", "text", "the narrower word"),
            Column("broader", "text", "the broader one"),
        ),
        ("vocabulary", "id", "broader"),
        catalog_rows=rows.broader,
    ),
    "works": Table(
        "the reference works facts were read in",
        (
            Column("id", "text", "stable id"),
            Column("title", "text", "of the work"),
            Column("url", "text", "where it is"),
            Column("license", "text", "its license"),
            Column("snapshot", "text", "the day of the copy that was read"),
            Column("attribution", "text", "what using it asks for"),
        ),
        ("id",),
        catalog_rows=rows.works,
    ),
}


def rows_of(catalog: Catalog, documents: Iterable[Document]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of every table; targets of lineage outside the documents are given by name."""
    documents = list(documents)
    ids = {document["id"] for document in documents}
    for name, table in TABLES.items():
        if table.catalog_rows:
            yield name, list(table.catalog_rows(catalog))
        elif table.rows:
            rows = [row for document in documents for row in table.rows(document)]
            yield name, [_inside(row, ids) for row in rows] if name == "lineage" else rows


def _inside(row: Row, ids: set[str]) -> Row:
    model, position, relation, target, name, url = row
    return row if target is None or target in ids else (model, position, relation, None, target, url or name)
