"""What compiling makes of a registry."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fmcat import Catalog
from fmcat.errors import BadRegistry
from fmcat.registry.problems import validated
from fmcat.schema.model import Model
from tests.conftest import SMALL


def test_data_read_in_a_month_is_as_old_as_its_first_day(registry_file: Callable[..., Path]) -> None:
    path = registry_file(
        "schema: 1\nmodels:\n- id: clip\n  sources:\n  - {url: https://a.org, for: [released], read: 2030-05}\n"
    )
    assert Catalog.load(SMALL, path, only=True).newest == "2030-05-01"


def test_a_catalog_has_no_repeats_except_authors_with_the_same_name(registry_file: Callable[..., Path]) -> None:
    path = registry_file(
        "schema: 1\nmodels:\n- id: clip\n  aliases: [Ours, Ours]\n"
        "  citation: {title: A, year: 2021, authors: [Wei Li, Wei Li]}\n"
    )
    document = Catalog.load(SMALL, path, only=True).document("clip")
    assert document["aliases"] == ["Ours"]
    assert document["citation"]["authors"] == ["Wei Li", "Wei Li"]


def test_a_registry_with_mistakes_is_read_no_further_than_the_first_before_places_are_asked_for(
    registry_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry_file("schema: 1\nmodels:\n" + "".join(f"- {{id: m{number}}}\n" for number in range(50)))
    asked: list[bool] = []

    def counted(*given: Any, **also: Any) -> Any:
        if given[0] is Model:
            asked.append(given[3].line > 0)
        return validated(*given, **also)

    monkeypatch.setattr("fmcat.registry.read.validated", counted)
    with pytest.raises(BadRegistry) as refused:
        Catalog.load(path, only=True)
    assert any(":52:" in problem for problem in refused.value.problems)
    assert (asked.count(False), asked.count(True)) == (1, 50)
