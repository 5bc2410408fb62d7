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
