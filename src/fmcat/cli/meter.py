"""How far long work is, on one line of stderr, for a person who waits at the terminal."""

import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from fmcat.messages import say, spoken
from fmcat.text import cells

#: How often the line is drawn, in seconds.
_EVERY = 0.5


class Meter:
    """Draws what share is done, the rate, and the time left, in the language that is asked for each time."""

    def __init__(self, language: Callable[[], str]) -> None:
        self._language = language
        self._began = self._drawn = 0.0
        self._width = 0

    def __call__(self, done: int, whole: int) -> None:
        """Take note of how many bytes of how many are done; the line is erased with the last."""
        now = monotonic()
        if not self._began:
            self._began = self._drawn = now
        spent = now - self._began
        if not sys.stderr.isatty() or not spent or (done < whole and now - self._drawn < _EVERY):
            return
        rate = done / spent
        left = round((whole - done) / rate)
        told = say(
            "compiling: {percent:.0%} at {rate:.1f} MB/s, {left} left",
            percent=done / whole,
            rate=rate / 1e6,
            left=f"{left // 60}:{left % 60:02}",
        )
        line = spoken(told, self._language()) if done < whole else ""
        blanks = " " * max(self._width - cells(line), 0)
        with suppress(OSError):
            print(f"\r{line}{blanks}", end="" if line else "\r", file=sys.stderr, flush=True)
        self._width, self._drawn, self._began = cells(line), now, self._began if done < whole else 0.0
