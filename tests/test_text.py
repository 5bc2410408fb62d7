import json

import pytest

from fmcat.text import as_json, did_you_mean, disarmed, indented, name_key, near, one_line, showable, slug


def test_names_compare_without_case_spacing_and_hyphens() -> None:
    assert name_key("DINO v2") == name_key("dino-V2") == name_key("Dino_v2") == "dinov2"


def test_near_names_put_beginnings_first_and_leave_far_ones_out() -> None:
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


def test_json_is_no_command_to_a_forge_and_has_the_numbers_that_json_has() -> None:
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
