"""Every model under the year or month of its release."""

from collections.abc import Sequence

from fmcat.answers.figures.frame import Frame, Heading, bounded, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.lanes import Importance
from fmcat.catalog.timeline import Period
from fmcat.days import month
from fmcat.fields import Document
from fmcat.messages import counted, message


def periods_svg(heading: Heading, look: Look, periods: Sequence[Period], importance: Importance) -> str:
    """The periods as a figure; where not all names find room, those of the most important models do."""
    documents = [document for period in periods for document in period.documents]
    bounded(documents)

    def draw(frame: Frame) -> float:
        frame.modalities(documents)
        return _drawn(frame, periods, importance)

    return figure(heading, look, draw)


def _drawn(frame: Frame, periods: Sequence[Period], importance: Importance) -> float:
    picture, size, line = frame.picture, frame.size, 1.65 * frame.size
    labels = [month(period.when, frame.language) for period in periods]
    rail = frame.left + max(map(picture.measure, labels), default=0) + size
    start = rail + 1.4 * size
    whole = [_flowed(frame, period.documents, frame.right - start) for period in periods]
    most = _most(frame, [len(lines) for lines in whole], line)
    y, drawn, left_out = frame.y, 0, 0
    for period, label, lines in zip(periods, labels, whole, strict=True):
        if frame.is_last and frame.bottom and y > frame.bottom:
            break
        shown = lines if len(lines) <= most else _best(frame, period.documents, frame.right - start, most, importance)
        picture.text(rail - size, y, label, "dim", anchor="end")
        for names in shown:
            x = start
            for document in names:
                frame.mark(x, y - 0.35 * size, document)
                x += 0.8 * size + frame.name(x + 0.8 * size, y, document) + size
            y += line
        y += 0.35 * line
        drawn += 1
        left_out += len(period.documents) - sum(map(len, shown))
    picture.line(rail - 0.4 * size, frame.y - size, rail - 0.4 * size, y - 1.2 * line)
    left_out += sum(len(period.documents) for period in periods[drawn:])
    if left_out:
        models = counted("model", frame.language, left_out)
        frame.notes.append(message("models_left_out", frame.language, models=models))
    return y - 1.2 * line


def _flowed(frame: Frame, documents: Sequence[Document], room: float) -> list[list[Document]]:
    """The documents in lines that are at most `room` wide."""
    lines: list[list[Document]] = [[]]
    x = 0.0
    for document in documents:
        width = frame.picture.measure(document["name"], "name") + 1.8 * frame.size
        if lines[-1] and x + width - frame.size > room:
            lines.append([])
            x = 0
        lines[-1].append(document)
        x += width
    return lines


def _most(frame: Frame, lines: Sequence[int], line: float) -> int:
    """The most lines a period may have, so that all periods fit; without a limit, all."""
    longest = max(lines, default=1)
    if not frame.bottom or not frame.is_last:
        return longest
    fits = (
        most
        for most in range(longest, 0, -1)
        if sum(min(count, most) + 0.35 for count in lines) * line <= frame.room + line
    )
    return next(fits, 1)


def _best(
    frame: Frame, documents: Sequence[Document], room: float, most: int, importance: Importance
) -> list[list[Document]]:
    """The most important documents that fit into some lines, in the order of their release."""
    ranked = sorted(documents, key=lambda one: importance.get(one["id"], (False, 0)), reverse=True)
    chosen: list[Document] = []
    for document in ranked:
        ids = {one["id"] for one in (*chosen, document)}
        if len(_flowed(frame, [one for one in documents if one["id"] in ids], room)) <= most:
            chosen.append(document)
    ids = {one["id"] for one in chosen}
    return _flowed(frame, [one for one in documents if one["id"] in ids], room)
