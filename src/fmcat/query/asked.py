"""What a command asks: the words of a query, and options that are shorthands for terms."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")
#: A parenthesis, or a word with its quoted parts.
TOKEN = r'\(|\)|(?:"[^"]*"?|[^\s()"])+'
#: A longer query is not tried without each of its terms: each try costs a count.
_MOST_TRIED = 20


class Option(NamedTuple):
    """An option that is a shorthand for a term: `--since 2021` is `released:2021..`.

    With an `end`, the value is the `first` or `last` day of a range.
    """

    name: str
    field: str
    value: str
    end: str = ""

    @property
    def typed(self) -> str:
        """The option as it is typed."""
        return self.name if self.name in ("--open", "--commercial") else f"{self.name} {self.value}"

    @property
    def term(self) -> str:
        """The same as a term of a query."""
        plain = self.value.replace('"', "")
        value = f'"{plain}"' if re.search(r"[\s()]", plain) else plain
        return f"{self.field}:" + {"first": f"{value}..", "last": f"..{value}"}.get(self.end, value)


class Asked(NamedTuple):
    """A query text, options, and sort keys that follow those of the text. All conditions must hold."""

    text: str = ""
    options: tuple[Option, ...] = ()
    order: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.options or self.order)

    @property
    def arguments(self) -> list[str]:
        """What to type to give another command the same query."""
        options = [word for one in self.options for word in one.typed.split(" ", 1)]
        return [*self.text.split(), *options, *(word for key in self.order for word in ("--sort", key))]

    def written(self) -> str:
        """The same as one query text; the query must be valid."""
        text = f"({self.text})" if self.options and not plain_terms(self.text) and self.text.strip() else self.text
        return " ".join(
            filter(None, [text, *(one.term for one in self.options), *(f"sort:{key}" for key in self.order)])
        )

    def relaxed(self) -> "list[tuple[str, Asked]]":
        """Each term and option as typed, with the query without it, to find the one that excludes everything."""
        terms = plain_terms(self.text)
        count = (len(terms) or bool(self.text.strip())) + len(self.options)
        if not 2 <= count <= _MOST_TRIED:
            return []
        without = [(term, self._replace(text=" ".join(_without(terms, number)))) for number, term in enumerate(terms)]
        return without + [
            (one.typed, self._replace(options=_without(self.options, number)))
            for number, one in enumerate(self.options)
        ]


def _without(items: "Sequence[_T]", number: int) -> "tuple[_T, ...]":
    return (*items[:number], *items[number + 1 :])


def plain_terms(text: str) -> list[str]:
    """The terms of a query text that consists of terms only; empty if it has `or`, `not` or parentheses."""
    terms = [found[0] for found in re.finditer(TOKEN, text)]
    terms = [term for term in terms if not term.lower().startswith(("sort:", "order:"))]
    return [] if {"(", ")", "or", "and", "not", "-"} & {term.lower() for term in terms} else terms
