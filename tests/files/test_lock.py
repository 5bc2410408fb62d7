"""A folder is locked by one writer at a time, and never by somebody who may only read."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat import notices
from fmcat.errors import FmcatError
from fmcat.files import lock
from fmcat.files.lock import LOCK_FILE, locked

HOLDER = """
import sys, time
from pathlib import Path
from fmcat.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(notices, "_listener", told.append)
    return told


@pytest.fixture
def holder(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "file")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_wait_is_announced_and_ends(
    tmp_path: Path, heard: list[str], holder: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "TOLD_SECONDS", 0.1)
    monkeypatch.setattr(lock, "LONGEST_WAIT_SECONDS", 0.4)
    begun = time.monotonic()
    with pytest.raises(FmcatError, match="nothing was written"), locked(tmp_path / "file"):
        pass
    assert time.monotonic() - begun < 10
    assert heard == [f"waiting for another process that is writing in {tmp_path}"]


def test_a_lock_of_a_killed_process_is_released(
    tmp_path: Path, heard: list[str], holder: "subprocess.Popen[str]"
) -> None:
    holder.kill()
    holder.wait()
    with locked(tmp_path / "file"):
        assert (tmp_path / LOCK_FILE).exists()
    assert not (tmp_path / LOCK_FILE).exists()
    assert heard == []


@pytest.mark.parametrize(("folder", "file"), [(0o755, 0o600), (0o775, 0o660), (0o777, 0o666)])
def test_the_lock_is_open_to_those_who_may_write_only(tmp_path: Path, folder: int, file: int) -> None:
    tmp_path.chmod(folder)
    with locked(tmp_path / "file"):
        assert (tmp_path / LOCK_FILE).stat().st_mode & 0o777 == file


def test_a_lock_on_the_folder_itself_blocks_nobody(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with locked(tmp_path / "file"):
        pass
    os.close(handle)


def test_a_planted_lock_leads_nowhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("secret")
    victim.chmod(0o600)
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o777)
    (folder / LOCK_FILE).symlink_to(victim)
    with pytest.raises(FmcatError, match="cannot be locked"), locked(folder / "file"):
        pass
    (folder / LOCK_FILE).unlink()
    os.link(victim, folder / LOCK_FILE)
    with locked(folder / "file"):
        assert victim.stat().st_mode & 0o777 == 0o600
    assert victim.read_text() == "secret"
