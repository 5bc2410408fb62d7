"""Models in lanes on one time axis: their positions, and which names fit without touching.

Distances are in the unit that the renderer measures texts in: cells of a terminal, pixels of a picture.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from fmcat.fields import Document, Field
from fmcat.schema.dates import read_date

#: Groups of models, in drawing order.
Groups = Mapping[str, Sequence[Document]]
#: By model id, how well known it is (`catalog.importance`).
Importance = Mapping[str, tuple[bool, int]]
#: What is taken of a row: starts and ends, in order.
Spans = list[tuple[float, float]]
#: Lanes of unknown or withheld facts come last.
UNKNOWN = ""
_UNKNOWN_TO_MANY = (False, 0)


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from `first` up to the end of `last`, over `length` units."""

    first: int
    last: int
    length: float

    def at(self, day: str) -> float:
        """The position of a day (YYYY-MM-DD), from the start of the axis."""
        year = int(day[:4])
        passed = (date.fromisoformat(day) - date(year, 1, 1)).days / 366
        return (year - self.first + passed) / (self.last - self.first + 1) * self.length

    def years(self, least: float) -> list[tuple[int, float]]:
        """The years to mark and their positions, at least `least` units apart."""
        one = self.length / (self.last - self.first + 1)
        step = next((step for step in (1, 2, 5, 10, 20, 50) if one * step >= least), 100)
        return [
            (year, (year - self.first) * one)
            for year in range(self.first, self.last + 1)
            if year % step == 0 or step == 1
        ]


@dataclass(frozen=True, slots=True)
class Mark:
    """A model on its lane: `start` to `end` is its date as precisely as known, `row` rows below the lane's top.

    Its name begins at `label`; None if it did not fit and is counted instead.
    """

    document: Document
    start: float
    end: float
    row: int
    label: float | None


@dataclass(slots=True)
class Lane:
    """The models of one value of a field, in the order of their release. `rows` is how many lines they need."""

    id: str
    marks: list[Mark] = field(default_factory=list)
    rows: int = 1

    @property
    def unnamed(self) -> int:
        """How many models had no room for their names."""
        return sum(mark.label is None for mark in self.marks)


def axis_of(documents: Iterable[Document], length: float) -> Axis:
    """The axis that covers every release."""
    years = [int(document["released"][:4]) for document in documents]
    return Axis(min(years), max(years), length)


def grouped(documents: Iterable[Document], by: Field) -> dict[str, list[Document]]:
    """The documents by the value of a field, the largest group first; a model with several values is in each."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        for value in by.values(document) or [UNKNOWN]:
            groups.setdefault(str(value), []).append(document)
    return dict(sorted(groups.items(), key=lambda item: (item[0] == UNKNOWN, -len(item[1]), item[0])))


def folded(groups: Groups, most: int) -> tuple[Groups, int]:
    """The first `most` groups (all for 0), and how many models are in the others."""
    shown = dict(list(groups.items())[: most or None])
    return shown, len({document["id"] for name in groups.keys() - shown for document in groups[name]})


def lanes(
    groups: Groups,
    axis: Axis,
    measure: Callable[[str], float],
    gap: float,
    least: float,
    most_rows: int | None,
    importance: Importance = MappingProxyType({}),
) -> list[Lane]:
    """One lane per group, each mark at least `least` units long, names `gap` after their marks and from each other.

    Names that do not fit into `most_rows` rows (None: unlimited) are left out; their marks stay. The most important
    models are named first, those equally important in the order of their release.
    """
    return [
        _lane(name, documents, axis, measure, gap, least, most_rows, importance) for name, documents in groups.items()
    ]


def _lane(
    name: str,
    documents: Sequence[Document],
    axis: Axis,
    measure: Callable[[str], float],
    gap: float,
    least: float,
    most_rows: int | None,
    importance: Importance,
) -> Lane:
    in_time = sorted(documents, key=lambda one: (read_date(one["released"]).earliest, one["id"]))
    ranked = sorted(in_time, key=lambda one: importance.get(one["id"], _UNKNOWN_TO_MANY), reverse=True)
    ends = {document["id"]: _ends(document, axis, least) for document in in_time}
    rows: list[Spans] = [[]]
    named: dict[str, tuple[int, float]] = {}
    for document in ranked:
        start, end = ends[document["id"]]
        if place := _place(rows, start, end, measure(document["name"]), gap, axis.length, most_rows):
            named[document["id"]] = place
    names = [list(spans) for spans in rows]
    marks = []
    for document in in_time:
        start, end = ends[document["id"]]
        row, label = named.get(document["id"]) or (_row(rows, names, start, end, gap), None)
        marks.append(Mark(document, start, end, row, label))
    return Lane(name, marks, len(rows))


def _ends(document: Document, axis: Axis, least: float) -> tuple[float, float]:
    """The start and the end of a model's mark, at least `least` apart."""
    released = read_date(document["released"])
    start = min(axis.at(released.earliest), axis.length - least)
    return start, max(axis.at(released.latest), start + least)


def _place(
    taken: list[Spans],
    start: float,
    end: float,
    width: float,
    gap: float,
    length: float,
    most_rows: int | None,
) -> tuple[int, float] | None:
    """The first row with room for a mark and its name, and where the name begins, after or before the mark; if there
    is none, None.
    """
    places = [
        (first, last, label)
        for first, last, label in (
            (start, end + gap + width, end + gap),
            (start - gap - width, end, start - gap - width),
        )
        if first >= 0 and last <= length
    ]
    rows = [*taken, []] if most_rows is None or len(taken) < most_rows else taken
    for row, spans in enumerate(rows):
        for first, last, label in places:
            if _is_free(spans, first - gap, last + gap):
                _take(spans, first, last)
                taken[row:] = rows[row : max(row + 1, len(taken))]
                return row, label
    return None


def _row(taken: list[Spans], names: Sequence[Spans], start: float, end: float, gap: float) -> int:
    """The row for a mark without a name: clear of names and of other marks, else clear of names, else any."""
    clear = [row for row, spans in enumerate(names) if _is_free(spans, start - gap, end + gap)]
    empty = [row for row, spans in enumerate(taken) if _is_free(spans, start, end)]
    row = next((row for row in clear if row in empty), next(iter([*clear, *empty]), 0))
    _take(taken[row], start, end)
    return row


def _is_free(spans: Spans, first: float, last: float) -> bool:
    """Whether `first` to `last` is free; `spans` are sorted and do not touch each other."""
    place = bisect_left(spans, (last,))
    return not place or spans[place - 1][1] <= first


def _take(spans: Spans, first: float, last: float) -> None:
    """Add a span, merged with those it touches, so that their number stays limited by the axis."""
    start = bisect_left(spans, first, key=lambda span: span[1])
    end = bisect_right(spans, last, key=lambda span: span[0])
    if start < end:
        first, last = min(first, spans[start][0]), max(last, spans[end - 1][1])
    spans[start:end] = [(first, last)]
