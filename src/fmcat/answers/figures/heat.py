"""Counts of two fields as a heat table: the darker, the more."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmcat.answers.figures.frame import Frame, Heading, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.tally import CrossTally
from fmcat.export.kit.letters import clipped
from fmcat.export.kit.palette import SHADES
from fmcat.fields import Field
from fmcat.messages import message


@dataclass(frozen=True)
class _Line:
    """A row or a column: its label, and the values whose counts are in it."""

    label: str
    values: Sequence[str]


def heat_svg(heading: Heading, look: Look, found: CrossTally, most: int) -> str:
    """The first `most` rows (0: all) as a figure; rows and columns without room are added up."""

    def draw(frame: Frame) -> float:
        frame.y += 0.4 * frame.size
        rows = len(found.row_values)
        wished = min(rows, most or rows)
        line, count = frame.lines(wished + (wished < rows) + 2, 1.85 * frame.size)
        return _drawn(frame, found, _rows(frame, found, count - 2), line)

    return figure(heading, look, draw)


def _rows(frame: Frame, found: CrossTally, count: int) -> list[_Line]:
    """This number of rows, the last one for those that are left out."""
    values = found.row_values
    if len(values) <= count:
        return _labelled(frame, found.rows, values)
    rest = values[max(count - 1, 0) :]
    others = message("others", frame.language, count=len(rest))
    return [*_labelled(frame, found.rows, values[: max(count - 1, 0)]), _Line(others, rest)]


def _labelled(frame: Frame, field: Field, values: Sequence[str]) -> list[_Line]:
    return [_Line(frame.wording.counted(field, value), [value]) for value in values]


def _columns(frame: Frame, found: CrossTally, room: float) -> list[_Line]:
    """The columns that fit; of dates and sizes, the first ones are added up, of others the last ones."""
    columns = _labelled(frame, found.columns, found.column_values)
    count = len(columns)
    while count > 1 and count * _cell(frame, columns[-count:] if _is_ordered(found) else columns[:count]) > room:
        count -= 1
    if count == len(columns):
        return columns
    if _is_ordered(found):
        folded, kept = columns[: len(columns) - count + 1], columns[len(columns) - count + 1 :]
        return [_added_up(frame, found.columns, folded, kept), *kept]
    kept, folded = columns[: count - 1], columns[count - 1 :]
    return [*kept, _added_up(frame, found.columns, folded, kept)]


def _added_up(frame: Frame, field: Field, folded: Sequence[_Line], kept: Sequence[_Line]) -> _Line:
    values = [one.values[0] for one in folded]
    return _Line(frame.wording.added_up(field, values, [one.values[0] for one in kept]), values)


def _is_ordered(found: CrossTally) -> bool:
    return found.columns.kind in ("date", "quantity")


def _cell(frame: Frame, columns: Sequence[_Line]) -> float:
    """The width of a cell: of the longest label, within limits."""
    widest = max((frame.picture.measure(f"…{one.label}", "dim") for one in columns), default=0)
    return max(min(widest, 9 * frame.size), 1.9 * frame.size) + 0.6 * frame.size


def _drawn(frame: Frame, found: CrossTally, rows: Sequence[_Line], line: float) -> float:
    picture, size, y = frame.picture, frame.size, frame.y
    total = message("total", frame.language)
    widest = max((picture.measure(row.label) for row in rows), default=0)
    least = 0.34 if frame.is_narrow else 0.26
    left = frame.left + min(widest, least * frame.width) + 0.8 * size
    edge = max(picture.measure(total, "dim"), picture.measure("00000")) + 0.6 * size
    columns = _columns(frame, found, frame.right - left - edge)
    width = min((frame.right - left - edge) / max(len(columns), 1), 7 * size)
    ends = [left + width * (n + 0.5) for n in range(len(columns))]
    for column, x in zip(columns, ends, strict=True):
        picture.text(x, y, clipped(column.label, width - 0.3 * size, size), "dim", anchor="middle", hover=column.label)
    sums = left + width * len(columns) + edge
    picture.text(sums, y, total, "dim", anchor="end")
    single = [_count(found, row, one) for row in rows for one in columns if len(row.values) == len(one.values) == 1]
    largest = max(single, default=1) or 1
    for row in rows:
        y += line
        picture.text(left - 0.8 * size, y, clipped(row.label, left - frame.left - 0.8 * size, size), anchor="end")
        for column, x in zip(columns, ends, strict=True):
            if count := _count(found, row, column):
                hover = f"{row.label} · {column.label}: {count}"
                shade = min(int((count / largest) ** 0.5 * len(SHADES)), len(SHADES) - 1)
                top = y - 0.35 * size - 0.46 * line
                picture.bar(x - width / 2 + 1, top, width - 2, 0.92 * line, f"h{shade}", hover, 2)
                picture.text(x, y, str(count), f"on{shade}", anchor="middle", hover=hover)
        picture.text(sums, y, str(sum(_count(found, row, one) for one in columns)), "dim", anchor="end")
    y += line
    picture.text(left - 0.8 * size, y, total, "dim", anchor="end")
    for column, x in zip(columns, ends, strict=True):
        picture.text(x, y, str(sum(_count(found, row, column) for row in rows)), "dim", anchor="middle")
    return y + 0.3 * line


def _count(found: CrossTally, row: _Line, column: _Line) -> int:
    return sum(found.counts.get((one, other), 0) for one in row.values for other in column.values)
