"""`fmcat scan`: what a repository uses, told in every form, and what a team denies."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def repository() -> Path:
    """A small repository to stand in."""
    Path("app.py").write_text(
        'MODEL = "gpt-3.5-turbo"\nVISION = load(model="meta-llama/Llama-2-7b-hf")\n'
        'x = from_pretrained("someone/unknown-7b")\nagain = "meta-llama/Llama-2-7b-hf"\n'
    )
    return Path()


def test_lines_name_the_place_the_text_and_what_it_means(run: Run) -> None:
    ran = run("scan", registry=None)
    assert ran.code == 0
    assert [line.split("\t")[:4] for line in ran.lines] == [
        ["app.py:1:10", "gpt-3.5-turbo", "checkpoint", "gpt-3.5/turbo"],
        ["app.py:2:22", "meta-llama/Llama-2-7b-hf", "checkpoint", "llama-2/7b"],
        ["app.py:4:10", "meta-llama/Llama-2-7b-hf", "checkpoint", "llama-2/7b"],
        ["app.py:3:22", "someone/unknown-7b", "none", ""],
    ]


def test_json_tells_facts_and_places(run: Run) -> None:
    told = json.loads(run("scan", "--json", registry=None).out)
    gpt, llama = told["models"]
    assert (told["files"], told["references"]) == (1, 4)
    assert (gpt["id"], gpt["model"], llama["license"]) == ("gpt-3.5/turbo", "gpt-3.5", "LicenseRef-Llama-2")
    assert llama["occurrences"][0] == {
        "file": "app.py",
        "line": 2,
        "column": 22,
        "text": "meta-llama/Llama-2-7b-hf",
        "position": "model",
        "match": "checkpoint",
    }
    assert gpt["status"] == "retired"
    assert gpt["days"] < 0
    assert gpt["replacement"]
    assert [one["text"] for one in told["unknown"]] == ["someone/unknown-7b"]


def test_a_denied_model_and_an_unknown_one_exit_with_1(run: Run) -> None:
    ran = run("scan", "app.py", "--deny", "status:retired", "--deny", "license:mit", registry=None)
    assert ran.code == 1
    assert "app.py:1:10: gpt-3.5-turbo is gpt-3.5/turbo, denied by status:retired" in ran.err
    assert "llama" not in ran.err
    assert run("scan", "--deny", "license:mit", registry=None).code == 0
    ran = run("scan", "--deny-unknown", registry=None)
    assert ran.code == 1
    assert "app.py:3:22: someone/unknown-7b is no known model" in ran.err


def test_a_denial_that_is_no_query_is_wrong_usage(run: Run) -> None:
    assert run("scan", "--deny", "statuz:retired", registry=None).code == 2
    assert run("scan", "nowhere", registry=None).code == 4


def test_a_page_shows_models_unknown_names_and_what_is_denied(run: Run, terminal: None) -> None:
    ran = run("scan", "--deny", "status:retired", registry=None)
    assert "gpt-3.5/turbo" in ran.out
    assert "someone/unknown-7b" in ran.out
    assert "denied by status:retired" in ran.out
    assert "2 models, 1 unknown, 4 places, 1 file read" in ran.err
    assert "금지됨" in run("--lang", "ko", "scan", "--deny", "status:retired", registry=None).out


def test_markdown_is_made_for_a_pull_request(run: Run) -> None:
    Path("b.py").write_text('model = "gpt-4"  # | <b>')
    text = run("scan", "-f", "markdown", "--deny", "status:retired", registry=None).out
    assert "`app.py:2:22`, `app.py:4:10` |" in text
    assert "| Llama 2 7B | LicenseRef-Llama-2 |" in text
    assert "#### No known model" in text
    assert "#### Denied" in text


def test_a_folder_without_models_says_so(run: Run) -> None:
    Path("app.py").write_text("x = 1")
    ran = run("scan", registry=None)
    assert (ran.code, ran.out) == (0, "")
    assert "no model is named here (0 models, 0 places, 1 file read)" in ran.err
