import json
import re
from pathlib import Path

from tests.conftest import Run


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
    assert run("list", "-q", "under:llama-3.1", "vendor:my-lab", registry=None).lines == ["my-model"]
    assert "our CLIP" in run("show", "clip", registry=None).out


def test_nothing_is_written_over(run: Run) -> None:
    Path("fmcat.yaml").write_text("mine")
    ran = run("init", registry=None)
    assert ran.code == 2
    assert Path("fmcat.yaml").read_text() == "mine"
    assert run("init", "nowhere", registry=None).code == 2
