"""A fact as one cell: of a data table in ids and plain numbers, of a paper's table in words; never cut."""

from collections.abc import Iterable, Sequence

from fmcat.fields import Document, Field
from fmcat.text import disarmed, one_line, showable
from fmcat.wording import Wording

#: Characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: The full-width forms of these, which spreadsheets also accept; and `::`, which begins a log's command.
_DASH = "–"
_ALSO = ("＝", "＋", "－", "＠", "::")


def cell(field: Field, document: Document, chosen: Sequence[Document], language: str = "en") -> str:
    """The fact of a model of which a query chose these checkpoints, as text; empty if unknown.

    Lists are joined by `;`, dates and numbers are in full. Links are their addresses, other mappings `key: value`; a
    summary is the one in `language`, else in another.
    """
    if field.name == "summary":
        said = document.get("summary", {})
        return plain(said.get(language) or next(iter(said.values()), ""))
    fact = field.of_chosen(document, chosen)
    if fact is None:
        return ""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, dict):
        return ";".join(plain(value) if field.name == "links" else _part(key, value) for key, value in fact.items())
    if isinstance(fact, list):
        return ";".join(plain(value) for value in fact)
    return plain(fact)


def readable(field: Field, document: Document, chosen: Sequence[Document], wording: Wording) -> str:
    """The fact of a model of which a query chose these checkpoints, in words; a dash if it is unknown."""
    return wording.across(field, document, chosen) or wording.fact(field, document) or _DASH


def _part(key: str, value: object) -> str:
    values = value if isinstance(value, list) else [value]
    return plain(f"{key}: {', '.join(map(str, values))}")


def plain(value: object) -> str:
    """A value as the text of a cell, in which tabs and line breaks are spaces."""
    if isinstance(value, dict):  # a variant by its name, a source by its address
        value = next((value[key] for key in ("name", "source", "url") if key in value), "")
    return showable(str(value)).replace("\n", " ").replace("\t", " ")


def neutral(text: str) -> str:
    """The text of a cell, with an apostrophe before each part that a spreadsheet would run, also if it splits at
    `;`.
    """
    return ";".join(f"'{part}" if part.lstrip().startswith(_FORMULA + _ALSO) else part for part in text.split(";"))


def tab_line(cells: Iterable[str]) -> str:
    """A line of tab-separated cells, none of which holds a tab or a line break."""
    return disarmed("\t".join(one_line(cell).replace("\t", " ") for cell in cells)) + "\n"
