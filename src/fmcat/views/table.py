"""Tables without a box, with a line under the header and right-aligned numbers; and values after their labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fmcat.fields import Document, Field
from fmcat.views.theme import DASH, DIM, HEADING, name_of
from fmcat.wording import Wording

#: The minimum width of a column, so that its cells stay recognizable.
_NARROWEST = {"term": 7, "name": 7, "text": 7}
_NARROWEST_NAME, _PREFERRED_NAME = 12, 20
#: The same where the last columns may be left out instead.
_NARROWEST_USUAL = 10
#: The cells between two columns, and on a narrow terminal.
GAP, _NARROW_GAP = 3, 2
_NARROW = 100


def models_table(
    documents: Iterable[Document],
    columns: Sequence[Field],
    wording: Wording,
    width: int,
    all_columns: bool = True,
    chosen: Mapping[str, Sequence[Document]] = MappingProxyType({}),
) -> Table:
    """A table of these fields, one row per model, at most `width` cells wide.

    `chosen` are the matching checkpoints by model, whose facts are shown where they differ.

    Dates and numbers are shown in full; names and words that do not fit end in an ellipsis. Unless `all_columns`, the
    last columns are left out if even that is too wide.
    """
    # One Rich row with a column of lines is laid out four times as fast as one row per model.
    cells: list[list[Text]] = [[] for _ in columns]
    for document in documents:
        for field, cell in zip(columns, cells, strict=True):
            cell.append(_cell(field, document, wording, chosen.get(document["id"], ())))
    term = _NARROWEST["term"] if all_columns else _NARROWEST_USUAL
    drawn = [_Column.of(field, cell, wording.language, term) for field, cell in zip(columns, cells, strict=True)]
    gap = GAP if width >= _NARROW else _NARROW_GAP
    while not all_columns and len(drawn) > 2 and _taken((column.least for column in drawn), gap) > width:
        drawn.pop()
    _shrink(drawn, width, gap)
    table = plain_table()
    table.collapse_padding = gap < GAP
    for column in drawn:
        head = shortened(Text(column.head), column.width)
        table.add_column(head, justify=column.justify, no_wrap=True, overflow="ellipsis", width=column.width)
    table.add_row(*(Text("\n").join(shortened(cell, column.width) for cell in column.cells) for column in drawn))
    return table


@dataclass
class _Column:
    """A column's cells, its width, its minimum width, and the one down to which others are narrowed first."""

    head: str
    cells: Sequence[Text]
    justify: Literal["left", "right"]
    width: int
    least: int
    preferred: int

    @classmethod
    def of(cls, field: Field, cells: Sequence[Text], language: str, term: int) -> "_Column":
        head = field.label_in(language).upper()
        width = max(map(cell_len, [head, *(text.plain for text in cells)]))
        least = term if field.kind == "term" else _NARROWEST.get(field.kind, width)
        names = field.name in ("id", "name")
        least = min(width, _NARROWEST_NAME if names else least)
        preferred = min(width, _PREFERRED_NAME) if names else least
        return cls(head, cells, "right" if field.kind == "quantity" else "left", width, least, preferred)


def _taken(widths: Iterable[int], gap: int) -> int:
    """The width of a table with columns of these widths; Rich counts outer padding it does not draw."""
    return sum(width + gap for width in widths) - 1


def _shrink(columns: Sequence[_Column], width: int, gap: int) -> None:
    """Narrow the widest column above its minimum until all fit: names that are not very long last."""
    while _taken((column.width for column in columns), gap) > width:
        giving = [column for column in columns if column.width > column.preferred]
        giving = giving or [column for column in columns if column.width > column.least]
        if not giving:
            return
        max(giving, key=lambda column: column.width - column.least).width -= 1


def shortened(text: Text, width: int) -> Text:
    """The text, or as much of its beginning as fits with an ellipsis right behind its last letter."""
    if cell_len(text.plain) <= width:
        return text
    text = text.copy()
    text.truncate(width - 1)
    text.rstrip()
    return text.append("…")


def plain_table() -> Table:
    """A table as every view draws it."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=HEADING, border_style=DIM)


def _cell(field: Field, document: Document, wording: Wording, chosen: Sequence[Document]) -> Text:
    if field.name == "name":
        return name_of(document)
    if text := wording.across(field, document, chosen):
        return Text(text)
    text = wording.fact(field, document)
    known = field.state(document) == "known"
    return Text(text or DASH, style="" if known else DIM)


def labelled(rows: Iterable[tuple[str, Text]]) -> Padding:
    """Values after their labels, slightly indented; long values wrap beside the label."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style=DIM)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, value)
    return Padding(grid, (0, 0, 0, 2))
