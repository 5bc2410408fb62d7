"""Counts of one field as bars."""

from collections.abc import Mapping
from itertools import islice

from fmcat.answers.figures.frame import Frame, Heading, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.tally import Tally
from fmcat.export.kit.letters import clipped
from fmcat.messages import message


def bars_svg(heading: Heading, look: Look, found: Tally, most: int) -> str:
    """The bars of the first `most` values (0: all) as a figure; the others are added up."""

    def draw(frame: Frame) -> float:
        frame.y += 0.4 * frame.size
        count = min(len(found.counts), most or len(found.counts))
        line, count = frame.lines(count + (count < len(found.counts)), 1.75 * frame.size)
        return _drawn(frame, *_cut(frame, found, count), line)

    return figure(heading, look, draw)


def _cut(frame: Frame, found: Tally, lines: int) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The labels and counts of a number of lines, and in one more line the sum of what is left out."""
    labelled = {frame.wording.counted(found.field, value): count for value, count in found.counts.items()}
    if len(labelled) <= lines:
        return labelled, {}
    shown = dict(islice(labelled.items(), lines - 1))
    rest = len(labelled) - len(shown)
    return shown, {message("others", frame.language, count=rest): sum(labelled.values()) - sum(shown.values())}


def _drawn(frame: Frame, bars: Mapping[str, int], others: Mapping[str, int], line: float) -> float:
    """Draw the bars; the sum of the others is a number, since as a bar it would dwarf them."""
    picture, size, y = frame.picture, frame.size, frame.y
    counts = {**bars, **others}
    widest = max(map(picture.measure, counts), default=0)
    left = frame.left + min(widest, (0.42 if frame.is_narrow else 0.3) * frame.width) + 0.8 * size
    longest = frame.right - left - picture.measure("0000")
    largest = max(bars.values(), default=1)
    picture.line(left, y - size, left, y - size + line * len(counts))
    for label, count in counts.items():
        length = max(count / largest * longest, 2) if label in bars else 0
        shown = clipped(label, left - frame.left - 0.8 * size, size)
        hover = f"{label}: {count}"
        picture.text(left - 0.8 * size, y, shown, anchor="end", hover=hover)
        thick = min(0.62 * line, 1.5 * size)
        if length:
            picture.bar(left, y - 0.35 * size - thick / 2, length, thick, "s-vision many", hover)
        picture.text(left + length + 0.5 * size, y, str(count), "dim")
        y += line
    return y - 0.7 * line
