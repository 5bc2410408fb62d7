"""What people type, and what they mean by it."""

import pytest

from fmcat import Catalog
from fmcat.catalog.search import BEGINNING, LIKENESS, NAME, PART, WORDS, search


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


def test_what_matched_is_told_as_it_is_written(small: Catalog) -> None:
    assert search(small, "contrastivelang")[0].matched == "Contrastive Language-Image Pretraining"
    assert search(small, "자기 증류")[0].matched == "자기 증류"


@pytest.mark.parametrize("text", ["", " ", "%", "'; drop table model", "\\", "🤖"])
def test_any_text_may_be_searched(small: Catalog, text: str) -> None:
    assert search(small, text) == []


def test_the_same_ranking_suggests_names(small: Catalog) -> None:
    assert small.near("model", "dno") == ["dino"]
    assert small.near("model", "exa") == ["exaone"]
