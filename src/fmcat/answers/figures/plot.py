"""A quantity over time, on a logarithmic scale."""

from collections.abc import Callable, Sequence

from fmcat.answers.figures.axes import draw_rules, draw_years
from fmcat.answers.figures.frame import Frame, Heading, bounded, figure
from fmcat.answers.figures.labels import Box, Spot, named
from fmcat.answers.figures.look import Look
from fmcat.catalog.lanes import Importance
from fmcat.catalog.plot import Plot
from fmcat.messages import message
from fmcat.schema.quantities import UNITS

#: The height of a figure without an aspect, relative to its width.
_HEIGHT, _NARROW_HEIGHT = 0.42, 0.75
#: More marks than these are drawn small.
_FEW = 120


def plot_svg(heading: Heading, look: Look, plot: Callable[[float, float], Plot], importance: Importance) -> str:
    """A plot as a figure; `plot` computes it for a width and a height."""
    sketch = plot(100, 100)  # its models and ticks depend on no size
    documents = [point.document for point in sketch.points]
    bounded(documents)
    ticks = [UNITS[sketch.field.unit].say(value) for value, _ in sketch.scale.ticks()]

    def draw(frame: Frame) -> float:
        frame.modalities(documents)
        return _drawn(frame, plot, ticks, importance)

    return figure(heading, look, draw)


def _drawn(frame: Frame, plot: Callable[[float, float], Plot], ticks: Sequence[str], importance: Importance) -> float:
    picture, size = frame.picture, frame.size
    frame.y += 0.4 * size
    left, top = frame.left + max(map(picture.measure, ticks)) + 0.7 * size, frame.y + 1.1 * size
    height = (_NARROW_HEIGHT if frame.is_narrow else _HEIGHT) * frame.width
    found = plot(frame.right - left, frame.bottom - top - 3 * size if frame.bottom else height)
    bottom, unit = top + found.scale.length, UNITS[found.field.unit]
    picture.text(frame.left, frame.y, found.field.label_in(frame.language), "dim")
    draw_rules(frame, left, frame.right, [(unit.say(value), bottom - y) for value, y in found.scale.ticks()])
    end = draw_years(frame, found.axis, left, top, bottom)
    spots = [Spot(point.document, left + point.x, bottom - point.height, point.leads) for point in found.points]
    area = Box(left, top - size, frame.right, bottom)
    labels = named(spots, importance, lambda text: picture.measure(text, "name"), size, area)
    _thresholds(frame, found, left, bottom, labels)
    values = {point.document["id"]: unit.say(point.value) for point in found.points}
    for spot in spots:
        frame.mark(spot.x, spot.y, spot.document, values[spot.document["id"]], small=len(spots) > _FEW)
    for spot, x, y in labels:
        frame.name(x, y, spot.document)
    if found.withheld or found.unknown:
        frame.notes.append(message("not_plotted", frame.language, withheld=found.withheld, unknown=found.unknown))
    return end


def _thresholds(frame: Frame, plot: Plot, left: float, bottom: float, labels: list[tuple[Spot, float, float]]) -> None:
    """The amounts that a law names, as lines, each with its name where it covers no other."""
    size, right = frame.size, left + plot.axis.length
    for name, height in plot.thresholds.items():
        y = bottom - height
        frame.picture.line(left, y, right, y, "link")
        text = message(name, frame.language)
        width = frame.picture.measure(text, "dim small")
        marks = [(left + point.x, left + point.x, bottom - point.height) for point in plot.points]
        names = [(x, x + frame.picture.measure(spot.document["name"], "name"), at) for spot, x, at in labels]
        for baseline in (y - 0.4 * size, y + size):
            if not any(
                abs(at - baseline) < 1.1 * size and start < left + width + size and end > left
                for start, end, at in (*marks, *names)
            ):
                break
        frame.picture.text(left + 0.4 * size, baseline, text, "dim small halo")
