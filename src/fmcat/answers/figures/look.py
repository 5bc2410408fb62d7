"""What a person asks of a figure: its width, its proportions, its colors and its title."""

from collections.abc import Mapping
from typing import NamedTuple

from fmcat.export.kit.letters import SIZE
from fmcat.export.kit.svg import THEMES

__all__ = ["ASPECTS", "LEAST_WIDTH", "MOST_WIDTH", "THEMES", "Look"]

LEAST_WIDTH, MOST_WIDTH = 240, 4000
_NARROW, _SMALL = 560, 10.0


class _Shape(NamedTuple):
    """The width and height of a layout (0: as high as its content), and the size of its letters, in pixels."""

    width: float
    height: float
    size: float


#: A slide is shown over the whole screen, so its letters are larger; a column of a paper is 3.5 inches wide.
_SHAPES: Mapping[str, _Shape] = {
    "": _Shape(1200, 0, SIZE),
    "16:9": _Shape(1280, 720, 16),
    "4:3": _Shape(1024, 768, 16),
    "column": _Shape(336, 0, _SMALL),
}
ASPECTS = tuple(filter(None, _SHAPES))


class Look(NamedTuple):
    """How a figure is to look: each is its default if empty. `aspect` is one of ASPECTS, `theme` one of THEMES."""

    width: int = 0
    aspect: str = ""
    theme: str = "auto"
    title: str = ""

    @property
    def shape(self) -> _Shape:
        """The layout: a width without an aspect is that of the layout, with one it only scales it."""
        if self.aspect or not self.width:
            return _SHAPES[self.aspect]
        return _Shape(self.width, 0, SIZE if self.width >= _NARROW else _SMALL)
