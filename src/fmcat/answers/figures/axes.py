"""The axes of figures."""

from collections.abc import Sequence

from fmcat.answers.figures.frame import Frame
from fmcat.catalog.lanes import Axis
from fmcat.fields import FIELDS


def draw_years(frame: Frame, axis: Axis, left: float, top: float, bottom: float) -> float:
    """Draw a rule where each year begins, with its number after it below the rules; returns where the axis ends."""
    size = frame.size
    y = bottom + 1.5 * size
    for year, x in axis.years(3.4 * size):
        frame.picture.line(left + x, top, left + x, y)
        frame.picture.text(left + x + 0.3 * size, y, str(year), "dim")
    title = FIELDS["released"].label_in(frame.language)
    frame.picture.text(left + axis.length, y + 1.5 * size, title, "dim", anchor="end")
    return y + 1.5 * size


def draw_rules(frame: Frame, left: float, right: float, ticks: Sequence[tuple[str, float]]) -> None:
    """Draw horizontal rules at some heights, with their labels before them."""
    for label, y in ticks:
        frame.picture.text(left - 0.7 * frame.size, y + 0.33 * frame.size, label, "dim", anchor="end")
        frame.picture.line(left, y, right, y)
