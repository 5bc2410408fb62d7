import json
from pathlib import Path

import pytest

from tests.conftest import Run


def test_findings_name_their_position_rule_and_fix(run: Run) -> None:
    ran = run("check")
    assert ran.code == 1
    assert any(
        line.endswith(": error[unsourced] dino.vendor: no source for vendor; list one under sources")
        for line in ran.lines
    )
    assert ran.err.startswith("9 models examined: ")


def test_findings_as_json(run: Run) -> None:
    found = json.loads(run("check", "-f", "json").out)
    assert {"rule", "severity", "file", "line", "column", "entry", "path", "message"} == set(found[0])


def test_a_path_is_checked_over_the_bundled_registry_and_only_its_findings_reported(run: Run) -> None:
    Path("mine.yaml").write_text(
        "schema: 1\nmodels:\n- id: mine\n  name: Mine\n  vendor: meta\n  released: 2024\n  modalities: [vision]\n"
        "  summary: {en: Mine., ko: 내 것이다.}\n  sources: [{url: 'https://example.org', for: [released, vendor]}]\n"
    )
    ran = run("check", "mine.yaml", registry=None)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 model examined: 0 errors, 0 warnings\n"


@pytest.mark.usefixtures("words_only")
def test_your_own_registry_needs_no_source_and_no_second_language(run: Run) -> None:
    Path("mine.yaml").write_text(
        "schema: 1\nvendors: [{id: acme, label: {en: Acme}}]\n"
        "models: [{id: mine, name: Mine, vendor: acme, released: 2024, modalities: [vision]}]\n"
    )
    ran = run("check", "mine.yaml", registry=None)
    assert ran.code == 0
    assert all(": warning[" in line for line in ran.lines)
    assert {line.split("[")[1].split("]")[0] for line in ran.lines} == {"unsourced", "both-languages"}
    assert "error; in your own registry a warning" in run("explain", "unsourced").out


@pytest.mark.usefixtures("words_only")
def test_a_path_that_cannot_be_read_is_exit_3(run: Run) -> None:
    Path("bad.yaml").write_text("schema: 1\nmodels: [{id: x}]\n")
    ran = run("check", "bad.yaml", registry=None)
    assert ran.code == 3
    assert "bad.yaml:2:10: x.name: is missing" in ran.err


def test_a_rule_explains_itself(run: Run) -> None:
    assert (
        run("explain", "lineage-age").out
        == "lineage-age (error)\nNo model is older than the first known day of a model it was made from.\n"
    )


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize(
    ("keys", "listed", "says"),
    [(1500, 1001, "1500 problems"), (3000, 1001, "at least 2000 problems"), (3, 3, "3 problems")],
)
def test_problems_that_are_not_listed_are_counted(run: Run, tmp_path: Path, keys: int, listed: int, says: str) -> None:
    path = tmp_path / "many.yaml"
    path.write_text("schema: 1\n" + "".join(f"k{number}: 1\n" for number in range(keys)))
    ran = run("check", str(path), registry=None)
    assert len(ran.err.splitlines()) == listed + 1
    assert says in ran.err.splitlines()[-1]
    assert len(json.loads(run("check", str(path), "--json", registry=None).out)) == min(keys, 1000)


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize("named", [[], ["."]])
def test_nothing_is_corrected_through_a_link_that_was_not_named(run: Run, tmp_path: Path, named: list[str]) -> None:
    target = tmp_path / "target.yaml"
    before = "schema: 1\nmodels:\n- {id: ours, name: Ours, vendor: meta, released: 2026/1/2, modalities: [language]}\n"
    target.write_text(before)
    Path("fmcat.yaml").symlink_to(target)
    ran = run("check", "--fix", *named, registry=None)
    assert (ran.code, "is a link to" in ran.err) == (1, True)
    assert target.read_text() == before
    assert run("check", "--fix", "fmcat.yaml", registry=None).code == 0, "a link that was named is followed"
    assert target.read_text() != before


def test_a_model_of_the_examined_layer_that_is_denied_is_an_error(run: Run) -> None:
    entry = "- {id: ours, name: Ours, vendor: [meta], released: 2024, modalities: [vision], license: {weights: MIT}}\n"
    Path("own.yaml").write_text(f"schema: 1\nmodels:\n{entry}- {{id: clip, access: api}}\n")
    ran = run("--registry", "own.yaml", "check", "--deny", "license:mit")
    assert ran.code == 1
    assert "own.yaml:3:3: error[denied] ours: denied by license:mit" in ran.out
    assert "error[denied] clip" in ran.out  # the layer says something of it
    assert "error[denied] dino:" not in ran.out
    assert "[denied]" not in run("--registry", "own.yaml", "check", "--deny", "released:..1990").out
    assert run("--registry", "own.yaml", "check", "--deny", "nonsense:x").code == 2
    assert "error[denied] dino:" in run("check", "--deny", "vendor:meta").out
