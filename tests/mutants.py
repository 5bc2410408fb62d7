"""Does a test notice? Break the code in a random sample of places, one at a time, and run the tests of its module.

`make mutants` (SEED=1 N=300 ROOMS="query schema") prints what was killed, what survived, and the survivors. Mutants
are Cosmic Ray's, made in a copy of the repository. An annotation is never changed: importing the module would be
enough to notice.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
ROOMS = "query catalog registry sources checks views export schema"
#: Besides those of the package: quick, and covering everything.
HOUSE = "tests/house/test_hostile.py"
#: It needs a browser, and minutes, so it is run only for the page.
PAGE = "tests/export/test_page.py"
TIMEOUT = 300
_LEFT_OUT = {
    ".git",
    ".venv",
    ".venv-newest",
    ".venv-oldest",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
}

Place = tuple[int, int]


class Mutant(NamedTuple):
    """A change of one place of one file: the n-th that an operator of Cosmic Ray can make there."""

    path: Path
    operator: str
    occurrence: int
    start: Place


def main(seed: int, number: int, rooms: list[str]) -> None:
    """Print a line for each mutant, then the figures and the survivors."""
    chosen = sample(seed, number, rooms)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "fmcat")
        shutil.copytree(ROOT, copy, ignore=lambda _, names: _LEFT_OUT & set(names))
        for room in sorted({mutant.path.relative_to(ROOT / "src/fmcat").parts[0] for mutant in chosen}):
            if not passes(copy, ROOT / "src/fmcat" / room / "__init__.py"):
                sys.exit(f"tests of {room} fail without a mutant")
        survivors = [mutant for mutant in chosen if survives(copy, mutant)]
    killed = len(chosen) - len(survivors)
    print(f"\nseed {seed}: {killed} of {len(chosen)} killed ({killed / len(chosen):.0%}), {len(survivors)} survived:")
    for mutant in survivors:
        print(named(mutant))


def sample(seed: int, number: int, rooms: list[str]) -> list[Mutant]:
    """A sample of mutants, reproducible for a seed: every place is equally likely, however many operators change it."""
    places: dict[tuple[Path, Place], list[Mutant]] = {}
    for room in rooms:
        for path in sorted((ROOT / "src/fmcat" / room).rglob("*.py")):
            for mutant in mutants(path):
                places.setdefault((path, mutant.start), []).append(mutant)
    chance = random.Random(seed)
    return [chance.choice(places[place]) for place in chance.sample(sorted(places), min(number, len(places)))]


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    text = path.read_text("utf-8")
    nodes, annotations = list(ast_nodes(get_ast(text))), list(annotated(ast.parse(text)))
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments():
            continue
        operator = operator_class()
        starts = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(starts):
            if not any(first <= start < last for first, last in annotations):
                yield Mutant(path, name, occurrence, start)


def annotated(tree: ast.Module) -> Iterator[tuple[Place, Place]]:
    """Where annotations begin and end."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            part = getattr(node, name, None)
            if isinstance(part, ast.expr):
                yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def survives(copy: Path, mutant: Mutant) -> bool:
    """Whether all tests pass with this mutant; the copy is restored afterwards."""
    text = mutant.path.read_text("utf-8")
    changed = mutate_code(text, get_operator(mutant.operator)(), mutant.occurrence)
    target = copy / mutant.path.relative_to(ROOT)
    begun = time.perf_counter()
    try:
        target.write_text(changed, "utf-8")
        survived = passes(copy, mutant.path)
    finally:
        target.write_text(text, "utf-8")
    told = "survived" if survived else "killed"
    print(f"{told:8} {time.perf_counter() - begun:5.0f} s  {named(mutant)}", flush=True)
    return survived


def passes(copy: Path, path: Path) -> bool:
    """Whether the tests of a module of the original pass in the copy, in time."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests_of(path)]
    try:
        ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def tests_of(path: Path) -> list[str]:
    """The tests of a module: those of its own name first, then its package's, then the house's."""
    parts = path.relative_to(ROOT / "src/fmcat").with_suffix("").parts
    room, own = ROOT / "tests" / parts[0], f"test_{parts[-1]}.py"
    files = sorted(room.glob("test_*.py"), key=lambda file: (file.name != own, file.name))
    named = [file.relative_to(ROOT).as_posix() for file in files]
    return [name for name in (*named, HOUSE) if name != PAGE or "page" in parts]


def named(mutant: Mutant) -> str:
    """A mutant as it is printed: file, line, operator and the line it changes."""
    line = mutant.path.read_text("utf-8").splitlines()[mutant.start[0] - 1].strip()
    operator = mutant.operator.removeprefix("core/")
    return f"{mutant.path.relative_to(ROOT)}:{mutant.start[0]} {operator}: {line}"


if __name__ == "__main__":
    given = os.environ
    main(int(given.get("SEED", "1")), int(given.get("N", "300")), given.get("ROOMS", ROOMS).split())
