"""SPDX expressions: read into a tree, written in one form, refused at the wrong part."""

import pytest

from fmcat.schema.license_expression import AllOf, AnyOf, BadExpression, License, parse

KNOWN = {"mit": "MIT", "apache-2.0": "Apache-2.0", "apache 2.0": "Apache-2.0", "isc": "ISC"}


def license_id(word: str) -> str:
    if word.lower() in KNOWN:
        return KNOWN[word.lower()]
    raise ValueError(f"{word!r} is unknown")


def exception_id(word: str) -> str:
    if word.lower() == "llvm-exception":
        return "LLVM-exception"
    raise ValueError(f"{word!r} is not an exception")


@pytest.mark.parametrize(
    ("text", "tree", "written"),
    [
        ("mit", License("MIT"), "MIT"),
        ("Apache 2.0", License("Apache-2.0"), "Apache-2.0"),
        ("MIT+", License("MIT", or_later=True), "MIT+"),
        (
            "apache-2.0 WITH llvm-exception",
            License("Apache-2.0", exception="LLVM-exception"),
            "Apache-2.0 WITH LLVM-exception",
        ),
        (
            "MIT OR ISC AND Apache-2.0",
            AnyOf((License("MIT"), AllOf((License("ISC"), License("Apache-2.0"))))),
            "MIT OR (ISC AND Apache-2.0)",
        ),
        (
            "(MIT OR ISC) AND Apache-2.0",
            AllOf((AnyOf((License("MIT"), License("ISC"))), License("Apache-2.0"))),
            "(MIT OR ISC) AND Apache-2.0",
        ),
    ],
)
def test_an_expression_is_a_tree_and_has_one_form(text: str, tree: object, written: str) -> None:
    found = parse(text, license_id, exception_id)
    assert (found, str(found)) == (tree, written)
    assert parse(written, license_id, exception_id) == tree


@pytest.mark.parametrize(
    ("text", "start", "says"),
    [
        ("AND", 0, "a license is missing"),
        ("OR OR", 0, "a license is missing"),
        ("MIT AND", 7, "a license is missing at the end"),
        ("(MIT", 0, "is never closed"),
        ("MIT)", 3, "closes nothing"),
        ("()", 1, "a license is missing"),
        ("MIT (ISC)", 4, "unexpected '('"),
        ("Apache-2.0 MIT", 11, "AND or OR is missing before 'MIT'"),
        ("MIT or ISC", 4, "write OR in capital letters"),
        ("MIT WITH <b>", 9, "not an exception"),
        ("MIT WITH", 8, "an exception is missing"),
        ("MIT AND Apache 2", 8, "'Apache 2' is unknown"),
        ("(" * 21 + "MIT" + ")" * 21, 20, "nest deeper"),
        ("(" * 100_000, 20, "nest deeper"),
    ],
)
def test_an_invalid_expression_is_refused_at_its_position(text: str, start: int, says: str) -> None:
    with pytest.raises(BadExpression) as refused:
        parse(text, license_id, exception_id)
    assert refused.value.start == start
    assert says in refused.value.message


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("MIT AND", ""),
        ("(MIT OR ISC", "("),
        ("MIT)", ")"),
        ("(MIT (ISC))", "("),
        ("Apache-2.0 MIT", "MIT"),
        ("MIT OR Apache-2.0 with x", "with"),
        ("MIT WITH <b> OR ISC", "<b>"),
        ("ISC AND Apache 2", "Apache"),
        ("MIT OR", ""),
        ("( AND MIT)", "AND"),
    ],
)
def test_the_part_that_is_wrong_is_marked(text: str, part: str) -> None:
    with pytest.raises(BadExpression) as refused:
        parse(text, license_id, exception_id)
    found = refused.value
    assert text[found.start : found.end] == part
    if "unknown" not in found.message and "not an exception" not in found.message:
        assert f"(at character {found.start + 1} of the license expression)" in found.message


@pytest.mark.parametrize("written", ["Apache-2.0+ WITH LLVM-exception", "MIT+ OR ISC", "MIT AND (ISC OR MIT+) AND ISC"])
def test_a_version_or_later_and_every_part_are_kept(written: str) -> None:
    assert str(parse(written, license_id, exception_id)) == written


def test_what_is_a_license_with_its_plus_is_taken_as_one() -> None:
    known = {"GPL-2.0+": "GPL-2.0-or-later", "GPL-2.0": "GPL-2.0-only"}
    assert parse("GPL-2.0+", known.__getitem__, exception_id) == License("GPL-2.0-or-later")
    with pytest.raises(BadExpression, match="'x\\+' is unknown"):
        parse("x+", license_id, exception_id)


def test_parentheses_nest_up_to_their_limit() -> None:
    assert parse("(" * 20 + "MIT" + ")" * 20, license_id, exception_id) == License("MIT")
