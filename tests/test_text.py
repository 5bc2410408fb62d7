import json
import sys
import unicodedata

import pytest

from fmcat.text import (
    DEEPEST,
    MOST_ITEMS,
    Unfit,
    as_json,
    did_you_mean,
    disarmed,
    distance,
    examined,
    forbidden,
    indented,
    name_key,
    near,
    one_line,
    showable,
    slug,
)


def test_names_compare_without_case_spacing_and_hyphens() -> None:
    assert name_key("DINO v2") == name_key("dino-V2") == name_key("Dino_v2") == "dinov2"


def test_suggestions_put_beginnings_first_and_leave_far_ones_out() -> None:
    assert near("llam", ["gemma", "llama", "llama-2"])[:2] == ["llama", "llama-2"]
    assert near("lisense", ["license", "links", "aliases"]) == ["license"]
    assert near("zzz", ["clip"]) == []


def test_did_you_mean_reads_as_a_sentence() -> None:
    assert did_you_mean(["a"]) == "did you mean a?"
    assert did_you_mean(["a", "b", "c"]) == "did you mean a, b or c?"
    assert did_you_mean([]) == ""


def test_nothing_shown_can_steer_a_terminal() -> None:
    assert showable("a\x1b]8;;x\x07b\u202ec\r") == "a\ufffd]8;;x\ufffdb\ufffdc\ufffd"
    assert showable("한글 café — ok\n\t") == "한글 café — ok\n\t"


def test_a_message_is_one_line() -> None:
    assert one_line("a\nb\x1bc") == "a⏎b\ufffdc"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=a::no", "∶:error file=a::no"),
        ("first\n \u00a0::add-mask::x", "first\n \u00a0∶:add-mask::x"),
        ("\x1b[1;31m::warning::x", "\x1b[1;31m∶:warning::x"),
        ("a ##[stop-commands]x ##VSO[task] ##teamcity[m]", "a ♯#[stop-commands]x ♯#VSO[task] ♯#teamcity[m]"),
        ("std::vector, ## heading, :) #[1]", "std::vector, ## heading, :) #[1]"),
    ],
)
def test_no_line_is_a_command_to_a_forge(text: str, shown: str) -> None:
    assert disarmed(text) == shown


@pytest.mark.parametrize("letter", ["\x7f", "\x9b", "\u202e", "\u200b", "\u2028", "\ufeff", "\U000e0041", "\ud800"])
def test_what_hides_or_steers_is_escaped_in_json(letter: str) -> None:
    text = as_json({letter: f"é 한 {letter}"})
    assert letter not in text
    assert "é 한" in text
    assert json.loads(text) == {letter: f"é 한 {letter}"}


def test_json_contains_no_command_to_a_forge_and_only_numbers_of_json() -> None:
    assert as_json("##[error]") == '"\\u0023#[error]"'
    assert json.loads(indented(["::error::", "##vso[x]"])) == ["::error::", "##vso[x]"]
    with pytest.raises(ValueError, match="JSON"):
        as_json(float("nan"))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("My Lab 2.0", "my-lab-2.0"),
        ("Université de Montréal", "universite-de-montreal"),
        ("Straße Łódź Ørsted", "strasse-lodz-orsted"),
        ("PanGu-Σ", "pangu-sigma"),
        ("π₀.5", "pi0.5"),
        ("What? C++", "what-c"),
        ("엑사원 3.0", ""),
        ("Яндекс GPT", ""),
        ("!", ""),
    ],
)
def test_an_id_spells_letters_out_and_cuts_none(name: str, made: str) -> None:
    assert slug(name) == made


#: Format characters (Cf) that are visible: marks that span the digits after them (Prepended_Concatenation_Mark), and
#: the joiners of Egyptian hieroglyphs.
DRAWN = [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)]


def test_every_character_of_a_property_that_hides_or_steers_is_forbidden() -> None:
    for code in range(sys.maxunicode + 1):
        kind = unicodedata.category(chr(code))
        steers = (kind in ("Cc", "Cs", "Zl", "Zp") and chr(code) not in "\t\n") or (kind == "Cf" and code not in DRAWN)
        is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
        name = unicodedata.name(chr(code), "")
        is_filler = "HANGUL" in name and "FILLER" in name
        is_ignorable = is_filler or "VARIATION SELECTOR" in name or name.startswith("KHMER VOWEL INHERENT")
        if steers or is_noncharacter or is_ignorable:
            assert forbidden(chr(code)), hex(code)


def test_what_people_write_is_not_forbidden() -> None:
    assert not forbidden("한글 กำ नमस्ते العربية ελληνικά 中文 e\u0301 \u00a0\u3000 ✓ 🙂 \ue000\t\n")
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] in "LNPS"]
    assert [letter for letter in letters if forbidden(letter)] == list("\u115f\u1160\u3164\uffa0")  # the fillers


def test_all_that_enters_is_examined_at_any_depth() -> None:
    assert examined({"cafe\u0301": ["e\u0301", 1, 2.5, True, None]}) == {"café": ["é", 1, 2.5, True, None]}
    deep: object = "a"
    for _ in range(DEEPEST):
        deep = [deep]
    assert examined(deep) == deep


@pytest.mark.parametrize(
    ("value", "path", "says"),
    [
        ({"x-a": [{"b": "\x1b"}]}, ("x-a", 0, "b"), "U+001B"),
        ({"x-a": "\ud800"}, ("x-a",), "U+D800"),
        ({"a\nb": 1}, (), "one line"),
        ({"a\u202e": 1}, (), "U+202E"),
        ({"k" * 501: 1}, (), "too long"),
        ([float("nan")], (0,), "finite"),
        ([float("inf")], (0,), "finite"),
        ([2**63], (0,), "too large"),
        ({"a": {"b": {"c": ["x"] * (MOST_ITEMS + 1)}}}, ("a", "b", "c"), "more than"),
        ({str(number): 1 for number in range(MOST_ITEMS + 1)}, (), "more than"),
    ],
)
def test_what_may_not_enter_is_refused_with_the_way_to_it(value: object, path: object, says: str) -> None:
    with pytest.raises(Unfit) as refused:
        examined(value)
    assert refused.value.path == path
    assert says in refused.value.message


def test_nesting_is_bounded_before_the_stack_is() -> None:
    deep: object = "a"
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(Unfit, match="deeper than 20"):
        examined(deep)


def test_suggestions_are_at_most_a_third_away() -> None:
    assert near("opnai", ["openai", "paper"]) == ["openai"]
    assert near("layer", ["year", "paper"]) == []
    assert near("memory", ["summary"]) == []
    assert near("yaer", ["year"]) == ["year"]
    assert near("notamodel", ["aya model"]) == []
    assert near("", ["a"]) == []


def test_the_distance_of_two_texts_counts_letters_and_swaps() -> None:
    assert [distance("clip", other, 3) for other in ("clip", "cilp", "clop", "lip", "clips", "")] == [0, 1, 1, 1, 1, 4]
    assert distance("abcdef", "uvwxyz", 2) == 3
