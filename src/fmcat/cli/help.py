"""The help of the program and its commands, in the user's language, wrapped by terminal columns."""

import shutil
from collections.abc import Iterable, Iterator, Sequence

from fmcat.messages import Sentence, spoken
from fmcat.text import cells

_WIDEST, _NARROWEST = 100, 50
#: The widest first column of a list; a longer name gets its own line.
_NAME_COLUMN = 30


class Help:
    """Collects the parts of a help text; each paragraph or entry is translated as a whole."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._width = max(min(shutil.get_terminal_size().columns, _WIDEST) - 2, _NARROWEST)
        self._parts: list[str] = []

    def said(self, text: str) -> str:
        """A text of the help in the user's language, on one line."""
        return spoken(Sentence(" ".join(text.split()), {}), self.language)

    def usage(self, command: str, pieces: Iterable[str]) -> None:
        """Add the usage line."""
        head = f"{self.said('Usage:')} {command} "
        self._parts.append("\n".join(self._wrapped(" ".join(pieces), head, " " * cells(head))))

    def paragraphs(self, text: str) -> None:
        """Add the paragraphs of a description."""
        for paragraph in filter(str.strip, text.split("\n\n")):
            self._parts.append("\n".join(self._wrapped(self.said(paragraph), "  ", "  ")))

    def examples(self, lines: Sequence[str]) -> None:
        """Add command lines as they are."""
        if lines:
            self._parts.append("\n".join(f"  {line}" for line in lines))

    def section(self, heading: str, entries: Sequence[tuple[str, str]]) -> None:
        """Add a heading with a list of names and their meanings."""
        longest = max((cells(name) for name, _ in entries if cells(name) <= _NAME_COLUMN), default=0)
        lines = [f"{self.said(heading)}:"]
        for name, meaning in entries:
            margin = " " * (longest + 4)
            first = f"  {name}" + " " * (longest + 2 - cells(name))
            if cells(name) > longest:
                lines.append(first)
                first = margin
            lines += self._wrapped(meaning, first, margin)
        self._parts.append("\n".join(lines))

    def text(self) -> str:
        """The whole help text."""
        return "\n\n".join(self._parts)

    def _wrapped(self, text: str, first: str, rest: str) -> Iterator[str]:
        """The text wrapped to the page's width; the first line begins with `first`, the others with `rest`."""
        line, is_empty = first, True
        for word in text.split():
            if not is_empty and cells(line) + 1 + cells(word) > self._width:
                yield line
                line, is_empty = rest, True
            line += word if is_empty else f" {word}"
            is_empty = False
        yield line.rstrip()
