"""Runs tests in forks of this process, with a file of the code changed: what `mutants.py` does for each mutant.

A change within functions is made in a fork of a process that has imported all code and collected all tests: the
functions get their new code. For any other change a fork of this process, which has imported libraries but nothing
of fmcat, imports the changed file.
"""

import gc
import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType

import hypothesis.strategies  # noqa: F401
import jsonschema  # noqa: F401
import pydantic  # noqa: F401
import pytest
import rich.console  # noqa: F401
import typer.testing  # noqa: F401
import yaml  # noqa: F401

ROOT = Path(__file__).parents[1]
WORK = ROOT.parent / "work"
ROOMS = ["answers", "catalog", "checks", "export", "query", "registry", "schema", "sources", "views"]
#: What is run: the tests of packages and of all output, but none that needs a browser, other processes or minutes.
TESTS = [
    *(f"tests/{room}" for room in ROOMS),
    "tests/house/test_hostile.py",
    "tests/cli",
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/test_*.py")),
]
ALL = [*TESTS, "--deselect=tests/export/test_page.py"]
OPTIONS = [
    *("--hypothesis-seed=0", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={WORK / 'tmp'}"),
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
]
#: Tests in the order in which they are run, and the seconds each takes.
Seconds = Mapping[str, float]
#: The exit code of a fork where not a test failed, but what runs them.
_BROKEN = 99
#: What fails where a change cannot even be imported.
IMPORT = "when it is imported"


class Cached:
    """A plugin of pytest that gives all runs one compiled catalog of the bundled registry."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Path]) -> Path | None:
        if fixturedef.argname != "cached":
            return None
        folder = WORK / "cached"
        fixturedef.cached_result = (folder, None, None)
        return folder


class Only:
    """A plugin of pytest that runs these tests in this order."""

    def __init__(self, seconds: Seconds) -> None:
        self.seconds = seconds

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        order = {test: number for number, test in enumerate(self.seconds)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        begin(nodeid, self.seconds[nodeid])


class Ready:
    """A plugin of pytest that collects tests, and then runs those it is asked for, each time in a fork."""

    def __init__(self, asked: int, told: int) -> None:
        self.asked = asked
        self.told = told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for line in os.fdopen(self.asked):
            path, text, seconds = json.loads(line)
            chosen = {items[name]: cost for name, cost in seconds.items() if name in items}
            code = in_fork(partial(run_items, session, path, text, chosen))
            os.write(self.told, f"{code}\n".encode())
        return True


def run_items(session: pytest.Session, path: str, text: str, chosen: Mapping[pytest.Item, float]) -> int:
    """Run collected tests with a new text of a file, if any: 0 if all pass, 1 if not, 2 if it has no effect."""
    if text and not renewed(path, text):
        return 2
    items = list(chosen)
    for item, following in zip(items, [*items[1:], None], strict=True):
        begin(item.nodeid, chosen[item])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def renewed(path: str, text: str) -> int:
    """Give the functions of a file their code in a new text of it; returns how many got another one."""
    new = dict(codes(compile(text, path, "exec", dont_inherit=True)))
    count = 0
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            code = new.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
            if code and code != one.__code__ and len(code.co_freevars) == len(one.__code__.co_freevars):
                one.__code__ = code
                count += 1
    return count


def codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """All code within a code, by name and first line."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield (one.co_qualname, one.co_firstlineno), one
            yield from codes(one)


def begin(test: str, seconds: float) -> None:
    """Note that a test begins; it may take many times its usual time."""
    (WORK / "running").write_text(test, "utf-8")
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + 20 + 10 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


class Runner:
    """Runs tests with a file changed."""

    def __init__(self) -> None:
        asked, self._ask = os.pipe()
        told, tell = os.pipe()
        if os.fork() == 0:
            os.close(self._ask)
            silence()
            os._exit(pytest.main([*ALL, *OPTIONS], plugins=[Cached(), Ready(asked, tell)]))
        os.close(asked)
        os.close(tell)
        self._told = os.fdopen(told)

    def failing(self, path: Path, text: str, tests: Seconds, within: bool) -> str:
        """The first of these tests that fails with this text of a file; empty if none does.

        An empty text leaves the file as it is; `within` says that only code within functions is changed.
        """
        (WORK / "running").write_text(IMPORT, "utf-8")
        code = self._ask_ready(path, text, tests) if within else 2
        if code == 2:
            with changed(path, text):
                code = in_fork(lambda: run(tests))
        if code == _BROKEN:
            print((WORK / "output").read_text("utf-8", "replace"), flush=True)
        return (WORK / "running").read_text("utf-8") if code not in (0, _BROKEN) else ""

    def _ask_ready(self, path: Path, text: str, tests: Seconds) -> int:
        os.write(self._ask, (json.dumps([str(path), text, tests]) + "\n").encode())
        return int(self._told.readline())


@contextmanager
def changed(path: Path, text: str) -> Iterator[None]:
    """Give a file another text, if there is one; it is restored afterwards."""
    before, stamp = path.read_bytes(), path.stat()
    try:
        if text:
            path.write_text(text, "utf-8")
            os.utime(path, (0, 0))  # so that it is not taken for what its compiled module was made from
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def run(tests: Seconds) -> int:
    """Run tests, up to the first that fails; returns pytest's exit code."""
    sys.dont_write_bytecode = True
    files = dict.fromkeys(name.partition("::")[0] for name in tests)
    code = int(pytest.main([*files, "-x", *OPTIONS], plugins=[Cached(), Only(tests)]))
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else code


def in_fork(work: Callable[[], int]) -> int:
    """The exit code of this work in a fork of its own, whose output is in a file until the next.

    After half an hour it is ended, as if all was well: the machine may be slow, so that proves nothing.
    """
    child = os.fork()
    if child == 0:
        code = _BROKEN
        try:
            os.setsid()
            signal.alarm(1800)
            silence()
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    shutil.rmtree(WORK / "tmp", ignore_errors=True)
    return 0 if code == -signal.SIGALRM else code


def silence() -> None:
    """Write what is printed to a file."""
    output = os.open(WORK / "output", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    for number in (0, 1, 2):
        os.dup2(output, number)
