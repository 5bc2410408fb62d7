"""Counts in other forms."""

import json

import pytest

from fmcat import Catalog
from fmcat.answers.tally import title_of, to_csv, to_json, to_markdown, to_tsv
from fmcat.catalog.tally import CrossTally, Tally, cross, tally
from fmcat.fields import FIELDS
from fmcat.wording import Wording


@pytest.fixture
def accesses(small: Catalog) -> Tally:
    return tally(small.documents(small.query("")), FIELDS["access"])


@pytest.fixture
def by_year(small: Catalog) -> CrossTally:
    return cross(small.documents(small.query("")), FIELDS["year"], FIELDS["access"])


def english(small: Catalog) -> Wording:
    return Wording("en", small.labels("en"))


def test_json_nests_two_fields_and_leaves_out_pairs_that_do_not_occur(
    small: Catalog, accesses: Tally, by_year: CrossTally
) -> None:
    assert json.loads(to_json(accesses, english(small))) == {
        "by": ["access"],
        "models": 9,
        "counts": {"open": 3, "api": 1, "open-restricted": 1, "": 4},
    }
    told = json.loads(to_json(by_year, english(small)))
    assert (told["by"], told["models"]) == (["year", "access"], 9)
    assert told["counts"]["2021"] == {"open": 2, "": 1}
    assert told["counts"]["2023"] == {"open": 1, "open-restricted": 1, "api": 1, "": 1}


def test_tables_have_a_line_per_pair_that_occurs_in_the_order_of_both(small: Catalog, by_year: CrossTally) -> None:
    lines = to_tsv(by_year, english(small)).splitlines()
    assert lines[:3] == ["year\taccess\tmodels", "2021\topen\t2", "2021\t\t1"]
    assert len(lines) == 1 + len(by_year.counts)
    assert to_csv(by_year, english(small)).split("\r\n")[:3] == ["year,access,models", "2021,open,2", "2021,,1"]


def test_markdown_words_the_values_and_aligns_the_counts(small: Catalog, accesses: Tally) -> None:
    assert to_markdown(accesses, english(small)).splitlines()[:3] == [
        "| Access | models |",
        "| --- | ---: |",
        "| Open | 3 |",
    ]
    assert to_markdown(accesses, english(small)).splitlines()[-1] == "| unknown | 4 |"


def test_a_title_tells_what_was_counted(accesses: Tally, by_year: CrossTally) -> None:
    assert title_of(accesses, "en") == "9 models by access"
    assert title_of(by_year, "en") == "9 models by year and access"


def test_a_value_with_a_tab_or_a_line_break_stays_in_its_cell(small: Catalog) -> None:
    found = Tally(FIELDS["family"], 1, {"a\tb\nc": 1})
    assert to_tsv(found, english(small)).splitlines()[1:] == ["a b c\t1"]
