"""Parses query text into an expression. The grammar is in docs/query.md."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from fmcat.errors import BadQuery
from fmcat.fields import FIELDS
from fmcat.messages import Sentence, say
from fmcat.query.asked import TOKEN, Asked, Option
from fmcat.query.beginnings import spaced
from fmcat.query.expression import AllOf, AnyOf, Expression, HasTerm, Is, Not, Query, Sort, Word
from fmcat.query.values import EXAMPLES, SPECIAL, Token, Values, compared, unknown_field
from fmcat.text import fold, name_key

if TYPE_CHECKING:
    from fmcat.query.words import Words

DEEPEST = 50
LONGEST = 20_000
#: The most bare words that may be one name together.
_MOST_TOGETHER = 5

_FIELD = r"([A-Za-z][\w.-]*):(.*)"
#: `vendor=meta`, `params>7B`: how other languages write a field and its value.
_ASSIGNED = r"([A-Za-z][\w.-]*)(!=|[<>]=?|==?)(.+)"


class Reading(NamedTuple):
    """A bare word, and the term it is read as."""

    word: str
    term: str

    @property
    def note(self) -> Sentence:
        """What it is read as, and how to search for the text instead."""
        return say('{word}: read as {term}; for the text use "{word}"', word=self.word, term=self.term)


def parse(asked: str | Asked, words: "Words") -> Query:
    """The query of a text, or of a text with options.

    Options are parsed separately, so that none can change another, and are joined to the whole text. Raises BadQuery,
    with the position of the mistake in what was typed.
    """
    return read(asked, words)[0]


def read(asked: str | Asked, words: "Words") -> tuple[Query, list[Reading]]:
    """The same, with each bare word of the text that is read as a term."""
    text, options, order = Asked(asked) if isinstance(asked, str) else asked
    if len(text) > LONGEST:
        raise BadQuery(
            say("a query has at most {most:,} characters", most=LONGEST), hint=say("split it into several queries")
        )
    tokens = [Token(found[0], found.start(), found.end()) for found in re.finditer(TOKEN, text)]
    reader = _Reader(text, tokens, words)
    where = reader.either(0)
    if reader.tokens:
        raise reader.error(say("this ) closes nothing"), reader.tokens[-1])
    parts: list[Expression] = list(where.parts) if isinstance(where, AllOf) else [where]
    count, keys = reader.count, reader.order
    for option in options:
        typed, token = _typed(option.name, option.value)
        values = Values(typed, words, count)
        parts.append(_shorthand(values, option, token))
        count = values.count
    for key in order:
        typed, token = _typed("--sort", key)
        keys += [Values(typed, words, count).sort(value.strip(), token) for value in key.split(",")]
    return Query(parts[0] if len(parts) == 1 else AllOf(tuple(parts)), tuple(keys)), reader.readings


def _typed(option: str, value: str) -> tuple[str, Token]:
    """An option as typed, and the position of its value in it."""
    text = f"{option} {value}"
    return text, Token(value, len(option) + 1, len(text))


def _shorthand(values: Values, option: Option, token: Token) -> Expression:
    if option.end:
        values.take(1, token)
        low, high = (option.value, "") if option.end == "first" else ("", option.value)
        return values.days(FIELDS[option.field], low, high, False, option.value, token)
    listed = values.split(option.value, token)
    if not listed:
        raise values.error(say("{option} needs a value", option=option.name), token)
    return values.tests(option.field, listed, token)


def _negated(part: Expression) -> Expression:
    return part.part if isinstance(part, Not) else Not(part)


class _Reader(Values):
    """Recursive descent over the remaining tokens."""

    def __init__(self, text: str, tokens: list[Token], words: "Words") -> None:
        super().__init__(text, words)
        self.tokens = tokens[::-1]  # the next one last, where `pop` is fast
        self.order: list[Sort] = []
        self.readings: list[Reading] = []

    def next_is(self, *texts: str) -> bool:
        return bool(self.tokens) and self.tokens[-1].text.lower() in texts

    def either(self, depth: int) -> Expression:
        parts = [self.both(depth)]
        while self.next_is("or"):
            token = self.tokens.pop()
            parts.append(self.both(depth))
            if AllOf() in parts[-2:]:
                raise self.error(say("'or' needs a term on both sides"), token)
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self, depth: int) -> Expression:
        parts: list[Expression] = []
        while self.tokens and not self.next_is("or", ")"):
            if self.next_is("and"):
                token = self.tokens.pop()
                if not parts or not self.tokens or self.next_is("or", ")", "and"):
                    raise self.error(say("'and' needs a term on both sides"), token)
            part = self.together() or self.one(depth)
            if part != AllOf():  # sort: does not restrict the models
                parts.append(part)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def together(self) -> Expression | None:
        """The meaning of the next bare words if two or more are one name, like `segment anything`."""
        found = self.named(self.tokens[: -_MOST_TOGETHER - 1 : -1], 2)
        if not found:
            return None
        number, named = found
        self.take(number, self.tokens[-number])
        del self.tokens[-number:]
        return named

    def one(self, depth: int) -> Expression:
        token = self.tokens.pop()
        if depth > DEEPEST:
            raise self.error(say("parentheses and nots nest deeper than {most}", most=DEEPEST), token)
        if token.text.lower() in ("not", "-"):
            if not self.tokens or self.next_is("or", "and", ")"):
                raise self.error(say("{word!r} needs a term after it", word=token.text.lower()), token)
            return _negated(self.one(depth + 1))
        if token.text == "(":
            inner = self.either(depth + 1)
            if not self.tokens:
                raise self.error(say("this ( is never closed"), token)
            self.tokens.pop()
            return inner
        if token.text.startswith("-"):
            rest = Token(token.text[1:], token.start + 1, token.end)
            if not rest.text.startswith("-"):
                return _negated(self.term(rest))
            self.tokens.append(rest)
            return _negated(self.one(depth + 1))
        return self.term(token)

    def term(self, token: Token) -> Expression:
        if token.text.count('"') % 2:
            raise self.error(say('this " is never closed'), token)
        if token.text.lower().startswith(("http://", "https://")):
            return self.address(token)
        found = re.fullmatch(_FIELD, token.text, re.DOTALL)
        if not found:
            return self.word(token)
        name = found[1].lower()
        if name not in SPECIAL and not self.words.field(name):
            hint = unknown_field(name, self.words, SPECIAL, token.text)
            raise self.error(say("unknown field {name!r}", name=name), token, hint, found[1])
        values = self.split(found[2], token)
        if not values:
            hint = EXAMPLES[SPECIAL[name]] if name in SPECIAL else f"{name}:?"
            raise self.error(
                say("{option}: needs a value", option=name),
                token,
                say("like {example}, or see fmcat fields", example=hint),
            )
        if SPECIAL.get(name) == "sort":
            self.order += [self.sort(value.strip(), token) for value in values]
            return AllOf()
        return self.tests(name, values, token)

    def word(self, token: Token) -> Expression:
        self.take(1, token)
        if token.text.startswith("!"):
            hint = say("to exclude, write not {term}", term=token.text[1:] or "TERM")
            raise self.error(say("'!' is not an operator"), token, hint, "!")
        found = re.fullmatch(_ASSIGNED, token.text, re.DOTALL)
        if found and (found[1].lower() in SPECIAL or self.words.field(found[1])):
            name, sign, value = found.groups()
            write = f"{'not ' if sign[0] == '!' else ''}{name}:{sign if sign[0] in '<>' else ''}{value}"
            wrong = say("a colon separates a field from its value")
            raise self.error(wrong, token, say("write {term}", term=write), sign)
        if named := self.named([token]):
            return named[1]
        word = fold(token.text.replace('"', ""))
        if not spaced(word):
            raise self.error(say("this is not a word"), token)
        return Word(word)

    def named(self, run: list[Token], least: int = 1) -> tuple[int, Expression] | None:
        """How many of the bare words are one name together, at most, and its test; None if none are."""
        run = list(takewhile(_is_bare, run))
        counts = {name_key("".join(one.text for one in run[:n])): n for n in range(least, len(run) + 1)}
        found = self.words.meanings(list(counts)) if counts else {}
        if not found:
            return None
        key = max(found, key=counts.__getitem__)
        (name, value), number = found[key], counts[key]
        self.readings.append(Reading(" ".join(one.text for one in run[:number]), Option("", name, value).term))
        field = FIELDS[name]
        if field.kind == "id":
            return number, Is(name, compared(field, value))
        return number, HasTerm(name, tuple(self.words.narrower(field.vocabulary, value)))


def _is_bare(token: Token) -> bool:
    """Whether a token is a bare word, without quotes, field, sign or operator."""
    return not re.match(r'-|.*["():!=<>]|(?:and|or|not)$', token.text, re.IGNORECASE)
