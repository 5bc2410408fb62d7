"""Models in lanes on one time axis, drawn with characters."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.catalog.lanes import Axis, Groups, Lane, Mark, axis_of, folded, lanes
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
) -> RenderableType:
    """The largest `most` groups as lanes (0: all of them, with every name); the others are counted.

    `labels` are the names of the groups.
    """
    shown, hidden = folded(groups, most)
    margin = min(_WIDEST_LABEL, max(cell_len(labels[name]) for name in shown)) + 2
    counts = max(len(_unnamed(len(documents))) for documents in shown.values()) + 1
    documents = [document for group in groups.values() for document in group]
    axis = axis_of(documents, max(width - margin - counts, 10))
    drawn = lanes(shown, axis, cell_len, _GAP, 1, _MOST_ROWS if most else None)
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
        line[margin + round(start) : margin + round(start) + 4] = str(year)
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
    """One line of marks and names; years are faint dots in free cells."""
    length = int(axis.length)
    cells: list[Text | None] = [Text(" ") for _ in range(length)]
    for _, start in axis.years(6):
        cells[min(round(start), length - 1)] = Text(DOT, DIM)
    for mark in marks:
        color = accent(mark.document["modalities"])
        first, last = round(mark.start), max(round(mark.end), round(mark.start) + 1)
        glyph = Text(MARK, color) if last - first == 1 else Text(SPAN * (last - first), Style(color=color.color))
        _put(cells, first, glyph)
        if mark.label is not None:
            name = name_of(mark.document)
            label = round(mark.label)
            blank = Text(" " * _GAP)  # over the dot of a year, which would look like another mark
            _put(cells, last if label >= last else label + cell_len(name.plain), blank)
            _put(cells, label, name)
    return Text("").join(cell for cell in cells if cell is not None)


def _put(cells: list[Text | None], place: int, text: Text) -> None:
    """Write a text over the cells from `place` on."""
    width = cell_len(text.plain)
    place = max(0, min(place, len(cells) - width))
    cells[place : place + width] = [text, *[None] * (width - 1)][: len(cells) - place]
