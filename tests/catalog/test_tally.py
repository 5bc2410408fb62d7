"""Counts by value, and the order of the values."""

from fmcat import Catalog
from fmcat.catalog.tally import cross, range_of, tally
from fmcat.fields import FIELDS


def test_terms_are_sorted_by_count_then_by_name(small: Catalog) -> None:
    found = tally(small.documents(small.query("")), FIELDS["vendor"])
    assert list(found.counts.items())[:2] == [("meta", 5), ("google", 1)]
    assert list(found.counts)[1:] == sorted(list(found.counts)[1:])
    assert found.models == 9  # of which LLaVA has two vendors


def test_years_and_sizes_have_their_own_order_with_unknown_ones_last(small: Catalog) -> None:
    documents = list(small.documents(small.query("sort:name")))
    assert list(tally(documents, FIELDS["year"]).counts.items()) == [("2021", 3), ("2022", 1), ("2023", 4), ("2024", 1)]
    sizes = tally(documents, FIELDS["parameters"]).counts
    assert list(sizes) == ["10000000", "100000000", "1000000000", "10000000000", "100000000000", "undisclosed", ""]
    assert sizes["10000000000"] == 3  # LLaMA, LLaVA and EXAONE


def test_two_fields_count_every_pair_of_their_values(small: Catalog) -> None:
    found = cross(small.documents(small.query("")), FIELDS["vendor"], FIELDS["year"])
    assert (found.counts["meta", "2021"], found.counts["meta", "2023"], found.counts["uw-madison", "2023"]) == (2, 3, 1)
    assert list(found.column_values) == ["2021", "2022", "2023", "2024"]


def test_a_range_is_of_the_models_that_state_a_size(small: Catalog) -> None:
    found = range_of(small.documents(small.query("")), FIELDS["parameters"])
    assert found
    assert (found.stating, found.least, found.middle, found.largest) == (7, 85 * 10**6, 13 * 10**9, 671 * 10**9)
    assert range_of(small.documents(small.query("id:mae")), FIELDS["parameters"]) is None
