"""The docs are true: generated pages are current, examples run, every command is mentioned."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from fmcat import Catalog
from fmcat.cli.commands import COMMANDS
from fmcat.export.page.sentences import SENTENCES
from fmcat.messages import MESSAGES
from fmcat.messages.sentence import has_words
from tests.conftest import Run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
QUERY_ROW = re.compile(r"^\| `([^`]+)` \| ", re.MULTILINE)


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current() -> None:
    assert load(DOCS / "make.py").stale() == [], "make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_and_is_documented(run: Run, name: str) -> None:
    ran = run(name, "--help", registry=None)
    assert ran.code == 0
    assert COMMANDS[name].help.split(":")[0].split(",")[0].rstrip(".")[:20] in " ".join(ran.out.split())
    assert f"## fmcat {name}\n" in (DOCS / "cli.md").read_text("utf-8")


def test_every_query_in_the_docs_runs() -> None:
    catalog = Catalog.load()
    queries = QUERY_ROW.findall((DOCS / "query.md").read_text("utf-8"))
    assert len(queries) >= 25
    for query in queries:
        len(catalog.select(" ".join(shlex.split(query.replace("\\|", "|"), posix=True)) if query[0] == "'" else query))


def test_the_python_examples_run() -> None:
    text = (DOCS / "python.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)


@pytest.mark.parametrize(
    "page", ["README.md", "docs/query.md", "docs/choose-a-model.md", "docs/write-a-survey.md", "data/README.md"]
)
def test_the_commands_pages_show_are_right(run: Run, page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    blocks = "\n".join(re.findall(r"```(?:sh|text)\n(.*?)```", text, re.DOTALL))
    for command in re.findall(r"^(?:\$ )?fmcat ([^\n#]+?)(?: {2,}#.*)?$", blocks, re.MULTILINE):
        words = shlex.split(command.split(" | ")[0].split(" > ")[0])
        ran = run(*words, registry=None)
        assert ran.code == 0, (command, ran.err)


def test_links_inside_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "README.ko.md", ROOT / "data" / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!<?https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_messages_have_the_same_placeholders_in_both_languages() -> None:
    for key, (english, korean) in {**MESSAGES, **SENTENCES}.items():
        assert set(re.findall(r"{(\w+)}", english)) >= set(re.findall(r"{(\w+)}", korean)), key
        assert english, key
        assert re.search("[가-힣]|API", korean) or not has_words(korean), key


def test_the_korean_readme_has_the_content_of_the_english_one() -> None:
    commands = re.compile(r"^```(?:sh|python|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
    english, korean = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.ko.md"))

    def plain(text: str) -> list[str]:
        blocks = "".join(commands.findall(text)).replace("fmcat --lang ko ", "fmcat ")
        return [line.split("#")[0].rstrip() for line in blocks.splitlines()]

    assert set(plain(korean)) <= set(plain(english))
    assert re.findall(r"\]\((docs/[^)]*\.md)\)", english) == re.findall(r"\]\((docs/[^)]*\.md)\)", korean)
    shown = re.compile(r"^\$ fmcat (?:--lang ko )?([a-z]+)", re.MULTILINE)
    assert set(shown.findall(english)) <= set(shown.findall(korean))


def test_no_comment_cuts_a_paragraph() -> None:
    """One at the beginning of a line ends the paragraph before it, and what follows on the line is its own."""
    for page in (ROOT / "README.md", ROOT / "README.ko.md", *DOCS.glob("*.md"), *(ROOT / "data").glob("*.md")):
        assert re.findall(r"^.*\S.*\n<!--.*", page.read_text("utf-8"), re.MULTILINE) == [], page.name


def test_every_picture_a_page_shows_is_there() -> None:
    for page in (ROOT / "README.md", ROOT / "README.ko.md", DOCS / "gallery.md"):
        for name in re.findall(r"(?:!\[[^\]]*\]\(|src(?:set)?=\")([^)\"]+)", page.read_text("utf-8")):
            assert (page.parent / name).is_file(), name
