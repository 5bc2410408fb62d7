"""The catalog as tables, once: the SQLite database and the data package are both made from here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from fmcat.catalog.collection import Catalog
from fmcat.export import rows
from fmcat.export.rows import Row
from fmcat.fields import Document


class Column(NamedTuple):
    """A column: `kind` is text, integer or flag; `refers` names the table whose key it holds."""

    name: str
    kind: str
    meaning: str
    refers: str = ""


class Table(NamedTuple):
    """A table: its columns, its key, and the rows one model (or the whole catalog) has in it."""

    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Document], Iterable[Row]] | None = None
    catalog_rows: Callable[[Catalog], Iterable[Row]] | None = None


_MODEL = Column("model", "text", "the model's id", "models")
_PLACE = Column("position", "integer", "its place in the entry's list, from 0")


def _words(key: str, column: str, meaning: str) -> Table:
    return Table(meaning, (_MODEL, _PLACE, Column(column, "text", meaning)), ("model", "position"), rows.listed(key))


TABLES: Mapping[str, Table] = {
    "models": Table(
        "one released model generation a row",
        (
            Column("id", "text", "stable id"),
            Column("name", "text", "as the vendor writes it"),
            Column("family", "text", "the line it belongs to"),
            Column("released", "text", "the day it became public, as precise as it is known"),
            Column("released_from", "text", "the first day that may mean"),
            Column("released_to", "text", "the last day that may mean"),
            Column("year", "integer", "the year of that"),
            Column("status", "text", "where it is in its life"),
            Column("parameters", "integer", "of the largest released size"),
            Column("active_parameters", "integer", "at work for one token"),
            Column("parameters_undisclosed", "flag", "whether the vendor withholds them"),
            Column("context", "integer", "tokens it reads at once"),
            Column("knowledge_cutoff", "text", "how far its training data reaches"),
            Column("license_weights", "text", "SPDX expression or LicenseRef"),
            Column("license_code", "text", "SPDX expression or LicenseRef"),
            Column("access", "text", "how people can have it"),
            Column("summary_en", "text", "one sentence"),
            Column("summary_ko", "text", "one sentence in Korean"),
        ),
        ("id",),
        rows.model,
    ),
    "aliases": _words("aliases", "alias", "another name people use"),
    "model_vendors": Table(
        "who made it",
        (_MODEL, _PLACE, Column("vendor", "text", "the vendor's id", "vendors")),
        ("model", "position"),
        rows.listed("vendor"),
    ),
    "modalities": _words("modalities", "modality", "a shelf it stands on"),
    "inputs": _words("inputs", "input", "a kind of data it takes in"),
    "outputs": _words("outputs", "output", "a kind of data it gives out"),
    "architectures": _words("architecture", "architecture", "how it is built"),
    "capabilities": _words("capabilities", "capability", "what it can do"),
    "training": Table(
        "how it was trained",
        (_MODEL, Column("stage", "text", "when"), Column("method", "text", "how")),
        ("model", "stage", "method"),
        rows.training,
    ),
    "variants": Table(
        "its sizes and checkpoints",
        (
            _MODEL,
            _PLACE,
            Column("name", "text", "its name"),
            Column("parameters", "integer", "all of them"),
            Column("active_parameters", "integer", "at work for one token"),
            Column("context", "integer", "tokens it reads at once"),
            Column("released", "text", "where that is not the model's"),
            Column("license", "text", "where that is not the model's"),
            Column("huggingface", "text", "its repository there"),
        ),
        ("model", "position"),
        rows.variants,
    ),
    "lineage": Table(
        "what it was made from",
        (
            _MODEL,
            _PLACE,
            Column("relation", "text", "how"),
            Column("target", "text", "the other model's id", "models"),
            Column("external_name", "text", "where the other is no entry of the catalog"),
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
    "authors": _words("", "author", "an author of its paper")._replace(rows=rows.authors),
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
            Column("license", "text", "its licence"),
            Column("snapshot", "text", "the day of the copy that was read"),
            Column("attribution", "text", "what using it asks for"),
        ),
        ("id",),
        catalog_rows=rows.works,
    ),
}


def rows_of(catalog: Catalog, documents: Iterable[Document]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of every table; targets of lineage that are not among the documents are told by name."""
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
