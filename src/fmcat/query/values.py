"""Reads the values of each kind of field, from `field:value` terms and from options that stand for them."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import inf, nextafter
from typing import TYPE_CHECKING, NamedTuple

from fmcat.errors import BadQuery
from fmcat.fields import FIELD_NAMES, FIELDS, UNDISCLOSED, Field
from fmcat.messages import reason, say
from fmcat.query.expression import (
    AnyOf,
    Between,
    Contains,
    During,
    Expression,
    Flag,
    HasTerm,
    Is,
    Sort,
    State,
    Under,
)
from fmcat.schema.dates import read_date
from fmcat.schema.quantities import UNITS, rounding_to
from fmcat.text import did_you_mean, fold, name_key, near

if TYPE_CHECKING:
    from fmcat.query.words import Words

#: Words with a special meaning in place of a field's name.
SPECIAL = {"has": "has", "under": "under", "sort": "sort", "order": "sort"}
EXAMPLES = {"has": "has:license", "under": "under:clip", "sort": "sort:released-"}
#: The most terms and values of a query: more than anyone writes, and few enough for every engine.
MOST_TERMS = 1000
_VALUE = r'(?:"[^"]*"|[^,"])+'
#: `qwen2.5:72b`, `mistral:7b`: an id with a tag, which has a number where no field has one.
_TAGGED = r"(?!x-)(?=[^:]*\d|[^:]*:[\d.]+[bm]\b)[\w.-]+:[\w.-]+"
#: The id within what people paste: the address of its page, a prefix, a version.
_PASTED = {
    "arxiv": (
        r"(?:https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?"
        r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?:[/?#].*)?"
    ),
    "huggingface": r"https?://(?:www\.)?(?:huggingface|hf)\.co/([\w.-]+(?:/[\w.-]+)?)(?:[/?#].*)?",
}


class Token(NamedTuple):
    """A parenthesis or a word. `text` is as written; `start` and `end` are its position in the query."""

    text: str
    start: int
    end: int


class Values:
    """Parses values into expressions. `text` is what was typed; errors point into it."""

    def __init__(self, text: str, words: "Words", count: int = 0) -> None:
        self.text, self.words = text, words
        self.count = count

    def error(self, message: str, token: Token, hint: str = "", part: str | None = None) -> BadQuery:
        """The error, pointing at a token or at part of it."""
        start = token.start + (max(token.text.rfind(part), 0) if part else 0)
        return BadQuery(message, self.text, start, start + len(part) if part else token.end, hint)

    def take(self, number: int, token: Token) -> None:
        """Count terms and values; raises BadQuery beyond MOST_TERMS."""
        self.count += number
        if self.count > MOST_TERMS:
            raise self.error(say("a query has at most {most:,} terms and values", most=MOST_TERMS), token)

    def split(self, text: str, token: Token) -> list[str]:
        """The values between the commas of a text, as written; commas in quotes do not separate."""
        if text.count('"') % 2:
            raise self.error(say('this " is never closed'), token)
        return re.findall(_VALUE, text)

    def tests(self, name: str, values: list[str], token: Token) -> Expression:
        """The test for the values of a field or special word: at least one must match."""
        self.take(len(values), token)
        tests = [self.test(name, value.replace('"', "").strip(), token) for value in values]
        return tests[0] if len(tests) == 1 else AnyOf(tuple(tests))

    def test(self, name: str, value: str, token: Token) -> Expression:
        """What one value asks."""
        if field := None if name in SPECIAL else self.words.field(name):
            if value == "?":
                return State(field.name, "unknown")
            if value.lower() == UNDISCLOSED:
                return State(field.name, UNDISCLOSED)
            if not value:
                raise self.error(say("{option}: has an empty value", option=name), token)
            return _TESTS[field.kind](self, field, value, token)
        if name == "has":
            return State(self.field(value, token).name, "known")
        return Under(self.find("model", value, token))

    def field(self, name: str, token: Token) -> Field:
        """The field of a name or alias."""
        if field := self.words.field(name):
            return field
        raise self.error(say("unknown field {name!r}", name=name), token, unknown_field(name, self.words), name)

    def sort(self, value: str, token: Token) -> Sort:
        """One key of the order."""
        self.take(1, token)
        field = self.field(value.rstrip("+-"), token)
        if not field.column:
            known = ", ".join(field.name for field in FIELDS.values() if field.column)
            wrong = say("models cannot be sorted by {field}", field=field.name)
            raise self.error(wrong, token, say("sort by one of {fields}", fields=known), value)
        return Sort(field.name, value.endswith("-"))

    def find(self, vocabulary: str, value: str, token: Token, field: str = "") -> str:
        """The id of a term or model; the error names the field."""
        found = self.words.find(vocabulary, value)
        if found is None:
            message = say("unknown {field} {value!r}" if field else "unknown model {value!r}", field=field, value=value)
            hint = self.words.hint(vocabulary, value)
            if field and not hint:
                hint = say("fmcat stats --by {field} counts those in use", field=field)
            raise self.error(message, token, hint, value)
        return found

    def address(self, token: Token) -> Expression:
        """The model whose paper or repository has this web address."""
        self.take(1, token)
        for name in _PASTED:
            if (value := pasted_id(name, token.text)) != token.text:
                field = FIELDS[name]
                return Is(name, compared(field, value))
        hint = say("use an arXiv or Hugging Face address, or part of a name")
        raise self.error(say("models cannot be found by this address"), token, hint)

    # ── how each kind of field reads a value ──────────────────────────────────────────────────

    def terms(self, field: Field, value: str, token: Token) -> Expression:
        """A term and everything narrower."""
        term = self.find(field.vocabulary, value, token, field.name)
        return HasTerm(field.name, tuple(self.words.narrower(field.vocabulary, term)))

    def exact(self, field: Field, value: str, token: Token) -> Expression:
        """A whole id."""
        value = self.find("model", value, token) if field.vocabulary == "model" else pasted_id(field.name, value)
        return Is(field.name, compared(field, value))

    def contains(self, field: Field, value: str, token: Token) -> Expression:
        """Part of a text or name."""
        part = compared(field, pasted_id(field.name, value))
        if not part:
            wrong = say("{option}: {value!r} has no letter or digit", option=field.name, value=value)
            raise self.error(wrong, token, part=value)
        return Contains(field.name, part)

    def flag(self, field: Field, value: str, token: Token) -> Expression:
        """Yes or no."""
        answer = {"yes": True, "true": True, "no": False, "false": False}.get(value.lower())
        if answer is None:
            raise self.error(say("{option}: must be yes or no", option=field.name), token, part=value)
        return Flag(field.name, answer)

    def dates(self, field: Field, value: str, token: Token) -> Expression:
        """A day, month or year, or a range of them."""
        return self.days(field, *self.ends(value, token), value, token)

    def days(self, field: Field, low: str, high: str, strict: bool, value: str, token: Token) -> Expression:
        """The days between two ends, excluding the ends themselves if `strict`."""
        try:
            first = (_next_day(read_date(low).latest) if strict else read_date(low).earliest) if low else None
            last = (_day_before(read_date(high).earliest) if strict else read_date(high).latest) if high else None
        except ValueError as error:
            raise self.error(reason(error), token, part=value) from None
        if first and last and first > last:
            raise self.error(say("{value} ends before it begins", value=value), token, part=value)
        return During(field.name, first, last)

    def quantities(self, field: Field, value: str, token: Token) -> Expression:
        """A number as people round it, or a range."""
        low, high, strict = self.ends(value, token)
        read = UNITS[field.unit].read
        try:
            if low == value:  # no range
                return Between(field.name, *rounding_to(value, read))
            least = _past(read(low), inf, strict) if low else None
            most = _past(read(high), -inf, strict) if high else None
        except ValueError as error:
            raise self.error(reason(error), token, part=value) from None
        if least is not None and most is not None and least > most:
            raise self.error(say("{value} ends before it begins", value=value), token, part=value)
        return Between(field.name, least, most)

    def ends(self, value: str, token: Token) -> tuple[str, str, bool]:
        """The two ends of a range, one of which may be open."""
        low, high, strict = _ends(value)
        if not low and not high:
            raise self.error(say("a range needs at least one end, like 2021.. or ..2023"), token, part=value)
        return low, high, strict

    def only_has(self, field: Field, value: str, token: Token) -> Expression:
        """A field without values to search for."""
        raise self.error(say("{field} has no values to ask for; write has:{field}", field=field.name), token)


def compared(field: Field, text: str) -> str:
    """A text of a field as queries compare it: names without spaces, hyphens and underscores, others folded only."""
    return name_key(text) if field.kind == "name" else fold(text)


def pasted_id(field: str, value: str) -> str:
    """The id within what was pasted for a field: 2103.00020 of https://arxiv.org/abs/2103.00020v2."""
    found = re.fullmatch(_PASTED[field], value.replace('"', ""), re.IGNORECASE) if field in _PASTED else None
    return found[1] if found else value


