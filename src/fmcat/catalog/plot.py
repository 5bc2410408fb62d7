"""A quantity over time: each model's position on an axis of years and one of powers of ten."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fmcat.catalog.lanes import Axis, axis_of
from fmcat.fields import Document, Field
from fmcat.schema.dates import read_date


@dataclass(frozen=True, slots=True)
class Point:
    """A model at the middle of its date as precisely as known; `height` is from 0 to the scale's length.

    `leads` if no earlier model had more.
    """

    document: Document
    value: float
    x: float
    height: float
    leads: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale from 10 to the power of `first` up to 10 to the power of `last`, over `length` units."""

    first: int
    last: int
    length: float

    def at(self, value: float) -> float:
        """The height of a value."""
        return (math.log10(value) - self.first) / (self.last - self.first) * self.length

    def ticks(self) -> list[tuple[float, float]]:
        """Every power of ten on the scale, with its height."""
        return [(10**power, self.at(10**power)) for power in range(self.first, self.last + 1)]


#: Amounts that a law or a rule names, by field, each with the message that says which. Above 10^25 FLOP the EU presumes
#: systemic risk (Regulation 2024/1689, article 51).
_THRESHOLDS: Mapping[str, Mapping[str, float]] = {"training-compute": {"eu_ai_act": 1e25}}


@dataclass(frozen=True, slots=True)
class Plot:
    """A field's points on their axes, in order of time, and how many models have none: withheld or unknown.

    `thresholds` are the heights of the amounts that a law names, by the message that says which.
    """

    field: Field
    axis: Axis
    scale: Scale
    points: Sequence[Point]
    withheld: int
    unknown: int
    thresholds: Mapping[str, float]


def plot(documents: Iterable[Document], field: Field, width: float, height: float) -> Plot | None:
    """The plot of a quantity, or None if no model states it."""
    documents = sorted(documents, key=lambda one: (read_date(one["released"]).earliest, one["id"]))
    stating = [(document, max(values)) for document in documents if (values := field.values(document))]
    if not stating:
        return None
    least, most = min(value for _, value in stating), max(value for _, value in stating)
    first = math.floor(math.log10(least))
    scale = Scale(first, max(math.ceil(math.log10(most)), first + 1), height)
    axis = axis_of((document for document, _ in stating), width)
    points, record = [], 0.0
    for document, value in stating:
        day = read_date(document["released"])
        x = (axis.at(day.earliest) + axis.at(day.latest)) / 2
        points.append(Point(document, value, x, scale.at(value), value > record))
        record = max(record, value)
    withheld = sum(field.state(document) == "undisclosed" for document in documents)
    named = _THRESHOLDS.get(field.name, {})
    thresholds = {name: scale.at(value) for name, value in named.items() if 0 < scale.at(value) <= height}
    return Plot(field, axis, scale, points, withheld, len(documents) - len(stating) - withheld, thresholds)
