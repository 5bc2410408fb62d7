"""The rows of a family tree on a time axis: every model at its date, lines that never cross, and few rows."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from fmcat.catalog.lineage import Branch


@dataclass
class Node:
    """A branch with its place: `x` on the axis, `row` from the root's, and the room its name takes after it."""

    branch: Branch
    x: float
    room: float
    row: int = 0
    below: "list[Node]" = field(default_factory=list)

    @property
    def end(self) -> float:
        """Where its name ends."""
        return self.x + self.room

    def all(self) -> "Iterator[Node]":
        """The node and everything below it."""
        yield self
        for one in self.below:
            yield from one.all()


#: By row, where what is drawn there begins and ends.
_Outline = dict[int, tuple[float, float]]


def rooted(
    branch: Branch,
    x: Callable[[Branch, float], float],
    room: Callable[[Branch], float],
    kept: Collection[int] | None = None,
    start: float = 0,
) -> Node:
    """The nodes of a tree, without repeated branches, and only those that are `kept`, by their `id()`.

    `x` is the place of a branch, given that of its parent, the `start`; `room` what its name takes.
    """
    node = Node(branch, x(branch, start), room(branch))
    for one in branch.branches:
        if one.first and (kept is None or id(one) in kept):
            node.below.append(rooted(one, x, room, kept, node.x))
    return node


def arrange(root: Node, gap: float) -> int:
    """Give every node its row; returns how many rows there are."""
    _arranged(root, gap)
    lowest = min(node.row for node in root.all())
    for node in root.all():
        node.row -= lowest
    return max(node.row for node in root.all()) + 1


def _arranged(node: Node, gap: float) -> _Outline:
    """Arrange what is below a node, whose own row is 0; returns the outline of it all.

    The latest come first: an earlier one may then share rows with what is below a later one, which begins after it.
    """
    node.row = 0
    outline: _Outline = {0: (node.x, node.end)}
    lowest, beside = 0, False
    for below in sorted(node.below, key=lambda one: one.x, reverse=True):
        inner = _arranged(below, gap)
        start = min(node.x, below.x)
        inner[0] = (min(start, inner[0][0]), inner[0][1])
        is_first = not beside and below.x > node.end + gap
        beside = True
        shift = 0 if is_first else lowest + 1
        if is_first:
            inner[0] = (below.x, inner[0][1])
        while not is_first and not _fits(outline, inner, shift, gap):
            shift += 1
        for one in below.all():
            one.row += shift
        for row, (left, right) in inner.items():
            known = outline.get(row + shift, (left, right))
            outline[row + shift] = (min(left, known[0]), max(right, known[1]))
        lowest = max(lowest, shift)
    for row in range(lowest + 1):  # the line to the last one passes these rows
        left, right = outline.get(row, (node.x, node.x))
        outline[row] = (min(left, node.x), right)
    return outline


def _fits(outline: _Outline, inner: _Outline, shift: int, gap: float) -> bool:
    """Whether rows moved down by `shift` lie before what is drawn there, or where nothing is."""
    return all(row + shift not in outline or right + gap < outline[row + shift][0] for row, (_, right) in inner.items())
