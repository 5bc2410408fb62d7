"""Where a bare word is found: at the beginnings of words, in every script."""

import pytest

from fmcat import Catalog
from fmcat.query.beginnings import joined_name, spaced
from fmcat.query.parse import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Open-vocabulary detection", "open vocabulary detection"),
        ("under_scores – and\nlines", "under scores and lines"),
        ("Qwen2.5-VL (7B)", "qwen2.5 vl ( 7b )"),
        ("Étude naïve", "étude naïve"),
        ("e\u0301tude", "étude"),
        ("LG AI연구원", "lg ai 연구원"),
        ("언어모델 학습", "언어모델 학습"),
        ("大模型", "大 模 型"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("end. Next", "end . next"),
        ("-_ ", ""),
        ("é 2.5 é.", "é 2.5 é ."),
        ("가 a.b.c …x", "가 a.b.c … x"),
        ("カタ漢a字", "カ タ 漢 a 字"),
        ("ᄀㄱ 가a가", "ᄀㄱ 가 a 가"),
        ("a‐b―c", "a b c"),
    ],
)
def test_a_text_is_taken_apart_at_its_words(text: str, words: str) -> None:
    assert spaced(text).split() == words.split()


@pytest.mark.parametrize("word", ["dino", "DINO v2", "dinov2", "dino-v", "v2"])
def test_a_name_is_found_from_each_of_its_words_on(word: str) -> None:
    assert f" {word.replace(' ', '').replace('-', '').lower()}" in joined_name("Big DINO-v2")


def test_a_name_of_many_words_stays_short() -> None:
    assert len(joined_name("word " * 500)) < 3000


@pytest.mark.parametrize(
    ("name", "tails"),
    [
        ("", ""),
        ("Segment Anything 2", " segmentanything2 anything2 2"),
        ("a-(b) a", " a(b)a b)a a"),
        (" ".join("abcdefghijklm"), "".join(f" {'abcdefghijklm'[start:]}" for start in range(12))),
        (f"a {'b' * 61}", f" a{'b' * 61} {'b' * 60}"),
    ],
)
def test_a_name_is_joined_from_each_of_its_first_twelve_words_on(name: str, tails: str) -> None:
    assert joined_name(name) == tails


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"visio"', ["clip", "dino", "mae", "mixture", "dinov2"]),
        ("ision", []),
        ("earning", []),
        ("연구원", ["exaone"]),
        ("구원", []),
        ('"self-distill"', ["dino", "dinov2"]),
        ('"self distill"', ["dino", "dinov2"]),
        ("distill", ["dino", "dinov2"]),
    ],
)
def test_words_match_at_their_beginnings_only(small: Catalog, query: str, found: list[str]) -> None:
    assert small.select(query).ids() == found


@pytest.mark.parametrize(
    ("query", "readings"),
    [
        ("vision", [("vision", "modality:vision")]),
        ("Computer-Vision open", [("Computer-Vision", "modality:vision")]),
        ("dino v2", [("dino v2", "id:dinov2")]),
        ("vision -clip", [("vision", "modality:vision"), ("clip", "id:clip")]),
        ('"vision" method:contrastive', []),
        ("vision or (메타 and mae)", [("vision", "modality:vision"), ("메타", "vendor:meta"), ("mae", "id:mae")]),
    ],
)
def test_a_bare_word_that_is_a_term_is_read_as_the_term(
    small: Catalog, query: str, readings: list[tuple[str, str]]
) -> None:
    assert [tuple(reading) for reading in read(query, small)[1]] == readings
    for word, term in readings:
        if query == word:
            assert small.query(query) == small.query(term)


def test_the_note_says_how_to_search_for_the_text(small: Catalog) -> None:
    [reading] = read("vision", small)[1]
    assert reading.note == 'vision: read as modality:vision; for the text use "vision"'
