"""Another catalog as JSON Lines: whole citations, unique ids, nulls absent."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Run

CITATION = {"title": "A Paper", "authors": ["Ada Lovelace", "Alan Turing"], "year": 2021, "venue": "ICML"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text("schema: 1\n")
    return path


@pytest.fixture
def other(run: Run, tmp_path: Path, own: Path) -> Callable[..., Ran]:
    def bring(*entries: object, options: tuple[str, ...] = ("--apply", "--new", "--json")) -> Ran:
        lines = tmp_path / "other.jsonl"
        lines.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
        return run("--registry", str(own), "import", "jsonl", str(lines), *options)

    return bring


def left_out(ran: Ran) -> list[tuple[str, str]]:
    return [(one["about"], one["why"]) for one in json.loads(ran.out)["left_out"]]


def test_a_citation_is_taken_whole_and_is_the_same_again(other: Callable[..., Ran], own: Path, run: Run) -> None:
    entry = {"id": "mae", "citation": CITATION}
    assert left_out(other(entry)) == []
    shown = json.loads(run("--registry", str(own), "show", "mae", "--json").out)
    assert shown["citation"] == CITATION
    run("--registry", str(own), "export", "--format", "jsonl", "-o", str(own.with_name("all.jsonl")))
    record = json.loads(run("--registry", str(own), "import", "jsonl", str(own.with_name("all.jsonl")), "--json").out)
    assert {verdict for found in record["counts"].values() for verdict in found} == {"same"}


def test_another_citation_is_one_conflict_that_can_be_taken(other: Callable[..., Ran], own: Path, run: Run) -> None:
    other({"id": "mae", "citation": CITATION})
    entry = {"id": "mae", "citation": CITATION | {"title": "Another Paper"}}
    [said] = json.loads(other(entry, options=("--json",)).out)["statements"]
    assert (said["key"], said["ours"], said["theirs"], said["verdict"]) == (
        "citation",
        "A Paper",
        "Another Paper",
        "conflict",
    )
    assert other(entry, options=("--apply", "--take", "mae.citation")).code == 0
    assert json.loads(run("--registry", str(own), "show", "mae", "--json").out)["citation"]["title"] == "Another Paper"


def test_a_repeated_id_is_listed(other: Callable[..., Ran]) -> None:
    one = {"id": "j-a", "name": "J A", "vendor": ["meta"], "released": "2025-05", "modalities": ["language"]}
    ran = other(one, one | {"name": "J A again"}, {"id": "mae", "family": "mae"}, {"id": "mae", "family": "other"})
    assert left_out(ran) == [("j-a", "duplicate id (first on line 1)"), ("mae", "duplicate id (first on line 3)")]
    assert [entry["name"] for entry in json.loads(ran.out)["entries"]] == ["J A"]


@pytest.mark.parametrize(
    "key", ["released", "vendor", "aliases", "license", "lineage", "citation", "sources", "x-note"]
)
def test_null_counts_as_absent(other: Callable[..., Ran], own: Path, key: str) -> None:
    ran = other({"id": "mae", key: None, "summary": {"en": None}})
    assert left_out(ran) == []
    assert json.loads(ran.out)["statements"] == []
    assert own.read_text() == "schema: 1\n"


def test_lineage_of_another_catalog_makes_no_circle(other: Callable[..., Ran], own: Path) -> None:
    relation = "successor-of"
    ran = other({"id": "mae", "lineage": {relation: ["MAE", "dino"]}}, {"id": "dino", "lineage": {relation: ["mae"]}})
    assert left_out(ran) == [
        (f"mae.lineage.{relation}", "'MAE' is a checkpoint of the same entry"),
        (f"dino.lineage.{relation}", "'mae' is mae, which descends from dino"),
    ]
    assert f"{relation}: [dino]" in own.read_text()
