"""What compiling makes of a registry."""

from collections.abc import Callable
from pathlib import Path

from fmcat import Catalog
from tests.conftest import SMALL


def test_data_read_in_a_month_is_as_old_as_its_first_day(registry_file: Callable[..., Path]) -> None:
    path = registry_file(
        "schema: 1\nmodels:\n- id: clip\n  sources:\n  - {url: https://a.org, for: [released], read: 2030-05}\n"
    )
    assert Catalog.load(SMALL, path, only=True).newest == "2030-05-01"


def test_a_catalog_says_nothing_twice_but_the_name_of_two_authors(registry_file: Callable[..., Path]) -> None:
    path = registry_file(
        "schema: 1\nmodels:\n- id: clip\n  aliases: [Ours, Ours]\n"
        "  citation: {title: A, year: 2021, authors: [Wei Li, Wei Li]}\n"
    )
    document = Catalog.load(SMALL, path, only=True).document("clip")
    assert document["aliases"] == ["Ours"]
    assert document["citation"]["authors"] == ["Wei Li", "Wei Li"]
