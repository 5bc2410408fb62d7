"""Curated eras, and models by the time of their release."""

from fmcat import Catalog
from fmcat.catalog.timeline import curated, eras, periods


def test_eras_keep_the_chosen_models_and_an_empty_era_is_left_out(small: Catalog) -> None:
    line = curated(small, "vision")
    assert line
    assert [era.years for era in eras(small, line)] == ["2021", "2022–2023"]
    [era] = eras(small, line, ["dinov2", "llama"])
    assert [milestone.document["id"] for milestone in era.milestones] == ["dinov2"]
    assert curated(small, "language") is None


def test_models_are_listed_under_the_year_of_their_release(small: Catalog) -> None:
    found = periods(small.documents(small.query("")))
    assert [(period.when, len(period.documents)) for period in found] == [
        ("2021", 3),
        ("2022", 1),
        ("2023", 4),
        ("2024", 1),
    ]
    assert [model["id"] for model in found[2].documents] == ["llama", "dinov2", "llava", "gemini"]
