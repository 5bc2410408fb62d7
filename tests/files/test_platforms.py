"""What differs between Linux, macOS and Windows, as far as it can be tried on any of them."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fmcat.cli import app
from fmcat.errors import FmcatError
from fmcat.files.lock import LOCK_FILE, locked
from fmcat.files.paths import platform_folder
from fmcat.registry.locate import project_file
from tests.conftest import SMALL, Run

FOLDERS = ("APPDATA", "~/Library/Application Support", "XDG_DATA_HOME", "~/.local/share")


@pytest.mark.parametrize(
    ("platform", "set_", "found"),
    [
        ("win32", {"APPDATA": "/roaming"}, "/roaming"),
        ("win32", {}, "{home}"),
        ("darwin", {"XDG_DATA_HOME": "/xdg"}, "{home}/Library/Application Support"),
        ("linux", {"XDG_DATA_HOME": "/xdg"}, "/xdg"),
        ("linux", {"APPDATA": "/roaming"}, "{home}/.local/share"),
    ],
)
def test_every_system_has_its_own_folders(
    platform: str, set_: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert platform_folder(*FOLDERS) == Path(found.format(home=Path.home()))


def test_a_system_without_a_home_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Path) -> Path:
        raise RuntimeError

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setattr(Path, "expanduser", fails)
    with pytest.raises(FmcatError, match="the home folder is unknown"):
        platform_folder(*FOLDERS)


def test_windows_edits_without_locks_and_without_modes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "fcntl", None)  # importing it fails
    with locked(tmp_path / "new" / "fmcat.yaml"):
        assert (tmp_path / "new").is_dir()
        assert not (tmp_path / "new" / LOCK_FILE).exists()
    project = tmp_path / "fmcat.yaml"
    project.write_text("schema: 1\n")
    project.chmod(0o666)  # every file on Windows says so
    assert project_file(tmp_path) == project


def test_an_edit_keeps_the_line_ends_of_windows(run: Run, registry_file: Callable[..., Path]) -> None:
    own = registry_file("schema: 1\r\nmodels:\r\n- id: clip\r\n  access: open # ours\r\n", "own.yaml")
    assert run("--registry", str(own), "set", "clip", "context=128k").code == 0
    lines = own.read_bytes().decode().splitlines(keepends=True)
    assert "  context: 128k\r\n" in lines
    assert all(line.endswith("\r\n") for line in lines)


@pytest.mark.parametrize("encoding", ["cp949", "cp1252", "cp437", "ascii"])
def test_a_console_of_any_code_page_gets_utf_8(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    app._prepare_process()
    print("비전 → ≠ é", flush=True)
    assert raw.getvalue().decode() == "비전 → ≠ é\n"


def test_a_process_without_utf_8_prints_and_writes_utf_8(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "utf8=0", "-m", "fmcat", "--only", "--registry", str(SMALL)]
    asked = ["--lang", "ko", "explain", "ssl", "-f", "markdown"]
    bare = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "HOME": str(tmp_path)}
    bare["FMCAT_CACHE_DIR"] = str(tmp_path / "cache")
    ran = subprocess.run([*command, *asked], env=bare, capture_output=True, check=True)
    assert "자기지도 학습" in ran.stdout.decode()
