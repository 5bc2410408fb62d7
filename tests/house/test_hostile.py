"""No text of a registry takes effect: every text of a model is hostile, in every command and every format."""

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from fmcat.cli.commands import COMMANDS
from fmcat.export import EXPORTERS
from fmcat.text import forbidden
from tests.conftest import Run
from tests.hostile import EVERYTHING, names, registry, write

REGISTRY = registry()
#: A file of a repository that is scanned.
SCANNED = "::error::[red]x.py"

#: The arguments of each command for the hostile model; those that read nothing of it say why.
ASKED: dict[str, list[str]] = {
    "list": ["list"],
    "show": ["show", "hostile", "--sources"],
    "search": ["search", "cmd"],
    "compare": ["compare", "hostile", "other"],
    "stats": ["stats", "--by", "vendor,year"],
    "license": ["license", "hostile"],
    "lineage": ["lineage", "hostile"],
    "timeline": ["timeline", "--lanes", "vendor"],
    "changes": ["changes"],
    "report": ["report", "hostile", "released"],
    "cite": ["cite", "hostile", "--style", "text"],
    "export": ["export", "--format", "markdown"],
    "explain": ["explain", "vision"],
    "why": ["why", "hostile", "released"],
    "fields": ["fields"],
    "check": ["check"],
    "diff": ["diff", "hostile.json", "other.json"],
    "registry": ["registry"],
    "resolve": ["resolve", EVERYTHING],
    "scan": ["scan", SCANNED],
    "schema": ["schema"],
    "set": ["set", "hostile", "family=x", "--dry-run"],
    "remove": ["remove", "hostile", "--dry-run"],
    "add": ["add", "new", f"--name={EVERYTHING} 2", "--vendor=evil", "--released=2021", "-m", "vision", "--dry-run"],
}
NOT_ASKED = {
    "init": "writes an example and the schema",
    "import": "tests/sources gives it hostile tables",
    "mcp": "answers JSON, which tests/agents reads",
    "browse": "tests/browse gives it hostile texts",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    write(Path("hostile.json"))
    models: Any = REGISTRY["models"]
    Path("other.json").write_text(json.dumps(REGISTRY | {"models": models[-1:]}), "utf-8")
    Path(SCANNED).write_text(f'load("hostile")\nload({json.dumps(EVERYTHING)})\nload("a/[red]b")\n', "utf-8")
    return write(tmp_path / "here" / "hostile.yaml")


def test_every_command_is_asked_or_said_why_not() -> None:
    assert set(COMMANDS) <= set(ASKED) | set(NOT_ASKED)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ASKED)
def test_texts_are_shown_as_they_are(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    ran = run("--color", "never", "--lang", language, *ASKED[name], registry=None if name == "diff" else hostile)
    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err
    said = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", ran.out)  # links, which are always http(s)
    assert not forbidden(re.sub(r"\x1b\[[\d;]*m", "", said))
    if name in ("show", "why", "lineage", "list", "compare", "search"):
        assert "[red]x[/red]" in said, "Rich took it for markup"
    assert "javascript:" not in "".join(re.findall(r"\x1b\]8;[^\x1b]*", ran.out))


def written(run: Run, hostile: Path, format: str) -> bytes:
    name = "out.zip" if format == "site" else f"out.{format}"
    ran = run("export", "--format", format, "-o", name, registry=hostile)
    assert ran.code == 0, ran.err
    return Path(name).read_bytes()


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def harmless_html(text: str) -> None:
    for tag, attributes in Tags(text).seen:
        assert tag not in ("script", "img", "iframe", "object"), tag
        assert not any(name.startswith("on") for name in attributes)
        assert str(attributes.get("href", "https:")).startswith("http")


def harmless_markdown(text: str) -> None:
    """Rendered as GitHub does, with raw HTML and tables, it has no element and no link made by the data."""
    harmless_html(MarkdownIt("commonmark").enable("table").render(text))


@pytest.mark.parametrize("format", EXPORTERS)
def test_a_format_keeps_texts_as_texts(run: Run, hostile: Path, format: str) -> None:
    data = written(run, hostile, format)
    text = data.decode("utf-8", "replace")
    if format in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(text), delimiter="," if format == "csv" else "\t", quotechar='"'))
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    elif format in ("json", "csl", "spdx") or format.startswith("cyclonedx"):
        assert EVERYTHING in json.dumps(json.loads(text), ensure_ascii=False).encode().decode(
            "unicode_escape", "ignore"
        )
    elif format == "jsonl":
        assert {json.loads(line)["name"] for line in text.splitlines()} == set(names())
    elif format in ("yaml", "typst"):
        assert EVERYTHING in re.sub(r"\\+([\\${}'])", r"\1", str(yaml.safe_load(text)))
    elif format == "html":
        harmless_html(text)
    elif format == "markdown":
        harmless_markdown(text)
        assert text.count("\n") == 2 + len(list(names()))
    elif format == "latex":
        assert "\\input" not in text
        table = re.sub(r"\A(?:% [^\n]*\n)+", "", text)  # what it needs and where it is from comes first
        assert not re.search(r"(?<!\\)[%$](?!\w*\})", table.replace(r"\$", "").replace(r"\%", ""))
    elif format == "sqlite":
        connection = sqlite3.connect(f"out.{format}")
        assert {name for (name,) in connection.execute("SELECT name FROM models")} == set(names())


