"""Which tests reach a line of the code: what `mutants.py` asks to choose the tests of a mutant."""

import ast
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

import coverage
import pytest

from tests.forks import ALL, OPTIONS, ROOT, WORK, Cached, in_fork

#: Seconds of tests tried on a mutant, of a processor's time.
BUDGET = 20.0
#: What a test costs besides, in seconds.
_SETUP = 0.03


class Test(NamedTuple):
    """A test that passes: the seconds it takes, and the lines it reaches, by file."""

    seconds: float
    lines: dict[str, set[int]]


class Watching:
    """A plugin of pytest that notes which lines each test, with its fixtures, reaches."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, source=[str(ROOT / "src/fmcat")], config_file=False)
        self.seconds: dict[str, float] = {}
        self.fixtures: dict[str, list[str]] = {}
        self._contexts = [""]
        self._begun = 0.0

    def _within(self, context: str) -> Generator[None, object, object]:
        self._contexts.append(context)
        self.coverage.switch_context(context)
        try:
            return (yield)
        finally:
            self._contexts.pop()
            self.coverage.switch_context(self._contexts[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.fixtures[item.nodeid] = list(getattr(item, "fixturenames", ()))
        return (yield from self._within(item.nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """What a shared fixture reaches is reached by every test that uses it."""
        shared = fixturedef.scope != "function"
        return (yield from self._within(f"fixture {fixturedef.argname}" if shared else self._contexts[-1]))

    def pytest_runtest_call(self) -> None:
        self._begun = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = time.process_time() - self._begun
        elif report.failed:
            self.seconds.pop(report.nodeid, None)

    def tests(self) -> dict[str, Test]:
        """Every test that passed; under an empty name, what is reached on import, by no test."""
        reached: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        data = self.coverage.get_data()
        for file in data.measured_files():
            for line, contexts in data.contexts_by_lineno(file).items():
                for context in contexts:
                    reached[context][Path(file).relative_to(ROOT).as_posix()].add(line)
        tests = {"": Test(0, reached[""])}
        for test, seconds in self.seconds.items():
            lines: dict[str, set[int]] = defaultdict(set)
            for context in (test, *(f"fixture {name}" for name in self.fixtures[test])):
                for file, numbers in reached[context].items():
                    lines[file] |= numbers
            tests[test] = Test(seconds, lines)
        return tests


class Reach:
    """The tests that pass, and what each reaches."""

    def __init__(self, tests: dict[str, Test]) -> None:
        self.imported = tests.pop("")
        self.tests = tests

    @classmethod
    def measured(cls) -> "Reach":
        """Run all tests once."""
        for work in (compile_bundled, watch):
            if in_fork(work) != 0:
                sys.exit((WORK / "output").read_text("utf-8", "replace"))
        read = json.loads((WORK / "tests.json").read_text("utf-8"))
        return cls({name: Test(test[0], {file: set(lines) for file, lines in test[1].items()}) for name, test in read})

    def on_import(self, file: str, line: int) -> bool:
        """Whether a line is reached on import."""
        return bool(self.imported.lines.get(file, set()) & statement(ROOT / file, line))

    def chosen(self, file: str, line: int) -> dict[str, float]:
        """The tests for a change in a line, in the order in which they are run, with the seconds of each.

        Those that reach the line are first, and of these those of the package; other tests of the module follow, since
        what is reached on import, or kept once computed, is reached by no test of its own. Any test may notice where
        the module has nothing but such lines. There are none if nothing reaches the line.
        """
        span = statement(ROOT / file, line)
        reaching = {name for name, test in self.tests.items() if test.lines.get(file, set()) & span}
        if not reaching and not self.on_import(file, line):
            return {}
        _, _, room, *_, module = Path(file).with_suffix("").parts
        own, of_module = f"tests/{room}/", f"/test_{module}.py::"

        def order(name: str) -> tuple[bool, bool, bool, float]:
            return name not in reaching, not name.startswith(own), of_module not in name, self.tests[name].seconds

        chosen, left = {}, BUDGET
        of_file = [name for name, test in self.tests.items() if test.lines.get(file)]
        for name in sorted(of_file or self.tests, key=order):
            left -= self.tests[name].seconds + _SETUP
            if left > 0:
                chosen[name] = self.tests[name].seconds
        return chosen


def statement(path: Path, line: int) -> set[int]:
    """The lines of the innermost statement that a line belongs to, without the statements within it.

    Of `continue` and `break` also the line before: Python jumps from there at once, and is never seen at their own.
    """
    found = {line}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            if node.lineno <= line <= last:
                first = node.lineno - isinstance(node, ast.Continue | ast.Break)
                found = set(range(first, last + 1))  # inner ones come later
    return found


def compile_bundled() -> int:
    """Compile the bundled registry once for all."""
    os.environ["FMCAT_CACHE_DIR"] = str(WORK / "cached")
    from fmcat.catalog.store import open_store
    from fmcat.registry.locate import bundled

    open_store([bundled()]).close()
    return 0


def watch() -> int:
    """Run all tests, and write down what each reaches."""
    watching = Watching()
    watching.coverage.start()
    pytest.main([*ALL, *OPTIONS], plugins=[Cached(), watching])
    watching.coverage.stop()
    found = [
        (name, (test.seconds, {file: sorted(lines) for file, lines in test.lines.items()}))
        for name, test in watching.tests().items()
    ]
    (WORK / "tests.json").write_text(json.dumps(found), "utf-8")
    return 0
