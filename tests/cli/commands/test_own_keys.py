"""`x-` keys and layers as fields: queried, shown, counted, traced and exported."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run

REGISTRY = """
schema: 1
models:
- id: clip
  x-owner: Search Team
  x-tags: [a, b c]
  x-review: {by: ann}
- {id: ours, name: Ours, vendor: [meta, lg-ai-research], released: 2025, modalities: [vision], x-owner: other}
"""


@pytest.fixture
def asked(run: Run, registry_file: Callable[..., Path]) -> Callable[..., list[str]]:
    """What fmcat prints with a registry that has keys of its own."""
    path = registry_file(REGISTRY)
    return lambda *words: run(*words, "--registry", str(path)).lines


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('x-owner:"search team"', ["clip"]),
        ("X-Owner:other", ["ours"]),
        ("x-owner:search", []),
        ("x-tags:a", ["clip"]),
        ('x-tags:"B C"', ["clip"]),
        ("has:x-review", ["clip"]),
        ("x-owner:? modality:vision country:kr", []),
        ("layer:named-2", ["clip", "ours"]),
        ("layer:named-2 -layer:named-1", ["ours"]),
        ("country:kr country:us layer:named-2", ["ours"]),
    ],
)
def test_own_keys_layers_and_countries_are_fields(
    asked: Callable[..., list[str]], query: str, found: list[str]
) -> None:
    assert asked("list", query, "-q") == found


def test_a_key_that_no_entry_has_is_a_typo(run: Run, registry_file: Callable[..., Path]) -> None:
    path = str(registry_file(REGISTRY))
    for words in (
        ["list", "x-ownr:a"],
        ["list", "-c", "x-ownr"],
        ["stats", "--by", "x-ownr"],
        ["why", "clip", "x-ownr"],
    ):
        ran = run(*words, "--registry", path)
        assert (ran.code, "x-owner" in ran.err) == (2, True), words


def test_own_keys_are_columns_counted_traced_and_described(asked: Callable[..., list[str]]) -> None:
    assert asked("list", "-c", "id,x-tags,layer,country", "layer:named-2") == [
        "clip\ta;b c\tnamed 1;named 2\tUS",
        "ours\t\tnamed 2\tUS;KR",
    ]
    assert asked("list", "-c", "x-tags,x-tags", "id:clip") == ["a;b c"]
    counted = json.loads("\n".join(asked("stats", "--by", "x-owner", "layer:named-2", "--json")))
    assert counted["counts"] == {"Search Team": 1, "other": 1}
    assert "named" in "\n".join(asked("why", "clip", "x-owner"))
    assert "x-owner" in "\n".join(asked("fields"))


def test_own_keys_are_rows_of_a_database(asked: Callable[..., list[str]], tmp_path: Path) -> None:
    asked("export", "layer:named-2", "-o", str(tmp_path / "all.sqlite"))
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as database:
        rows = database.execute("SELECT * FROM own_keys WHERE model = 'clip' ORDER BY 2, 3").fetchall()
    assert rows == [
        ("clip", "x-owner", "Search Team"),
        ("clip", "x-review", '{"by": "ann"}'),
        ("clip", "x-tags", "a"),
        ("clip", "x-tags", "b c"),
    ]


def test_what_is_computed_is_written_into_no_registry(asked: Callable[..., list[str]]) -> None:
    written = "\n".join(asked("export", "id:ours", "-f", "yaml"))
    assert "x-owner: other" in written
    assert not {"country", "layer", "terms"} & {line.strip("- ").partition(":")[0] for line in written.splitlines()}


@pytest.mark.parametrize("name", ["all.json", "all.jsonl"])
def test_what_is_exported_as_json_is_a_registry(asked: Callable[..., list[str]], tmp_path: Path, name: str) -> None:
    asked("export", "id:ours,clip", "-o", str(tmp_path / name))
    assert asked("list", "-q", "layer:named-3", "--registry", str(tmp_path / name)) == ["clip", "ours"]
