"""What readers find in a file: texts that may name a model, and their model positions."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal as OneOf
from typing import NamedTuple

Degree = OneOf["certain", "likely", "possible"]


class Slot(NamedTuple):
    """A model position: a place in code or configuration where only models are named.

    `rule` is its name in the tables of `positions`. In a `certain` position whatever looks like an id is a reference,
    known or not; in a `likely` one what looks like a repository; in a `possible` one only what is known. `before` is
    what the tool itself puts in front of the name: `whisper.load_model("base")`.
    """

    rule: str
    degree: Degree = "likely"
    before: str = ""


class Place(NamedTuple):
    """Where a text begins in a file, counted from 1; in a notebook, in which cell and in which line of it."""

    line: int
    column: int
    cell: int = 0


class Lines:
    """The beginnings of a text's lines, to find the places of offsets in a text with many of them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _begin(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    def place(self, offset: int, cell: int = 0) -> Place:
        """The place of an offset, in this cell of a notebook."""
        line = bisect_right(self._begin, offset)
        return Place(line, offset - self._begin[line - 1] + 1, cell)


class Literal(NamedTuple):
    """A text that may name a model. `offset` is where it begins in the file, unless a `place` is known already.

    `among` is the same for the texts of one list, below the keys of one name, and for the keys of one mapping.
    """

    text: str
    offset: int
    slot: Slot | None = None
    place: Place | None = None
    among: str = ""

    def moved(self, by: int) -> "Literal":
        """The same in a text in which this one's text begins at an offset."""
        return self._replace(offset=self.offset + by, among=self.among and f"{by} {self.among}")


class Asked(NamedTuple):
    """What a reader asks of texts before it makes anything of them; both are fast, since most texts name nothing.

    `may_name` tells whether a text is worth looking at its context, `is_wanted` whether it is to be given with the
    model position that it turned out to be in.
    """

    may_name: Callable[[str], bool]
    is_wanted: Callable[[str, Slot | None], bool]

    def takes(self, text: str, slot: Slot | None) -> bool:
        """Whether a text is to be given: it is wanted, or its parts may be."""
        return "/" in text or self.is_wanted(text, slot)


#: A reader of a kind of file: from its text to what it may name.
Reader = Callable[[str, Asked], Iterable[Literal]]
