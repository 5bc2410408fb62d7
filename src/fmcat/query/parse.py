"""Query text into an expression. The grammar is docs/query.md."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fmcat.errors import BadQuery
from fmcat.fields import FIELD_NAMES, FIELDS, UNDISCLOSED, Field
from fmcat.query.expression import (
    All,
    Any,
    Between,
    Contains,
    During,
    Expression,
    Flag,
    HasTerm,
    Is,
    Not,
    Query,
    Sort,
    State,
    Under,
    Word,
)
from fmcat.schema.dates import read_date
from fmcat.schema.quantities import read_quantity, rounding_to
from fmcat.text import did_you_mean, fold, near

if TYPE_CHECKING:
    from fmcat.query.words import Words

#: Words with a meaning of their own where a field's name could stand.
SPECIAL = {"has": "has", "under": "under", "sort": "sort", "order": "sort"}
_EXAMPLES = {"has": "has:license", "under": "under:clip", "sort": "sort:released-"}
DEEPEST = 50
LONGEST = 20_000


class Token(NamedTuple):
    """A parenthesis or a word. `text` is as written; `start` and `end` are its place in the query."""

    text: str
    start: int
    end: int


_TOKEN = re.compile(r'\(|\)|(?:"[^"]*"?|[^\s()"])+')
_FIELD = re.compile(r"([A-Za-z][\w.-]*):(.*)", re.DOTALL)
_VALUE = re.compile(r'(?:"[^"]*"|[^,"])+')


def parse(text: str, words: "Words") -> Query:
    """The query a text asks; raises BadQuery, with the place of the mistake, where it asks nothing clear."""
    if len(text) > LONGEST:
        raise BadQuery(f"the query is longer than {LONGEST} characters")
    tokens = [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    reader = _Reader(text, tokens, words)
    where = reader.either(0)
    if reader.tokens:
        raise reader.error("this ) closes nothing", reader.tokens[0])
    return Query(where, tuple(reader.order))


def spared(text: str) -> list[tuple[str, str]]:
    """Each term of a query that is terms and nothing else, and the query without it: what may stand in its way."""
    terms = [found[0] for found in _TOKEN.finditer(text)]
    terms = [term for term in terms if not term.lower().startswith(("sort:", "order:"))]
    if len(terms) < 2 or {"(", ")", "or", "and", "not"} & {term.lower() for term in terms}:
        return []
    return [(term, " ".join([*terms[:number], *terms[number + 1 :]])) for number, term in enumerate(terms)]


class _Reader:
    """Recursive descent over the tokens that are left."""

    def __init__(self, text: str, tokens: list[Token], words: "Words") -> None:
        self.text, self.tokens, self.words = text, tokens, words
        self.order: list[Sort] = []

    def error(self, message: str, token: Token, hint: str = "", part: str | None = None) -> BadQuery:
        start = token.start + (token.text.rfind(part) if part else 0)
        return BadQuery(message, self.text, start, start + len(part) if part else token.end, hint)

    def next_is(self, *texts: str) -> bool:
        return bool(self.tokens) and self.tokens[0].text.lower() in texts

    def either(self, depth: int) -> Expression:
        parts = [self.both(depth)]
        while self.next_is("or"):
            token = self.tokens.pop(0)
            if parts[-1] == All() or not self.tokens or self.next_is(")", "or"):
                raise self.error("'or' stands between two things", token)
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def both(self, depth: int) -> Expression:
        parts: list[Expression] = []
        while self.tokens and not self.next_is("or", ")"):
            if self.next_is("and"):
                token = self.tokens.pop(0)
                if not parts or not self.tokens or self.next_is("or", ")", "and"):
                    raise self.error("'and' stands between two things", token)
            part = self.one(depth)
            if part != All():  # sort: says nothing about which models
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self, depth: int) -> Expression:
        token = self.tokens.pop(0)
        if depth > DEEPEST:
            raise self.error(f"parentheses and nots nest deeper than {DEEPEST}", token)
        if token.text.lower() == "not":
            if not self.tokens or self.next_is("or", "and", ")"):
                raise self.error("'not' stands before what it denies", token)
            return Not(self.one(depth + 1))
        if token.text == "(":
            inner = self.either(depth + 1)
            if not self.tokens:
                raise self.error("this ( is never closed", token)
            self.tokens.pop(0)
            return inner
        if token.text == "-" and self.next_is("("):
            return Not(self.one(depth + 1))
        if token.text.startswith("-") and len(token.text) > 1:
            rest = Token(token.text[1:], token.start + 1, token.end)
            return Not(self.term(rest))
        return self.term(token)

    def term(self, token: Token) -> Expression:
        if token.text.count('"') % 2:
            raise self.error('this " is never closed', token)
        found = _FIELD.fullmatch(token.text)
        if not found:
            word = fold(token.text.replace('"', ""))
            if not word.strip():
                raise self.error("there is no word here", token)
            return Word(word)
        name, values = found[1].lower(), _VALUE.findall(found[2])
        if name not in SPECIAL and name not in FIELD_NAMES:
            hint = did_you_mean(_near_fields(name, SPECIAL)) or "fmcat fields lists them all"
            raise self.error(f"no field is called {name!r}", token, hint, found[1])
        if not values:
            hint = _EXAMPLES[SPECIAL[name]] if name in SPECIAL else f"{name}:?"
            raise self.error(f"{name}: wants a value", token, f"like {hint}, or see fmcat fields")
        if SPECIAL.get(name) == "sort":
            self.order += [self.sort(value.strip(), token) for value in values]
            return All()
        tests = [self.test(name, value.replace('"', "").strip(), token) for value in values]
        return tests[0] if len(tests) == 1 else Any(tuple(tests))

    def test(self, name: str, value: str, token: Token) -> Expression:
        if name not in SPECIAL:
            field = FIELD_NAMES[name]
            if value == "?":
                return State(field.name, "unknown")
            if value.lower() == UNDISCLOSED:
                return State(field.name, UNDISCLOSED)
            if not value:
                raise self.error(f"{name}: has an empty value", token)
            return _TESTS[field.kind](self, field, value, token)
        if name == "has":
            return State(self.field(value, token).name, "known")
        return Under(self.find("model", value, token, "no model is called"))

    def field(self, name: str, token: Token) -> Field:
        if name.lower() not in FIELD_NAMES:
            raise self.error(f"no field is called {name!r}", token, did_you_mean(_near_fields(name)), name)
        return FIELD_NAMES[name.lower()]

    def sort(self, value: str, token: Token) -> Sort:
        field = self.field(value.rstrip("+-"), token)
        if not field.column:
            known = ", ".join(field.name for field in FIELDS.values() if field.column)
            raise self.error(f"{field.name} has no order", token, f"sort by one of {known}", value)
        return Sort(field.name, value.endswith("-"))

    def find(self, vocabulary: str, value: str, token: Token, lacking: str) -> str:
        found = self.words.find(vocabulary, value)
        if found is None:
            hint = did_you_mean(self.words.near(vocabulary, value))
            raise self.error(f"{lacking} {value!r}", token, hint, value)
        return found

    # ── how each kind of field reads a value ──────────────────────────────────────────────────

    def terms(self, field: Field, value: str, token: Token) -> Expression:
        term = self.find(field.vocabulary, value, token, f"{field.name} knows no")
        return HasTerm(field.name, tuple(self.words.narrower(field.vocabulary, term)))

    def exact(self, field: Field, value: str, token: Token) -> Expression:
        if field.vocabulary == "model":
            value = self.find("model", value, token, "no model is called")
        return Is(field.name, fold(value))

    def contains(self, field: Field, value: str, token: Token) -> Expression:
        return Contains(field.name, fold(value))

    def flag(self, field: Field, value: str, token: Token) -> Expression:
        said = {"yes": True, "true": True, "no": False, "false": False}.get(value.lower())
        if said is None:
            raise self.error(f"{field.name} is yes or no", token, part=value)
        return Flag(field.name, said)

    def dates(self, field: Field, value: str, token: Token) -> Expression:
        low, high, strict = self.ends(value, token)
        try:
            first = (_next_day(read_date(low).latest) if strict else read_date(low).earliest) if low else None
            last = (_day_before(read_date(high).earliest) if strict else read_date(high).latest) if high else None
        except ValueError as error:
            raise self.error(str(error), token, part=value) from None
        if first and last and first > last:
            raise self.error(f"{value} ends before it begins", token, part=value)
        return During(field.name, first, last)

    def quantities(self, field: Field, value: str, token: Token) -> Expression:
        low, high, strict = self.ends(value, token)
        try:
            if low == high:
                return Between(field.name, *rounding_to(value))
            least = read_quantity(low) + (1 if strict else 0) if low else None
            most = read_quantity(high) - (1 if strict else 0) if high else None
        except ValueError as error:
            raise self.error(str(error), token, part=value) from None
        if least is not None and most is not None and least > most:
            raise self.error(f"{value} ends before it begins", token, part=value)
        return Between(field.name, least, most)

    def ends(self, value: str, token: Token) -> tuple[str, str, bool]:
        low, high, strict = _ends(value)
        if not low and not high:
            raise self.error("a range wants at least one end, like 2021.. or ..2023", token, part=value)
        return low, high, strict

    def only_has(self, field: Field, value: str, token: Token) -> Expression:
        raise self.error(f"{field.name} can only be asked for as has:{field.name}", token)


def _ends(value: str) -> tuple[str, str, bool]:
    """The two ends of a range, empty where it is open, and whether the ends are left out."""
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


def _near_fields(name: str, more: Iterable[str] = ()) -> list[str]:
    """The fields' names that look like this one, one name a field."""
    by_field: dict[str, str] = {}
    for other in near(name, [*FIELD_NAMES, *more]):
        by_field.setdefault(FIELD_NAMES[other].name if other in FIELD_NAMES else other, other)
    return list(by_field.values())


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


_Test = Callable[[_Reader, Field, str, Token], Expression]
_TESTS: dict[str, _Test] = {
    "term": _Reader.terms,
    "id": _Reader.exact,
    "text": _Reader.contains,
    "date": _Reader.dates,
    "quantity": _Reader.quantities,
    "flag": _Reader.flag,
    "fact": _Reader.only_has,
}
