"""Releases of the data: what `make release-data` writes, and that all files name the same release."""

import importlib.util
import json
import subprocess
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from fmcat import __version__
from tests.conftest import SMALL

ROOT = Path(__file__).parents[2]


def test_every_file_names_the_same_release() -> None:
    [newest, *_] = json.loads((ROOT / "data" / "history.json").read_text("utf-8"))["releases"]
    assert (newest["package"], newest["id"]) == (__version__, (ROOT / "data" / "VERSION").read_text("utf-8").strip())
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == f"{__version__}, data {newest['id']}"
    assert str(cited["date-released"]) == newest["date"]
    assert json.loads((ROOT / ".zenodo.json").read_text("utf-8"))["version"] == newest["id"]
    assert f"\n## {newest['id']}\n" in (ROOT / "data" / "CHANGELOG.md").read_text("utf-8")


def git(folder: Path, *arguments: str, day: str = "2026-11-06") -> None:
    dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "HOME": str(folder)}
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=dated, check=True, capture_output=True)


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """docs/release.py in a repository with two days of history and a first release."""
    spec = importlib.util.spec_from_file_location("release", ROOT / "docs" / "release.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "repository"
    (folder / "data").mkdir(parents=True)
    models = folder / "data" / "models.yaml"
    for name in ("CITATION.cff", ".zenodo.json"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "-q")
    text = SMALL.read_text("utf-8")
    models.write_text(text, "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    models.write_text(text.replace("released: 2021-01-05", "released: 2021-01-06", 1), "utf-8")
    git(folder, "commit", "-qam", "second", day="2026-11-20")
    first = {"id": "2026.11.06", "date": "2026-11-06", "package": "0.1.0", "models": 9, "base": "HEAD~1"}
    (folder / "data" / "history.json").write_text(json.dumps({"schema": 1, "releases": [first]}), "utf-8")
    for name, value in {"ROOT": folder, "DATA": folder / "data", "HISTORY": folder / "data" / "history.json"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.chdir(folder)
    return module


def test_a_release_tells_what_changed_and_when(script: ModuleType) -> None:
    script.main()
    written = script.HISTORY.read_bytes()
    told: dict[str, Any] = json.loads(written)
    today = date.today().isoformat()
    assert told["releases"][0] == {
        "id": today.replace("-", "."),
        "date": today,
        "package": __version__,
        "models": 9,
        "changed": [{"id": "clip", "facts": [{"key": "released", "before": "2021-01-05", "after": "2021-01-06"}]}],
    }
    days = {one.pop("id"): one for one in told["history"]}
    assert days["clip"] == {"added": "2026-11-06", "changed": "2026-11-20"}
    assert days["dino"] == {"added": "2026-11-06", "changed": "2026-11-06"}
    assert (script.DATA / "VERSION").read_text("utf-8") == f"{today.replace('-', '.')}\n"
    assert "- clip: released: 2021-01-05 → 2021-01-06" in (script.DATA / "CHANGELOG.md").read_text("utf-8")
    script.main()  # not tagged yet: the same release again
    assert script.HISTORY.read_bytes() == written


def test_a_published_release_stays_and_ids_go_only_with_a_minor_version(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.main()
    git(script.ROOT, "add", ".")
    git(script.ROOT, "commit", "-qm", "release")
    git(script.ROOT, "tag", f"v{__version__}")
    models = script.DATA / "models.yaml"
    models.write_text(
        models.read_text("utf-8").replace("- id: mixture\n", "- id: mixed\n  aliases: [mixture]\n", 1), "utf-8"
    )
    monkeypatch.setattr(script, "__version__", f"{__version__}1")
    with pytest.raises(SystemExit, match="must be a new minor version"):
        script.main()
    monkeypatch.setattr(script, "__version__", "99.0.0")
    script.main()
    versions = [one["id"] for one in json.loads(script.HISTORY.read_text("utf-8"))["releases"]]
    day = date.today().isoformat().replace("-", ".")
    assert versions == [f"{day}.1", day, "2026.11.06"]
