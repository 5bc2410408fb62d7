"""The table of models: a line for each below a line under the header, numbers right-aligned, what is too long cut.

Its lines never wrap, so they are put together here: laying out a `rich.table.Table` took a quarter of what printing 110
models takes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions
from rich.segment import Segment

from fmcat.fields import Document, Field
from fmcat.text import showable
from fmcat.views.theme import DASH, DIM, HEADING, LINE, style_of
from fmcat.wording import Wording

#: The minimum width of a column, so that its cells stay recognizable.
_NARROWEST = {"term": 7, "name": 7, "text": 7}
_NARROWEST_NAME, _PREFERRED_NAME = 12, 20
#: The same where the last columns may be left out instead.
_NARROWEST_USUAL = 10
#: The cells between two columns, and on a narrow terminal.
_GAP, _NARROW_GAP = 3, 2
_NARROW = 100


def models_table(
    documents: Iterable[Document],
    columns: Sequence[Field],
    wording: Wording,
    width: int,
    all_columns: bool = True,
    chosen: Mapping[str, Sequence[Document]] = MappingProxyType({}),
) -> "ModelsTable":
    """A table of these fields, one row per model, at most `width` cells wide.

    `chosen` are the matching checkpoints by model, whose facts are shown where they differ.

    Dates and numbers are shown in full; names and words that do not fit end in an ellipsis. Unless `all_columns`, the
    last columns are left out if even that is too wide.
    """
    cells: list[list[Segment]] = [[] for _ in columns]
    for document in documents:
        for field, cell in zip(columns, cells, strict=True):
            cell.append(_cell(field, document, wording, chosen.get(document["id"], ())))
    term = _NARROWEST["term"] if all_columns else _NARROWEST_USUAL
    drawn = [_Column.of(field, cell, wording.language, term) for field, cell in zip(columns, cells, strict=True)]
    gap = _GAP if width >= _NARROW else _NARROW_GAP
    while not all_columns and len(drawn) > 2 and _taken((column.least for column in drawn), gap) > width:
        drawn.pop()
    _shrink(drawn, width, gap)
    return ModelsTable(drawn, gap)


class ModelsTable:
    """Columns that Rich can print."""

    def __init__(self, columns: "Sequence[_Column]", gap: int) -> None:
        self._columns, self._gap = columns, gap

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield from self._line([Segment(column.head, HEADING) for column in self._columns])
        yield Segment(LINE * _taken((column.width for column in self._columns), self._gap), DIM)
        yield Segment.line()
        for cells in zip(*(column.cells for column in self._columns), strict=True):
            yield from self._line(cells)

    def _line(self, cells: Iterable[Segment]) -> Iterator[Segment]:
        """The cells of a line, with as few segments as possible: blanks go with words that have no style."""
        plain = ""
        for column, (text, style, _) in zip(self._columns, cells, strict=True):
            shown = cut(text, column.width)
            blanks = " " * (column.width - cell_len(shown))
            plain += blanks if column.is_right else ""
            if style:
                yield Segment(plain)
                yield Segment(shown, style)
                plain = ""
            else:
                plain += shown
            plain += ("" if column.is_right else blanks) + " " * self._gap
        yield Segment(plain.rstrip() + "\n")


@dataclass
class _Column:
    """A column's cells, its width, its minimum width, and the one down to which others are narrowed first."""

    head: str
    cells: Sequence[Segment]
    is_right: bool
    width: int
    least: int
    preferred: int

    @classmethod
    def of(cls, field: Field, cells: Sequence[Segment], language: str, term: int) -> "_Column":
        head = field.label_in(language).upper()
        width = max(map(cell_len, [head, *(cell.text for cell in cells)]))
        least = term if field.kind == "term" else _NARROWEST.get(field.kind, width)
        names = field.name in ("id", "name")
        least = min(width, _NARROWEST_NAME if names else least)
        preferred = min(width, _PREFERRED_NAME) if names else least
        return cls(head, cells, field.kind == "quantity", width, least, preferred)


def _taken(widths: Iterable[int], gap: int) -> int:
    """The width of a table with columns of these widths."""
    return sum(width + gap for width in widths) - gap


def _shrink(columns: Sequence[_Column], width: int, gap: int) -> None:
    """Narrow the widest column above its minimum until all fit: names that are not very long last.

    If they do not fit at their minimum either, the widest become narrower still, so that no column is lost.
    """
    while _taken((column.width for column in columns), gap) > width:
        giving = [column for column in columns if column.width > column.preferred]
        giving = giving or [column for column in columns if column.width > column.least]
        if giving:
            max(giving, key=lambda column: column.width - column.least).width -= 1
            continue
        widest = max(columns, key=lambda column: column.width)
        if widest.width == 1:
            return
        widest.width -= 1


def cut(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis right behind its last letter."""
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"


def _cell(field: Field, document: Document, wording: Wording, chosen: Sequence[Document]) -> Segment:
    if field.name == "name":
        return Segment(showable(document["name"]), style_of(document))
    if text := wording.across(field, document, chosen):
        return Segment(text)
    text = " ".join(wording.fact(field, document).split("\n"))  # a summary may have several lines
    return Segment(text or DASH, None if field.state(document) == "known" else DIM)
