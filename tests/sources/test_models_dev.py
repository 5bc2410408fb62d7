"""The files of models.dev: each is read, or the error names those that are."""

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, Run

FRESH = {
    "id": "gpt-fresh",
    "name": "GPT-Fresh",
    "release_date": "2026-08-07",
    "modalities": {"input": ["text", "image"], "output": ["text"]},
    "open_weights": False,
    "limit": {"context": 400000},
}
API = {"openai": {"id": "openai", "models": {"gpt-fresh": FRESH}}}
MODELS = {"openai/gpt-fresh": FRESH | {"id": "openai/gpt-fresh"}}


def entries(ran: Ran) -> list[tuple[str, list[str], int]]:
    assert ran.code == 0, ran.err
    return [(one["id"], one["vendor"], one["context"]) for one in json.loads(ran.out)["entries"]]


def left_out(ran: Ran) -> dict[str, str]:
    return {one["about"]: one["why"] for one in json.loads(ran.out)["left_out"]}


@pytest.mark.parametrize(
    ("name", "said"),
    [("api.json", API), ("models.json", MODELS), ("catalog.json", {"providers": API, "models": MODELS})],
)
def test_each_of_its_files_gives_the_same_facts(run: Run, tmp_path: Path, name: str, said: object) -> None:
    (tmp_path / name).write_text(json.dumps(said))
    ran = run("import", "models-dev", str(tmp_path / name), "--new", "--json")
    assert entries(ran) == [("gpt-fresh", ["openai"], 400_000)]
    assert left_out(ran) == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gpt.toml", 'name = "GPT"\n'),
        ("other.json", '{"a": {"b": 1}}'),
        ("empty.json", "{}"),
        ("p.json", '{"models": 1}'),
    ],
)
def test_another_file_names_those_that_are_read(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    ran = run("import", "models-dev", str(tmp_path / name))
    assert ran.code == 4
    assert "import its api.json, models.json or catalog.json" in ran.err


def test_labs_that_sell_models_of_others_too_are_read_for_their_own(run: Run, tmp_path: Path) -> None:
    api = {
        "alibaba": {"models": {"qwen-fresh": FRESH | {"name": "Qwen-Fresh"}, "kimi": FRESH | {"name": "Kimi"}}},
        "llama": {"models": {"llama-fresh": FRESH | {"name": "Llama-Fresh"}}},
        "shop": {"models": {"gpt": FRESH}},
    }
    (tmp_path / "api.json").write_text(json.dumps(api))
    ran = run("import", "models-dev", str(tmp_path / "api.json"), "--new", "--json")
    assert [(one, vendor) for one, vendor, _ in entries(ran)] == [
        ("qwen-fresh", ["alibaba"]),
        ("llama-fresh", ["meta"]),
    ]
    assert "a provider did not make" in left_out(ran)["2 providers: alibaba, shop"]


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"limit": {"context": "many"}}, "context"),
        ({"open_weights": "partly"}, "access"),
        ({"release_date": 2023}, "released"),
        ({"knowledge": ["2023"]}, "knowledge_cutoff"),
        ({"weights": [{"url": "x"}]}, "links.weights"),
        ({"license": {"id": "mit"}}, "license.weights"),
    ],
)
def test_values_that_are_not_facts_are_listed(run: Run, tmp_path: Path, said: dict[str, object], about: str) -> None:
    (tmp_path / "models.json").write_text(json.dumps({"google/gemini": {"name": "Gemini"} | said}))
    assert set(left_out(run("import", "models-dev", str(tmp_path / "models.json"), "--json"))) == {f"gemini.{about}"}


def test_null_counts_as_absent(run: Run, tmp_path: Path) -> None:
    nothing = dict.fromkeys(("name", "release_date", "knowledge", "modalities", "limit", "open_weights", "license"))
    (tmp_path / "models.json").write_text(json.dumps({"google/gemini": nothing | {"limit": {"context": 0}}}))
    ran = run("import", "models-dev", str(tmp_path / "models.json"), "--json")
    assert left_out(ran) == {}
    assert [said["key"] for said in json.loads(ran.out)["statements"]] == ["vendor"]


def test_the_table_lists_cells_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    head = "name,model_id,lab,release_date,open_weights,context_tokens,source\n"
    rows = "Gemini,gemini,google,2023-12-06,perhaps,many,lab\nNameless,,google,2023,,,lab\n"
    (tmp_path / "dev.csv").write_text(head + rows)
    ran = run("import", "models-dev", str(tmp_path / "dev.csv"), "--json")
    assert set(left_out(ran)) == {"gemini.context", "gemini.access", "Nameless"}
