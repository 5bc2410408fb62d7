"""Failures around a write: nothing is lost, nothing is half-written, and a clear line says what happened.

`FMCAT_FAULTS=500` kills that number of processes instead of a few; `make faults` sets it.
"""

import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fmcat.catalog.store import Check, open_store
from fmcat.checks.mend import mend
from fmcat.errors import BadRegistry, FmcatError
from fmcat.files.write import write_whole
from fmcat.registry.locate import files_at, find_layers
from fmcat.registry.read import read_registry
from tests.conftest import SMALL, Run

KILLS = int(os.environ.get("FMCAT_FAULTS", "9"))
OWN = "schema: 1\n# ours\nmodels:\n- {id: ours, name: '0', vendor: meta, released: 2026, modalities: [language]}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "registry" / "own.yaml"
    path.parent.mkdir()
    path.write_text(OWN)
    shutil.copy(SMALL, tmp_path)  # check --fix fixes every file it is given
    return path


def command(own: Path, *arguments: str) -> list[str]:
    below = own.parents[1] / SMALL.name
    return [sys.executable, "-m", "fmcat", "--only", "--registry", str(below), "--registry", str(own), *arguments]


def start(*words: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def name_in(own: Path) -> str:
    """The model's name in the file; everything else in it must be unchanged."""
    found = re.fullmatch(re.escape(OWN).replace("'0'", "'?([a-z0-9]+)'?"), own.read_text())
    assert found, own.read_text()
    return found[1]


def test_a_killed_edit_leaves_the_old_file_or_the_new_one(own: Path) -> None:
    chance = random.Random(1)
    begun = time.monotonic()
    subprocess.run(command(own, "set", "ours", "name=0"), check=True, capture_output=True)
    whole_run = time.monotonic() - begun
    said, wrote = "0", 0
    for number in range(1, KILLS + 1):
        process = start(*command(own, "set", "ours", f"name={number}"))
        time.sleep(chance.uniform(0.3, 1.1) * whole_run)
        process.kill()
        process.communicate()
        assert name_in(own) in (said, str(number))
        wrote += name_in(own) == str(number)
        said = name_in(own)
    if KILLS >= 100:  # on a busy machine, few kills may all come too early
        assert 0 < wrote < KILLS
    assert files_at(own.parent) == (own,), "what is left behind is no registry"
    assert subprocess.run(command(own, "set", "ours", "name=end"), check=False, capture_output=True).returncode == 0
    assert name_in(own) == "end"


@pytest.mark.parametrize(
    ("arguments", "file"), [(["check", "--fix"], "own.yaml"), (["export", "--force", "-o"], "all.json")]
)
def test_a_killed_command_leaves_the_old_file_or_the_new_one(own: Path, arguments: list[str], file: str) -> None:
    chance = random.Random(3)
    target = own.parent / file
    own.write_text(OWN.replace("2026", "2026/1/2"))
    words = command(own, *arguments, *([str(target)] if file != "own.yaml" else []))
    if file != "own.yaml":
        target.write_text("old")
    old = target.read_bytes()
    begun = time.monotonic()
    subprocess.run(words, check=False, capture_output=True)  # check reports the remaining problems
    whole_run, new = time.monotonic() - begun, target.read_bytes()
    assert new != old
    for _ in range(KILLS // 3):
        target.write_bytes(old)
        process = start(*words)
        time.sleep(chance.uniform(0.3, 1.1) * whole_run)
        process.kill()
        process.communicate()
        assert target.read_bytes() in (old, new)
    assert own in files_at(own.parent)
    subprocess.run(words, check=False, capture_output=True)
    assert target.read_bytes() == new


WRITER = """
import sys, time
from pathlib import Path
from fmcat.files.write import write_whole
def chunks():
    for number in range(3):
        yield b"new " * 50_000
        print(number, flush=True)
        time.sleep(0.05)
write_whole(Path(sys.argv[1]), chunks())
print("done", flush=True)
time.sleep(5)
"""


@pytest.mark.parametrize("moment", ["0", "1", "2", "done"])
def test_a_write_killed_in_the_middle_changes_nothing(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    process = start(sys.executable, "-c", WRITER, str(path))
    assert process.stdout
    for line in process.stdout:
        if line.strip() == moment:
            break
    process.kill()
    process.communicate()
    assert path.read_bytes() == (b"old" if moment != "done" else b"new " * 150_000)


def test_what_a_killed_write_left_is_swept_later(tmp_path: Path) -> None:
    old, young = tmp_path / ".file.fmcat-aaaaaaaa.tmp", tmp_path / ".file.fmcat-bbbbbbbb.tmp"
    for leftover in (old, young):
        leftover.write_text("half")
    os.utime(old, (time.time() - 4000,) * 2)
    write_whole(tmp_path / "file", [b"whole"])
    assert (old.exists(), young.exists()) == (False, True)


def test_killed_compiles_leave_a_catalog_that_answers(own: Path, tmp_path: Path) -> None:
    chance = random.Random(2)
    for number in range(KILLS // 4):
        own.write_text(OWN.replace("'0'", f"'{number}'"))
        process = start(*command(own, "list", "-q"))
        time.sleep(chance.uniform(0.1, 0.6))
        process.kill()
        process.communicate()
        ran = subprocess.run(command(own, "show", "ours", "--json"), capture_output=True, text=True, check=True)
        assert json.loads(ran.stdout)["name"] == str(number)


def few_bytes() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.parametrize(
    "arguments",
    [["set", "ours", "name=another"], ["export", "--force", "-o", "all.json"], ["init", "."], ["remove", "ours"]],
)
def test_a_full_disk_keeps_what_stood_there(own: Path, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "all.json").write_text("old")
    subprocess.run(command(own, "list"), check=True, capture_output=True)
    process = start(*command(own, *arguments), preexec_fn=few_bytes, cwd=tmp_path)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "cannot be written: File too large" in said
    assert said.count("\n") == 1
    assert (own.read_text(), (tmp_path / "all.json").read_text()) == (OWN, "old")
    assert sorted(path.name for path in own.parent.iterdir()) == ["own.yaml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_named(run: Run) -> None:
    ran = run("export", "--format", "json", "-o", "/dev/full")
    assert (ran.code, ran.err) == (1, "error: /dev/full: cannot be written: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_stdout_is_a_clear_line(own: Path) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            command(own, "list", "--json"), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_folder_that_cannot_be_written_is_a_clear_line(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(**_: object) -> tuple[int, str]:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", read_only)
    ran = run("--registry", str(own), "set", "ours", "name=another")
    assert ran.code == 1
    assert "cannot be written: Read-only file system" in ran.err
    assert own.read_text() == OWN


def test_many_writers_at_once_all_land(own: Path) -> None:
    names = [f"Alias {number}" for number in range(8)]
    writers = [start(*command(own, "set", "ours", f"aliases+={name}")) for name in names]
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * len(names), said
    assert all(name in own.read_text() for name in names)
    assert sum(1 for _ in read_registry(find_layers([SMALL, own], only=True)).models()) == 10


def test_what_an_editor_saved_meanwhile_is_not_lost(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_meanwhile(*_: object) -> bool:
        own.write_text(OWN + "# saved by hand\n")
        return True

    monkeypatch.setattr(Check, "is_valid", saved_meanwhile)
    ran = run("--registry", str(own), "set", "ours", "name=another")
    assert ran.code == 1
    assert "was changed by somebody else just now; nothing was written" in ran.err
    assert own.read_text() == OWN + "# saved by hand\n"


def test_a_registry_that_changes_while_it_is_read_answers_old_or_new(own: Path) -> None:
    for number in range(5):
        process = start(*command(own, "show", "ours", "--json"))
        write_whole(own, [OWN.replace("'0'", f"'{number}'").encode()])
        out, said = process.communicate()
        assert process.returncode == 0, said
        assert json.loads(out)["name"] in (str(number), str(max(number - 1, 0)))
        ran = subprocess.run(command(own, "show", "ours", "--json"), capture_output=True, text=True, check=True)
        assert json.loads(ran.stdout)["name"] == str(number), "right after an edit nothing old is shown"


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], Path]:
    def make(kind: str) -> Path:
        path = tmp_path / f"{kind}.yaml"
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "dangling":
            path.symlink_to(tmp_path / "gone.yaml")
        return path

    return make


@pytest.mark.parametrize(("kind", "code"), [("pipe", 3), ("folder", 3), ("dangling", 2), ("gone", 2)])
def test_what_is_not_a_file_is_refused_immediately(
    run: Run, broken: Callable[[str], Path], kind: str, code: int
) -> None:
    ran = run("--registry", str(broken(kind)), "list", "-q")
    assert ran.code == code
    assert f"{kind}.yaml: " in ran.err


def test_a_file_that_vanishes_is_a_clear_line(own: Path) -> None:
    found = find_layers([SMALL, own], only=True)
    own.unlink()
    with pytest.raises(BadRegistry, match=r"own\.yaml: cannot be read: No such file"):
        list(read_registry(found).models())


@pytest.mark.parametrize("becomes", ["nothing", "a folder"])
@pytest.mark.parametrize("compiled", [False, True])
def test_a_file_removed_between_finding_and_compiling_is_a_clear_line(own: Path, becomes: str, compiled: bool) -> None:
    found = find_layers([SMALL, own], only=True)
    if compiled:
        open_store(found).close()
    own.unlink()
    if becomes == "a folder":
        own.mkdir()
    with pytest.raises(BadRegistry, match=r"own\.yaml: cannot be read: (No such file|Is a directory)"):
        open_store(found)


def test_a_cache_that_is_cut_short_or_damaged_is_made_again(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "new cache"))
    show = command(own, "show", "ours", "--json")
    expected = subprocess.run(show, check=True, capture_output=True).stdout
    [cached] = (tmp_path / "new cache").glob("*.sqlite")
    whole = cached.read_bytes()
    for damaged in (b"", whole[:5000], whole[: len(whole) // 2], whole[:4096] + os.urandom(len(whole) - 4096)):
        cached.write_bytes(damaged)
        assert subprocess.run(show, check=True, capture_output=True).stdout == expected


def test_a_removed_current_folder_changes_no_answer(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os; os.rmdir(os.getcwd()); from fmcat.cli.app import main; main(['show', 'clip', '--json'])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["id"] == "clip"


def test_without_locks_an_edit_is_made_all_the_same(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    assert run("--registry", str(own), "set", "ours", "name=another").code == 0
    assert "another" in own.read_text()


def test_a_link_stays_a_link_and_its_target_is_replaced(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    assert run("export", "--force", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert json.loads(target.read_text("utf-8"))


def failing(data: bytes) -> Iterator[bytes]:
    yield data
    raise OSError(5, "Input/output error")


def test_a_disk_that_fails_keeps_what_stood_there(own: Path) -> None:
    with pytest.raises(FmcatError, match="cannot be written: Input/output error"):
        write_whole(own, failing(b"half"))
    assert own.read_text() == OWN


def test_check_fix_keeps_what_an_editor_saved_meanwhile(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fmcat.cli.commands import check

    text = SMALL.read_text("utf-8")
    own.write_text(text.replace("released: 2021-04-29", "released: 2021/4/29"), "utf-8")

    def saved_meanwhile(*arguments: Any) -> object:
        mended = mend(*arguments)
        own.write_text(text + "# saved by hand\n", "utf-8")
        return mended

    monkeypatch.setattr(check, "mend", saved_meanwhile)
    ran = run("check", "--fix", registry=own)
    assert "was changed by somebody else just now" in ran.err
    assert own.read_text("utf-8") == text + "# saved by hand\n"


def test_two_adds_that_bring_the_same_new_vendor_both_land(own: Path) -> None:
    told = ["--vendor", "Brand New Lab", "--released", "2026", "-m", "language"]
    writers = [start(*command(own, "add", f"new-{n}", "--name", f"New {n}", *told)) for n in range(3)]
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], said
    assert own.read_text().count("- id: brand-new-lab") == 1
    assert all(f"id: new-{n}" in own.read_text() for n in range(3))


def test_little_is_loaded_before_an_interrupt_is_quiet() -> None:
    code = "import sys; before = set(sys.modules); import fmcat; print(*sys.modules.keys() - before)"
    loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"typing", "re", "pydantic", "typer"} & set(loaded.split())


def test_without_standard_input_one_line_says_what_is_missing(own: Path) -> None:
    words = shlex.join(command(own, "add", "--from", "-"))
    ran = subprocess.run(["sh", "-c", f"{words} <&-"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert own.read_text() == OWN


def test_a_full_disk_behind_a_parquet_file_is_a_clear_line(own: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    target = tmp_path / "all.parquet"
    target.write_text("old")
    subprocess.run(command(own, "list"), check=True, capture_output=True)
    process = start(*command(own, "export", "--force", "-o", str(target)), preexec_fn=few_bytes, cwd=tmp_path)
    _, said = process.communicate()
    assert (process.returncode, said.count("\n"), target.read_text()) == (1, 1, "old"), said
