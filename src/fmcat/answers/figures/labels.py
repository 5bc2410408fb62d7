"""Which marks of a figure are named: the most important ones of every period, where their names touch nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fmcat.catalog.lanes import Importance
from fmcat.fields import Document

#: The least marks that a name is compared with lie in the same cell of a grid of this size.
_CELL = 64.0


@dataclass(frozen=True)
class Spot:
    """A mark that may be named; `leads` if it is remarkable in itself."""

    document: Document
    x: float
    y: float
    leads: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _Taken:
    """What is taken, in a grid, so that few boxes are compared."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._of(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.touches(one) for cell in self._of(box) for one in self._cells.get(cell, ()))

    def _of(self, box: Box) -> list[tuple[int, int]]:
        columns = range(int(box.left // _CELL), int(box.right // _CELL) + 1)
        rows = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
        return [(column, row) for column in columns for row in rows]


def ranked(spots: Sequence[Spot], importance: Importance) -> list[Spot]:
    """The spots in the order to name them: the first of each year, then the second of each, and so on."""
    place: dict[str, int] = {}
    order = {}
    for spot in sorted(spots, key=lambda one: _weight(one, importance), reverse=True):
        year = spot.document["released"][:4]
        place[year] = place.get(year, 0) + 1
        order[spot.document["id"]] = place[year]
    return sorted(spots, key=lambda one: (order[one.document["id"]], *(-part for part in _weight(one, importance))))


def _weight(spot: Spot, importance: Importance) -> tuple[float, float]:
    is_milestone, descendants = importance.get(spot.document["id"], (False, 0))
    return (2 * is_milestone + spot.leads, descendants)


def named(
    spots: Sequence[Spot],
    importance: Importance,
    measure: Callable[[str], float],
    size: float,
    area: Box,
) -> list[tuple[Spot, float, float]]:
    """The spots to name, and where the baseline of each name begins, within an area."""
    taken = _Taken()
    radius = 0.45 * size
    for spot in spots:
        taken.add(Box(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius))
    found = []
    for spot in ranked(spots, importance):
        width = measure(spot.document["name"])
        for x, y in _places(spot, width, size):
            box = Box(x - 0.15 * size, y - 0.78 * size, x + width + 0.15 * size, y + 0.28 * size)
            if _is_inside(box, area) and taken.is_free(box):
                taken.add(box)
                found.append((spot, x, y))
                break
    return found


def _places(spot: Spot, width: float, size: float) -> list[tuple[float, float]]:
    """The places of a name: after its mark, before it, above, below, and between those."""
    after, before, middle = spot.x + 0.65 * size, spot.x - 0.65 * size - width, spot.x - width / 2
    level, above, below = spot.y + 0.35 * size, spot.y - 0.75 * size, spot.y + 1.35 * size
    return [(after, level), (before, level), (middle, above), (middle, below)] + [
        (x, y) for y in (above, below) for x in (spot.x, spot.x - width)
    ]


def _is_inside(box: Box, area: Box) -> bool:
    return area.left <= box.left and box.right <= area.right and area.top <= box.top and box.bottom <= area.bottom
