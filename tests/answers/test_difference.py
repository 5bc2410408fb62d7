"""Changes between two catalogs in words."""

import json

import pytest

from fmcat.answers.difference import change_text, plain, to_json, to_markdown
from fmcat.catalog.difference import Change, Difference
from fmcat.fields import Document

OLD: Document = {"id": "old", "name": "A", "vendor": ["meta"], "released": "2024", "modalities": ["vision"]}
NEW: Document = {**OLD, "id": "new"}
NOTHING = Difference((), (), (), {}, {})


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("parameters.total", 1_000_000_000, 1_100_000_000), "parameters.total: 1B → 1.1B"),
        (Change("access", None, "open"), "access: now open"),
        (Change("access", "open", None), "access: no longer open"),
        (Change("vendor", ["meta"], ["meta", "openai"]), "vendor: +openai"),
        (Change("vendor", ["meta", "inria"], ["openai", "inria"]), "vendor: +openai, -meta"),
        (Change("vendor", ["meta", "inria"], ["inria", "meta"]), "vendor: another order"),
        (Change("x-a\nb", "1", "2"), "x-a⏎b: 1 → 2"),
    ],
)
def test_a_change_is_one_line(change: Change, text: str) -> None:
    assert change_text(change) == text


@pytest.mark.parametrize(
    ("value", "key", "text"),
    [
        (2017, "citation.year", "2017"),
        (128_000, "context", "128k"),
        (128_000, "x-context", "128000"),
        (7_000_000_000, "parameters.total", "7B"),
        (1.5e22, "compute.flop", "1.5e22"),
        (True, "parameters.total", "True"),
        ({"total": 671_000_000_000, "note": "MoE"}, "parameters", "total 671B, note MoE"),
        (["a", "b"], "", "a, b"),
        ("a\nb", "", "a⏎b"),
        ("x" * 160, "", "x" * 160),
        ("x" * 161, "", "x" * 159 + "…"),
    ],
)
def test_a_value_is_short_and_counts_are_rounded_only_where_they_are_quantities(
    value: object, key: str, text: str
) -> None:
    assert plain(value, key) == text


def test_only_what_changed_has_a_heading() -> None:
    assert to_markdown(NOTHING) == ""
    renamed = Difference((), (), ((OLD, NEW),), {}, {})
    assert to_markdown(renamed).splitlines()[2:] == ["- `old` is now `new`"]
    assert "`old`" in to_markdown(renamed, "ko")
    changed = Difference((), (), (), {"clip": (Change("access", "a*", "b"),)}, {"clip": "CL_IP"})
    assert to_markdown(changed).splitlines()[2:] == ["- CL\\_IP (`clip`)", "  - access: a\\* → b"]


def test_an_absent_value_has_no_key_in_json() -> None:
    changed = Difference((), (), (), {"clip": (Change("open", False, None), Change("rank", None, 0))}, {})
    assert json.loads(to_json(changed))["changed"] == {
        "clip": [{"key": "open", "before": False}, {"key": "rank", "after": 0}]
    }