def near_fields(name: str, more: Iterable[str] = ()) -> list[str]:
    """Similar names of fields, one per field."""
    by_field: dict[str, str] = {}
    for other in near(name, [*FIELD_NAMES, *more]):
        by_field.setdefault(FIELD_NAMES[other].name if other in FIELD_NAMES else other, other)
    return list(by_field.values())


def unknown_field(name: str, words: "Words", more: Iterable[str] = (), typed: str = "") -> str:
    """Suggestions for an unknown field, as a hint; what was `typed` may rather be an id of a model."""
    if meant := did_you_mean(near_fields(name, (*more, *words.own_keys()))):
        return meant
    if re.fullmatch(_TAGGED, typed, re.IGNORECASE):
        return say("to look up an id, write fmcat resolve {id}", id=typed)
    return say("fmcat fields lists all fields")


def _ends(value: str) -> tuple[str, str, bool]:
    """The two ends of a range, empty if open, and whether the ends are excluded."""
    for sign, at_least in ((">=", True), ("<=", False)):
        if value.startswith(sign):
            return (value[2:], "", False) if at_least else ("", value[2:], False)
    if value.startswith((">", "<")):
        return (value[1:], "", True) if value[0] == ">" else ("", value[1:], True)
    if ".." in value:
        low, _, high = value.partition("..")
        return low, high, False
    if value.endswith("+"):
        return value[:-1], "", False
    if value.endswith("-"):
        return "", value[:-1], False
    return value, value, False


def _past(value: float, end: float, strict: bool) -> float:
    """The number, or with `strict` the next one toward the end of a range."""
    if not strict:
        return value
    return value + (1 if end > 0 else -1) if isinstance(value, int) else nextafter(value, end)


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


_Test = Callable[[Values, Field, str, Token], Expression]
_TESTS: dict[str, _Test] = {
    "term": Values.terms,
    "id": Values.exact,
    "name": Values.contains,
    "text": Values.contains,
    "date": Values.dates,
    "quantity": Values.quantities,
    "flag": Values.flag,
    "fact": Values.only_has,
}
