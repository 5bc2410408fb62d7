"""The rows one model, or the whole catalog, has in each table of `relations.py`."""

from collections.abc import Callable, Iterator
from typing import Any

from fmcat.catalog.collection import Catalog
from fmcat.fields import UNDISCLOSED, Document
from fmcat.schema.dates import read_date

Row = tuple[Any, ...]


def model(document: Document) -> Iterator[Row]:
    """The row of the model itself."""
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


def listed(key: str) -> Callable[[Document], Iterator[Row]]:
    """A row a value of a list, with its place."""
    return lambda document: ((document["id"], number, value) for number, value in enumerate(document.get(key, ())))


def training(document: Document) -> Iterator[Row]:
    """A row a method of a stage."""
    for stage, methods in document.get("training", {}).items():
        for method in methods:
            yield document["id"], stage, method


def variants(document: Document) -> Iterator[Row]:
    """A row a size or checkpoint."""
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


def lineage(document: Document) -> Iterator[Row]:
    """A row a step; targets outside the catalog by name."""
    number = 0
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            known = isinstance(target, str)
            outside = (None, None) if known else (target["external"], target.get("url"))
            yield document["id"], number, relation, target if known else None, *outside
            number += 1


def pairs(key: str) -> Callable[[Document], Iterator[Row]]:
    """A row a value of a mapping."""

    def rows(document: Document) -> Iterator[Row]:
        for name, value in document.get(key, {}).items():
            for one in value if isinstance(value, list) else [value]:
                yield document["id"], name, one

    return rows


def citation(document: Document) -> Iterator[Row]:
    """How its paper is cited."""
    if "citation" in document:
        citation = document["citation"]
        yield document["id"], citation["title"], citation["year"], citation.get("venue")


def authors(document: Document) -> Iterator[Row]:
    """A row an author."""
    for number, author in enumerate(document.get("citation", {}).get("authors", ())):
        yield document["id"], number, author


def sources(document: Document) -> Iterator[Row]:
    """A row a work or page that was read."""
    for number, source in enumerate(document.get("sources", ())):
        where = (source.get(key) for key in ("source", "url", "read", "says", "reason"))
        yield document["id"], number, *where


def facts(document: Document) -> Iterator[Row]:
    """A row a fact that was read there."""
    for number, source in enumerate(document.get("sources", ())):
        for fact in dict.fromkeys(source["for"]):
            yield document["id"], number, fact


def vendors(catalog: Catalog) -> Iterator[Row]:
    """Every vendor."""
    for vendor in catalog.notes("vendor").values():
        label = vendor["label"]
        yield vendor["id"], label.get("en"), label.get("ko"), vendor.get("kind"), vendor.get("part-of")


def terms(catalog: Catalog) -> Iterator[Row]:
    """Every term."""
    for vocabulary in catalog.vocabularies:
        for term in catalog.notes(f"term:{vocabulary}").values():
            said = (term[key].get(language) for key in ("label", "definition") for language in ("en", "ko"))
            yield vocabulary, term["id"], *said, term.get("reference")


def broader(catalog: Catalog) -> Iterator[Row]:
    """Every step from a term to a broader one."""
    for vocabulary in catalog.vocabularies:
        for term in catalog.notes(f"term:{vocabulary}").values():
            for broader in term.get("broader", ()):
                yield vocabulary, term["id"], broader


def works(catalog: Catalog) -> Iterator[Row]:
    """Every reference work."""
    for work in catalog.notes("source").values():
        yield tuple(work.get(key) for key in ("id", "title", "url", "license", "snapshot", "attribution"))
