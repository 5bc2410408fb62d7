"""JSON Lines are compiled the same by one process and by several."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from fmcat.catalog import bulk
from fmcat.catalog.build import build
from fmcat.errors import BadRegistry
from fmcat.processes import Worker
from fmcat.registry.locate import Layer
from fmcat.yaml_text import written
from tests.catalog.test_update import WORDS, rows, whole

#: What a catalog has of models, but for their numbers.
_MODELS = "SELECT doc, search, names, known, undisclosed FROM model ORDER BY id"
_TERMS = "SELECT m.id, x.field, x.term FROM model_term x JOIN model m ON m.n = x.model ORDER BY 1, 2, 3"
_OWN = (
    "SELECT c.id, c.known, x.field, x.term FROM checkpoint_term x JOIN checkpoint c ON c.n = x.checkpoint"
    " ORDER BY 1, 3, 4"
)


@pytest.fixture
def layers(tmp_path: Path) -> list[Layer]:
    """A file of words and models, and one of lines, of which the other file has one too."""
    words, lines = tmp_path / "words.yaml", tmp_path / "lines.jsonl"
    words.write_text(
        written({"schema": 1, **WORDS, "models": [whole("ada", {}), {"id": "m7", "family": "one"}]}), "utf-8"
    )
    lines.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries()), "utf-8")
    return [Layer("words", words, (words,)), Layer("lines", lines, (lines,))]


def entries() -> list[dict[str, Any]]:
    facts = {"license": {"weights": "LicenseRef-Mine"}, "variants": [{"name": "1B"}, {"name": "2B"}], "x-own": "one"}
    found = [whole(f"m{number}", facts if number % 3 else {}) for number in range(30)]
    found[5]["lineage"] = {"finetuned": ["ada", "m8"]}
    found[9]["sources"] = [{"url": "https://example.org/a", "for": ["released"], "read": "2031-01"}]
    for number in (3, 6, 12, 15):  # have no key of their own
        aliases = [] if number % 2 else [f"Café {number}"] * 2
        found[number] |= {"capabilities": [], "aliases": aliases}
    found[18] = dict(reversed(found[18].items()))
    found[19] |= {"x-own": {"a": ["b", "b", {"c": "d"}]}}
    return found


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes get a few lines each at once."""
    monkeypatch.setattr(bulk, "ALONE", 0)
    monkeypatch.setattr(bulk, "MOST", 2)
    monkeypatch.setattr(bulk, "_LINES", 4)


def compiled(layers: list[Layer]) -> object:
    connection = sqlite3.connect(":memory:")
    build(layers, connection)
    return list(rows(connection))


def test_several_processes_make_the_same_rows_as_one(layers: list[Layer], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = compiled(layers)
    for name, value in (("ALONE", 0), ("MOST", 2), ("_LINES", 4)):
        monkeypatch.setattr(bulk, name, value)
    assert compiled(layers) == alone


def test_a_model_is_the_same_in_lines_and_in_a_file(layers: list[Layer], tmp_path: Path) -> None:
    listed, whole_words = tmp_path / "listed.yaml", {"schema": 1, **WORDS, "models": [whole("ada", {})]}
    listed.write_text(written({"schema": 1, "models": entries()}), "utf-8")
    layers[0].path.write_text(written(whole_words), "utf-8")
    found = []
    for layer in (layers[1], Layer("lines", listed, (listed,))):
        connection = sqlite3.connect(":memory:")
        build([layers[0], layer], connection)
        found.append([connection.execute(statement).fetchall() for statement in (_MODELS, _TERMS, _OWN)])
    assert found[0] == found[1]
    assert ("m9", "conditions", "attribution") not in found[0][1]
    assert ("m10", "conditions", "attribution") in found[0][1]


@pytest.mark.usefixtures("shared")
def test_what_a_process_that_died_had_to_do_is_done(layers: list[Layer], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Worker.answer

    def killed(worker: Worker[Any, Any], part: object) -> Any:
        worker.process.kill()
        return answer(worker, part)

    monkeypatch.setattr(Worker, "answer", killed)
    connection = sqlite3.connect(":memory:")
    build(layers, connection)
    assert connection.execute("SELECT count(*) FROM model").fetchone() == (31,)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"vendor": ["who"]}, "lines.jsonl:21:1: m20.vendor.0: unknown vendor 'who'"),
        ({"name": "M3"}, "already a name of m3"),
        ({"x-own": {"a": "x" * 5001}}, "lines.jsonl:21:1: m20.x-own: a: 5001 characters are too many"),
    ],
)
def test_problems_are_told_with_their_lines(layers: list[Layer], changed: dict[str, Any], told: str) -> None:
    found = entries()
    found[20] |= changed
    layers[1].path.write_text("".join(f"{json.dumps(entry)}\n" for entry in found), "utf-8")
    with pytest.raises(BadRegistry) as refused:
        build(layers, sqlite3.connect(":memory:"))
    assert [problem for problem in refused.value.problems if told in problem]
