"""The compiled catalog in a wheel: used as long as it matches its data, and never written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog import shipped, store
from fmcat.catalog.build import ship
from fmcat.catalog.shipped import SHIPPED
from fmcat.registry import locate
from tests.conftest import SMALL


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installed wheel, with no registry in the home or project."""
    folder = tmp_path / "package" / "data"
    folder.mkdir(parents=True)
    shutil.copy(SMALL, folder / "models.yaml")
    ship(folder, folder / SHIPPED)
    monkeypatch.setattr(locate, "bundled_folder", lambda: folder)
    monkeypatch.setattr(shipped, "SHIPPED", SHIPPED)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return folder


def names(data: Path) -> list[str]:
    return [document["name"] for document in Catalog.load().to_records()]


def test_the_first_question_compiles_nothing_and_writes_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_filled", None)  # compiling would fail
    before = sorted(tmp_path.rglob("*"))
    assert "CLIP" in names(data)
    assert sorted(tmp_path.rglob("*")) == before


def test_it_answers_as_a_compilation_of_the_same_files(data: Path) -> None:
    answered = Catalog.load().to_records()
    (data / SHIPPED).unlink()
    assert Catalog.load().to_records() == answered


def test_an_edit_by_hand_is_seen_whatever_its_size_and_time(data: Path) -> None:
    file = data / "models.yaml"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"name: CLIP\n", b"name: CLAP\n", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "CLAP" in names(data)
    assert "CLIP" not in names(data)


def test_a_file_added_to_the_data_is_read(data: Path) -> None:
    (data / "more.yaml").write_text("schema: 1\nmodels:\n  - id: clip\n    name: Mine\n", "utf-8")
    assert "Mine" in names(data)


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_one_is_passed_over(data: Path, damage: bytes | None) -> None:
    whole = (data / SHIPPED).read_bytes()
    (data / SHIPPED).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert "CLIP" in names(data)


def test_one_of_another_version_is_passed_over(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmcat.catalog.shipped.STAMP", "0.0.1")
    monkeypatch.setattr("fmcat.catalog.store.STAMP", "0.0.1")
    monkeypatch.setattr("fmcat.catalog.store.__version__", "0.0.1")
    file = data / SHIPPED
    file.chmod(0o644)
    assert "CLIP" in names(data)
    assert any(file.parent.parent.parent.joinpath("cache").glob("catalog-*.sqlite"))


def test_the_same_data_gives_the_same_bytes_whatever_the_order_of_sets(data: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.sqlite"
        code = "import sys, pathlib; from fmcat.catalog.build import ship; ship(*map(pathlib.Path, sys.argv[1:]))"
        subprocess.run([sys.executable, "-c", code, data, file], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(file.read_bytes())
    assert made[0] == made[1]
