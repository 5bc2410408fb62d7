from pathlib import Path

import pytest

from fmcat.errors import BadRegistry, BadUsage
from fmcat.registry.locate import bundled_folder, find_layers, user_file


def test_the_bundled_registry_is_found_wherever_one_stands() -> None:
    assert (bundled_folder() / "models.yaml").is_file()
    assert [layer.name for layer in find_layers()] == ["bundled"]


def test_user_and_project_registries_join_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text("schema: 1\n")
    project = Path.cwd() / "fmcat.yaml"
    project.write_text("schema: 1\n")
    below = Path.cwd() / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    named = tmp_path / "named.yaml"
    named.write_text("schema: 1\n")
    layers = find_layers([named])
    assert [layer.name for layer in layers] == ["bundled", "user", "project", "named"]
    assert layers[2].path == project


def test_the_environment_names_registries_where_no_option_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("schema: 1\n")
    monkeypatch.setenv("FMCAT_REGISTRY", f"{tmp_path / 'one.yaml'}:{tmp_path / 'two.yaml'}")
    assert [layer.path.name for layer in find_layers(only=True)] == ["one.yaml", "two.yaml"]
    assert [layer.path.name for layer in find_layers([tmp_path / "two.yaml"], only=True)] == ["two.yaml"]


def test_a_path_that_is_no_registry_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadRegistry, match="no such file or folder"):
        find_layers([tmp_path / "gone.yaml"])
    with pytest.raises(BadRegistry, match="no registry file in this folder"):
        find_layers([tmp_path / "here"])
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(BadRegistry, match="name one that ends in"):
        find_layers([tmp_path / "notes.txt"])
    with pytest.raises(BadUsage, match="name at least one"):
        find_layers(only=True)
