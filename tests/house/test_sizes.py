"""Size limits of functions and modules, and unused names in the page's scripts."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "fmcat"
FUNCTION = 45
MODULE = 300
LINE = 120
#: The most imports within functions, for what few runs need; extras are imported in extras.py.
LOCAL_IMPORTS = 15
#: The most uses of `Any`, for values that no type can describe.
ANYS = 60

TREES = {path.relative_to(SRC).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))}
SCRIPTS = sorted(SRC.rglob("*.js"))


def beyond(sizes: dict[str, int], limit: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > limit}


def test_functions_are_short() -> None:
    sizes = {
        f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert beyond(sizes, FUNCTION) == {}


def test_modules_and_scripts_are_short() -> None:
    files = [*(SRC / path for path in TREES), *SCRIPTS]
    sizes = {path.relative_to(SRC).as_posix(): path.read_text("utf-8").count("\n") for path in files}
    assert beyond(sizes, MODULE) == {}


def test_imports_are_at_the_top_of_modules() -> None:
    local = {
        (path, inner.lineno)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    assert len(local) <= LOCAL_IMPORTS, sorted(local)


def test_few_values_are_of_any_type() -> None:
    names = [(path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Name)]
    found = [(path, node.lineno) for path, node in names if node.id == "Any"]
    assert len(found) <= ANYS, found


def test_lines_of_scripts_are_short() -> None:
    lines = [(path.name, line) for path in SCRIPTS for line in path.read_text("utf-8").splitlines()]
    assert [(name, line) for name, line in lines if len(line) > LINE] == []


def test_every_name_of_the_scripts_is_defined_and_used(tmp_path: Path) -> None:
    """The page joins its scripts into one, so only together do they show undefined and unused names."""
    linter = Path(sys.executable).with_name("oxlint")
    if not linter.exists():
        pytest.skip("oxlint is not installed")
    (tmp_path / "page.js").write_text("\n".join(path.read_text("utf-8") for path in SCRIPTS), "utf-8")
    (tmp_path / ".oxlintrc.json").write_text('{"env": {"browser": true, "es2024": true}}')
    rules = ["-A", "all", "-D", "no-undef", "-D", "no-unused-vars"]
    ran = subprocess.run([linter, *rules, "page.js"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
