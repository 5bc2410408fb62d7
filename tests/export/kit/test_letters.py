"""How wide texts are in pictures, and how they are cut and broken to fit."""

import pytest

from fmcat.export.kit.letters import SIZE, clipped, is_wide, measure, wrapped

#: The widths of letters in hundredths of the size, one letter of each.
WIDTHS = (
    "'20 i24 !28 t32 r36 -40 *44 ^48 s52 n56 b60 S64 R68 N72 w76 m84 M88 …92 W96 —100 한93 中93 ð64 é56 Ç72 Ā68 \u03011"
)


@pytest.mark.parametrize("told", WIDTHS.split())
def test_a_letter_has_its_width(told: str) -> None:
    letter, width = told[0], int(told[1:])
    if letter == "\u0301":  # a mark above the letter before it
        letter, width = "e\u0301", 56
    assert measure(letter, 100) == pytest.approx(width)


def test_a_text_is_as_wide_as_its_letters_and_wider_if_bold() -> None:
    assert SIZE == 13
    assert measure("") == 0
    assert measure("Wit") == pytest.approx(13 * (0.96 + 0.24 + 0.32))
    assert measure("Wit", 10, bold=True) == pytest.approx(10 * 1.04 * (0.96 + 0.24 + 0.32))


@pytest.mark.parametrize(("letter", "wide"), [("a", False), ("é", False), ("한", True), ("中", True), ("Ａ", True)])
def test_korean_and_chinese_letters_are_wide(letter: str, wide: bool) -> None:
    assert is_wide(letter) is wide


def test_a_text_is_cut_only_if_it_is_too_wide() -> None:
    room = measure("one two")
    assert clipped("one two", room) == "one two"
    assert clipped("one two", room - 0.01) == "one t…"
    assert clipped("one two", measure("one …")) == "one…", "no blank before the ellipsis"
    assert clipped("one two", measure("one two", 20), 20) == "one two"
    assert clipped("one two", measure("one two", 20), 21) != "one two"
    assert clipped("one two", measure("one two", bold=True), bold=True) == "one two"
    assert clipped("one two", measure("one two"), bold=True) != "one two"
    assert clipped("one", 0) == "…"
    assert clipped("", 0) == ""


def test_a_text_is_broken_between_words() -> None:
    room = measure("one two")
    assert wrapped("one two three four", room) == ["one two", "three", "four"]
    assert wrapped(" one   two ", room) == ["one two"]
    assert wrapped("one two", room - 0.01) == ["one", "two"]
    assert wrapped("", room) == []
    assert wrapped("incomprehensible it is", room) == ["inco…", "it is"]
    assert wrapped("one two three four", room, most=1) == ["one t…"]
    assert wrapped("one two three four", room, most=2) == ["one two", "three…"]
    assert wrapped("one two three four", room, most=3) == ["one two", "three", "four"]
    assert wrapped("one two", room, 20) == ["one", "two"]
    assert wrapped("one two", room, bold=True) == ["one", "two"]
