"""A table for a web page."""

from collections.abc import Iterator, Sequence
from html import escape

from fmcat.export import Choice
from fmcat.export.kit.cells import cell
from fmcat.fields import Document, Field, main_link
from fmcat.text import disarmed, showable


def to_html(choice: Choice) -> Iterator[str]:
    """A `table` element without styles; names link to their papers, and cells are escaped."""
    columns = choice.table_columns()
    yield "<table>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(field.label, quote=False)}</th>' for field in columns)
    yield "</tr></thead>\n<tbody>\n"
    for document, chosen in choice.chosen():
        yield f"<tr>{''.join(_cell(field, document, chosen, choice.language) for field in columns)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(field: Field, document: Document, chosen: Sequence[Document], language: str) -> str:
    text = cell(field, document, chosen, language)
    if isinstance(field.of_chosen(document, chosen), list | dict):
        text = text.replace(";", "; ")
    text = disarmed(escape(text, quote=False))
    if field.name == "name" and (link := main_link(document)).startswith(("http://", "https://")):
        text = f'<a href="{escape(showable(link))}">{text}</a>'
    return f"<td>{text}</td>"
