"""Our parser of license expressions compared with an independent library, on thousands of random ones."""

import random

import pytest

from fmcat.schema.license_expression import AllOf, AnyOf, BadExpression, Expression, License, parse

license_expression = pytest.importorskip("license_expression")

NAMES = ("MIT", "Apache-2.0", "ISC", "GPL-3.0-only", "0BSD")
EXCEPTION = "Classpath-exception-2.0"


def name_of(word: str) -> str:
    if word in NAMES:
        return word
    raise ValueError(f"{word!r} is unknown")


def exception_of(word: str) -> str:
    if word == EXCEPTION:
        return word
    raise ValueError(f"{word!r} is unknown")


def drawn(draw: random.Random, depth: int = 0) -> str:
    """An expression, or a text that is nearly one."""
    kind = draw.random()
    if depth > 3 or kind < 0.4:
        name = draw.choice(NAMES)
        return f"{name} WITH {EXCEPTION}" if draw.random() < 0.15 else name
    if kind < 0.8:
        parts = [drawn(draw, depth + 1) for _ in range(draw.randint(2, 3))]
        return f" {draw.choice(('AND', 'OR'))} ".join(parts)
    return f"({drawn(draw, depth + 1)})"


def spoiled(text: str, draw: random.Random) -> str:
    """The text with a word left out, doubled or put in."""
    words = text.replace("(", "( ").replace(")", " )").split(" ")
    place = draw.randrange(len(words))
    change = draw.choice(("out", "twice", "in"))
    if change == "in":
        words.insert(place, draw.choice(("AND", "OR", "WITH", "(", ")", "MIT")))
    else:
        words[place : place + 1] = [] if change == "out" else [words[place]] * 2
    return " ".join(words)


def as_ours(found: object) -> Expression:
    """The library's tree as ours."""
    if isinstance(found, license_expression.LicenseWithExceptionSymbol):
        return License(found.license_symbol.key, exception=found.exception_symbol.key)
    if isinstance(found, license_expression.LicenseSymbol):
        return License(found.key)
    parts = tuple(as_ours(part) for part in found.args)  # type: ignore[attr-defined]
    return AllOf(parts) if type(found).__name__ == "AND" else AnyOf(parts)


def flat(expression: Expression) -> Expression:
    """The tree without redundant brackets: (A AND B) AND C is A AND B AND C."""
    if isinstance(expression, License):
        return expression
    kind = type(expression)
    parts: list[Expression] = []
    for part in map(flat, expression.parts):
        parts += part.parts if isinstance(part, kind) else [part]
    return kind(tuple(parts))


@pytest.fixture(scope="module")
def peer() -> object:
    symbols = [license_expression.LicenseSymbol(name) for name in NAMES]
    return license_expression.Licensing([*symbols, license_expression.LicenseSymbol(EXCEPTION, is_exception=True)])


def read_by_peer(peer: object, text: str) -> Expression | None:
    """Its tree, or None where it refuses the text."""
    try:
        found = peer.parse(text, validate=True, strict=True, simple=False)  # type: ignore[attr-defined]
    except (license_expression.ExpressionError, license_expression.ExpressionParseError):
        return None
    except (TypeError, IndexError, AssertionError):  # how it fails at some texts that are not expressions
        return None
    return None if found is None else flat(as_ours(found))


def test_drawn_expressions_are_read_as_the_library_reads_them(peer: object) -> None:
    draw = random.Random(18)
    for _ in range(4000):
        text = drawn(draw)
        assert flat(parse(text, name_of, exception_of)) == read_by_peer(peer, text), text


def test_what_the_library_refuses_is_refused_at_a_place_within_the_text(peer: object) -> None:
    """It is more lenient: it accepts an operator at the end."""
    draw = random.Random(81)
    texts = [spoiled(drawn(draw), draw) for _ in range(4000)]
    refused = [text for text in texts if read_by_peer(peer, text) is None]
    assert len(refused) > 1000
    for text in refused:
        with pytest.raises(BadExpression) as error:
            parse(text, name_of, exception_of)
        assert 0 <= error.value.start <= error.value.end <= len(text)
