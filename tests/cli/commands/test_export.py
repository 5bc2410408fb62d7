import json
from pathlib import Path

import pytest

from fmcat.export import EXPORTERS
from tests.conftest import Run


def test_a_file_is_written_in_the_format_of_its_suffix(run: Run) -> None:
    assert run("export", "-o", "all.json").code == 0
    assert len(json.loads(Path("all.json").read_text("utf-8"))) == 9
    assert run("export", "-m", "vision", "--output", "vision.csv").code == 0
    assert Path("vision.csv").read_text("utf-8-sig").startswith("id,name,vendor")
    assert [path.name for path in sorted(Path().iterdir())] == ["all.json", "vision.csv"]


def test_a_failing_export_keeps_the_file_that_stood_there(run: Run) -> None:
    Path("all.json").write_text("old")
    assert run("export", "method:nonsense", "-o", "all.json").code == 2
    assert Path("all.json").read_text() == "old"


@pytest.mark.parametrize("format", EXPORTERS)
def test_an_export_is_the_same_from_run_to_run_and_sorted_by_id(run: Run, format: str) -> None:
    names = [f"{name}.{'zip' if format == 'site' else 'out'}" for name in ("first", "second")]
    for name in names:
        assert run("export", "--format", format, "-o", name).code == 0
    first, second = (Path(name).read_bytes() for name in names)
    assert first == second
    if EXPORTERS[format].is_text and format != "yaml":
        places = [first.decode().lower().index(name) for name in ("clip", "dinov2", "exaone", "mixture")]
        assert places == sorted(places)


@pytest.mark.usefixtures("terminal")
def test_binary_output_does_not_go_to_a_terminal(run: Run) -> None:
    ran = run("export", "-f", "sqlite")
    assert ran.code == 2
    assert "write it to a file with --output" in ran.err


def test_stdout_is_the_default_and_json_its_format(run: Run) -> None:
    assert json.loads(run("export").out) == json.loads(run("export", "-o", "-", "-f", "json").out)


def test_a_written_registry_reads_back_as_the_same_catalog(run: Run) -> None:
    assert run("export", "-o", "again.yaml").code == 0
    for arguments in (
        ["list", "--json"],
        ["--lang", "ko", "timeline", "vision"],
        ["explain"],
        ["list", "-q", "method:SSL"],
    ):
        again = run(*arguments, registry=Path("again.yaml"))
        assert again.code == 0
        assert again.out == run(*arguments).out
    run("export", "-o", "twice.yaml", registry=Path("again.yaml"))
    assert Path("twice.yaml").read_bytes() == Path("again.yaml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "a.xml"], "a.xml: cannot tell a format from '.xml'"),
        (["-f", "jsno"], "did you mean json"),
        (["-f", "nonsense"], "is not one of text, json, jsonl, "),
    ],
)
def test_an_unknown_format_is_refused_with_help(run: Run, arguments: list[str], said: str) -> None:
    ran = run("export", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_case_does_not_matter_in_a_suffix(run: Run) -> None:
    assert run("export", "-o", "all.JSONL").code == 0
    assert len(Path("all.JSONL").read_text("utf-8").splitlines()) == 9


@pytest.mark.parametrize("value", ["yesterday", "9" * 30])
def test_a_time_that_is_none_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    ran = run("export", "id:dino", "--format", "cyclonedx")
    assert (ran.code, ran.out) == (2, "")
    assert "SOURCE_DATE_EPOCH" in ran.err
