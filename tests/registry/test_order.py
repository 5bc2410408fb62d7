"""Entries of a file in the order of their ids, without a change inside them."""

import pytest

from fmcat.registry.order import sorted_models


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_variant_that_begins_with_its_id_stays_in_its_model(indent: str) -> None:
    one = [
        "- id: b",
        "  variants:",
        "  - {id: z, name: Z}",
        "  - id: y",
        "    name: Y",
    ]
    other = ["# about a", "- id: a", "  name: A"]
    before = "".join(f"{indent}{line}\n" for line in [*one, *other])
    after = "".join(f"{indent}{line}\n" for line in [*other, *one])
    assert sorted_models(f"models:\n{before}x-more: 1\n") == f"models:\n{after}x-more: 1\n"
