"""One layer's entry over another's."""

import time

from fmcat.registry.overlay import overlay, traced


def test_a_list_is_appended_to_without_repeats() -> None:
    merged = overlay({"id": "a", "aliases": ["x", "y"]}, {"id": "a", "+aliases": ["y", "z"]})
    assert merged == {"id": "a", "aliases": ["x", "y", "z"]}


def test_mappings_merge_and_all_else_is_replaced() -> None:
    under = {"id": "a", "dates": {"paper": "2021", "api": "2022"}, "inputs": ["text"], "context": "1k"}
    over = {"id": "a", "dates": {"api": "2023"}, "inputs": ["image"], "context": {"x": "y"}}
    assert overlay(under, over) == over | {"dates": {"paper": "2021", "api": "2023"}}


def test_what_is_laid_over_much_takes_time_by_its_size() -> None:
    many = [f"value {number}" for number in range(10_000)]
    parts = [{"a": value} for value in many]
    began = time.process_time()
    merged = overlay({"id": "a", "aliases": many, "x-a": parts}, {"+aliases": [*many, "new"], "+x-a": [*parts, "new"]})
    assert merged == {"id": "a", "aliases": [*many, "new"], "x-a": [*parts, "new"]}
    origins = {f"{value}.x": "" for value in many} | {"": "", "value": "", "y.x": ""}
    entry = dict.fromkeys(many, "")
    traces = traced(origins, entry, entry, "over")
    assert traces == {"": "", "value": "", "y.x": ""} | dict.fromkeys(many, "over")
    assert time.process_time() - began < 2
