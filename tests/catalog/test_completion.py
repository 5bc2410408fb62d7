"""What the words that somebody has begun to type may become."""

import pytest

from fmcat import Catalog
from fmcat.catalog.completion import query_words, words


@pytest.mark.parametrize(
    ("vocabulary", "start", "found"),
    [
        ("model", "l", ["llama", "llava"]),
        ("model", "LLA", ["llama", "llava"]),
        ("vendor", "google", ["google", "google-deepmind"]),
        ("method", "self-s", ["self-supervised-learning"]),
        ("license", "", ["LicenseRef-Llama", "MIT"]),
        ("license", "mi", ["MIT"]),
        ("license", "apache", []),  # none is in use
        ("model", "x", []),
    ],
)
def test_ids_begin_as_typed_in_any_case(small: Catalog, vocabulary: str, start: str, found: list[str]) -> None:
    assert words(small, vocabulary, start) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("capab", ["capability:", "capabilities:"]),
        ("Unde", ["under:"]),
        ("zzz", []),
        ("has:para", ["has:parameters"]),
        ("sort:rel", ["sort:released"]),
        ("sort:zz", []),
        ("under:ll", ["under:llama", "under:llava"]),
        ("id:dino", ["id:dino", "id:dinov2"]),
        ("vendor:op", ["vendor:openai"]),
        ("VENDOR:meta,op", ["vendor:meta,openai"]),
        ("access:", ["access:api", "access:open", "access:open-restricted"]),
        ("params:7", []),
        ("zzz:7", []),
    ],
)
def test_terms_of_a_query_are_completed(small: Catalog, typed: str, found: list[str]) -> None:
    assert query_words(small, typed) == found
