"""Writes a registry file, which reads back the same."""

from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.facts import stated
from fmcat.yaml_text import readable, written

_NOTES = {
    "vendors": "vendor",
    "timelines": "timeline",
    "concepts": "concept",
    "sources": "source",
    "source-kinds": "source-kind",
}


def to_yaml(choice: Choice) -> Iterator[str]:
    """A registry: the whole catalog with its vendors, terms, timelines and notes, or only the chosen models."""
    choice.models_only("yaml")
    yield "schema: 1\n"
    if choice.whole:
        taxonomy = {kind: list(choice.catalog.terms(kind).values()) for kind in choice.catalog.vocabularies}
        if taxonomy:
            yield written({"taxonomy": taxonomy})
        for section, kind in _NOTES.items():
            entries = list(choice.catalog.entries(kind).values())
            if entries:
                yield written({section: entries})
    opening = "models:\n"
    for document in choice.documents():
        yield opening + written([readable(stated(document))])
        opening = ""
    if opening:
        yield "models: []\n"
