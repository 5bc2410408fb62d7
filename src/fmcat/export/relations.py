"""The catalog as tables, once: the SQLite database and the data package are both made from here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from fmcat.catalog.collection import Catalog
from fmcat.fields import UNDISCLOSED, Document
from fmcat.schema.dates import read_date

Row = tuple[Any, ...]


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


def _model(document: Document) -> Iterator[Row]:
    released, parameters = read_date(document["released"]), document.get("parameters")
    sizes = parameters if isinstance(parameters, dict) else {}
    license, summary, context = document.get("license", {}), document.get("summary", {}), document.get("context")
    yield (
        document["id"],
        document["name"],
        document.get("family"),
        document["released"],
        released.earliest,
        released.latest,
        int(document["released"][:4]),
        document.get("status"),
        sizes.get("total"),
        sizes.get("active"),
        parameters == UNDISCLOSED,
        context if isinstance(context, int) else None,
        document.get("knowledge_cutoff"),
        license.get("weights"),
        license.get("code"),
        document.get("access"),
        summary.get("en"),
        summary.get("ko"),
    )


def _listed(key: str) -> Callable[[Document], Iterator[Row]]:
    return lambda document: ((document["id"], number, value) for number, value in enumerate(document.get(key, ())))


def _training(document: Document) -> Iterator[Row]:
    for stage, methods in document.get("training", {}).items():
        for method in methods:
            yield document["id"], stage, method


def _variants(document: Document) -> Iterator[Row]:
    for number, variant in enumerate(document.get("variants", ())):
        sizes = (variant.get(key) for key in ("parameters", "active", "context"))
        rest = (variant.get(key) for key in ("released", "license", "huggingface"))
        yield (
            document["id"],
            number,
            variant["name"],
            *(size if isinstance(size, int) else None for size in sizes),
            *rest,
        )


def _lineage(document: Document) -> Iterator[Row]:
    number = 0
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            known = isinstance(target, str)
            outside = (None, None) if known else (target["external"], target.get("url"))
            yield document["id"], number, relation, target if known else None, *outside
            number += 1


def _pairs(key: str) -> Callable[[Document], Iterator[Row]]:
    def rows(document: Document) -> Iterator[Row]:
        for name, value in document.get(key, {}).items():
            for one in value if isinstance(value, list) else [value]:
                yield document["id"], name, one

    return rows


def _citation(document: Document) -> Iterator[Row]:
    if "citation" in document:
        citation = document["citation"]
        yield document["id"], citation["title"], citation["year"], citation.get("venue")


def _authors(document: Document) -> Iterator[Row]:
    for number, author in enumerate(document.get("citation", {}).get("authors", ())):
        yield document["id"], number, author


def _sources(document: Document) -> Iterator[Row]:
    for number, source in enumerate(document.get("sources", ())):
        where = (source.get(key) for key in ("source", "url", "read", "says", "reason"))
        yield document["id"], number, *where


def _facts(document: Document) -> Iterator[Row]:
    for number, source in enumerate(document.get("sources", ())):
        for fact in dict.fromkeys(source["for"]):
            yield document["id"], number, fact


def _vendors(catalog: Catalog) -> Iterator[Row]:
    for vendor in catalog.notes("vendor").values():
        label = vendor["label"]
        yield vendor["id"], label.get("en"), label.get("ko"), vendor["kind"], vendor.get("part-of")


def _terms(catalog: Catalog) -> Iterator[Row]:
    for vocabulary in catalog.vocabularies:
        for term in catalog.notes(f"term:{vocabulary}").values():
            said = (term[key].get(language) for key in ("label", "definition") for language in ("en", "ko"))
            yield vocabulary, term["id"], *said, term.get("reference")


def _broader(catalog: Catalog) -> Iterator[Row]:
    for vocabulary in catalog.vocabularies:
        for term in catalog.notes(f"term:{vocabulary}").values():
            for broader in term.get("broader", ()):
                yield vocabulary, term["id"], broader


def _works(catalog: Catalog) -> Iterator[Row]:
    for work in catalog.notes("source").values():
        yield tuple(work.get(key) for key in ("id", "title", "url", "license", "snapshot", "attribution"))


_MODEL = Column("model", "text", "the model's id", "model")
_PLACE = Column("position", "integer", "its place in the entry's list, from 0")


def _words(key: str, column: str, meaning: str) -> Table:
    return Table(meaning, (_MODEL, _PLACE, Column(column, "text", meaning)), ("model", "position"), _listed(key))


TABLES: Mapping[str, Table] = {
    "model": Table(
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
        _model,
    ),
    "alias": _words("aliases", "alias", "another name people use"),
    "model_vendor": Table(
        "who made it",
        (_MODEL, _PLACE, Column("vendor", "text", "the vendor's id", "vendor")),
        ("model", "position"),
        _listed("vendor"),
    ),
    "modality": _words("modalities", "modality", "a shelf it stands on"),
    "input": _words("inputs", "input", "a kind of data it takes in"),
    "output": _words("outputs", "output", "a kind of data it gives out"),
    "architecture": _words("architecture", "architecture", "how it is built"),
    "capability": _words("capabilities", "capability", "what it can do"),
    "training": Table(
        "how it was trained",
        (_MODEL, Column("stage", "text", "when"), Column("method", "text", "how")),
        ("model", "stage", "method"),
        _training,
    ),
    "variant": Table(
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
        _variants,
    ),
    "lineage": Table(
        "what it was made from",
        (
            _MODEL,
            _PLACE,
            Column("relation", "text", "how"),
            Column("target", "text", "the other model's id", "model"),
            Column("external_name", "text", "where the other is no entry of the catalog"),
            Column("external_url", "text", "and where to read of it"),
        ),
        ("model", "position"),
        _lineage,
    ),
    "day": Table(
        "every day that is known",
        (
            _MODEL,
            Column("event", "text", "paper, announced, weights, api, deprecated, retired"),
            Column("day", "text", "when"),
        ),
        ("model", "event"),
        _pairs("dates"),
    ),
    "link": Table(
        "where to read on",
        (_MODEL, Column("kind", "text", "what is there"), Column("url", "text", "where")),
        ("model", "kind"),
        _pairs("links"),
    ),
    "external_id": Table(
        "what other catalogs call it",
        (_MODEL, Column("catalog", "text", "which"), Column("external_id", "text", "its id there")),
        ("model", "catalog", "external_id"),
        _pairs("ids"),
    ),
    "citation": Table(
        "how its paper is cited",
        (
            _MODEL,
            Column("title", "text", "of the paper"),
            Column("year", "integer", "of it"),
            Column("venue", "text", "of it"),
        ),
        ("model",),
        _citation,
    ),
    "author": _words("", "author", "an author of its paper")._replace(rows=_authors),
    "source": Table(
        "what was read about it",
        (
            _MODEL,
            _PLACE,
            Column("work", "text", "a reference work's id", "work"),
            Column("url", "text", "or a page"),
            Column("read", "text", "when"),
            Column("says", "text", "what it states where it disagrees"),
            Column("reason", "text", "why the entry does not follow it"),
        ),
        ("model", "position"),
        _sources,
    ),
    "source_fact": Table(
        "the facts that were read there",
        (_MODEL, _PLACE, Column("fact", "text", "a key of the entry")),
        ("model", "position", "fact"),
        _facts,
    ),
    "vendor": Table(
        "who makes models",
        (
            Column("id", "text", "stable id"),
            Column("name_en", "text", "in English"),
            Column("name_ko", "text", "in Korean"),
            Column("kind", "text", "company, university, nonprofit, community or government"),
            Column("part_of", "text", "the vendor it belongs to", "vendor"),
        ),
        ("id",),
        catalog_rows=_vendors,
    ),
    "term": Table(
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
        catalog_rows=_terms,
    ),
    "term_broader": Table(
        "which terms are kinds of which",
        (
            Column("vocabulary", "text", "which list of words"),
            Column("id", "text", "the narrower word"),
            Column("broader", "text", "the broader one"),
        ),
        ("vocabulary", "id", "broader"),
        catalog_rows=_broader,
    ),
    "work": Table(
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
        catalog_rows=_works,
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
