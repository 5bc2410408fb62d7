"""What a training took, and what languages and limits a model has, in queries, lists, cards and exports."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run

REGISTRY = """\
schema: 1
vendors:
- {id: lab, label: {en: Lab}, kind: company}
taxonomy:
  modality:
  - {id: language, label: {en: Language}, definition: {en: Text.}}
  status:
  - {id: retired, label: {en: retired}, definition: {en: Switched off.}}
  language:
  - {id: en, label: {en: English, ko: 영어}, aliases: [eng], definition: {en: Models made for it.}}
  - {id: ko, label: {en: Korean, ko: 한국어}, aliases: [kor], definition: {en: Models made for it.}}
models:
- id: counted
  name: Counted
  vendor: lab
  released: 2024
  modalities: [language]
  languages: 101
  training-compute: undisclosed
- id: named
  name: Named
  vendor: lab
  released: 2023
  status: retired
  replaced-by: [counted]
  modalities: [language]
  languages: [en, Korean]
  max-output: 8192
  embedding-dimension: 1000
  training-tokens: 15T
  training-compute: {flop: 2.1e25, kind: estimated, confidence: likely}
  hardware: 2,048 H800 GPUs
- id: small
  name: Small
  vendor: lab
  released: 2022
  modalities: [language]
  languages: [en]
  training-compute: {flop: 1e23, kind: stated}
"""
Asked = Callable[..., str]


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Asked:
    path = tmp_path / "training.yaml"
    path.write_text(REGISTRY, "utf-8")

    def answer(*arguments: str) -> str:
        ran = run(*arguments, registry=path)
        assert ran.code == 0, ran.err
        return ran.out

    return answer


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("training-compute:1e25..", ["named"]),
        ("compute:..1e24", ["small"]),
        ("compute:>2.1e25", []),
        ("compute:>=2.1e25", ["named"]),
        ("compute:2e25", ["named"]),
        ("compute:undisclosed", ["counted"]),
        ("compute-kind:stated", ["small"]),
        ("training-tokens:10T+", ["named"]),
        ("languages:kor", ["named"]),
        ("language:한국어", ["named"]),
        ("has:languages", ["small", "named", "counted"]),
        ("language-count:100+", ["counted"]),
        ("max-output:8k+", ["named"]),
        ("dimension:1000", ["named"]),
        ("replaced-by:counted", ["named"]),
        ("hardware:h800", ["named"]),
        ("korean", []),  # a bare word does not find models by their languages
        ("has:compute sort:compute-", ["named", "small"]),
    ],
)
def test_a_query_asks_for_it(asked: Asked, query: str, ids: list[str]) -> None:
    assert asked("list", "-f", "ids", query).split() == ids


def test_documents_and_files_have_numbers_as_they_are_written(asked: Asked) -> None:
    document = json.loads(asked("show", "named", "--json"))
    assert document["training-compute"] == {"flop": 2.1e25, "kind": "estimated", "confidence": "likely"}
    assert (document["languages"], document["embedding-dimension"]) == (["en", "ko"], 1000)
    written = asked("export", "-f", "yaml", "id:named")
    assert "training-compute: {flop: 2.1e25, kind: estimated, confidence: likely}" in written
    assert "embedding-dimension: 1000\n" in written
    assert "training-tokens: 15T\n" in written


def test_tables_show_it(asked: Asked) -> None:
    columns = "id,training-compute,language,embedding-dimension"
    rows = list(csv.reader(io.StringIO(asked("list", "-f", "csv", "-c", columns, "sort:id"))))
    assert rows[1:] == [["counted", "undisclosed", "101", ""], ["named", "2.1e+25", "en;ko", "1000"], rows[3]]
    assert "101 languages" in asked("compare", "named", "counted")


def test_a_card_says_who_states_the_compute(asked: Asked) -> None:
    assert "2.1e25 FLOP, estimated (likely)\n" in asked("show", "named")
    assert "1e23 FLOP, stated\n" in asked("show", "small")
    assert "언어 101개" in asked("--lang", "ko", "show", "counted")


def test_statistics_have_a_bucket_for_each_power_of_ten(asked: Asked) -> None:
    counts = json.loads(asked("stats", "--by", "compute", "--json"))["counts"]
    assert counts == {str(10**23): 1, str(10**25): 1, "undisclosed": 1}
    assert json.loads(asked("stats", "--by", "dimension", "--json"))["counts"] == {"1000": 1, "": 2}
    assert json.loads(asked("stats", "--by", "languages", "--json"))["counts"] == {"en": 2, "101": 1, "ko": 1}


def test_a_database_has_numbers_and_only_languages_that_are_named(asked: Asked, tmp_path: Path) -> None:
    asked("export", "-o", str(tmp_path / "all.sqlite"))
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as database:
        rows = database.execute("SELECT training_compute, training_tokens, language_count FROM models ORDER BY id")
        assert rows.fetchall() == [(None, None, 101), (2.1e25, 15 * 10**12, 2), (1e23, None, 1)]
        assert database.execute("SELECT model, language FROM languages ORDER BY model, position").fetchall() == [
            ("named", "en"),
            ("named", "ko"),
            ("small", "en"),
        ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("languages: [en, xx]", "unknown language 'xx'"),
        ("replaced-by: [nobody]", "unknown model 'nobody'"),
        ("training-compute: 1e25", "training-compute"),
        ("training-compute: {flop: much, kind: stated}", "'much' is not a number of FLOP"),
        ("max-output: 0", "is not a whole number from 1"),
    ],
)
def test_what_it_cannot_be_is_refused(run: Run, tmp_path: Path, broken: str, said: str) -> None:
    path = tmp_path / "broken.yaml"
    kept = REGISTRY.partition("  languages: [en]\n")[0]
    path.write_text(f"{kept}  {broken}\n", "utf-8")
    ran = run("list", registry=path)
    assert ran.code == 3
    assert said in ran.err


def test_a_plot_of_compute_has_the_line_of_the_ai_act(asked: Asked, tmp_path: Path) -> None:
    label = "10²⁵ FLOP: systemic risk in the EU AI Act"
    asked("timeline", "--plot", "compute", "-o", str(tmp_path / "compute.svg"))
    assert label in (tmp_path / "compute.svg").read_text("utf-8")
    asked("timeline", "id:small", "--plot", "compute", "-o", str(tmp_path / "small.svg"))
    assert label not in (tmp_path / "small.svg").read_text("utf-8")


def test_the_label_of_a_line_covers_no_mark(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    label = "10²⁵ FLOP: systemic risk in the EU AI Act"
    whole = asked("timeline", "--plot", "compute").splitlines()
    assert any(line.startswith(f" 1e25 {label} ──") for line in whole)
    monkeypatch.setenv("COLUMNS", "48")
    narrow = asked("timeline", "--plot", "compute").splitlines()
    assert f"── {label}" in narrow, "below the plot"
    assert sum("●" in line for line in narrow) == sum("●" in line for line in whole) == 2
