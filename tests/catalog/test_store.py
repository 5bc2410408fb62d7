"""The compiled catalog on disk: never stale, never half-built, never in the way."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from fmcat import Catalog
from fmcat.catalog import store
from tests.conftest import SMALL


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return Path(shutil.copy(SMALL, tmp_path / "registry.yaml"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "new cache"))
    return tmp_path / "new cache"


def name_of_clip(registry: Path) -> str:
    return str(Catalog.load(registry, only=True).document("clip")["name"])


def compiled(cache: Path) -> Path:
    [file] = cache.glob("*.sqlite")
    return file


def age(path: Path, seconds: int = 60) -> None:
    """Make a file look older."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_second_question_is_answered_without_compiling(
    registry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalog.load(registry, only=True)
    monkeypatch.setattr(store, "_compiled", None)  # compiling would fail
    assert name_of_clip(registry) == "CLIP"


def test_an_edit_is_seen_at_once_even_in_the_same_tick_with_the_same_size(registry: Path) -> None:
    assert name_of_clip(registry) == "CLIP"
    for name in ("CLAP", "CLOP", "CLUP"):
        before = registry.stat()
        registry.write_text(registry.read_text("utf-8").replace("name: CLIP\n", f"name: {name}\n", 1), "utf-8")
        registry.write_text(
            registry.read_text("utf-8").replace(f"name: {name}\n", "name: CLIP\n", 1).replace("CLIP\n", f"{name}\n", 1),
            "utf-8",
        )
        os.utime(registry, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a copy that keeps times would
        assert registry.stat().st_size == before.st_size
        assert name_of_clip(registry) == name
        registry.write_text(registry.read_text("utf-8").replace(f"{name}\n", "CLIP\n", 1), "utf-8")


def test_a_recent_file_is_compared_by_its_content_until_it_settles(registry: Path, cache: Path) -> None:
    assert name_of_clip(registry) == "CLIP"
    with sqlite3.connect(compiled(cache)) as connection:
        [before] = connection.execute("SELECT value FROM built WHERE key = 'at'").fetchone()
    assert name_of_clip(registry) == "CLIP"
    with sqlite3.connect(compiled(cache)) as connection:
        [after] = connection.execute("SELECT value FROM built WHERE key = 'at'").fetchone()
    assert int(after) > int(before)


def test_no_journal_is_ever_beside_a_catalog_that_another_process_may_replace(
    registry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside: list[str] = []

    class Watched(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            cursor = super().execute(*arguments)
            beside.extend(file.name for file in cache.iterdir())
            return cursor

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    Catalog.load(registry, only=True)
    Catalog.load(registry, only=True)  # marks the catalog
    assert beside
    assert not [name for name in beside if name.endswith("-journal")]


def test_a_catalog_that_is_removed_as_soon_as_it_is_written_is_answered_from_memory(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", lambda old, new: os.unlink(old))
    assert name_of_clip(registry) == "CLIP"


def test_another_fmcat_version_compiles_again(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name_of_clip(registry)
    compiling = Mock(wraps=store._filled)
    monkeypatch.setattr(store, "_filled", compiling)
    monkeypatch.setattr(store, "__version__", "99.0")
    assert name_of_clip(registry) == "CLIP"
    assert compiling.call_count == 1


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 500])
def test_a_foreign_or_broken_cache_is_silently_replaced(registry: Path, cache: Path, content: bytes) -> None:
    name_of_clip(registry)
    compiled(cache).write_bytes(content)
    assert name_of_clip(registry) == "CLIP"


def test_a_truncated_or_overwritten_cache_is_silently_replaced(registry: Path, cache: Path) -> None:
    name_of_clip(registry)
    whole = compiled(cache).read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:4096] + b"\xff" * (len(whole) - 4096)):
        compiled(cache).write_bytes(broken)
        assert Catalog.load(registry, only=True).select("method:contrastive").ids() == ["clip"]
        assert name_of_clip(registry) == "CLIP"


@pytest.mark.parametrize("blocker", ["a file stands there", "no folder can be made"])
def test_without_a_usable_cache_folder_the_catalog_is_compiled_in_memory(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocker: str
) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" if blocker == "a file stands there" else Path("/proc/nowhere/fmcat")
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(folder))
    assert name_of_clip(registry) == "CLIP"


