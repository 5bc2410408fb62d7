"""What people type, and what they mean by it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.search import BEGINNING, LIKENESS, NAME, PART, WORDS, near_names, near_words, search
from fmcat.errors import BadUsage
from tests.conftest import SMALL


@pytest.mark.parametrize(
    ("text", "first", "rank"),
    [
        ("clip", "clip", NAME),
        ("DINO v2", "dinov2", NAME),
        ("dino version 2", "dinov2", NAME),
        ("exa", "exaone", BEGINNING),
        ("3.5", "exaone", PART),
        ("contrastive language", "clip", BEGINNING),
        ("자기 증류 메타", "dinov2", WORDS),
        ("student teacher", "dino", WORDS),
        ("한국어", "exaone", WORDS),
        ("gemni", "gemini", LIKENESS),
        ("clippp", "clip", LIKENESS),
        ("languge korean", None, None),
        ("languge model", "exaone", LIKENESS),
    ],
)
def test_the_first_answer(small: Catalog, text: str, first: str | None, rank: int | None) -> None:
    hits = search(small, text)
    assert (hits[0].id, hits[0].rank) == (first, rank) if first else hits == []


def test_better_answers_come_first(small: Catalog) -> None:
    hits = search(small, "dino")
    assert [(hit.id, hit.rank) for hit in hits] == [("dino", NAME), ("dinov2", BEGINNING)]


def test_the_matching_text_is_shown_as_written(small: Catalog) -> None:
    assert search(small, "contrastivelang")[0].matched == "Contrastive Language-Image Pretraining"
    assert search(small, "자기 증류")[0].matched == "자기 증류"


@pytest.mark.parametrize("text", ["", " ", "%", "'; drop table model", "\\", "🤖"])
def test_any_text_may_be_searched(small: Catalog, text: str) -> None:
    assert search(small, text) == []


def test_the_same_ranking_suggests_names(small: Catalog) -> None:
    assert small.near("model", "dno") == ["dino"]
    assert small.near("model", "exa") == ["exaone"]


def test_one_letter_finds_names_that_begin_with_it_only(small: Catalog) -> None:
    assert {hit.id for hit in search(small, "l") if hit.rank == PART} == set()
    assert {hit.id for hit in search(small, "l") if hit.rank == BEGINNING} == {"llama", "llava"}


def test_adjacent_words_come_before_separate_ones_and_then_the_newest(
    registry_file: Callable[[str], Path],
) -> None:
    entry = "vendor: meta, modalities: [vision]"
    path = registry_file(f"""schema: 1
models:
- {{id: m-apart, name: A, released: 2024, summary: {{en: "Green and then trees."}}, {entry}}}
- {{id: m-together, name: B, released: 2020, summary: {{en: "Has green trees."}}, {entry}}}
- {{id: m-newer, name: C, released: 2022, summary: {{en: "Sees green trees."}}, {entry}}}
- {{id: zorb-old, name: Zorb a, released: 2019, {entry}}}
- {{id: zorb-new, name: Zorb b, released: 2023, {entry}}}
""")
    catalog = Catalog.load(SMALL, path, only=True)
    assert [hit.id for hit in search(catalog, "green trees")] == ["m-newer", "m-together", "m-apart"]
    assert [hit.id for hit in search(catalog, "zorb")] == ["zorb-new", "zorb-old"]


def test_a_text_too_long_to_search_for_is_refused(small: Catalog) -> None:
    assert search(small, "zz" * 500) == []
    assert near_names(small, "clip" + " " * 996) == ["clip"]
    assert near_names(small, "clip" + " " * 997) == []
    with pytest.raises(BadUsage, match="at most 1,000 characters"):
        search(small, "zz" * 500 + "z")


def test_the_best_answers_are_as_many_as_are_wanted(small: Catalog) -> None:
    assert [hit.id for hit in search(small, "l", 1)] == ["llava"]
    assert [hit.id for hit in search(small, "language model", 1)] == ["exaone"]
    assert [hit.id for hit in search(small, "d")] == ["dino", "dinov2", "gemini", "mixture"]
    assert near_names(small, "l") == ["llava", "llama"]
    assert near_names(small, "l", 1) == ["llava"]
    assert near_names(small, "lama") == ["llama"]


@pytest.mark.parametrize(
    ("vocabulary", "word", "found"),
    [
        ("method", "self", ["self-distillation", "self-supervised-learning"]),
        ("method", "se", []),
        ("method", "contrastve", ["contrastive-learning"]),
        ("vendor", "opnai", ["openai"]),
        ("license", "mitt", ["MIT"]),
        ("license", "apache", []),
        ("capability", "segmentaton", ["segmentation"]),
        ("model", "exa", ["exaone"]),
    ],
)
def test_words_of_models_are_suggested(small: Catalog, vocabulary: str, word: str, found: list[str]) -> None:
    assert near_words(small, vocabulary, word) == found


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("space images", "images and text in one space."),
        ("meta self-distillation", "meta · self-distillation"),
        ("meta meta", "meta"),
        ("openai contrastive image", "openai · contrastive language-image pretraining"),
    ],
)
def test_the_lines_with_the_words_are_shown(small: Catalog, text: str, matched: str) -> None:
    assert search(small, text)[0].matched == matched
