"""Every sentence has a translation, and every translation a sentence."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from fmcat.checks import CHECKS
from fmcat.cli.app import app
from fmcat.cli.commands import COMMANDS
from fmcat.fields import FIELDS, OPERATORS
from fmcat.messages.korean import KOREAN, TABLES, fields, rules, usage
from fmcat.messages.sentence import has_words

SRC = Path(__file__).parents[2] / "src" / "fmcat"
PLACEHOLDER = re.compile(r"\{(\w+)[^{}]*\}")


@cache
def modules() -> Mapping[Path, list[ast.AST]]:
    """Every node of every module, read once."""
    return {path: list(ast.walk(ast.parse(path.read_text("utf-8")))) for path in SRC.rglob("*.py")}


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function of this name, with its module."""
    for path, found in modules().items():
        for node in found:
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
        assert re.search("[가-힣]", korean) or english.upper() == korean.upper(), english


def texts_of(command: Any, context: Any) -> Iterator[str]:
    """The description of a command, and what its help says of its arguments and options."""
    yield from inspect.cleandoc(command.help or "").split("\n\n")
    for parameter in command.get_params(context):
        yield parameter.help or ""
        yield getattr(parameter, "rich_help_panel", None) or ""


def help_texts() -> Iterator[str]:
    """Every text of the help, each paragraph on one line; lists of formats need no translation."""
    root = typer.main.get_command(app)
    context = root.make_context("fmcat", [], resilient_parsing=True)
    assert isinstance(root, TyperGroup)
    yield from texts_of(root, context)
    for name, described in COMMANDS.items():
        yield from (described.help, described.panel)
        loaded = root.get_command(context, name)
        assert loaded
        yield from texts_of(loaded, loaded.make_context(name, [], parent=context, resilient_parsing=True))
    yield from ("Usage:", "Arguments", "Options", "Options, before or after the command", "Documentation")


def test_every_help_text_has_a_translation() -> None:
    texts = {" ".join(text.split()) for text in help_texts()}
    used = {text for text in texts if text and " | " not in text}
    assert sorted(used - set(KOREAN)) == []
    assert sorted(set(usage.SENTENCES) - used) == []


def test_every_field_and_rule_is_explained_in_korean() -> None:
    assert set(fields.SENTENCES) == {field.help for field in FIELDS.values()} | {
        syntax for syntax in OPERATORS.values() if re.search(r"\(|part", syntax)
    }
    assert set(rules.SENTENCES) == {check.explanation for check in CHECKS.values()}


def test_every_translation_is_used() -> None:
    tables = (usage, fields, rules)
    assert sorted(set(KOREAN) - set(templates()) - {text for table in tables for text in table.SENTENCES}) == []


def test_no_sentence_is_translated_twice() -> None:
    counts = Counter(english for table in TABLES for english in table.SENTENCES)
    assert [english for english, count in counts.items() if count > 1] == []


#: Exceptions whose words a person reads; of those of Python itself, only where our own validators raise them.
RAISED = {
    "BadUsage",
    "NotFound",
    "FmcatError",
    "BadQuery",
    "BadDataSet",
    "SourceError",
    "ParseError",
    "Unfit",
    "ValueError",
}


def test_errors_are_raised_with_sentences() -> None:
    found = []
    for name in RAISED:
        for path, call in calls(name):
            told = [*call.args[:1], *(part for one in call.args[1:2] for part in getattr(one, "elts", []))]
            plain = any(isinstance(one, ast.JoinedStr | ast.Constant) for one in told)
            found += [f"{path.relative_to(SRC)}:{call.lineno}"] if plain else []
    assert found == []


def test_findings_are_sentences() -> None:
    for path in (SRC / "checks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            parts = node.values if isinstance(node, ast.JoinedStr) else []
            text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            assert not re.search(r"[a-z]+ [a-z]+", text), f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]


#: Modules with Korean besides the tables: field labels, dates, the page's sentences, letters, and an example file.
WITH_KOREAN = {
    "fields.py",
    "days.py",
    "export/page/sentences.py",
    "export/site/sentences.py",
    "query/beginnings.py",
    "cli/commands/init.py",
}


def test_korean_is_in_the_tables_alone() -> None:
    for path, nodes in modules().items():
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings]
        has_korean = any(isinstance(node.value, str) and re.search("[가-힣]", node.value) for node in constants)
        name = path.relative_to(SRC).as_posix()
        assert not has_korean or name.startswith("messages/") or name in WITH_KOREAN, name
