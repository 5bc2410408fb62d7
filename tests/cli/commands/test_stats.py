import json

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from tests.conftest import Run


def test_one_bar_per_value_with_its_count(run: Run) -> None:
    lines = run("stats").lines
    assert lines[0] == "9 models by year"
    counts = [line.split() for line in lines[2:]]
    assert [(year, count) for year, count, _ in counts] == [("2021", "3"), ("2022", "1"), ("2023", "4"), ("2024", "1")]
    bars = [len(bar) for *_, bar in counts]
    assert bars[2] == max(bars)
    assert bars[1] == bars[3] == round(max(bars) / 4)


def test_two_fields_make_a_table_with_totals(run: Run) -> None:
    rows = {line.split("  ")[0]: line.split()[-5:] for line in run("stats", "--by", "vendor,year").lines[4:] if line}
    assert rows["Meta"] == ["2", "·", "3", "·", "5"]
    assert rows["total"] == ["3", "1", "5", "1", "10"]


def test_sizes_are_counted_by_powers_of_ten_with_their_range(run: Run) -> None:
    ran = run("stats", "--by", "params")
    assert [line.split()[:2] for line in ran.lines[2:9]] == [
        ["10M+", "1"],
        ["100M+", "1"],
        ["1B+", "1"],
        ["10B+", "3"],
        ["100B+", "1"],
        ["undisclosed", "1"],
        ["unknown", "1"],
    ]
    assert ran.lines[-1] == "params: 85M to 671B, median 13B (7 of 9 state it)"


def test_a_query_chooses_and_json_counts(run: Run) -> None:
    record = json.loads(run("stats", "vendor:meta", "--by", "year", "--json").out)
    assert record == {"by": ["year"], "models": 5, "counts": {"2021": 2, "2023": 3}}
    pairs = json.loads(run("stats", "--by", "access,modality", "--json").out)
    assert pairs["counts"]["open"] == {"vision": 3, "multimodal": 1}


def test_csv_has_one_line_per_pair(run: Run) -> None:
    lines = run("stats", "--by", "vendor,year", "-f", "csv").lines
    assert lines[0] == "vendor,year,models"
    assert "meta,2023,3" in lines
    assert len(lines) == 8


def test_rows_beyond_the_limit_are_added_up(run: Run) -> None:
    lines = run("stats", "--by", "vendor", "-n", "2").lines
    assert lines[-1].split() == ["others", "(4)", "4"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("nonsense", "unknown field 'nonsense'"),
        ("links", "models cannot be counted by links"),
        ("a,b,c", "unknown field"),
        (",", "one or two"),
    ],
)
def test_what_cannot_be_counted_is_refused(run: Run, by: str, said: str) -> None:
    ran = run("stats", "--by", by)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("columns", [40, 60, 100, 200])
def test_the_table_fits_by_folding_columns(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for language, fields in (("en", "vendor,year"), ("ko", "method,vendor"), ("ko", "method")):
        lines = run("--lang", language, "stats", "--by", fields).lines
        assert max(map(cell_len, lines)) <= columns


def test_nothing_found_is_reported(run: Run) -> None:
    ran = run("stats", "params:2T+")
    assert (ran.code, ran.out, ran.err) == (0, "", "no model matches\n")


@pytest.mark.parametrize("by", ["vendor", "vendor,year"])
def test_the_markdown_is_a_table(run: Run, by: str) -> None:
    html = MarkdownIt().enable("table").render(run("stats", "--by", by, "-f", "markdown").out)
    assert html.count("<table>") == 1
    assert "<th>Vendor</th>" in html


def test_a_limit_applies_to_every_format(run: Run) -> None:
    asked = "stats", "--by", "vendor", "-n", "2"
    assert len(run(*asked, "-f", "csv").lines) == 3
    assert len(json.loads(run(*asked, "--json").out)["counts"]) == 2
    pairs = run("stats", "--by", "vendor,year", "-n", "2", "-f", "csv").lines[1:]
    assert len({pair.split(",")[0] for pair in pairs}) == 2
    assert len(run("stats", "--by", "vendor", "-f", "csv").lines) == 7  # all, by default
    assert len(run(*asked[:-1], "0", "-f", "csv").lines) == 7


def test_two_fields_may_be_two_options(run: Run) -> None:
    assert run("stats", "--by", "vendor", "--by", "year").out == run("stats", "--by", "vendor,year").out
