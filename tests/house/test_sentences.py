"""Every sentence has a translation, and every translation a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from fmcat.messages.korean import KOREAN
from fmcat.messages.sentence import has_words

SRC = Path(__file__).parents[2] / "src" / "fmcat"
PLACEHOLDER = re.compile(r"\{(\w+)[^{}]*\}")


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function of this name, with its module."""
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path, node


def templates() -> Iterator[str]:
    """The templates of all sentences: both of a choice between two."""
    for path, call in calls("say"):
        first = call.args[0]
        branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        for branch in branches:
            where = f"{path.name}:{call.lineno}"
            assert isinstance(branch, ast.Constant), f"{where}: a template is written out, so that it can be found"
            assert isinstance(branch.value, str), where
            yield branch.value


def test_every_sentence_has_a_translation() -> None:
    assert sorted({template for template in templates() if has_words(template)} - set(KOREAN)) == []


def test_translations_fill_the_same_placeholders() -> None:
    for english, korean in KOREAN.items():
        assert set(PLACEHOLDER.findall(korean)) == set(PLACEHOLDER.findall(english)), english
        assert re.search("[가-힣]", korean) or english == korean, english
