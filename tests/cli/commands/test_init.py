import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.usefixtures("words_only")
def test_what_is_made_is_valid_and_read(run: Run) -> None:
    ran = run("init", registry=None)
    assert ran.code == 0
    assert sorted(path.name for path in Path().iterdir()) == ["fmcat.schema.json", "fmcat.yaml"]
    assert run("check", "fmcat.yaml", registry=None).code == 0
    assert "fmcat.yaml" in run("registry", registry=None).out
    assert json.loads(Path("fmcat.schema.json").read_text("utf-8"))["title"] == "fmcat registry"


def test_the_example_is_sound_once_its_comments_are_taken_away(run: Run) -> None:
    run("init", registry=None)
    text = Path("fmcat.yaml").read_text("utf-8")
    head, example = text.split("models:\n")
    Path("fmcat.yaml").write_text(head + "models:\n" + re.sub(r"(?m)^# ?", "", example))
    assert run("check", "fmcat.yaml", registry=None).out == ""
    assert run("list", "-q", "under:mistral-7b", "vendor:my-lab", registry=None).lines == ["my-model"]
    assert "our CLIP" in run("show", "clip", registry=None).out


def test_nothing_is_written_over(run: Run) -> None:
    Path("fmcat.yaml").write_text("mine")
    ran = run("init", registry=None)
    assert ran.code == 2
    assert Path("fmcat.yaml").read_text() == "mine"
    assert run("init", "nowhere", registry=None).code == 2


@pytest.mark.parametrize("name", ["fmcat.schema.json", "fmcat.yaml"])
@pytest.mark.parametrize("planted", ["victim", "nowhere", "own"])
def test_neither_a_planted_link_nor_an_own_file_is_written_over(
    run: Run, tmp_path: Path, name: str, planted: str
) -> None:
    folder, victim = Path("folder"), Path("victim")
    folder.mkdir()
    victim.write_text("secret")
    if planted == "own":
        (folder / name).write_text("mine")
    else:
        (folder / name).symlink_to(f"../{planted}")
    ran = run("init", "folder", registry=None)
    assert ran.code == 2
    assert f"folder/{name} already exists" in ran.err
    assert victim.read_text() == "secret"
    assert not Path("nowhere").exists()
    assert [path.name for path in folder.iterdir()] == [name], "nothing half done"


def test_an_identical_schema_that_exists_is_accepted(run: Run) -> None:
    run("init", registry=None)
    Path("fmcat.yaml").unlink()
    assert run("init", registry=None).code == 0
    assert Path("fmcat.yaml").is_file()


def test_a_folder_of_an_odd_name_is_shown_without_its_escapes(run: Run) -> None:
    Path("a\x1b[31m").mkdir()
    ran = run("init", "a\x1b[31m", registry=None)
    assert ran.code == 0
    assert "\x1b" not in ran.err
