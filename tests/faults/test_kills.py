"""Every writing command, data sets included, killed at random moments: the old file or the new one, nothing else.

`FMCAT_FAULTS=1000` kills each that number of times. fmcat is loaded once and forked for each, so that most moments are
during the command rather than the start of Python.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from fmcat.registry.locate import files_at
from tests.conftest import SMALL
from tests.faults.test_syscalls import CASES, Case, reset, start, state

KILLS = int(os.environ.get("FMCAT_FAULTS", "4"))
#: Reads one number of seconds per line, runs the command in a separate process, kills it after that time, and prints
#: whether it had ended before.
SERVER = """
import os, signal, sys, time
from fmcat.cli.app import main
folder, words = sys.argv[1], sys.argv[2:]
answers = os.fdopen(os.dup(1), "w")
null = os.open(os.devnull, os.O_RDWR)
for number in (1, 2):
    os.dup2(null, number)
def run():
    os.chdir(folder)
    try:
        main(words)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0
run()  # so that everything is loaded
print("ready", flush=True, file=answers)
for line in sys.stdin:
    child = os.fork()
    if not child:
        os._exit(run())
    deadline = time.monotonic() + float(line)
    ended = 0
    while not ended and time.monotonic() < deadline:
        time.sleep(0.001)
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True, file=answers)
"""


@pytest.mark.parametrize("name", CASES)
def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, name: str) -> None:
    case, former, folder = CASES[name], tmp_path / "former", tmp_path / "registry"
    if case.target in ("set", "all.parquet"):
        pytest.importorskip("duckdb")
    folder.mkdir()
    (tmp_path / SMALL.name).write_bytes(SMALL.read_bytes())
    reset(folder, former)
    if case.target == "set":
        start(folder, Case(("export", "id:clip", "--format", "parquet", "-o", str(former))))
        reset(folder, former)
    old = state(folder / case.target)
    with server(folder, case) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        whole_run = longest(process, folder, former)
        new = state(folder / case.target)
        assert new != old
        chance = random.Random(name)
        wrote = 0
        for _ in range(KILLS):
            reset(folder, former)
            code = asked(process, chance.uniform(0, 1.2) * whole_run)
            found = state(folder / case.target)
            assert found in (old, new)
            assert code in (-9, 0, 1), "killed, or ended by itself; 1 where the doctor has something left to say"
            assert found == new or code == -9
            assert folder / "own.yaml" in files_at(folder)
            wrote += found == new
    if KILLS >= 100:
        assert 0 < wrote < KILLS, "moments before and after the write"


def server(folder: Path, case: Case) -> subprocess.Popen[str]:
    words = ["--only", "--registry", f"../{SMALL.name}", "--registry", "own.yaml", *case.words]
    command = [sys.executable, "-c", SERVER, str(folder), *words]
    return subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def asked(process: subprocess.Popen[str], seconds: float) -> int:
    """The exit code of a run that is killed after some seconds."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{seconds}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def longest(process: subprocess.Popen[str], folder: Path, former: Path) -> float:
    """How long a whole run takes, in seconds."""
    seconds = 0.1
    while True:
        reset(folder, former)
        if asked(process, seconds) >= 0:
            return seconds
        seconds *= 1.5
