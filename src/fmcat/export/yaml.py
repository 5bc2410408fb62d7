"""A registry file again: what was read can be written, and read back the same."""

from collections.abc import Iterator
from typing import Any

from fmcat.export import Choice
from fmcat.fields import Document
from fmcat.registry.layout import written
from fmcat.schema.quantities import write_quantity

_NOTES = {"vendors": "vendor", "timelines": "timeline", "concepts": "concept", "sources": "source"}


def to_yaml(choice: Choice) -> Iterator[str]:
    """A registry: of the whole catalog with its vendors, terms, timelines and notes, else of the chosen models."""
    yield "schema: 1\n"
    if choice.whole:
        taxonomy = {kind: list(choice.catalog.notes(f"term:{kind}").values()) for kind in choice.catalog.vocabularies}
        if taxonomy:
            yield written({"taxonomy": taxonomy})
        for section, kind in _NOTES.items():
            entries = list(choice.catalog.notes(kind).values())
            if entries:
                yield written({section: entries})
    opening = "models:\n"
    for document in choice.catalog.documents(choice.query, choice.limit):
        yield opening + written([_readable(document)])
        opening = ""
    if opening:
        yield "models: []\n"


def _readable(document: Document) -> dict[str, Any]:
    """The document with its quantities as people write them."""
    entry = dict(document)
    parameters = entry.get("parameters")
    if isinstance(parameters, dict):
        sizes = {key: write_quantity(value) for key, value in parameters.items()}
        entry["parameters"] = sizes["total"] if len(sizes) == 1 else sizes
    if isinstance(entry.get("context"), int):
        entry["context"] = write_quantity(entry["context"])
    if "variants" in entry:
        entry["variants"] = [
            {key: write_quantity(value) if isinstance(value, int) else value for key, value in variant.items()}
            for variant in entry["variants"]
        ]
    return entry