def test_a_broken_registry_leaves_no_cache_behind(registry: Path, cache: Path) -> None:
    registry.write_text(registry.read_text("utf-8").replace("vendor: openai", "vendor: opnai"), "utf-8")
    with pytest.raises(Exception, match="did you mean openai"):
        Catalog.load(registry, only=True)
    assert list(cache.iterdir()) == []


def start(registry: Path, cache: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "fmcat", "--only", "--registry", str(registry), "list", "-q", "sort:id"],
        env={**os.environ, "FMCAT_CACHE_DIR": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_processes_compile_at_once_and_all_succeed(registry: Path, cache: Path) -> None:
    answers = [process.communicate() for process in [start(registry, cache) for _ in range(4)]]
    assert {out.split()[0] for out, _ in answers} == {"clip"}
    assert {err for _, err in answers} == {""}
    assert [file.suffix for file in cache.iterdir()] == [".sqlite"]


def test_a_killed_build_leaves_nothing_broken(registry: Path, cache: Path) -> None:
    for delay in (0.1, 0.2, 0.3):
        process = start(registry, cache)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert name_of_clip(registry) == "CLIP"
        compiled(cache).unlink()


def test_what_a_killed_build_left_is_swept_away_later(registry: Path, cache: Path) -> None:
    cache.mkdir()
    leftover = cache / ".catalog-1.sqlite.1.tmp"
    leftover.write_text("half")
    age(leftover, 2 * 3600)
    name_of_clip(registry)
    assert not leftover.exists()


def poisoned(cache: Path) -> Path:
    """The compiled catalog, altered by somebody."""
    with sqlite3.connect(compiled(cache)) as connection:
        connection.execute("UPDATE model SET doc = replace(doc, '\"CLIP\"', '\"EVIL\"')")
    return compiled(cache)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_catalog_of_another_owner_is_not_read(registry: Path, cache: Path) -> None:
    name_of_clip(registry)
    os.chown(poisoned(cache), 1234, 1234)
    assert name_of_clip(registry) == "CLIP"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no modes here")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_catalog_that_anybody_may_change_is_not_read(registry: Path, cache: Path, which: str) -> None:
    name_of_clip(registry)
    (poisoned(cache) if which == "file" else poisoned(cache).parent).chmod(0o777)
    assert name_of_clip(registry) == "CLIP"


def test_a_file_written_just_before_the_build_is_compared_by_its_content(
    registry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a coarse clock a second write in the same tick leaves every time and size as it was."""
    name_of_clip(registry)
    monkeypatch.setattr(store, "_signature", lambda file, status: f"{file} the same")
    name_of_clip(registry)  # compiled again, with that signature
    assert name_of_clip(registry) == "CLIP"
    registry.write_text(registry.read_text("utf-8").replace("name: CLIP\n", "name: CLOP\n", 1), "utf-8")
    assert name_of_clip(registry) == "CLOP"


def test_after_an_edit_only_what_changed_is_compiled(
    registry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_of_clip(registry) == "CLIP"
    registry.write_text(registry.read_text("utf-8").replace("name: CLIP\n", "name: CLAP\n", 1), "utf-8")
    monkeypatch.setattr(store, "_filled", None)  # compiling all of it would fail
    assert name_of_clip(registry) == "CLAP"


def test_a_catalog_that_is_damaged_while_it_is_open_is_compiled_again(registry: Path, cache: Path) -> None:
    catalog = Catalog.load(registry, only=True)
    assert catalog.document("clip")["name"] == "CLIP"
    file = compiled(cache)
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    assert catalog.count(catalog.query("vendor:meta")) > 1
    assert Catalog.load(registry, only=True).document("clip")["name"] == "CLIP"


def test_an_error_that_is_not_of_the_file_is_raised(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog.load(registry, only=True)
    with pytest.raises(sqlite3.OperationalError):
        list(catalog.rows("SELECT nothing FROM nowhere", {}))
