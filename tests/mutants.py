"""Does a test notice? Break the code in a random sample of places, one at a time, and run the tests that reach them.

`make mutants` (SEED=1 N=300 ROOMS="query schema") prints what was killed, what survived, and the survivors. Mutants
are Cosmic Ray's, made in a copy of the repository. What no test could notice is never changed (`unseen`). `reach.py`
tells which tests reach a line; those of the package are run first, the quickest first.

A mutant is killed only by a test that passes without it; a test that does not end within many times its usual time
kills too. What is not killed by the tests chosen has survived, also where they are cut off (`reach.BUDGET`).
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.forks import IMPORT, ROOT, WORK, Runner
from tests.reach import Reach

ROOMS = "query catalog registry sources checks views export schema"
_LEFT_OUT = {
    ".git",
    ".venv",
    ".venv-mutants",
    ".venv-newest",
    ".venv-oldest",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
}
#: Parts of the code that no operator changes, which is most of them.
_UNCHANGED = {"endmarker", "name", "newline", "string"}
_PUNCTUATION = set("()[]{}.,:=")

Place = tuple[int, int]


class Mutant(NamedTuple):
    """A change of one place of one file: the n-th that an operator of Cosmic Ray can make there."""

    path: Path
    operator: str
    occurrence: int
    start: Place

    @property
    def text(self) -> str:
        """The file with the change."""
        text: str = mutate_code(self.path.read_text("utf-8"), get_operator(self.operator)(), self.occurrence)
        return text

    @property
    def is_python(self) -> bool:
        """Whether the change can be compiled: the `**` of `{**one}` is an operator to Cosmic Ray."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # `1 is 1`
            try:
                compile(self.text, self.path, "exec", dont_inherit=True)
            except SyntaxError:
                return False
        return True

    def __str__(self) -> str:
        line = self.path.read_text("utf-8").splitlines()[self.start[0] - 1].strip()
        operator = self.operator.removeprefix("core/")
        return f"{self.path.relative_to(ROOT)}:{self.start[0]} {operator}: {line}"


def main(seed: int, number: int, rooms: list[str]) -> None:
    """Print a line for each mutant, then the figures and the survivors."""
    chosen = sample(seed, number, rooms)
    trial = Trial()
    killers = {mutant: trial.killer(mutant) for mutant in chosen}
    survivors = [mutant for mutant in chosen if not killers[mutant]]
    killed = len(chosen) - len(survivors)
    own = sum(bool(by) and by.startswith(f"tests/{room(mutant)}/") for mutant, by in killers.items())
    print(f"\nseed {seed}: {killed} of {len(chosen)} killed ({killed / len(chosen):.1%}),")
    print(f"{own} of them by a test of their own package; {len(survivors)} survived:")
    for mutant in survivors:
        print(mutant)


def sample(seed: int, number: int, rooms: list[str]) -> list[Mutant]:
    """A sample of mutants, reproducible for a seed: every place is equally likely, however many operators change it."""
    places: dict[tuple[Path, Place], list[Mutant]] = {}
    for name in rooms:
        for path in sorted((ROOT / "src/fmcat" / name).rglob("*.py")):
            for mutant in mutants(path):
                places.setdefault((path, mutant.start), []).append(mutant)
    chance = random.Random(seed)
    shuffled = chance.sample(sorted(places), len(places))
    chosen = (mutant for place in shuffled if (mutant := chance.choice(places[place])).is_python)
    return list(islice(chosen, number))


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    text = path.read_text("utf-8")
    left_out = list(unseen(ast.parse(text)))
    nodes = [node for node in ast_nodes(get_ast(text)) if getattr(node, "value", "") not in _PUNCTUATION]
    nodes = [node for node in nodes if node.type not in _UNCHANGED]
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments():
            continue
        operator = operator_class()
        starts = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(starts):
            if not any(first <= start < last for first, last in left_out):
                yield Mutant(path, name, occurrence, start)


def unseen(tree: ast.Module) -> Iterator[tuple[Place, Place]]:
    """Where changes have no effect while the code runs, or one that importing the module shows.

    These are annotations, `@overload`, what is imported for them alone, options of classes and of `dataclass`,
    `strict=True`, and how many answers `lru_cache` keeps.
    """
    for node in ast.walk(tree):
        parts: list[ast.expr | ast.keyword | None] = [getattr(node, name, None) for name in ("annotation", "returns")]
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                parts = [node.test]
            case ast.ClassDef():
                parts = [*node.keywords, *(one for one in node.decorator_list if isinstance(one, ast.Call))]
            case ast.keyword(arg="strict"):
                parts = [node]
            case ast.Call(func=ast.Name(id="lru_cache")):
                parts = [*node.args]
            case ast.FunctionDef(decorator_list=[ast.Name(id="overload") as decorator]):
                yield (decorator.lineno, decorator.col_offset - 1), (node.lineno, node.col_offset)
        for part in parts:
            if part:
                yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def room(mutant: Mutant) -> str:
    """The package that a mutant is in."""
    return mutant.path.relative_to(ROOT / "src/fmcat").parts[0]


class Trial:
    """Runs the tests on mutants."""

    def __init__(self) -> None:
        WORK.mkdir()
        self.reach = Reach.measured()
        self._runner = Runner()
        self._sound = {IMPORT: True}
        print(f"{len(self.reach.tests)} tests pass and reach the code", flush=True)

    def killer(self, mutant: Mutant) -> str:
        """The test that notices a mutant and passes without it; empty if the mutant survives."""
        file, line = mutant.path.relative_to(ROOT).as_posix(), mutant.start[0]
        text = mutant.text
        within = in_function(ast.parse(mutant.path.read_text("utf-8")), mutant.start) and not self.reach.on_import(
            file, line
        )
        begun = time.perf_counter()
        tests = self.reach.chosen(file, line)
        by = self._runner.failing(mutant.path, text, tests, within) if tests else ""
        while by and not self._passes(by):
            del self.reach.tests[by], tests[by]
            by = self._runner.failing(mutant.path, text, tests, within)
        told = "killed" if by else "survived" if tests else "unreached"
        print(f"{told:9} {time.perf_counter() - begun:5.1f} s  {mutant}  [{by}]", flush=True)
        return by

    def _passes(self, test: str) -> bool:
        """Whether a test passes by itself, without a mutant."""
        if test not in self._sound:
            only = {test: self.reach.tests[test].seconds}
            self._sound[test] = not self._runner.failing(ROOT / "Makefile", "", only, within=True)
        return self._sound[test]


def in_function(tree: ast.Module, start: Place) -> bool:
    """Whether a place is within the body of a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = node.body if isinstance(node.body, list) else [node.body]
            last = body[-1]
            first_line, first_column = body[0].lineno, body[0].col_offset
            if (first_line, first_column) <= start < (last.end_lineno or 0, last.end_col_offset or 0):
                return True
    return False


def in_copy() -> int:
    """Run this in a copy of the repository; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "fmcat")
        shutil.copytree(ROOT, copy, ignore=lambda _, names: _LEFT_OUT & set(names))
        # Compiled modules are kept, since each mutant that is imported would wait for all of them.
        environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": ""}
        return subprocess.run([sys.executable, "-m", "tests.mutants", "here"], cwd=copy, env=environment).returncode


if __name__ == "__main__":
    if sys.argv[1:] != ["here"]:
        sys.exit(in_copy())
    given = os.environ
    main(int(given.get("SEED", "1")), int(given.get("N", "300")), given.get("ROOMS", ROOMS).split())
