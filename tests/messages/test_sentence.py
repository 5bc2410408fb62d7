"""Sentences are English texts that can be printed in another language."""

import subprocess
import sys

import pytest

from fmcat.messages import joined, message, reason, say, spoken
from fmcat.messages.particles import with_particles
from tests.conftest import Run


def test_a_sentence_is_an_english_text() -> None:
    sentence = say("unknown field {name!r}", name="colour")
    assert sentence == "unknown field 'colour'"
    assert spoken(sentence, "en") == "unknown field 'colour'"
    assert spoken(sentence, "ko") == "'colour'라는 필드가 없습니다"


def test_braces_are_plain_text_where_nothing_fills_them() -> None:
    assert say("write {key: value}") == "write {key: value}"
    assert spoken(say("unknown model {name!r}", name="{x}"), "ko") == "'{x}'(이)라는 모델이 없습니다"


def test_sentences_within_sentences_are_translated_too() -> None:
    inner = say("did you mean {names}?", names=say("{some} or {last}", some="a, b", last="c"))
    both = joined("; ", [say("this is not a word"), inner, "plain"])
    assert both == "this is not a word; did you mean a, b or c?; plain"
    assert spoken(both, "ko") == "단어가 아닙니다; a, b 또는 c를 뜻합니까?; plain"
    assert message("skipped", "ko", layer="user", path="p", problem=say("this is not a word")).endswith(
        "단어가 아닙니다"
    )


def test_an_exception_keeps_the_sentence_it_was_raised_with() -> None:
    assert spoken(reason(ValueError(say("this is not a word"))), "ko") == "단어가 아닙니다"
    assert reason(KeyError()) == ""
    assert reason(OSError(2, "No such file")) == "[Errno 2] No such file"


def test_what_the_table_lacks_stays_english() -> None:
    assert spoken(say("nobody translated {this}", this="it"), "ko") == "nobody translated it"


def test_errors_are_printed_in_the_language_of_the_run(run: Run) -> None:
    ran = run("--lang", "ko", "show", "nope")
    assert (ran.code, ran.out, ran.err) == (1, "", "오류: 'nope'(이)라는 모델이 없습니다\n")
    assert run("show", "nope", "--lang=ko").err == ran.err
    assert run("show", "nope").err == "error: unknown model 'nope'\n"


def test_the_caret_stays_below_its_word_in_korean(run: Run) -> None:
    assert run("--lang", "ko", "list", "method:contrastiv").err.splitlines() == [
        "오류: method: 'contrastiv'라는 값이 없습니다",
        "      method:contrastiv",
        "             ^^^^^^^^^^",
        "      contrastive-learning을 뜻합니까?",
    ]


def test_errors_of_typer_are_reported_in_our_words(run: Run) -> None:
    told = {
        ("list", "--formt", "x"): ("unknown option --formt", "--formt라는 옵션이 없습니다"),
        ("list", "--xyzzy"): ("unknown option --xyzzy", "--xyzzy라는 옵션이 없습니다"),
        ("show",): ("NAME is missing", "NAME이 빠졌습니다"),
        ("list", "-n"): ("-n needs a value", "-n: 값이 필요합니다"),
        ("list", "-n", "x"): ("--limit: 'x' is not a whole number", "--limit: 'x'는 정수가 아닙니다"),
        ("list", "-n", "-1"): ("--limit: -1 is less than 0", "--limit: -1은 0보다 작습니다"),
        ("list", "--json=1"): ("--json takes no value", "--json에는 값을 쓰지 않습니다"),
        ("check", "a", "b"): ("unexpected argument: b", "불필요한 인자입니다: b"),
    }
    for arguments, (english, korean) in told.items():
        for language, expected in (("en", f"error: {english}"), ("ko", f"오류: {korean}")):
            ran = run(*arguments, "--lang", language) if arguments[-1] != "-n" else run("--lang", language, *arguments)
            assert (ran.code, ran.err.splitlines()[0]) == (2, expected)


def test_an_unknown_option_has_a_suggestion(run: Run) -> None:
    assert run("list", "--formt", "x").err.splitlines()[1] == "       did you mean --format?"
    assert len(run("list", "--xyzzy").err.splitlines()) == 1


def test_an_english_run_does_not_load_the_korean_table() -> None:
    code = (
        "import sys; from fmcat.cli.app import main\n"
        "try: main(['show', 'nope'])\n"
        "finally: print('fmcat.messages.korean' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == ("False\n", 1)


@pytest.mark.parametrize(
    ("word", "fitting"),
    [
        ("모델", "모델은 모델이 모델을 모델과 모델로 모델이라"),
        ("이름", "이름은 이름이 이름을 이름과 이름으로 이름이라"),
        ("나무", "나무는 나무가 나무를 나무와 나무로 나무라"),
        ("2021", "2021은 2021이 2021을 2021과 2021로 2021이라"),
        ("gpt-4", "gpt-4는 gpt-4가 gpt-4를 gpt-4와 gpt-4로 gpt-4라"),
        ("10", "10은 10이 10을 10과 10으로 10이라"),
        ("'license'", "'license'는 'license'가 'license'를 'license'와 'license'로 'license'라"),
        ("name", "name은 name이 name을 name과 name으로 name이라"),
        ("format", "format은 format이 format을 format과 format으로 format이라"),
        ("context", "context는 context가 context를 context와 context로 context라"),
        ("SQL", "SQL은 SQL이 SQL을 SQL과 SQL로 SQL이라"),
        ("fmcat.yaml", "fmcat.yaml은 fmcat.yaml이 fmcat.yaml을 fmcat.yaml과 fmcat.yaml로 fmcat.yaml이라"),
        ("Meta (Llama)", "Meta (Llama)는 Meta (Llama)가 Meta (Llama)를 Meta (Llama)와 Meta (Llama)로 Meta (Llama)라"),
        ("CLIP", "CLIP은(는) CLIP이(가) CLIP을(를) CLIP와(과) CLIP(으)로 CLIP(이)라"),
        ("模型", "模型은(는) 模型이(가) 模型을(를) 模型와(과) 模型(으)로 模型(이)라"),
    ],
)
def test_a_particle_fits_the_word_before_it_where_its_reading_is_sure(word: str, fitting: str) -> None:
    written = " ".join(f"{word}{particle}" for particle in ("은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)라"))
    assert with_particles(written, "ko") == fitting
    assert with_particles(written, "en") == written
