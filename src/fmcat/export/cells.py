"""A fact as one cell of a data table: ids and plain numbers, never labels, never cut."""

from fmcat.fields import Document, Field
from fmcat.text import showable


def cell(field: Field, document: Document) -> str:
    """The fact as text: lists joined by `;`, dates and numbers in full, nothing where it is unknown."""
    fact = field.read(document)
    if fact is None:
        return ""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, dict):
        return ";".join(fact)
    if isinstance(fact, list):
        return ";".join(_plain(value) for value in fact)
    return _plain(fact)


def _plain(value: object) -> str:
    if isinstance(value, dict):  # a variant by its name, a source by where it is
        value = next((value[key] for key in ("name", "source", "url") if key in value), "")
    return showable(str(value)).replace("\n", " ").replace("\t", " ")
