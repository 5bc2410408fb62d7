"""Reader of JSON, with comments and bare keys too: its texts with the keys around them, in one pass."""

import re
from collections.abc import Iterable, Iterator

from fmcat.scan.glance import may_json_name
from fmcat.scan.literal import Asked, Literal, Slot
from fmcat.scan.positions import of_key, of_table
from fmcat.scan.programs import WHOLE, addressed, of_keys, of_siblings, within
from fmcat.scan.stores import WEIGHTS

#: A text and whether it is a key, a bare word and whether it is a key, a bracket. A text that does not end is one up to
#: the end of its line. Words are matched whole, keys or not, so that none is looked at from each of its letters.
_TOKEN = re.compile(
    r'"(?P<text>[^"\\\n]*+(?:\\.?+[^"\\\n]*+)*)(?:"(?P<key>\s*:)?|$)|(?P<word>[\w$.-]++)(?P<bare>\s*:)?|//[^\n]*'
    r"|(?P<mark>[{}\[\]])",
    re.DOTALL | re.MULTILINE,
)
_DEPTH, _LONGEST_NAME = 4, 120


class _Open:
    """The brackets that are open: of each the key that stood last in it, and the last texts if it is a list."""

    def __init__(self, below: str) -> None:
        self.keys = [below]
        self.lists: list[list[str]] = [[]]
        self.begins = [0]
        #: Of each the model position of its keys: in a mapping whose own key says that its keys are models
        self.tables: list[Slot | None] = [None]

    def bracket(self, mark: str, offset: int) -> None:
        """Open one, or close the last."""
        if mark in "{[":
            self.tables.append(of_table(self.keys[-1]) if self.keys[-1] else None)
            self.keys.append("")
            self.lists.append([])
            self.begins.append(offset)
        elif len(self.keys) > 1:
            self.keys.pop()
            self.tables.pop()
            self.lists.pop()
            self.begins.pop()

    def slot(self) -> Slot | None:
        """The model position of a value here: below these keys, or behind the last texts of a list."""
        before = self.lists[-1]
        return (of_siblings(before) if before else None) or of_keys(self.keys[: -_DEPTH - 1 : -1])


def read_json(text: str, asked: Asked, below: str = "") -> Iterator[Literal]:
    """The values of JSON, each below its keys, and all below a key that the JSON is the value of.

    Half a file is read as well as a whole one.
    """
    if not of_key(below) and not may_json_name(text, asked):
        return
    place = _Open(below)
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "text":
            if content := found["text"]:
                yield from _value(content, found.start("text"), place, asked)
        elif kind == "mark":
            place.bracket(found["mark"], found.start())
        elif kind == "bare":
            place.keys[-1] = found["word"]
        elif kind == "key":
            place.keys[-1] = key = found["text"]
            table = place.tables[-1]
            if asked.takes(key, table) and asked.may_name(key) and WHOLE.fullmatch(key):
                among = f"keys {place.begins[-1]}"
                yield from addressed(Literal(key, found.start("text"), table, among=among))


def _value(content: str, begin: int, place: _Open, asked: Asked) -> Iterable[Literal]:
    """What one text names that is not a key."""
    named: Iterable[Literal] = ()
    if WHOLE.fullmatch(content):
        if asked.may_name(content) and asked.takes(content, place.slot()):
            key = place.keys[-1]
            among = f"map {key}" if key else f"list {place.begins[-1]}"
            named = addressed(Literal(content, begin, place.slot(), among=among))
    elif len(content) < _LONGEST_NAME and content.lower().endswith(WEIGHTS) and (slot := place.slot()):
        name = content.rpartition("\\")[2]  # folders of Windows, before a name that may have blanks
        named = (Literal(name, begin + len(content) - len(name), slot),)
    elif len(content) < 1000:
        named = within(content, begin)
    if not place.keys[-1]:
        before = place.lists[-1]
        before.append(content)
        del before[:-3]
    return named
