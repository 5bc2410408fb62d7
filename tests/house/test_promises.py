"""Every test that the docs name exists, so that no promise loses its test when one is renamed."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: `tests/…/test_x.py` and `tests/folder`, and the tests of it: `::name` here or in the next spans of code.
_SPAN = re.compile(r"`((?:tests/[\w/.]+)?(?:::test_\w+)?)`")


def named(page: str) -> list[tuple[str, str]]:
    """The paths that a page names, each with a test in it, if any."""
    found: list[tuple[str, str]] = []
    path = ""
    for span in _SPAN.findall(page):
        before, _, test = span.partition("::")
        path = before or path
        found += [(path, test)] if span else []
    return found


def test_every_test_that_the_docs_name_exists() -> None:
    missing = []
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for path, test in {one for page in pages for one in named(page.read_text("utf-8"))}:
        file = ROOT / path
        if not file.exists() or (test and test not in names_in(file)):
            missing.append(f"{path}::{test}")
    assert missing == []


def test_each_promise_names_a_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    table = page[page.index("## Promises") : page.index("## What is not promised")]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 20
    assert [row[:60] for row in rows if not any(test for _, test in named(row))] == []


def names_in(file: Path) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
