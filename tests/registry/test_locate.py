import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fmcat.errors import BadRegistry, BadUsage
from fmcat.registry.locate import bundled_folder, find_layers, user_file
from tests.conftest import SMALL, Run


def test_the_bundled_registry_is_found_from_any_folder() -> None:
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
    assert [layer.path.name for layer in find_layers(only=True)] == ["data", "one.yaml", "two.yaml"]
    assert [layer.path.name for layer in find_layers([tmp_path / "two.yaml"], only=True)] == ["data", "two.yaml"]


def test_only_keeps_the_bundled_words_and_none_of_the_bundled_models(run: Run, tmp_path: Path) -> None:
    named = tmp_path / "named.yaml"
    named.write_text("schema: 1\nmodels:\n- {id: o, name: O, vendor: meta, released: 2026, modalities: [language]}\n")
    assert run("--only", "--registry", str(named), "list", "-q", registry=None).lines == ["o"]
    assert [layer.path for layer in find_layers([SMALL], only=True)] == [SMALL], "what has a taxonomy needs no other"


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's registry, in the folder above the current one."""
    file = Path.cwd() / "fmcat.yaml"
    file.write_text("schema: 1\nmodels:\n- {id: o, name: O, vendor: meta, released: 2026, modalities: [language]}\n")
    (Path.cwd() / "below").mkdir()
    monkeypatch.chdir("below")
    return file


@pytest.mark.parametrize("of", ["file", "folder"])
def test_a_project_that_anybody_may_write_is_taken_only_where_it_is_named(run: Run, project: Path, of: str) -> None:
    if of == "file":
        project.chmod(0o666)
    else:
        project.parent.chmod(0o1777)
    ran = run("list", "-q", "id:o", registry=None)
    assert ran.out == ""
    assert f"{project} is skipped: anybody can write" in ran.err
    assert run("--registry", str(project), "list", "-q", "id:o", registry=None).lines == ["o"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_checkout_of_another_owner_is_taken(run: Run, project: Path) -> None:
    os.chown(project.parent, 4321, 4321)
    os.chown(project, 4321, 4321)
    ran = run("list", "-q", "id:o", registry=None)
    assert (ran.lines, ran.err) == (["o"], "")


def test_a_registry_that_cannot_be_read_is_left_out_and_named(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().symlink_to(user_file())  # cannot even be looked at
    allowed = os.access
    monkeypatch.setattr("os.access", lambda path, mode, **more: path != project and allowed(path, mode, **more))
    ran = run("show", "clip", "--json", registry=None)
    assert ran.code == 0
    assert f"{project} is skipped: it cannot be read" in ran.err
    assert "registry.yaml is skipped: it cannot be read" in ran.err


#: The beginning of a program whose bundled registry is the folder that its first argument names.
_PROGRAM = (
    "import io, os, pwd, sys\n"
    "from contextlib import redirect_stdout, suppress\n"
    "from pathlib import Path\n"
    "from fmcat.cli.app import main\n"
    "from fmcat.registry import locate\n"
    "locate.bundled_folder = lambda: Path(sys.argv[1])\n"
)


def test_without_a_home_the_bundled_catalog_answers(small_bundled: Path) -> None:
    code = _PROGRAM + ("def unknown(*_): raise KeyError('uid')\npwd.getpwuid = unknown\nmain(sys.argv[2:])\n")
    without = {name: value for name, value in os.environ.items() if name not in ("HOME", "FMCAT_CACHE_DIR")}
    program = [sys.executable, "-c", code, str(small_bundled)]
    shown = [*program, "show", "clip", "--json"]
    ran = subprocess.run(shown, env=without, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    edited = [*program, "set", "clip", "aliases+=x"]
    ran = subprocess.run(edited, env=without, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (1, "error: the home folder is unknown")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root becomes somebody else")
def test_a_home_of_another_user_stops_nothing(tmp_path: Path, small_bundled: Path) -> None:
    home = tmp_path / "roots"
    (home / ".local/share/fmcat").mkdir(parents=True)
    home.chmod(0o700)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    first = tmp_path / "first"  # as unreadable, also for root: modules imported for the message may be in root's home
    (first / ".local/share/fmcat").mkdir(parents=True)
    (first / ".local/share/fmcat/registry.yaml").symlink_to("registry.yaml")
    code = _PROGRAM + (
        "os.environ |= {'FMCAT_CACHE_DIR': '/proc/nowhere', 'HOME': sys.argv[3]}\n"
        "with suppress(SystemExit), redirect_stdout(io.StringIO()): main(['show', 'clip', '--json'])\n"
        "os.environ['HOME'] = os.environ['FMCAT_CACHE_DIR'] = sys.argv[2]\n"
        "os.setuid(4321)\n"
        "main(['show', 'clip', '--json'])\n"
    )
    program = [sys.executable, "-c", code, str(small_bundled), str(home), str(first)]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["id"] == "clip"
    assert ran.stderr.endswith("registry.yaml is skipped: it cannot be read\n")


def test_a_path_that_is_not_a_registry_is_reported(tmp_path: Path) -> None:
    with pytest.raises(BadRegistry, match="no such file or folder"):
        find_layers([tmp_path / "gone.yaml"])
    with pytest.raises(BadRegistry, match="no registry file in this folder"):
        find_layers([tmp_path / "here"])
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(BadRegistry, match="name one that ends in"):
        find_layers([tmp_path / "notes.txt"])
    with pytest.raises(BadUsage, match="name at least one"):
        find_layers(only=True)
