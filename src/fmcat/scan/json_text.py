"""Reader of JSON, with comments and bare keys too: its texts with the keys around them, in one pass."""

import re
from collections.abc import Iterator
from itertools import islice

from fmcat.scan.literal import Asked, Literal, Slot
from fmcat.scan.programs import WHOLE, addressed, of_keys, of_siblings, within

#: A text and whether it is a key, a bare key, a bracket. A text that does not end is one up to the end of its line.
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\\n]|\\.?+)*+)(?:"(?P<colon>\s*:)?|$)|(?<![\w$.-])(?P<word>[\w$.-]++)\s*:|//[^\n]*|(?P<mark>[{}\[\]])',
    re.DOTALL | re.MULTILINE,
)
_DEPTH = 4


class _Level:
    """An open bracket: the key that stood last in it, and the last texts of a list."""

    __slots__ = ("before", "key")

    def __init__(self) -> None:
        self.key = ""
        self.before: list[str] = []


def read_json(text: str, asked: Asked) -> Iterator[Literal]:
    """The values of JSON, each below its keys. Half a file is read as well as a whole one."""
    levels = [_Level()]
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "text":
            if content := found["text"]:
                yield from _value(content, found.start("text"), levels, asked)
        elif kind == "mark":
            if found["mark"] in "{[":
                levels.append(_Level())
            elif len(levels) > 1:
                levels.pop()
        elif kind:
            levels[-1].key = key = found["text"] or found["word"] or ""
            if kind == "colon" and asked(key) and WHOLE.fullmatch(key):
                literal = Literal(key, found.start("text"))
                yield from addressed(literal) if "/" in key else [literal]


def _value(content: str, begin: int, levels: list[_Level], asked: Asked) -> Iterator[Literal]:
    """What one text names that is not a key."""
    before = levels[-1].before
    if WHOLE.fullmatch(content):
        if asked(content):
            literal = Literal(content, begin, _slot(levels))
            yield from [literal] if literal.slot or "/" not in content else addressed(literal)
    elif len(content) < 1000:
        yield from within(content, begin)
    if not levels[-1].key:
        before.append(content)
        del before[:-3]


def _slot(levels: list[_Level]) -> Slot | None:
    """The model position below these keys, or behind the last texts of a list."""
    before = levels[-1].before
    keys = tuple(level.key for level in islice(reversed(levels), _DEPTH))
    return (of_siblings(before) if before else None) or of_keys(keys)
