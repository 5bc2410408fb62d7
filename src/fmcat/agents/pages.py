"""Answers in pages: bounded in number and in size, with a cursor to what follows."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from zlib import crc32

from fmcat.catalog.collection import Catalog
from fmcat.errors import BadUsage

MOST = 100
#: Bytes of JSON in a page; the first item always stands, however large. A message holds it twice, once indented.
MOST_BYTES = 25_000
#: Bytes of JSON in any answer.
LARGEST = 100_000


class Pages:
    """The pages of one question: a cursor of another question, or of a catalog that has changed, is refused."""

    def __init__(self, catalog: Catalog, *question: object) -> None:
        built = dict(catalog.rows("SELECT key, value FROM built WHERE key IN ('stamp', 'files')", {}))
        self._mark = crc32(json.dumps([built, *map(str, question)], sort_keys=True).encode())

    def page(self, items: Iterable[Any], limit: int, cursor: str) -> tuple[list[Any], str]:
        """The items of the page at a cursor (the first at `""`), and the cursor of the next, `""` after the last.

        Raises BadUsage where the cursor is not one of this question's, or the limit is out of bounds.
        """
        if not 1 <= limit <= MOST:
            raise BadUsage(f"limit: {limit} is not between 1 and {MOST}")
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
        if mark != f"{self._mark:08x}" or not (start.isascii() and start.isdigit()):
            hint = "ask again without a cursor; a cursor fits the same question of the same catalog only"
            raise BadUsage(f"cursor: {cursor[:40]!r} is none of this question's", [hint])
        return int(start)


def size(value: Any) -> int:
    """The bytes of a value as JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode())


def _fitting(items: Iterator[Any]) -> Iterator[Any]:
    room = MOST_BYTES
    for number, item in enumerate(items):
        room -= size(item)
        if room < 0 and number:
            return
        yield item
