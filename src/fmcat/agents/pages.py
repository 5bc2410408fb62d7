"""Pages of answers: limited in number and size, with a cursor to the next page."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from zlib import crc32

from fmcat.catalog.catalog import Catalog
from fmcat.errors import BadUsage
from fmcat.messages import say

MOST = 100
#: The most bytes of an answer: its text and its structure together.
LARGEST = 25_000
#: The share of these for the items of a page or a family tree; the rest is for what surrounds them.
ROOM = 20_000
_LONGEST_START = 9


class Pages:
    """The pages of one question: a cursor of another question, or of a changed catalog, is refused."""

    def __init__(self, catalog: Catalog, *question: object) -> None:
        built = dict(catalog.rows("SELECT key, value FROM built WHERE key IN ('stamp', 'files')", {}))
        self._mark = crc32(json.dumps([built, *map(str, question)], sort_keys=True).encode())

    def page(self, items: Iterable[object], limit: int, cursor: str) -> tuple[list[Any], str]:
        """The items of the page at a cursor (the first at `""`), and the cursor of the next, `""` after the last.

        A page has at least one item, however large. Raises BadUsage for a cursor of another question.
        """
        start = self._start(cursor)
        rest = islice(items, start, None)
        found = list(_fitting(islice(rest, limit + 1)))
        more = len(found) > limit or next(rest, None) is not None
        found = found[:limit]
        return found, f"{self._mark:08x}-{start + len(found)}" if more else ""

    def _start(self, cursor: str) -> int:
        if not cursor:
            return 0
        mark, _, start = cursor.partition("-")
        counted = start.isascii() and start.isdigit() and len(start) <= _LONGEST_START
        if mark != f"{self._mark:08x}" or not counted:
            hint = say("ask again without a cursor; a cursor is valid only for the same question and the same catalog")
            raise BadUsage(say("cursor: {cursor!r} does not belong to this question", cursor=cursor[:40]), [hint])
        return int(start)


def text(value: object) -> str:
    """A value as the text block of an answer: JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def size(value: object) -> int:
    """The bytes of a value in an answer, which contains it as structure and as text."""
    structure = text(value)
    return len(structure.encode("utf-8", "replace")) + len(text(structure).encode("utf-8", "replace"))


def _fitting(items: Iterator[object]) -> Iterator[object]:
    room = ROOM
    for number, item in enumerate(items):
        room -= size(item)
        if room < 0 and number:
            return
        yield item
