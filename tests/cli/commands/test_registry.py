from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run


def test_layers_are_listed_in_their_order(run: Run) -> None:
    ran = run("registry")
    assert ran.lines[0].split() == ["LAYER", "PATH", "FILES", "MODELS", "OVERRIDES"]
    assert ran.lines[2].startswith("named")
    assert "small.yaml" in ran.out


def test_what_each_layer_brings_is_counted(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    entry = "- {id: ours, name: Ours, vendor: meta, released: 2026, modalities: [vision]}\n"
    own.write_text("schema: 1\nmodels:\n- {id: dino, family: x}\n- {id: clip, family: x}\n" + entry)
    ran = run("--registry", str(own), "registry")
    assert ran.lines[2].split()[-1] == "9"
    assert [line.split()[-2:] for line in ran.lines if line.startswith("named 2")] == [["1", "2"]]


def test_a_broken_layer_is_skipped_on_request(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: 1\nmodels:\n- {id: dino, released: soon}\n")
    assert run("--registry", str(broken), "list", "-q").code == 3
    ran = run("--registry", str(broken), "--skip-broken", "list", "-q")
    assert (ran.code, len(ran.lines)) == (0, 9)
    assert "the named 2 layer" in ran.err
    assert "dino.released: 'soon' is not a date" in ran.err.replace("\n", " ")


@pytest.mark.usefixtures("small_bundled")
def test_an_error_in_a_layer_says_how_to_continue_without_it(run: Run, registry_file: Callable[..., Path]) -> None:
    broken = "--registry", str(registry_file("schema: 1\nmodels: [{id: x"))
    ran = run(*broken, "show", "clip", registry=None)
    assert (ran.code, ran.out) == (3, "")
    assert "--skip-broken" in ran.err.splitlines()[-1]
    assert run("--skip-broken", *broken, "show", "clip", registry=None).code == 0
    assert "--skip-broken" not in run("--only", *broken, "show", "clip", registry=None).err  # nothing is left then


@pytest.fixture
def broken_project(small_bundled: Path) -> Path:
    project = Path("fmcat.yaml")
    project.write_text("schema: 1\nmodels:\n- {id: dino, released: soon}\n")
    Path("below").mkdir()
    return project


def test_a_broken_project_stops_a_command_and_the_way_on_is_named(run: Run, broken_project: Path) -> None:
    stopped = run("list", "-q", registry=None)
    assert (stopped.code, stopped.out) == (3, "")
    assert "fmcat.yaml:3:" in stopped.err
    assert "--skip-broken" in stopped.err
    went_on = run("--skip-broken", "list", "-q", registry=None)
    assert went_on.code == 0
    assert "clip" in went_on.lines


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "contrastive-learning"],
        ["explain"],
        ["fields"],
        ["schema"],
        ["init", "below"],
        ["--help"],
        ["--version"],
    ],
)
def test_commands_that_need_no_project_ignore_a_broken_one(run: Run, broken_project: Path, words: list[str]) -> None:
    ran = run(*words, registry=None)
    assert ran.code == 0
    assert ran.out or "below" in ran.err
    if not words[0].startswith("--"):
        assert "fmcat.yaml:3:" in ran.err, "it says what was left out"


def test_a_broken_registry_that_was_named_is_never_left_out_unasked(run: Run, broken_project: Path) -> None:
    assert run("--registry", "fmcat.yaml", "fields", registry=None).code == 3
