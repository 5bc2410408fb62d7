"""Dates known to the year, the month or the day (EDTF level 0, ISO 8601-2)."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from fmcat.messages import Sentence, say

_FORM = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
OLDEST, NEWEST = 1900, 2199


class PartialDate(NamedTuple):
    """A day, a month or a year. `earliest` and `latest` are its first and last day, as YYYY-MM-DD.

    Such dates sort by their earliest day and match a range if they overlap it.
    """

    text: str
    earliest: str
    latest: str

    def __str__(self) -> str:
        return self.text

    def overlaps(self, other: "PartialDate") -> bool:
        """Whether both can be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@lru_cache(16384)
def read_date(text: str) -> PartialDate:
    """Read `2021`, `2021-02` or `2021-02-26`; raise ValueError, which names what is allowed, for anything else."""
    found = re.fullmatch(_FORM, text)
    if not found:
        raise ValueError(say("{text!r} is not a date; write 2021, 2021-02 or 2021-02-26", text=text))
    year, month, day = found.groups()
    if not OLDEST <= int(year) <= NEWEST:
        raise ValueError(
            say("the year {year} is not between {oldest} and {newest}", year=year, oldest=OLDEST, newest=NEWEST)
        )
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(_not_in_calendar(text, int(month))) from None
    if day:
        last = first
    elif month:
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    else:
        last = first.replace(month=12, day=31)
    return PartialDate(text, first.isoformat(), last.isoformat())


def _not_in_calendar(text: str, month: int) -> Sentence:
    if not 1 <= month <= 12:
        return say("{text!r} is not a date: there is no month {month}", text=text, month=month)
    return say("{text!r} is not a date: that month has no such day", text=text)
