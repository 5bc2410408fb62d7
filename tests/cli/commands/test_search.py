import json

import pytest
from rich.cells import cell_len

from tests.conftest import Run


def test_the_best_answer_is_the_first_line(run: Run) -> None:
    assert run("search", "dinno").lines == ["dino\tDINO\tlikeness\tDINO", "dinov2\tDINOv2\tlikeness\tDINOv2"]
    assert run("search", "-q", "자기", "증류").lines == ["dinov2", "dino"]


def test_json_has_the_matching_text(run: Run) -> None:
    assert json.loads(run("search", "CLIP", "--json").out) == [{"id": "clip", "rank": "name", "matched": "CLIP"}]


def test_nothing_near_is_an_empty_answer(run: Run) -> None:
    ran = run("search", "qqqq")
    assert (ran.code, ran.out, ran.err) == (0, "", "no model matches\n")
    assert run("search", "qqqq", "--json").out == "[]\n"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("columns", [60, 100])
def test_a_person_sees_a_table_that_fits(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("--color", "never", "search", "student").lines
    assert lines[0].split() == ["NAME", "VENDOR", "RELEASED", "MATCHED"]
    assert "student" in lines[2]
    assert max(cell_len(line.rstrip()) for line in lines) <= columns


@pytest.mark.usefixtures("terminal")
def test_a_person_picks_which_model_they_mean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for answer, code, told in (("2", 0, "DINOv2"), ("", 1, ""), ("9", 1, ""), ("x", 1, "")):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        ran = run("show", "dinno")
        assert ran.code == code
        assert told in ran.out
        assert "  1  DINO · Meta · 29 Apr 2021" in ran.err


def test_without_a_terminal_similar_names_are_listed(run: Run) -> None:
    ran = run("show", "dinno")
    assert ran.code == 1
    assert "did you mean dino or dinov2?" in ran.err
