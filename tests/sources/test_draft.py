"""Everything from a source is checked before it is used, whatever its format."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

HOSTILE = ("A\u202eB", "A\u001b[2JB", "A\u200bB", "A\ufffeB")
EPOCH = "Model,Domain,Organization,Publication date,Parameters\n"


def _models_dev(folder: Path, name: str) -> Path:
    model = {"name": name, "release_date": "2026-01-01"}
    (folder / "api.json").write_text(
        json.dumps({"openai": {"models": {"a": model, "b": model | {"name": "Fine"}}}}), "utf-8"
    )
    return folder / "api.json"


def _epoch(folder: Path, name: str) -> Path:
    (folder / "epoch.csv").write_text(
        f"{EPOCH}{name},Language,OpenAI,2026-01-01,1\nFine,Language,OpenAI,2026-01-01,1\n"
    )
    return folder / "epoch.csv"


def _jsonl(folder: Path, name: str) -> Path:
    lines = [json.dumps({"id": key, "name": said}) for key, said in (("a", name), ("b", "Fine"))]
    (folder / "other.jsonl").write_text("\n".join(lines))
    return folder / "other.jsonl"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("source", "write"), [("models-dev", _models_dev), ("epoch", _epoch), ("jsonl", _jsonl)])
def test_forbidden_characters_skip_one_model_with_the_reason(
    run: Run, tmp_path: Path, source: str, write: Callable[[Path, str], Path], name: str
) -> None:
    ran = run("import", source, str(write(tmp_path, name)), "--new", "--json")
    assert ran.code == 0, ran.err
    assert "invisible character" in json.dumps(json.loads(ran.out)["left_out"])
    assert "Fine" in ran.out
    assert not set(ran.out) & set("\u202e\x1b\u200b\ufffe")


def test_numbers_that_json_does_not_have_are_not_facts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"id":"a","name":"A","parameters":1e999}\n{"id":"b","name":"B"}\n')
    ran = run("import", "jsonl", str(tmp_path / "other.jsonl"), "--new", "--json")
    assert (ran.code, "must be finite" in ran.out) == (0, True)
