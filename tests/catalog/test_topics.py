"""What the catalog knows of a term."""

from fmcat import Catalog
from fmcat.catalog.topics import term_facts


def test_a_term_is_used_by_the_models_of_its_narrower_terms(small: Catalog) -> None:
    facts = term_facts(small, "method", "self-supervised-learning")
    assert facts.count == len(small.select(facts.query).ids()) == 6
    assert facts.by_year == {2021: 3, 2022: 0, 2023: 2, 2024: 1}


def test_the_first_models_of_a_term_are_the_three_released_first(small: Catalog) -> None:
    facts = term_facts(small, "method", "self-supervised-learning")
    assert [model["id"] for model in facts.first] == ["clip", "dino", "mae"]
    assert [model["id"] for model in facts.examples] == ["dino", "mae"]


def test_a_term_names_those_above_and_below_it(small: Catalog) -> None:
    facts = term_facts(small, "method", "contrastive-learning")
    assert (list(facts.broader), list(facts.narrower)) == (["self-supervised-learning"], ["image-text-contrastive"])
