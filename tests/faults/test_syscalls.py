"""Every system call that writes, killed at or failing: the old file or the new one is there, and work can continue.

strace counts the calls of one whole run, then makes one of them kill the process or fail. A plain run tries one call
per command; `FMCAT_FAULTS` sets the number.
"""

import itertools
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fmcat.registry.locate import files_at
from tests.conftest import SMALL

TRIED = int(os.environ.get("FMCAT_FAULTS", "1"))
OWN = "schema: 1\nmodels:\n- {id: ours, name: '0', vendor: meta, released: 2026/1/2, modalities: [language]}\n"
NEW = '{"id":"new","name":"New","vendor":"meta","released":"2026","modalities":["language"]}\n'
CALLS = "openat,creat,write,pwrite64,fsync,rename,renameat,renameat2,unlink,unlinkat"
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO")


@dataclass
class Case:
    """A command that writes, and what it writes."""

    words: tuple[str, ...]
    target: str = "own.yaml"


CASES = {
    "set": Case(("set", "ours", "name=another")),
    "add": Case(("add", "new", "--name", "New", "--vendor", "meta", "--released", "2026", "-m", "language")),
    "remove": Case(("remove", "ours")),
    "import": Case(("import", "jsonl", "new.jsonl", "--new", "--apply")),
    "fix": Case(("check", "--fix")),
    "export": Case(("export", "--force", "-o", "all.json"), "all.json"),
    "parquet": Case(("export", "--force", "-o", "all.parquet"), "all.parquet"),
    "data set": Case(("export", "--format", "parquet", "-o", "set"), "set"),
}


def traced(*options: str) -> list[str]:
    return ["strace", "-f", "-qq", "-e", f"trace={CALLS}", *options]


def can_trace() -> bool:
    """Whether strace is installed and can trace (not every container allows it)."""
    found = shutil.which("strace")
    return bool(found) and subprocess.run(traced("-o", os.devnull, "true"), check=False).returncode == 0


def writes(trace: str) -> list[tuple[str, int]]:
    """The calls of a run that write, each with its number among the calls of that name in its thread."""
    count: dict[tuple[str, str], int] = {}
    found = set()
    for thread, name, rest in re.findall(r"(?m)^(\d+) +(\w+)\((.*)$", trace):
        count[thread, name] = number = count.get((thread, name), 0) + 1
        if name != "openat" or "O_CREAT" in rest:
            found.add((name, number))
    return sorted(found)


def state(path: Path) -> dict[str, bytes]:
    """What is at a path, a file or a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "registry"
    made.mkdir()
    shutil.copy(SMALL, tmp_path)
    return made


def reset(folder: Path, former: Path) -> None:
    """Restore the folder before the command, with an older file or data set at the target."""
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "own.yaml").write_text(OWN)
    (folder / "new.jsonl").write_text(NEW)
    for name in ("all.json", "all.parquet"):
        (folder / name).write_text("old")
    if former.is_dir():
        shutil.copytree(former, folder / "set")


def start(folder: Path, case: Case, *before: str) -> subprocess.CompletedProcess[str]:
    base = [sys.executable, "-m", "fmcat", "--only", "--registry", f"../{SMALL.name}", "--registry", "own.yaml"]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    words = [*before, *base, *case.words]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not can_trace(), reason="strace is missing, or may not trace here")
@pytest.mark.parametrize("name", CASES)
def test_a_call_that_kills_or_fails_leaves_the_old_or_the_new(folder: Path, tmp_path: Path, name: str) -> None:
    case, former, trace = CASES[name], tmp_path / "former", tmp_path / "trace"
    if case.target == "set":
        pytest.importorskip("duckdb")
        reset(folder, former)
        start(folder, Case(("export", "id:clip", "--format", "parquet", "-o", str(former))))
    if case.target == "all.parquet":
        pytest.importorskip("duckdb")
    reset(folder, former)
    target = folder / case.target
    old = state(target)
    whole = start(folder, case, *traced("-o", str(trace)))
    new = state(target)
    assert new != old, whole.stderr
    chosen = list(itertools.product(writes(trace.read_text("utf-8", "replace")), FAULTS))
    assert len(chosen) > 10
    for (call, number), fault in random.Random(name).sample(chosen, min(TRIED, len(chosen))):
        reset(folder, former)
        ran = start(folder, case, *traced("-o", os.devnull, "-e", f"inject={call}:{fault}:when={number}"))
        holds(ran, state(target), old, new, f"{call} {number} {fault}\n{ran.stderr}")
        assert folder / "own.yaml" in files_at(folder)
        again = start(folder, case)
        assert "Traceback" not in again.stderr
        assert state(target) == new, f"{call} {number} {fault}: {again.stderr}"


def holds(
    ran: subprocess.CompletedProcess[str],
    found: dict[str, bytes],
    old: dict[str, bytes],
    new: dict[str, bytes],
    where: str,
) -> None:
    assert found in (old, new), where
    assert ran.returncode != 70, where
    assert "Traceback" not in ran.stderr, where
    if ran.returncode == 0:
        assert found == new, where
