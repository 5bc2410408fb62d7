"""A quantity over time, of models with known sizes."""

import pytest

from fmcat import Catalog
from fmcat.catalog.plot import plot
from fmcat.fields import FIELDS


def test_a_model_leads_where_none_before_it_had_more(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("")), FIELDS["parameters"], 100, 10)
    assert drawn
    assert [point.document["id"] for point in drawn.points if point.leads] == ["clip", "mixture"]


def test_models_without_a_size_are_counted_and_not_drawn(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("")), FIELDS["parameters"], 100, 10)
    assert drawn
    assert (len(drawn.points), drawn.withheld, drawn.unknown) == (7, 1, 1)
    assert plot(small.documents(small.query("id:mae")), FIELDS["parameters"], 100, 10) is None


def test_the_scale_runs_between_the_powers_of_ten_around_all_sizes(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("")), FIELDS["parameters"], 100, 10)
    assert drawn
    ticks = drawn.scale.ticks()
    assert [value for value, _ in ticks] == [10**power for power in range(7, 13)]
    assert [height for _, height in ticks] == pytest.approx([0, 2, 4, 6, 8, 10])


def test_a_single_power_of_ten_has_a_scale_too(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("id:gemini")), FIELDS["context"], 100, 10)
    assert drawn
    [point] = drawn.points
    assert (drawn.scale.first, drawn.scale.last, point.height) == (6, 7, 0)


def test_a_model_is_at_the_middle_of_its_date(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("id:llama or id:exaone")), FIELDS["parameters"], 100, 10)
    assert drawn
    llama, exaone = drawn.points
    assert llama.x < exaone.x
    assert exaone.x == pytest.approx((drawn.axis.at("2024-01-01") + drawn.axis.at("2024-12-31")) / 2, abs=0.5)


@pytest.mark.parametrize(
    ("least", "most", "drawn_at"),
    [("1e24", "1e26", 0.5), ("2e25", "1e26", None), ("1e24", "1e25", 1), ("1e24", "9e24", 1), ("1e23", "9e23", None)],
)
def test_the_amount_that_a_law_names_is_drawn_within_the_scale(
    small: Catalog, least: str, most: str, drawn_at: float | None
) -> None:
    documents = [
        document | {"training-compute": {"flop": float(flop)}}
        for document, flop in zip(small.documents(small.query("id:dino,clip")), (least, most), strict=True)
    ]
    drawn = plot(documents, FIELDS["training-compute"], 100, 1)  # type: ignore[arg-type]
    assert drawn
    assert drawn.thresholds == ({} if drawn_at is None else {"eu_ai_act": pytest.approx(drawn_at)})
