"""The positions of marks and names on a time axis, in any unit."""

from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmcat import Catalog
from fmcat.catalog.importance import importance
from fmcat.catalog.lanes import Axis, axis_of, folded, grouped, lanes
from fmcat.catalog.plot import plot
from fmcat.fields import FIELDS, Document
from fmcat.schema.dates import read_date

DATES = st.one_of(
    st.integers(2018, 2026).map(str),
    st.builds("{}-{:02d}".format, st.integers(2018, 2026), st.integers(1, 12)),
    st.builds("{}-{:02d}-{:02d}".format, st.integers(2018, 2026), st.integers(1, 12), st.integers(1, 28)),
)


def model(number: int, released: str, name: str = "", **facts: Any) -> Document:
    document = {"id": f"m{number}", "name": name or f"m{number}", "released": released, "modalities": ["vision"]}
    return cast("Document", {**document, **facts})


MODELS = st.lists(st.tuples(DATES, st.text("abc", min_size=1, max_size=12)), min_size=1, max_size=40).map(
    lambda pairs: [model(number, released, name) for number, (released, name) in enumerate(pairs)]
)


@given(MODELS, st.integers(20, 200), st.sampled_from([1, 2, 3, None]))
def test_no_name_touches_another_or_leaves_the_axis(models: list[Document], width: int, rows: int | None) -> None:
    axis = axis_of(models, width)
    [lane] = lanes({"all": models}, axis, len, 1, 1, rows)
    assert len(lane.marks) == len(models)
    assert rows is None or lane.rows <= rows
    spans: dict[int, list[tuple[float, float]]] = {}
    for mark in lane.marks:
        assert 0 <= mark.start < mark.end <= axis.length + 1e-6
        if mark.label is not None:
            first, last = min(mark.start, mark.label), max(mark.end, mark.label + len(mark.document["name"]))
            assert first >= 0
            assert last <= axis.length + 1e-6
            spans.setdefault(mark.row, []).append((first, last))
    for taken in spans.values():
        taken.sort()
        assert all(one[1] + 1 <= other[0] + 1e-6 for one, other in pairwise(taken))


@given(MODELS)
def test_with_rows_enough_every_name_that_fits_the_axis_is_shown(models: list[Document]) -> None:
    [lane] = lanes({"all": models}, axis_of(models, 100), len, 1, 1, None)
    wide = [mark for mark in lane.marks if mark.end - mark.start < 80]
    assert all(mark.label is not None for mark in wide)


@pytest.mark.parametrize(
    ("released", "start", "end"), [("2021", 100, 200), ("2021-01-01", 100, 101), ("2020-07", 49.7, 57.9)]
)
def test_a_mark_is_as_long_as_its_date_is_vague(released: str, start: float, end: float) -> None:
    [lane] = lanes({"": [model(1, released)]}, Axis(2020, 2022, 300), len, 1, 1, 1)
    assert lane.marks[0].start == pytest.approx(start, abs=0.6)
    assert lane.marks[0].end == pytest.approx(end, abs=0.6)


@given(MODELS, st.integers(20, 80), st.sampled_from([1, 2, 3]))
def test_the_most_important_model_is_named_if_any_is(models: list[Document], width: int, rows: int) -> None:
    axis = axis_of(models, width)
    for known in models:
        importance = {known["id"]: (True, 0), "m0": (False, 9)}
        [lane] = lanes({"": models}, axis, len, 1, 1, rows, importance)
        [alone] = lanes({"": [known]}, axis, len, 1, 1, rows)
        [mark] = [mark for mark in lane.marks if mark.document is known]
        assert (mark.label is None) == (alone.marks[0].label is None)
        released = [read_date(mark.document["released"]).earliest for mark in lane.marks]
        assert released == sorted(released)


def test_a_mark_without_a_name_keeps_clear_of_names_where_it_can() -> None:
    models = [model(1, "2020-06-01", "a" * 26), model(2, "2020-07-01", "b" * 99), model(3, "2021", "c" * 15)]
    [lane] = lanes({"": models}, Axis(2020, 2022, 60), len, 1, 1, 2, {"m1": (True, 0), "m3": (False, 1)})
    assert [(mark.row, mark.label is None) for mark in lane.marks] == [(0, False), (1, True), (1, False)]


def test_milestones_are_more_important_than_ancestors(small: Catalog) -> None:
    known = importance(small)
    eras = [era for line in small.entries("timeline").values() for era in line["eras"]]
    milestones = {one["id"] for era in eras for one in era["models"]}
    assert {model for model, (is_milestone, _) in known.items() if is_milestone} == milestones
    assert {model: count for model, (_, count) in known.items() if count} == {
        model: found for model in known if (found := small.count(small.query(f"under:{model}")))
    }


def test_years_are_marked_as_closely_as_there_is_room() -> None:
    assert [year for year, _ in Axis(2016, 2025, 100).years(10)] == list(range(2016, 2026))
    assert [year for year, _ in Axis(2016, 2025, 50).years(10)] == [2016, 2018, 2020, 2022, 2024]
    assert [year for year, _ in Axis(2016, 2025, 20).years(10)] == [2020, 2025]


@pytest.mark.parametrize(
    ("least", "years"),
    [(2, 1), (2.1, 2), (4, 2), (5, 5), (10, 5), (20, 10), (40, 20), (41, 50), (100, 50), (101, 100)],
)
def test_years_are_marked_in_round_steps(least: float, years: int) -> None:
    axis = Axis(1901, 2100, 400)
    assert axis.years(least) == [(year, (year - 1901) * 2.0) for year in range(1901, 2101) if year % years == 0]


def test_groups_beyond_the_most_are_folded_and_their_models_counted_once() -> None:
    models = [model(1, "2020"), model(2, "2020"), model(3, "2020")]
    groups = {"a": models, "b": models[:2], "c": models[1:]}
    assert folded(groups, 1) == ({"a": models}, 3)
    assert folded(groups, 2) == ({"a": models, "b": models[:2]}, 2)
    assert folded(groups, 0) == folded(groups, 3) == (groups, 0)


def test_groups_are_sorted_by_size_with_unknown_ones_last() -> None:
    models = [model(1, "2020"), model(2, "2020", vendor=["b"]), model(3, "2020", vendor=["a", "b"])]
    assert {name: len(group) for name, group in grouped(models, FIELDS["vendor"]).items()} == {"b": 2, "a": 1, "": 1}
    assert list(grouped(models, FIELDS["vendor"])) == ["b", "a", ""]


def test_a_plot_has_powers_of_ten_and_counts_models_without_a_size() -> None:
    models = [
        model(1, "2020-01-01", parameters={"total": 10}),
        model(2, "2021-01-01", parameters={"total": 1000}),
        model(3, "2022-01-01", parameters={"total": 100}),
        model(4, "2020", parameters="undisclosed"),
        model(5, "2020"),
    ]
    drawn = plot(models, FIELDS["parameters"], 90, 20)
    assert drawn
    assert [(point.document["id"], point.height, point.leads) for point in drawn.points] == [
        ("m1", 0, True),
        ("m2", 20, True),
        ("m3", 10, False),
    ]
    assert drawn.scale.ticks() == [(10, 0), (100, 10), (1000, 20)]
    assert (drawn.withheld, drawn.unknown) == (1, 1)
    assert plot(models[3:], FIELDS["parameters"], 90, 20) is None
