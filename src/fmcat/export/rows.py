"""The rows one model, or the whole catalog, has in each table of `relations.py`."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from fmcat.catalog.catalog import Catalog
from fmcat.checkpoints import checkpoints
from fmcat.facts import Fact, fact_at
from fmcat.fields import FIELDS, UNDISCLOSED, Document, Field, is_own, own_field
from fmcat.schema.dates import read_date
from fmcat.text import as_json

Row = tuple[object, ...]


class Column(NamedTuple):
    """A column: `kind` is text, integer, number or flag; `refers` names the table whose key it contains."""

    name: str
    kind: str
    meaning: str
    refers: str = ""


#: The type of a field's column, if it is not text.
_KINDS: Mapping[str, str] = {"quantity": "integer", "flag": "flag"}
#: Columns of the model's row besides those of its fields, by the field they follow.
_BESIDE: Mapping[str, Mapping[Column, Callable[[Document], object]]] = {
    "released": {
        Column("released_from", "text", "the first day of that"): lambda d: read_date(d["released"]).earliest,
        Column("released_to", "text", "the last day of that"): lambda d: read_date(d["released"]).latest,
        Column("year", "integer", "the year of that"): lambda d: int(d["released"][:4]),
    },
    "active": {
        Column("parameters_undisclosed", "flag", "whether the vendor withholds them"): (
            lambda d: d.get("parameters") == UNDISCLOSED
        ),
    },
    "summary": {
        Column("summary_en", "text", "one sentence"): lambda d: d.get("summary", {}).get("en"),
        Column("summary_ko", "text", "one sentence in Korean"): lambda d: d.get("summary", {}).get("ko"),
    },
}


def kind_of(field: Field) -> str:
    """The type of a field's column."""
    return "number" if field.is_real else _KINDS.get(field.kind, "text")


def model_columns() -> Iterator[tuple[Column, Callable[[Document], object]]]:
    """The columns of the model's own row, and how each is read."""
    for field in FIELDS.values():
        if field.home == "models":
            name = field.exported_as or field.name_in_sql
            yield Column(name, kind_of(field), field.help), partial(_single, field)
        yield from _BESIDE.get(field.name, {}).items()


def _single(field: Field, document: Document) -> object:
    """The single value of a model's field for a column: null if it is unknown or undisclosed.

    For several, such as the parts of a license expression, it is the value as in the entry.
    """
    fact = field.read(document)
    if isinstance(fact, list):
        fact = fact_at(document, field.path)
    if field.kind in _KINDS and fact == UNDISCLOSED:
        return None
    return as_json(fact) if isinstance(fact, dict | list) else fact


def named(field: Field, document: Document) -> list[Fact]:
    """The values of a field that are words; a number of languages names none."""
    values = field.values(document)
    return [value for value in values if isinstance(value, str)] if field.kind == "term" else values


def listed(field: Field) -> Callable[[Document], Iterator[Row]]:
    """One row per value of a field, with its position."""
    return lambda document: ((document["id"], number, value) for number, value in enumerate(named(field, document)))


def training(document: Document) -> Iterator[Row]:
    """One row per method of a stage."""
    for stage, methods in document.get("training", {}).items():
        for method in methods:
            yield document["id"], stage, method


def checkpoint_columns() -> Iterator[tuple[Column, Callable[[Document], object]]]:
    """The columns of a checkpoint's facts, and how each is read; of its repositories, the first."""
    for field in FIELDS.values():
        if field.scope == "checkpoint" and not field.sorted_by and field.name not in ("open", "conditions"):
            read = _single if field.home == "models" else _first
            name = field.exported_as or field.name_in_sql
            yield Column(name, kind_of(field), field.help), partial(read, field)


def _first(field: Field, document: Document) -> object:
    return next(iter(field.values(document)), None)


def checkpoints_of(document: Document) -> Iterator[Row]:
    """One row per checkpoint, with what it inherits."""
    for number, one in enumerate(checkpoints(document)):
        facts = (read(one) for _, read in checkpoint_columns())
        yield one["id"], document["id"], number, one["name"], *facts


def own_keys(document: Document) -> Iterator[Row]:
    """One row per value of an `x-` key."""
    for field in map(own_field, filter(is_own, document)):
        yield from ((document["id"], field.name, value) for value in dict.fromkeys(field.values(document)))


def lineage(document: Document) -> Iterator[Row]:
    """One row per step; targets outside the catalog by name."""
    number = 0
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            inside, outside = (target, None) if isinstance(target, str) else (None, target)
            name, url = (outside["external"], outside.get("url")) if outside else (None, None)
            yield document["id"], number, relation, inside, name, url
            number += 1


def pairs(key: str) -> Callable[[Document], Iterator[Row]]:
    """One row per value of a mapping."""

    def rows(document: Document) -> Iterator[Row]:
        for name, value in (fact_at(document, key) or {}).items():
            for one in value if isinstance(value, list) else [value]:
                yield document["id"], name, one

    return rows


def citation(document: Document) -> Iterator[Row]:
    """How its paper is cited."""
    if "citation" in document:
        citation = document["citation"]
        yield document["id"], citation["title"], citation["year"], citation.get("venue")


def authors(document: Document) -> Iterator[Row]:
    """One row per author."""
    for number, author in enumerate(document.get("citation", {}).get("authors", ())):
        yield document["id"], number, author


def sources(document: Document) -> Iterator[Row]:
    """One row per work or page that was read."""
    for number, source in enumerate(document.get("sources", ())):
        where = (source.get(key) for key in ("source", "url", "read", "says", "reason"))
        yield document["id"], number, *where


def facts(document: Document) -> Iterator[Row]:
    """One row per fact that was read there."""
    for number, source in enumerate(document.get("sources", ())):
        for fact in dict.fromkeys(source["for"]):
            yield document["id"], number, fact


def vendors(catalog: Catalog) -> Iterator[Row]:
    """Every vendor."""
    for vendor in catalog.entries("vendor").values():
        label = vendor["label"]
        yield vendor["id"], label.get("en"), label.get("ko"), vendor.get("kind"), vendor.get("part-of")


def terms(catalog: Catalog) -> Iterator[Row]:
    """Every term."""
    for vocabulary in catalog.vocabularies:
        for term in catalog.terms(vocabulary).values():
            label, definition = term["label"], term["definition"]
            texts = label.get("en"), label.get("ko"), definition.get("en"), definition.get("ko")
            yield vocabulary, term["id"], *texts, term.get("reference")


def broader(catalog: Catalog) -> Iterator[Row]:
    """Every step from a term to a broader one."""
    for vocabulary in catalog.vocabularies:
        for term in catalog.terms(vocabulary).values():
            for broader in term.get("broader", ()):
                yield vocabulary, term["id"], broader


def works(catalog: Catalog) -> Iterator[Row]:
    """Every reference work."""
    for work in catalog.entries("source").values():
        yield tuple(work.get(key) for key in ("id", "title", "url", "license", "snapshot", "attribution"))
