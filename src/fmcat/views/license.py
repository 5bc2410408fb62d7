"""What may be done with a model: the licenses that bind it, what they ask, and what is not known."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.license import Row
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.views.table import labelled
from fmcat.views.theme import DIM, WARNING, name_of


def license_page(document: Document, told: Sequence[Sequence[Row]], language: str) -> RenderableType:
    """A model's statements below its name; those that differ by checkpoint one after the other."""
    page: list[RenderableType] = [name_of(document)]
    warnings = {message("license_conflict", language), message("unknown", language)}
    for number, rows in enumerate(told):
        page += [Text()] * bool(number)
        lines = [
            (label if first else "", Text(line, WARNING if label in warnings else ""))
            for label, texts in rows
            for first, line in _first_marked(texts)
        ]
        page.append(labelled(lines))
    return Group(*page, Text(), Text(message("not_legal_advice", language), DIM))


def notice(text: str) -> RenderableType:
    """The text of a NOTICE file as it is."""
    return Text(text.rstrip("\n"))


def _first_marked(texts: Sequence[str]) -> list[tuple[bool, str]]:
    return [(number == 0, text) for number, text in enumerate(texts)]
