"""Curated eras down the page, with their models, vendors, dates and notes."""

from collections.abc import Sequence

from fmcat.answers.figures.frame import Frame, Heading, bounded, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.timeline import Era, Milestone
from fmcat.days import month
from fmcat.export.kit.letters import clipped, wrapped
from fmcat.export.kit.svg import modality_class


def eras_svg(heading: Heading, look: Look, eras: Sequence[Era]) -> str:
    """The eras as a figure."""
    documents = [milestone.document for era in eras for milestone in era.milestones]
    bounded(documents)

    def draw(frame: Frame) -> float:
        frame.modalities(documents)
        return _narrow(frame, eras) if frame.is_narrow else _wide(frame, eras)

    return figure(heading, look, draw)


def _wide(frame: Frame, eras: Sequence[Era]) -> float:
    """One row per model: name, vendor, date and note in columns, beside a rail."""
    picture, size = frame.picture, frame.size
    shown = [milestone for era in eras for milestone in era.milestones]
    line, count = frame.lines(len(shown) + len(eras), 1.85 * size)
    rail = frame.left + max(picture.measure(era.years) for era in eras) + 1.1 * size
    starts = _columns(frame, shown, rail + 1.8 * size)
    last = y = frame.y
    for era in eras:
        if count < 1 + len(era.milestones) and frame.is_last:
            break
        count -= 1 + len(era.milestones)
        picture.text(rail - 1.1 * size, y, era.years, "dim", anchor="end")
        picture.text(rail + 1.1 * size, y, frame.wording.bilingual(era.headline), "head")
        last, y = y, y + line
        for milestone in era.milestones:
            _row(frame, y, milestone, starts)
            y += line
    picture.line(rail, frame.y - 0.35 * size, rail, y - line)
    _rail(frame, rail, eras, line, last)
    return y - 0.6 * line


def _rail(frame: Frame, rail: float, eras: Sequence[Era], line: float, last: float) -> None:
    """The dots of the eras, over the rail."""
    y = frame.y
    for era in eras:
        if y > last + 1:
            break
        frame.picture.mark(rail, y - 0.35 * frame.size, 0.38 * frame.size, _color(era))
        y += line * (1 + len(era.milestones))


def _color(era: Era) -> str:
    return modality_class(era.milestones[0].document["modalities"])


def _columns(frame: Frame, shown: Sequence[Milestone], start: float) -> list[float]:
    """Where names, vendors, dates and notes begin."""
    gap, starts = 1.6 * frame.size, [start]
    for cells, kind in zip(zip(*(_cells(frame, one)[:3] for one in shown), strict=True), ("name", "", ""), strict=True):
        widest = max(frame.picture.measure(cell, kind) for cell in cells)
        starts.append(starts[-1] + min(widest, 0.24 * frame.width) + gap)
    return starts


def _cells(frame: Frame, milestone: Milestone) -> tuple[str, str, str, str]:
    document, wording = milestone.document, frame.wording
    when = month(document["released"], wording.language)
    return document["name"], wording.vendors(document, 2), when, wording.bilingual(milestone.note)


def _row(frame: Frame, y: float, milestone: Milestone, starts: Sequence[float]) -> None:
    name, vendor, when, note = _cells(frame, milestone)
    ends = [start - 0.8 * frame.size for start in starts[1:]] + [frame.right]
    frame.name(starts[0], y, milestone.document, text=clipped(name, ends[0] - starts[0], frame.size, bold=True))
    for text, kind, start, end in zip((vendor, when, note), ("", "", "dim"), starts[1:], ends[1:], strict=True):
        frame.picture.text(start, y, clipped(text, end - start, frame.size), kind)


def _narrow(frame: Frame, eras: Sequence[Era]) -> float:
    """For a column of a paper: the note of a model is below its name."""
    picture, size, y = frame.picture, frame.size, frame.y
    rail, left = frame.left + 0.4 * size, frame.left + 1.6 * size
    dots = []
    for era in eras:
        dots.append((y - 0.35 * size, _color(era)))
        picture.text(frame.right, y, era.years, "dim", anchor="end")
        room = frame.right - left - picture.measure(era.years) - size
        for part in wrapped(frame.wording.bilingual(era.headline), room, size, bold=True):
            picture.text(left, y, part, "head")
            y += 1.45 * size
        for milestone in era.milestones:
            _, vendor, when, note = _cells(frame, milestone)
            width = frame.name(left, y, milestone.document)
            rest = clipped(f"{vendor} · {when}", frame.right - left - width - 0.5 * size, size)
            picture.text(left + width + 0.5 * size, y, rest, "dim")
            for part in wrapped(note, frame.right - left, 0.85 * size):
                y += 1.3 * size
                picture.text(left, y, part, "dim small")
            y += 1.6 * size
        y += 0.5 * size
    picture.line(rail, frame.y - 0.35 * size, rail, y - 2.2 * size)
    for place, color in dots:
        picture.mark(rail, place, 0.38 * size, color)
    return y - 1.4 * size
