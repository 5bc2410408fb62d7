import csv
import io
import json

import pytest
from rich.cells import cell_len

from tests.conftest import Run


def test_differences_are_in_columns_and_shared_facts_in_one_line(run: Run) -> None:
    lines = run("compare", "clip", "dino").lines
    assert lines[0].split() == ["CLIP", "DINO"]
    rows = {line[:17].strip(): line[17:].split("  ", 1) for line in lines[2:] if line}
    assert [cell.strip() for cell in rows["Params"]] == ["428M", "85M"]
    assert [cell.strip() for cell in rows["License"]] == ["MIT", "–"]
    assert "Access" not in rows
    assert lines[-1] == "the same for all: Country US · Stage Pretraining · Access Open"


def test_models_are_named_as_people_know_them(run: Run) -> None:
    [made] = [line for line in run("compare", "llava", "clip").lines if line.startswith("Made from")]
    assert "CLIP, LLaMA" in made
    assert json.loads(run("compare", "llava", "clip", "--json").out)["facts"]["lineage"] == {"llava": ["clip", "llama"]}


def test_withheld_and_unknown_are_distinguished(run: Run) -> None:
    [params] = [line for line in run("compare", "gemini", "mae", "dino").lines if line.startswith("Params")]
    assert params.split() == ["Params", "undisclosed", "–", "85M"]


def test_the_order_of_a_list_is_not_a_difference(run: Run) -> None:
    assert "Modality" not in [line.split(" ")[0] for line in run("compare", "llama", "exaone").lines]


def test_the_same_table_for_a_paper(run: Run) -> None:
    table = list(csv.reader(io.StringIO(run("compare", "clip", "dino", "-f", "csv").out)))
    assert table[0] == ["", "CLIP", "DINO"]
    assert ["Params", "428M", "85M"] in table
    assert ["License", "MIT", ""] in table
    assert "| Params | 428M | 85M |" in run("compare", "clip", "dino", "-f", "markdown").lines
    latex = run("compare", "clip", "dino", "-f", "latex").out
    assert r"Params & 428M & 85M \\" in latex
    assert "\n\\toprule\n & CLIP & DINO" in latex


def test_json_has_facts_by_field_and_leaves_out_the_unknown(run: Run) -> None:
    record = json.loads(run("compare", "clip", "mae", "--json").out)
    assert record["models"] == ["clip", "mae"]
    assert record["facts"]["parameters"] == {"clip": 428_000_000}
    assert "parameters" in record["differing"]
    assert "stage" not in record["differing"]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["clip"], "2 to 6 models can be compared, not 1"),
        (["clip", "CLIP"], "these all name clip; compare shows different models"),
        (["clip", "dino", "dinov2", "mae", "llama", "llava", "gemini"], "2 to 6 models can be compared, not 7"),
    ],
)
def test_two_to_six_models(run: Run, names: list[str], says: str) -> None:
    ran = run("compare", *names)
    assert ran.code == 2
    assert says in ran.err


def test_six_models_fit_a_narrow_terminal_in_korean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("--lang", "ko", "compare", "clip", "dino", "dinov2", "mae", "llama", "llava").lines
    assert max(map(cell_len, lines)) <= 80
    assert any(line.startswith("개발사") for line in lines)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [60, 80])
def test_no_word_is_broken_where_many_models_are_compared(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    names = ["clip", "dino", "dinov2", "mae", "llama", "llava"]
    monkeypatch.setenv("COLUMNS", "400")
    whole = run("--lang", language, "compare", *names).out
    monkeypatch.setenv("COLUMNS", str(width))
    narrow = run("--lang", language, "compare", *names)
    assert max(map(cell_len, narrow.lines)) <= width
    assert set(whole.split()) <= set(narrow.out.split()) | {word for word in whole.split() if set(word) == {"─"}}
