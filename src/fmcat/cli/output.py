"""All output: data to stdout, messages to stderr, files written completely or not at all."""

import io
import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from fmcat import files, views
from fmcat.messages import spoken
from fmcat.text import disarmed, indented, showable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: The width of a page without a terminal and without COLUMNS.
PIPED_WIDTH = 100


_PATIENCE_SECONDS = 1.0
#: Rich pads lines to the width, which is only useful on a screen.
_TRAILING = r"(?m) +$"


def _pager() -> bool:
    """Whether to use a pager: not if PAGER is empty; `less` is configured to pass colors and to print short pages
    directly.
    """
    os.environ.setdefault("LESS", "-FRX")
    return os.environ.get("PAGER", "less") != ""


class Output:
    """Standard output and standard error. Rich is imported only when something is drawn."""

    def __init__(self, color: str = "auto", language: str = "en") -> None:
        self._color, self._language = color, language

    @property
    def is_terminal(self) -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout.isatty()

    @property
    def size(self) -> tuple[int, int]:
        """The width of a page in cells (of the terminal, COLUMNS or PIPED_WIDTH), and its height."""
        console = self.console()
        return console.width, console.height

    def unadorned(self, page: Callable[[int, int], "RenderableType"]) -> str:
        """A page as plain text for a file: as wide as COLUMNS or PIPED_WIDTH, without color or links."""
        width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdecimal() else 0
        stream = io.StringIO()
        console = views.Console(file=stream, width=width or PIPED_WIDTH, highlight=False, markup=False, emoji=False)
        console.print(page(console.width, console.height))
        return re.sub(_TRAILING, "", stream.getvalue())

    def data(self, chunks: Iterable[str]) -> None:
        """Write data as it is."""
        for chunk in chunks:
            sys.stdout.write(chunk)

    def write(self, chunks: Iterable[str | bytes], where: str) -> None:
        """Write data to a file, completely or not at all, or unchanged to stdout (`-`). Raises FmcatError if that
        fails.
        """
        if where != "-":
            encoded = (chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
            # Spreadsheets read a CSV file without a byte-order mark in the system's encoding; pipes need none.
            mark = [BOM_UTF8] if where.lower().endswith(".csv") else []
            files.write_whole(Path(where), chain(mark, encoded))
            return
        sys.stdout.flush()  # what was written as text comes before bytes
        binary = getattr(sys.stdout, "buffer", None)
        for chunk in chunks:
            if isinstance(chunk, str):
                sys.stdout.write(chunk)
            elif binary:
                binary.write(chunk)
            else:
                sys.stdout.write(chunk.decode())  # a program that runs this one collects text alone

    def json(self, value: object) -> None:
        """Write a value as JSON."""
        self.data([indented(value)])

    @contextmanager
    def busy(self, text: str) -> Iterator[None]:
        """Show a person at a terminal what is being done, if it takes more than a second."""
        if not sys.stderr.isatty():
            yield
            return
        status = self.console(stderr=True).status(text)
        timer = Timer(_PATIENCE_SECONDS, status.start)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            status.stop()

    def paint(self, page: "RenderableType", pages: bool = False) -> None:
        """Print a view; with `pages`, through the pager if it is longer than the terminal."""
        console = self.console()
        with console.capture() as capture:
            console.print(page)
        painted = capture.get()
        if pages and self.is_terminal and painted.count("\n") > console.height and _pager():
            with console.pager(styles=True, links=True):
                console.print(page)
        else:
            sys.stdout.write(disarmed(painted if self.is_terminal else re.sub(_TRAILING, "", painted)))

    def note(self, text: str) -> None:
        """Print a note on stderr, in the user's language: on a terminal in lines of its width."""
        with suppress(OSError):  # a failure to print a note must not change the result
            self.console(stderr=True).print(
                disarmed(showable(spoken(text, self._language))),
                style=views.DIM,
                markup=False,
                highlight=False,
                soft_wrap=not sys.stderr.isatty(),
            )

    def console(self, stderr: bool = False) -> "Console":
        """A Rich console that respects NO_COLOR, FORCE_COLOR, COLUMNS and --color."""
        stream = sys.stderr if stderr else sys.stdout
        width = None if stream.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
        forced = {"always": True, "never": False}.get(self._color)
        return views.Console(
            stderr=stderr,
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
            force_terminal=forced,
            no_color=None if forced is None else not forced,
            legacy_windows=False,
        )
