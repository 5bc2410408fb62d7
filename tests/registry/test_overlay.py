"""One layer's entry over another's."""

from fmcat.registry.overlay import overlay


def test_a_list_is_appended_to_and_says_nothing_twice() -> None:
    merged = overlay({"id": "a", "aliases": ["x", "y"]}, {"id": "a", "+aliases": ["y", "z"]})
    assert merged == {"id": "a", "aliases": ["x", "y", "z"]}


def test_mappings_merge_and_all_else_is_replaced() -> None:
    under = {"id": "a", "dates": {"paper": "2021", "api": "2022"}, "inputs": ["text"], "context": "1k"}
    over = {"id": "a", "dates": {"api": "2023"}, "inputs": ["image"], "context": {"x": "y"}}
    assert overlay(under, over) == over | {"dates": {"paper": "2021", "api": "2023"}}
