"""A text of code with its strings and comments found, and its brackets. Nothing is parsed as a whole."""

import re
from bisect import bisect_right
from functools import cached_property

#: A string in the text with its contents masked: a mark where it begins, another one for each further character.
BEGIN, REST = "\x01", "\x02"
QUOTES = "\"'`"
OPEN, CLOSE = "([{", ")]}"
#: What matches strings and comments, and what does so behind a string of more lines that does not end.
Lexical = tuple["re.Pattern[str]", "re.Pattern[str]"]


class Masked:
    """A text of code with its strings found, comments apart. The patterns of `lexical` match them, and nothing else."""

    def __init__(self, text: str, lexical: Lexical) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        self._comments: list[tuple[int, int]] = []
        at = self._gathered(lexical[0], 0)
        if at < len(text):
            self._gathered(lexical[1], at)

    def _gathered(self, pattern: "re.Pattern[str]", at: int) -> int:
        """Gather strings and comments from a place on; the place behind the quotes of one that does not end, if any."""
        for found in pattern.finditer(self.text, at):
            start, end = found.span()
            if found.lastindex:
                return self.content(start, end)[0]
            (self.spans if self.text[start] in QUOTES else self._comments).append((start, end))
        return len(self.text)

    @cached_property
    def masked(self) -> str:
        """The text in which strings and comments are marks."""
        pieces, done = [], 0
        for start, end in sorted(self.spans + self._comments):
            is_string = self.text[start] in QUOTES
            pieces += [self.text[done:start], BEGIN + REST * (end - start - 1) if is_string else " " * (end - start)]
            done = end
        return "".join([*pieces, self.text[done:]])

    @cached_property
    def brackets(self) -> tuple[list[int], list[int], dict[int, int]]:
        """The places of brackets, for each the bracket that is open behind it, and of closing ones what they close."""
        places, inside, pairs, waiting = [], [], {}, []
        for found in re.finditer(r"[()\[\]{}]", self.masked):
            place = found.start()
            if found[0] in OPEN:
                waiting.append(place)
            elif waiting:
                pairs[place] = waiting.pop()
            places.append(place)
            inside.append(waiting[-1] if waiting else -1)
        return places, inside, pairs

    @cached_property
    def closing(self) -> dict[int, int]:
        """By the place of an opening bracket, that of the one that closes it."""
        return {opened: closed for closed, opened in self.brackets[2].items()}

    def content(self, start: int, end: int) -> tuple[int, str]:
        """What stands between the quotes of a string, and where that begins."""
        quotes = 3 if self.text[start : start + 3] in ('"""', "'''") else 1
        return start + quotes, self.text[start + quotes : max(end - quotes, start + quotes)]

    def enclosing(self, place: int) -> int:
        """The bracket that is open at a place; -1 where none is."""
        places, inside, _ = self.brackets
        number = bisect_right(places, place - 1) - 1
        return inside[number] if number >= 0 else -1

    def string_at(self, begin: int) -> str:
        """What the string that begins at a place says; empty where none does."""
        number = bisect_right(self.spans, (begin, len(self.text) + 1)) - 1
        return self.content(*self.spans[number])[1] if number >= 0 and self.spans[number][0] == begin else ""