@pytest.mark.parametrize(
    "arguments", [["timeline", "--by", "year"], ["timeline", "--lanes", "vendor"], ["lineage", "hostile"]]
)
def test_pictures_contain_only_texts_and_links_to_pages(run: Run, hostile: Path, arguments: list[str]) -> None:
    run(*arguments, "-o", "picture.svg", registry=hostile)
    svg = ElementTree.fromstring(Path("picture.svg").read_text("utf-8"))
    tags = {element.tag.rpartition("}")[2] for element in svg.iter()}
    assert tags <= {"svg", "title", "style", "g", "rect", "line", "circle", "path", "text", "tspan", "a", "desc"}
    for element in svg.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("href", "https:").startswith("http")
    assert "=cmd()" in "".join(svg.itertext())


def test_graphs_quote_their_texts(run: Run, hostile: Path) -> None:
    dot = run("lineage", "hostile", "--format", "dot", registry=hostile).out
    unquoted = re.sub(r'"(?:\\.|[^"\\])*"', "", dot)
    assert "script" not in unquoted
    assert unquoted.count("}") == 1
    mermaid = run("lineage", "hostile", "--format", "mermaid", registry=hostile).out
    assert "<script" not in mermaid
    assert all(line.count('"') in (0, 2) for line in mermaid.splitlines())


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_timelines_as_pages_are_harmless(run: Run, hostile: Path, suffix: str) -> None:
    run("timeline", "--by", "year", "-o", f"page.{suffix}", registry=hostile)
    text = Path(f"page.{suffix}").read_text("utf-8")
    (harmless_html if suffix == "html" else harmless_markdown)(text)


@pytest.mark.parametrize("name", ["compare", "diff", "license", "list", "scan", "show", "stats", "timeline"])
def test_markdown_of_a_command_is_harmless(run: Run, hostile: Path, name: str) -> None:
    ran = run(*ASKED[name], "--format", "markdown", registry=None if name == "diff" else hostile)
    assert ran.code == 0, ran.err
    harmless_markdown(ran.out)
    assert not re.search(r"(?m)^\s*::|##\[", ran.out)
    html = MarkdownIt("commonmark").enable("table").render(ran.out)
    assert not re.search(r"@\w|\bwww\.|:skull:|#12|(?m:^/\w)", re.sub(r"<[^>]*>", "", html))


def test_a_control_character_never_enters(run: Run, hostile: Path) -> None:
    for letter in ("\x1b[31m", "\u202e", "\u200b", "\x07", "\u2028"):
        hostile.write_text(json.dumps(REGISTRY).replace("=cmd()", json.dumps(letter)[1:-1]), "utf-8")
        ran = run("list", registry=hostile)
        assert ran.code == 3
        assert "is not allowed" in ran.err
        assert letter not in ran.err
