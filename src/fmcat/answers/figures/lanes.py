"""A lane for each value of a field, on one time axis."""

from collections.abc import Mapping

from fmcat.answers.figures.axes import draw_years
from fmcat.answers.figures.frame import Frame, Heading, bounded, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.lanes import Groups, Importance, Lane, Mark, axis_of, folded, lanes
from fmcat.export.kit.letters import clipped
from fmcat.export.kit.svg import modality_class
from fmcat.messages import counted, message

#: The rows that a lane has at most, unless every name is asked for, and those it has where the height is limited.
_MOST_ROWS, _LEAST_ROWS = 5, 2


def lanes_svg(
    heading: Heading, look: Look, groups: Groups, labels: Mapping[str, str], most: int, importance: Importance
) -> str:
    """The largest `most` groups (0: all, with every name) as a figure."""
    shown, _ = folded(groups, most)
    documents = [document for group in shown.values() for document in group]
    bounded(documents)

    def draw(frame: Frame) -> float:
        picture, radius = frame.picture, 0.3 * frame.size

        def bar(x: float, y: float) -> None:
            picture.bar(x - 1.7 * radius, y - radius, 3.4 * radius, 2 * radius, "span s-other", round=radius)

        dot = 2.2 * radius
        drawn = _drawn(frame, shown, labels, importance, most, dot)
        vague = any(_is_bar(mark, dot) for lane in drawn for mark in lane.marks)
        frame.modalities(documents, [(bar, message("vague", frame.language))] if vague else [])
        drawn = _drawn(frame, shown, labels, importance, most, dot)  # the legend took room
        _note(frame, groups, len(drawn))
        return _paint(frame, drawn, labels, dot)

    return figure(heading, look, draw)


def _label_room(frame: Frame, labels: Mapping[str, str], groups: Groups) -> float:
    """The width of the labels beside the lanes; none in a narrow figure, where they are above."""
    if frame.is_narrow:
        return 0
    widest = max(frame.picture.measure(labels[name], "head") for name in groups)
    return min(widest, 0.24 * frame.width) + 1.2 * frame.size


def _drawn(
    frame: Frame, shown: Groups, labels: Mapping[str, str], importance: Importance, most: int, dot: float
) -> list[Lane]:
    """The lanes that fit, with as many rows as fit, on the axis that these lanes have without the others."""
    drawn = _fitting(frame, shown, labels, importance, most, dot)
    if len(drawn) == len(shown):
        return drawn
    return _drawn(frame, {lane.id: shown[lane.id] for lane in drawn}, labels, importance, most, dot)


def _fitting(
    frame: Frame, shown: Groups, labels: Mapping[str, str], importance: Importance, most: int, dot: float
) -> list[Lane]:
    """The first lanes that fit, on the axis of all."""
    length = frame.right - frame.left - _label_room(frame, labels, shown)
    axis = axis_of((document for group in shown.values() for document in group), length)

    def measured(text: str) -> float:
        return frame.picture.measure(text, "name")

    def with_rows(rows: int | None) -> list[Lane]:
        return lanes(shown, axis, measured, 0.4 * frame.size, dot, rows, importance)

    if not frame.bottom:
        return with_rows((_LEAST_ROWS if frame.is_narrow else _MOST_ROWS) if most else None)
    tries = (with_rows(rows) for rows in range(_MOST_ROWS, _LEAST_ROWS - 1, -1))
    drawn = next((found for found in tries if _height(frame, found) <= frame.room), with_rows(_LEAST_ROWS))
    while len(drawn) > 1 and _height(frame, drawn) > frame.room:
        drawn.pop()
    return drawn


def _row(frame: Frame) -> float:
    return 1.5 * frame.size


def _rows(lane: Lane) -> int:
    """The rows of a lane: those with names, and one below them for the marks without."""
    return lane.rows + (lane.unnamed > 0)


def _height(frame: Frame, drawn: list[Lane]) -> float:
    """The height of lanes with their axis."""
    rows = sum(_rows(lane) + 0.5 + frame.is_narrow for lane in drawn)
    return rows * _row(frame) + 3 * frame.size


def _paint(frame: Frame, drawn: list[Lane], labels: Mapping[str, str], dot: float) -> float:
    shown = {lane.id: [mark.document for mark in lane.marks] for lane in drawn}
    width = _label_room(frame, labels, shown)
    left, row = frame.left + width, _row(frame)
    axis = axis_of((document for group in shown.values() for document in group), frame.right - left)
    top = frame.y - frame.size
    spare = max(frame.room - _height(frame, drawn), 0) / len(drawn) if frame.bottom else 0
    bottom = top + _height(frame, drawn) + min(spare, 2 * row) * len(drawn) - 3 * frame.size
    end = draw_years(frame, axis, left, top, bottom)
    for lane in drawn:
        label = clipped(labels[lane.id], width - frame.size if width else frame.right - left, frame.size, bold=True)
        hover = labels[lane.id] if label.endswith("…") else ""
        if width:
            frame.picture.text(left - frame.size, frame.y, label, "head", anchor="end", hover=hover)
        else:
            frame.picture.text(left, frame.y, label, "head halo")
            frame.y += row
        for mark in lane.marks:
            _paint_mark(frame, mark, left, frame.y + (lane.rows if mark.label is None else mark.row) * row, dot)
        for mark in lane.marks:
            if mark.label is not None:
                frame.name(left + mark.label, frame.y + mark.row * row, mark.document)
        frame.y += (_rows(lane) + 0.5) * row + min(spare, 2 * row)
    return end


def _paint_mark(frame: Frame, mark: Mark, left: float, y: float, dot: float) -> None:
    middle = y - 0.35 * frame.size
    if _is_bar(mark, dot):
        kind, thick = f"span {modality_class(mark.document['modalities'])}", 0.6 * frame.size
        hover, width = frame.hover(mark.document), mark.end - mark.start
        frame.picture.bar(left + mark.start, middle - thick / 2, width, thick, kind, hover, thick / 2)
    else:
        frame.mark(left + mark.start + dot / 2, middle, mark.document, small=mark.label is None)


def _is_bar(mark: Mark, dot: float) -> bool:
    """Whether a date is so vague that it is drawn as a bar."""
    return mark.end - mark.start > dot * 1.5


def _note(frame: Frame, groups: Groups, drawn: int) -> None:
    """Note how many lanes the figure leaves out."""
    _, hidden = folded(groups, drawn)
    if drawn < len(groups):
        left_out = {"lanes": counted("lane", frame.language, len(groups) - drawn)}
        left_out["models"] = counted("model", frame.language, hidden)
        frame.notes.append(message("lanes_left_out", frame.language, **left_out))
