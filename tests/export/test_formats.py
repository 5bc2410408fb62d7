"""Each format, read back by an independent parser; hostile text takes effect in none."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice
from fmcat.export.kit.cells import neutral
from fmcat.export.kit.latex import table
from fmcat.export.kit.markdown import escaped, link
from fmcat.facts import stated
from fmcat.fields import FIELDS
from tests.conftest import SMALL, Run

HOSTILE = '=HYPERLINK("http://x")|<script>*a*`b`\\\\'


@pytest.fixture
def hostile(tmp_path: Path) -> Catalog:
    path = tmp_path / "hostile.yaml"
    text = f"schema: 1\nmodels:\n- id: clip\n  name: {json.dumps(HOSTILE)}\n  aliases: ['+1', '-1', '@x', '[red]x']\n"
    path.write_text(text, "utf-8")
    return Catalog.load(SMALL, path, only=True)


def written(catalog: Catalog, format: str, *columns: str, query: str = "sort:id") -> str:
    return text(format, Choice(catalog, catalog.query(query), columns=tuple(FIELDS[name] for name in columns)))


def text(format: str, choice: Choice) -> str:
    return "".join(str(chunk) for chunk in EXPORTERS[format].write(choice))


def test_csv_is_what_a_csv_reader_reads(small: Catalog) -> None:
    rows = list(csv.DictReader(io.StringIO(written(small, "csv", "id", "name", "vendor", "parameters", "released"))))
    assert len(rows) == 9
    llava = next(row for row in rows if row["id"] == "llava")
    assert llava.pop("released") == "2023-04-17"
    assert llava == {"id": "llava", "name": "LLaVA", "vendor": "uw-madison;meta", "parameters": "13000000000"}


@pytest.mark.parametrize(("format", "separator"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(hostile: Catalog, format: str, separator: str) -> None:
    text = written(hostile, format, "id", "name", "alias", query="id:clip")
    if format == "csv":
        _, row = csv.reader(io.StringIO(text))
    else:
        row = text.splitlines()[1].split(separator)
    assert row[1].startswith("'=")
    assert row[2].startswith("'+1")


def test_tsv_has_one_line_per_model_and_the_same_number_of_cells(small: Catalog) -> None:
    lines = written(small, "tsv", "id", "summary", "capability").splitlines()
    assert len(lines) == 10
    assert {line.count("\t") for line in lines} == {2}


def test_markdown_takes_nothing_as_markup(hostile: Catalog) -> None:
    lines = written(hostile, "markdown", "id", "name", "parameters", query="id:clip").splitlines()
    assert lines[:2] == ["| Id | Name | Params |", "| --- | --- | ---: |"]
    assert lines[2] == r'| clip | \=HYPERLINK("http:&#8203;//x")\|\<script\>\*a\*\`b\`\\\\ | 428000000 |'


def test_json_and_json_lines_have_the_same_documents(small: Catalog) -> None:
    array = json.loads(written(small, "json"))
    assert array == [json.loads(line) for line in written(small, "jsonl").splitlines()]
    assert array == list(small.documents(small.query("sort:id")))
    assert all(value is not None for document in array for value in document.values())


def test_an_empty_choice_is_an_empty_file_of_its_kind(small: Catalog) -> None:
    nothing = "params:2T+"
    assert json.loads(written(small, "json", query=nothing)) == []
    assert written(small, "jsonl", query=nothing) == written(small, "ids", query=nothing) == ""
    assert yaml.safe_load(written(small, "yaml", query=nothing)) == {"schema": 1, "models": []}
    assert written(small, "tsv", "id", query=nothing) == "id\n"


def test_yaml_means_the_same_to_a_yaml_1_1_reader(small: Catalog) -> None:
    models = {model["id"]: model for model in yaml.safe_load(written(small, "yaml"))["models"]}
    assert models["clip"]["ids"] == {"arxiv": "2103.00020"}
    assert models["mixture"]["parameters"] == {"total": "671B", "active": "37B"}
    assert models["gemini"]["context"] == "1M"


def test_hostile_text_comes_through_yaml_unchanged(hostile: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "again.yaml"
    choice = Choice(hostile, hostile.query("sort:id"), whole=True)
    path.write_text(text("yaml", choice), "utf-8")
    again = Catalog.load(path, only=True)
    assert stated(again.document("clip")) == stated(hostile.document("clip"))
    assert again.document("clip")["name"] == HOSTILE


#: What forges interpret at the beginning of a line or link after rendering Markdown.
FORGED = [
    "@torvalds and @org/security-team",
    "mail a.b@evil.example",
    "www.evil.example",
    "https://evil.example/x",
    "ftp://evil.example",
    "see #12 and !13 and GH-14",
    "Approved\n===",
    "a\n\n# Heading",
    "- item",
    "1. item",
    "    code",
    "a\\|b | c",
    ":tada: done",
    "<b>x</b>",
    "[a](https://x.org)",
    "a  \nb",
]


@pytest.mark.parametrize("text", FORGED)
def test_markdown_is_text_to_forges(text: str) -> None:
    written = escaped(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(f"{written}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or ()} == {"text"}
    shown = "".join(child.content for child in tokens[1].children or ())
    assert shown.replace("\u200b", "") == " ".join(text.split())
    assert not re.search(r"@\w|://|\bwww\.|[#!]\d|GH-\d|:\w+:", shown)
    row = MarkdownIt("commonmark").enable("table").render(f"| a |\n| - |\n| {written} |\n")
    assert row.count("<td") == 1


def test_a_link_has_an_http_address_or_is_text() -> None:
    assert link("a]b", "https://a.org/x>y z") == r"[a\]b](<https://a.org/x%3Ey%20z>)"
    assert link("a", "javascript:alert(1)") == "a"


def test_each_part_of_a_list_is_guarded_in_a_spreadsheet() -> None:
    assert neutral("a;=1+1;@x; -2") == "a;'=1+1;'@x;' -2"
    assert neutral("::error::x") == "'::error::x"
    assert neutral("＝1") == "'＝1"
    assert neutral("a;b") == "a;b"


def test_latex_cells_are_not_an_option_of_the_line_above() -> None:
    written = table(["a", "b"], [["[1pt] x", "y"], ["*star", "z\n\nw"], ["::error::", ""]], "ll")
    assert not re.search(r"\\\\\s*[\[*]", written)
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())
    assert r"{}[1pt] x & y \\" in written
    assert "z w" in written


def test_links_are_addresses_and_a_summary_is_in_one_language(small: Catalog) -> None:
    [row] = csv.DictReader(io.StringIO(written(small, "csv", "links", "summary", query="id:clip")))
    document = small.document("clip")
    assert row["links"] == ";".join(document["links"].values())
    dino = small.document("dino")["summary"]
    assert dino["en"] in written(small, "csv", "summary", query="id:dino")
    korean = Choice(small, small.query("id:dino"), columns=(FIELDS["summary"],), language="ko")
    assert dino["ko"] in text("tsv", korean)


def test_a_csv_file_begins_with_a_byte_order_mark(run: Run) -> None:
    assert run("export", "--format", "csv", "-o", "a.csv").code == 0
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert run("compare", "clip", "dino", "-o", "b.csv").code == 0
    assert Path("b.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("export", "--format", "csv").out.startswith("id,")


LOGGED: dict[str, Any] = {
    "schema": 1,
    "models": [
        {
            "id": "clip",
            "name": "::error::A ##[x]",
            "summary": {"en": "::error:: s ##[e]"},
            "x-own": "a\n::error::x\n\n  ::add-mask::y ##[error]",
            "citation": {"title": "::error::t", "authors": ["::error::x y"], "year": "2021"},
        }
    ],
}


@pytest.mark.parametrize(
    "format", [name for name, exporter in EXPORTERS.items() if exporter.is_text and name != "page"]
)
def test_no_line_of_an_export_is_a_command_to_a_forge(tmp_path: Path, format: str) -> None:
    path = tmp_path / "logged.json"
    path.write_text(json.dumps(LOGGED))
    catalog = Catalog.load(SMALL, path, only=True)
    for columns in ((), ("name", "id")):
        text = written(catalog, format, *columns, query="id:clip")
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_yaml_of_several_lines_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "logged.json"
    path.write_text(json.dumps(LOGGED))
    text = written(Catalog.load(SMALL, path, only=True), "yaml", query="id:clip")
    [model] = yaml.safe_load(text)["models"]
    given = LOGGED["models"][0]
    assert {key: model[key] for key in ("name", "x-own")} == {key: given[key] for key in ("name", "x-own")}
    assert model["summary"]["en"] == given["summary"]["en"]


def test_a_difference_is_reported_in_the_requested_language(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(SMALL.read_text("utf-8"), "utf-8")
    new.write_text(SMALL.read_text("utf-8").replace("  parameters: 428M\n", "", 1), "utf-8")
    korean = run("--lang", "ko", "diff", str(old), str(new), "--format", "markdown", registry=None).out
    assert "### 변경 (1)" in korean
    assert "parameters: 삭제: total 428M" in korean
    assert (
        "parameters: no longer total 428M" in run("diff", str(old), str(new), "--format", "markdown", registry=None).out
    )
