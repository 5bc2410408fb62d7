"""SPDX license expressions (SPDX 2.3, annex D): a small tree of alternatives and obligations."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fmcat.messages import reason, say

#: The deepest nesting of parentheses in an expression.
DEEPEST = 20


class BadExpression(ValueError):
    """An expression that cannot be read. `start` and `end` mark the mistake, in characters."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


@dataclass(frozen=True)
class License:
    """One license, by its id; `or_later` for a `+` ("this version or later"), `exception` for what follows WITH."""

    id: str
    or_later: bool = False
    exception: str = ""

    def __str__(self) -> str:
        return self.id + "+" * self.or_later + (f" WITH {self.exception}" if self.exception else "")


@dataclass(frozen=True)
class AllOf:
    """Licenses that all apply: parts joined by AND."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " AND ".join(f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts)


@dataclass(frozen=True)
class AnyOf:
    """Licenses of which one may be chosen: parts joined by OR."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, AllOf) else str(part) for part in self.parts)


Expression = License | AllOf | AnyOf
#: Finds the id of a license name; raises ValueError, with the message, if there is none.
Names = Callable[[str], str]

_TOKEN = re.compile(r"[()]|[^\s()]+")
_OPERATORS = ("AND", "OR", "WITH")


def parse(text: str, license_id: Names, exception_id: Names) -> Expression:
    """The tree of an expression, with names turned into ids. Raises BadExpression at the first error.

    Words side by side are one name (`Apache 2.0`), as people write them, unless each is a license by itself.
    """
    parser = _Parser(text, license_id, exception_id)
    found = parser.choice(0)
    if parser.word:
        raise parser.error(
            say("this ) closes nothing") if parser.word == ")" else say("unexpected {word!r}", word=parser.word)
        )
    return found


class _Parser:
    """Recursive descent over the words of an expression, no deeper than DEEPEST."""

    def __init__(self, text: str, license_id: Names, exception_id: Names) -> None:
        self._tokens = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
        self._next, self._end = 0, len(text)
        self._license_id, self._exception_id = license_id, exception_id

    @property
    def word(self) -> str:
        """The next word, empty at the end."""
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def error(self, message: str) -> BadExpression:
        """The error for the next word."""
        _, start, end = self._tokens[self._next] if self.word else ("", self._end, self._end)
        told = say("{problem} (at character {number} of the license expression)", problem=message, number=start + 1)
        return BadExpression(told, start, end)

    def choice(self, depth: int) -> Expression:
        """Parts joined by OR."""
        parts = tuple(self._joined("OR", lambda: self._both(depth)))
        return parts[0] if len(parts) == 1 else AnyOf(parts)

    def _both(self, depth: int) -> Expression:
        parts = tuple(self._joined("AND", lambda: self._part(depth)))
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _joined(self, operator: str, part: Callable[[], Expression]) -> Iterator[Expression]:
        yield part()
        while self.word == operator:
            self._next += 1
            yield part()

    def _part(self, depth: int) -> Expression:
        if self.word != "(":
            return self._license()
        if depth == DEEPEST:
            raise self.error(say("parentheses nest deeper than {most}", most=DEEPEST))
        opening = self.error(say("this ( is never closed"))
        self._next += 1
        found = self.choice(depth + 1)
        if not self.word:
            raise opening
        if self.word != ")":
            raise self.error(say("unexpected {word!r}", word=self.word))
        self._next += 1
        return found

    def _license(self) -> License:
        name = self._name(say("a license"), self._license_id)
        or_later = name.endswith("+")
        if self.word != "WITH":
            return License(name.removesuffix("+"), or_later)
        self._next += 1
        return License(name.removesuffix("+"), or_later, self._name(say("an exception"), self._exception_id))

    def _name(self, what: str, find: Names) -> str:
        """The id of the words up to the next operator or parenthesis."""
        first = self._next
        while self.word and self.word not in (*_OPERATORS, "(", ")"):
            self._next += 1
        words = [word for word, _, _ in self._tokens[first : self._next]]
        if not words:
            raise self.error(
                say(
                    "{what} is missing before {word!r}" if self.word else "{what} is missing at the end",
                    what=what,
                    word=self.word,
                )
            )
        self._next, end = first, self._next
        try:
            found = _id(" ".join(words), find)
        except ValueError as unknown:
            raise self._mistake(words, find, unknown) from None
        self._next = end
        return found

    def _mistake(self, words: list[str], find: Names, unknown: ValueError) -> BadExpression:
        """Why words are not a license: an operator in lower case, or one missing between two licenses."""
        for number, word in enumerate(words):
            if word.upper() in _OPERATORS:
                self._next += number
                return self.error(say("write {operator} in capital letters", operator=word.upper()))
        if len(words) > 1 and all(_is_known(word, find) for word in words):
            self._next += 1
            return self.error(say("AND or OR is missing before {word!r}", word=words[1]))
        return BadExpression(reason(unknown), *self._tokens[self._next][1:])


def _id(name: str, find: Names) -> str:
    """The id of a name, with an optional + after it."""
    try:
        return find(name)
    except ValueError:
        if name.endswith("+") and _is_known(name[:-1], find):
            return find(name[:-1]) + "+"
        raise


def _is_known(name: str, find: Names) -> bool:
    try:
        return bool(find(name))
    except ValueError:
        return False
