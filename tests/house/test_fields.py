"""Every field once: a field that is added to an entry and to FIELDS is known everywhere."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fmcat.export.relations import TABLES
from fmcat.facts import COMPUTED
from fmcat.fields import FIELDS, GROUPS
from fmcat.schema.keys import KEYS
from tests.conftest import SMALL

ROOT = Path(__file__).parents[2]
#: The recipe of docs/contributing.md: what to insert before which line of which module.
RECIPE = {
    "schema/model.py": (
        "    knowledge_cutoff: Date",
        '    vocabulary_size: QuantityOrUndisclosed | None = None\n    """How many tokens its tokenizer has."""\n',
    ),
    "schema/document.py": (
        '        "knowledge_cutoff": str,\n',
        '        "vocabulary_size": int | Undisclosed,\n',
    ),
    "fields.py": (
        '    Field("cutoff"',
        '    Field("vocabulary-size", "quantity", "Vocabulary", "어휘 수", "tokens of its tokenizer",\n'
        '          key="vocabulary_size", sortable=True, group="training"),\n',
    ),
}
MODELS = """\
- {id: probed, name: Probed, vendor: openai, released: 2024, modalities: [language], vocabulary_size: 13B}
- {id: more-probed, name: More, vendor: openai, released: 2023, modalities: [language], vocabulary_size: 15T}
"""
#: Runs fmcat, and prints what it printed as JSON.
ASK = """
import contextlib, io, json, runpy, sys
from fmcat.cli.app import main
answers = {}
for arguments in json.loads(sys.argv[2]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main(["--only", "--registry", sys.argv[1], *arguments])
    answers[" ".join(arguments)] = out.getvalue()
answers["docs"] = runpy.run_path(sys.argv[3])["schema_page"]()
print(json.dumps(answers))
"""
QUESTIONS = (
    "list -c id,vocabulary-size vocabulary-size:1T+",
    "list --sort vocabulary-size- -n 1 -f ids",
    "show probed",
    "compare probed more-probed",
    "stats --by vocabulary-size --json",
    "export -f csv -c id,vocabulary-size probed",
    "export -f yaml id:probed",
    "export -f page",
    "check --coverage",
    "fields",
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The answers of a copy of fmcat whose entries have one more field, added as the recipe says."""
    root = tmp_path_factory.mktemp("copy")
    package = root / "src" / "fmcat"
    shutil.copytree(ROOT / "src" / "fmcat", package, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "data").symlink_to(ROOT / "data")
    for name, (before, added) in RECIPE.items():
        text = (package / name).read_text("utf-8")
        assert text.count(before) == 1
        (package / name).write_text(text.replace(before, added + before), "utf-8")
    registry = root / "registry.yaml"
    registry.write_text(SMALL.read_text("utf-8").replace("\nmodels:\n", "\nmodels:\n" + MODELS), "utf-8")
    questions = [question.split() for question in QUESTIONS]
    questions += [["export", "-o", str(root / f"all.{suffix}")] for suffix in ("sqlite", "parquet")]
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "FMCAT_CACHE_DIR": str(root / "cache")}
    made = subprocess.run(
        [sys.executable, "-c", ASK, str(registry), json.dumps(questions), str(ROOT / "docs" / "make.py")],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {**json.loads(made.stdout), "folder": str(root)}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("list -c id,vocabulary-size vocabulary-size:1T+", "more-probed"),
        ("list --sort vocabulary-size- -n 1 -f ids", "more-probed\n"),
        ("show probed", "Training\n  Vocabulary  13B\n"),
        ("compare probed more-probed", "Vocabulary"),
        ("stats --by vocabulary-size --json", '"10000000000": 1'),
        ("export -f csv -c id,vocabulary-size probed", "probed,13000000000"),
        ("export -f yaml id:probed", "vocabulary_size: 13B"),
        ("export -f page", "[[null,[15000000000000],[13000000000]],"),
        ("check --coverage", "vocabulary_size"),
        ("fields", "vocabulary-size"),
        ("docs", "| `vocabulary-size` |"),
        ("docs", "| `vocabulary_size` | quantity, or `undisclosed` | How many tokens its tokenizer has. |"),
    ],
)
def test_a_field_that_is_added_is_known_everywhere(answers: dict[str, str], asked: str, shown: str) -> None:
    assert shown in answers[asked]


def test_a_field_that_is_added_is_a_column_of_the_databases(answers: dict[str, str]) -> None:
    folder = Path(answers["folder"])
    asked = "SELECT vocabulary_size FROM {} WHERE id = 'probed'"
    with closing(sqlite3.connect(folder / "all.sqlite")) as database:
        assert database.execute(asked.format("models")).fetchall() == [(13_000_000_000,)]
    with pytest.importorskip("duckdb").connect() as connection:
        assert connection.execute(asked.format(f"'{folder / 'all.parquet'}'")).fetchall() == [(13_000_000_000,)]


def test_every_key_of_an_entry_is_read_by_a_field() -> None:
    assert {field.entry_key for field in FIELDS.values()} == {*KEYS, *COMPUTED}


def test_every_field_is_under_a_heading_of_the_card() -> None:
    assert {field.group for field in FIELDS.values()} <= {"", *GROUPS}


def test_every_field_is_exported_to_a_table() -> None:
    for field in FIELDS.values():
        if field.home:
            columns = {column.name for column in TABLES[field.home].columns}
            assert (field.exported_as or field.name_in_sql) in columns, field.name
