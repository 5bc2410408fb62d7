"""Models in lanes on one time axis, drawn with characters."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.catalog.lanes import Axis, Groups, Importance, Lane, Mark, axis_of, folded, lanes
from fmcat.messages import message
from fmcat.views.theme import DIM, DOT, MARK, SPAN, STRONG, accent, name_of

_WIDEST_LABEL = 20
_MOST_ROWS = 3
_GAP = 1


def lanes_page(
    title: str,
    groups: Groups,
    labels: Mapping[str, str],
    width: int,
    most: int,
    language: str,
    importance: Importance,
) -> RenderableType:
    """The largest `most` groups as lanes (0: all of them, with every name); the others are counted.

    Where there is room for a few names, they are those of the most important models.

    `labels` are the names of the groups.
    """
    shown, hidden = folded(groups, most)
    margin = min(_WIDEST_LABEL, max(cell_len(labels[name]) for name in shown)) + 2
    counts = max(len(_unnamed(len(documents))) for documents in shown.values()) + 1
    documents = [document for group in groups.values() for document in group]
    axis = axis_of(documents, max(width - margin - counts, 10))
    drawn = lanes(shown, axis, cell_len, _GAP, 1, _MOST_ROWS if most else None, importance)
    page: list[RenderableType] = [Text(title, STRONG, no_wrap=True, overflow="ellipsis"), Text(), _years(axis, margin)]
    for lane in drawn:
        page += _lane(lane, labels[lane.id], axis, margin)
    if len(shown) < len(groups):
        said = message("more_lanes", language, lanes=len(groups) - len(shown), models=hidden)
        page += [Text(), Text(said, DIM)]
    return Group(*page)


def _years(axis: Axis, margin: int) -> Text:
    line = [" "] * (margin + int(axis.length) + 4)
    for year, start in axis.years(6):
        line[margin + _cell(start) : margin + _cell(start) + 4] = str(year)
    return Text("".join(line).rstrip(), DIM, no_wrap=True, overflow="crop")


def _lane(lane: Lane, label: str, axis: Axis, margin: int) -> list[RenderableType]:
    rows = []
    for row in range(lane.rows):
        head = Text(label if row == 0 else "")
        head.truncate(margin - 2, overflow="ellipsis", pad=True)
        marks = [mark for mark in lane.marks if mark.row == row]
        line = head.append("  ").append_text(_row(marks, axis))
        if row == lane.rows - 1 and lane.unnamed:
            line.append(f" {_unnamed(lane.unnamed)}", DIM)
        line.no_wrap, line.overflow = True, "crop"
        rows.append(line)
    return list(rows)


def _unnamed(count: int) -> str:
    return f"+{count}"


def _row(marks: Sequence[Mark], axis: Axis) -> Text:
    """One line of marks and names; years are faint dots in free cells, where they touch no mark or name."""
    length = int(axis.length)
    cells: list[Text | None] = [Text(" ") for _ in range(length)]
    named: list[tuple[int, Text]] = []
    for mark in marks:
        color = accent(mark.document["modalities"])
        first, last = _cell(mark.start), max(_cell(mark.end), _cell(mark.start) + 1)
        glyph = Text(MARK, color) if last - first == 1 else Text(SPAN, Style(color=color.color))
        for place in range(first, last):  # each in a cell of its own: a later mark may cover a part
            _put(cells, place, glyph)
        if mark.label is not None:
            named.append((_cell(mark.label), name_of(mark.document)))
    for place, name in named:  # with a blank on each side, so that no mark seems to be its own but the one beside it
        for side in (place - 1, place + cell_len(name.plain)):
            if 0 <= side < length:
                _put(cells, side, Text(" "))
    for place, name in named:
        _put(cells, place, name)
    for place in [min(_cell(start), length - 1) for _, start in axis.years(6)]:
        if all(cell and cell.plain == " " for cell in cells[max(place - 1, 0) : place + 2]):
            cells[place] = Text(DOT, DIM)
    return Text("").join(cell for cell in cells if cell is not None)


def _cell(place: float) -> int:
    """The cell nearest to a place; `round` would draw a mark from 92.5 to 93.5 in two cells."""
    return int(place + 0.5)


def _put(cells: list[Text | None], place: int, text: Text) -> None:
    """Write a text over the cells from `place` on."""
    width = cell_len(text.plain)
    place = max(0, min(place, len(cells) - width))
    cells[place : place + width] = [text, *[None] * (width - 1)][: len(cells) - place]
