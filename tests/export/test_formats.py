"""Each format, read back by an independent parser; hostile text takes effect in none."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt
from pylatexenc.latexwalker import (  # type: ignore[import-untyped]
    LatexEnvironmentNode,
    LatexMacroNode,
    LatexWalker,
)

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice
from fmcat.export.kit.cells import neutral
from fmcat.export.kit.latex import table
from fmcat.export.kit.markdown import escaped, link
from fmcat.facts import stated
from fmcat.fields import FIELDS
from tests import hostile
from tests.conftest import SMALL, Run


def written(catalog: Catalog, format: str, *columns: str, query: str = "sort:id") -> str:
    return text(format, Choice(catalog, catalog.query(query), columns=tuple(FIELDS[name] for name in columns)))


def text(format: str, choice: Choice) -> str:
    chunks = EXPORTERS[format].write(choice)
    return "".join(chunk.decode() if isinstance(chunk, bytes) else chunk for chunk in chunks)


def test_csv_is_what_a_csv_reader_reads(small: Catalog) -> None:
    rows = list(csv.DictReader(io.StringIO(written(small, "csv", "id", "name", "vendor", "parameters", "released"))))
    assert len(rows) == 9
    llava = next(row for row in rows if row["id"] == "llava")
    assert llava.pop("released") == "2023-04-17"
    assert llava == {"id": "llava", "name": "LLaVA", "vendor": "uw-madison;meta", "parameters": "13000000000"}


@pytest.mark.parametrize(("format", "separator"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(hostile_catalog: Catalog, format: str, separator: str) -> None:
    text = written(hostile_catalog, format, *FIELDS)
    rows = [line.split(separator) for line in text.splitlines()] if format == "tsv" else csv.reader(io.StringIO(text))
    parts = [part.lstrip() for row in rows for cell in row for part in cell.split(";")]
    assert len(parts) > len(FIELDS) * len(hostile.ALL)
    assert not [part for part in parts if part.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


def test_tsv_has_one_line_per_model_and_the_same_number_of_cells(small: Catalog) -> None:
    lines = written(small, "tsv", "id", "summary", "capability").splitlines()
    assert len(lines) == 10
    assert {line.count("\t") for line in lines} == {2}


def test_a_markdown_table_has_as_many_cells_in_each_row_and_no_markup(hostile_catalog: Catalog) -> None:
    table = written(hostile_catalog, "markdown", "id", "name", "summary", "alias")
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    kinds = [token.type for token in tokens]
    assert kinds[0] == "table_open"
    assert kinds.count("table_open") == 1
    assert kinds.count("td_open") == 4 * len(hostile_catalog)
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} == {"text"}
    assert not [child.content for child in inline if re.search(FORGED, child.content)]
    assert "[red]x[/red]" in {child.content for child in inline}


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


def test_hostile_text_comes_through_yaml_unchanged(hostile_catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "again.yaml"
    choice = Choice(hostile_catalog, hostile_catalog.query("sort:id"), whole=True)
    path.write_text(text("yaml", choice), "utf-8")
    again = Catalog.load(hostile.write(tmp_path / "hostile.json"), path, only=True)
    for id in hostile_catalog.select().ids():
        assert stated(again.document(id)) == stated(hostile_catalog.document(id))
    models = {model["id"]: model for model in yaml.safe_load(path.read_text("utf-8"))["models"]}
    assert [models[f"h{n}"]["citation"]["title"] for n in range(len(hostile.ALL))] == list(hostile.ALL)


#: What a forge links in text that Markdown left as text.
FORGED = r"@\w|://|\bwww\.|[#!%$&]\d|[~%][\w\"]|GH-\d|:\w+:|^/\w"


@pytest.mark.parametrize("text", [*hostile.ALL, "Approved\n===", "a\n\n# Heading", "    code", "a  \nb"])
def test_markdown_is_text_to_forges(text: str) -> None:
    written = escaped(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(f"{written}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or ()} == {"text"}
    shown = "".join(child.content for child in tokens[1].children or ())
    assert shown.translate({0x200B: "", ord("∶"): ":", ord("♯"): "#"}) == " ".join(text.split())
    assert not re.search(FORGED, shown)
    row = MarkdownIt("commonmark").enable("table").render(f"| a |\n| - |\n| {written} |\n")
    assert row.count("<td") == 1


def test_a_number_is_escaped_only_where_it_begins_a_list() -> None:
    assert escaped("1.1B") == "1.1B"
    assert escaped("1. one") == "1\\. one"
    assert escaped("7)") == "7\\)"


def test_a_link_has_an_http_address_or_is_text() -> None:
    assert link("a]b", "https://a.org/x>y z") == r"[a\]b](<https://a.org/x%3Ey%20z>)"
    assert link("a", "javascript:alert(1)") == "a"


def test_each_part_of_a_list_is_guarded_in_a_spreadsheet() -> None:
    assert neutral("a;=1+1;@x; -2") == "a;'=1+1;'@x;' -2"
    assert neutral("::error::x") == "'::error::x"
    assert neutral("＝1") == "'＝1"
    assert neutral("a;b") == "a;b"


def test_latex_cells_are_not_an_option_of_the_line_above() -> None:
    written = table(["a", "b"], [["[1pt] x", "y"], ["*star", "z\n\nw"], ["::error::", ""]], (), "c", [])
    assert not re.search(r"\\\\\s*[\[*]", written)
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())
    assert r"{}[1pt] x & y \\" in written
    assert "z w" in written


def test_a_paper_table_has_labels_units_and_the_keys_of_its_references(run: Run) -> None:
    latex = run("export", "id:clip,mae", "--format", "latex", "--cite", "-c", "name,vendor,released,params").out
    assert latex.splitlines()[0] == r"% \usepackage{booktabs}"
    assert r"\begin{tabular}{lllrl}" in latex
    assert r"Name & Vendor & Released & Params & Ref. \\" in latex
    assert r"CLIP & OpenAI & Jan 2021 & 428M & \cite{clip} \\" in latex
    assert r"MAE & Meta & Nov 2021 & – & \cite{mae} \\" in latex
    cited = set(re.findall(r"\\cite\{([^}]+)\}", latex))
    assert cited == set(re.findall(r"@\w+\{([^,]+),", run("cite", "clip", "mae").out))
    markdown = run("--lang", "ko", "export", "id:clip", "--format", "markdown", "--cite", "-c", "name,params").out
    assert markdown.splitlines() == ["| 이름 | 매개변수 | 문헌 |", "| --- | ---: | --- |", "| CLIP | 428M | [@clip] |"]


def test_a_paper_table_has_a_caption_and_a_label(run: Run) -> None:
    assert r"\caption{Foundation models: id:clip}" in run("export", "id:clip", "-f", "latex").out
    named = run("export", "id:clip", "-f", "latex", "--title", "Models & data").out
    assert "\\caption{Models \\& data}\n\\label{tab:models-data}\n" in named
    assert r"\caption{Comparison of CLIP, MAE}" in run("compare", "clip", "mae", "-f", "latex").out


@pytest.mark.parametrize(
    ("query", "command"), [([], "fmcat export"), (["id:clip", "mae"], "fmcat export 'id:clip mae'")]
)
def test_a_paper_table_names_the_command_for_its_references(run: Run, query: list[str], command: str) -> None:
    assert f"{command} --format bibtex" in run("export", *query, "--format", "latex", "--cite").out


def test_the_license_of_the_bundled_data_is_not_stated_of_others(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("schema: 1\nmodels: [{id: own, name: Own, vendor: meta, released: 2026-05, modalities: [vision]}]\n")
    for command in ("export -f latex", "timeline --by year -f svg"):
        assert "CC BY 4.0" not in run(*command.split(), registry=own).out
    assert '"licensed":false' in run("export", "-f", "page", registry=own).out
    assert run("export", "-f", "site", "-o", f"{tmp_path}/site", registry=own).code == 0
    assert "CC BY 4.0" not in (tmp_path / "site/models/own/index.html").read_text("utf-8")
    assert "CC-BY" not in (tmp_path / "site/api/v1/index.json").read_text("utf-8")


@pytest.mark.parametrize("option", [["--cite"], ["--title", "x"]])
def test_what_only_a_paper_table_has_is_refused_elsewhere(run: Run, option: list[str]) -> None:
    ran = run("export", "id:clip", "-o", "clip.csv", *option)
    assert (ran.code, ran.out) == (2, "")
    assert f"{option[0]} works only with latex" in ran.err


def test_long_columns_of_a_paper_table_are_wrapped_to_the_width_of_a_page() -> None:
    words = "zero-shot image classification, image retrieval, text embedding"
    written = table(["a", "b", "n"], [[words, words, "7B"]], [2], "c", [])
    assert written.startswith("% \\usepackage{booktabs,array}\n")
    shares = [float(share) for share in re.findall(r"p\{([\d.]+)\\linewidth\}", written)]
    assert len(shares) == 2
    assert 0.75 < sum(shares) < 1
    assert "p{" not in table(["a", "n"], [[words, "7B"]], [1], "c", [])


#: Every command that a LaTeX export may have in it; with Greek letters besides.
COMMANDS = {
    "\\",
    "&",
    "%",
    "$",
    "#",
    "_",
    "begin",
    "end",
    "toprule",
    "midrule",
    "bottomrule",
    "ensuremath",
    "textsubscript",
    "centering",
    "small",
    "caption",
    "label",
    "raggedright",
    "arraybackslash",
    "linewidth",
}
COMMANDS |= {"textbackslash", "textasciitilde", "textasciicircum", "textbraceleft", "textbraceright", "textless"}
COMMANDS |= {"textgreater", "textbar", "textsubscript", "pi", "varsigma"}


def commands(nodes: Sequence[Any]) -> Iterator[str]:
    """The commands of LaTeX text, as a parser of it finds them."""
    for node in nodes:
        if node is not None:
            yield from [node.macroname] if node.isNodeType(LatexMacroNode) else []
            arguments = node.nodeargd.argnlist if getattr(node, "nodeargd", None) else []
            yield from commands([*(getattr(node, "nodelist", None) or []), *(arguments or [])])


def test_a_latex_table_runs_no_command_of_the_data(hostile_catalog: Catalog) -> None:
    written_text = written(hostile_catalog, "latex", "name", "id", "alias")
    nodes, *_ = LatexWalker(written_text).get_latex_nodes()
    assert set(commands(nodes)) <= COMMANDS
    [table] = (node for node in nodes if node.isNodeType(LatexEnvironmentNode))
    inner = [node.environmentname for node in table.nodelist if node.isNodeType(LatexEnvironmentNode)]
    assert (table.environmentname, inner) == ("table", ["tabular"])
    assert written_text.count("\\\\\n") == 1 + len(hostile_catalog)
    body = written_text.partition(r"\begin{table}")[2]
    assert not re.search(r"(?<!\\)%|\\\\\s*[\[*]", body)


def test_bibtex_has_an_entry_per_model_and_runs_no_command_of_the_data(hostile_catalog: Catalog) -> None:
    library = parse_string(written(hostile_catalog, "bibtex"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == hostile_catalog.select("sort:id").ids()
    for entry in library.entries:
        for name in {"title", "author", "booktitle"} & set(entry.fields_dict):
            nodes, *_ = LatexWalker(str(entry[name])).get_latex_nodes()
            assert set(commands(nodes)) <= COMMANDS, entry.key


def test_typst_reads_titles_as_text(hostile_catalog: Catalog) -> None:
    entries = yaml.safe_load(written(hostile_catalog, "typst"))
    for number, given in enumerate(hostile.ALL):
        title = entries[f"h{number}"]["title"]
        assert not re.search(r"(?<!\\)(?:\\\\)*[${}]", title)
        assert re.sub(r"\\(.)", r"\1", title) == given


def test_cards_have_front_matter_a_heading_and_text(hostile_catalog: Catalog) -> None:
    cards = written(hostile_catalog, "hf-card").split("---\n")[1:]
    assert len(cards) == 2 * len(hostile_catalog)
    for front, body in zip(cards[::2], cards[1::2], strict=True):
        assert set(yaml.safe_load(front)) == {"tags"}
        kinds = [token.type for token in MarkdownIt("commonmark").enable("table").parse(body)]
        assert kinds in ([*HEADING, *TEXT], HEADING)


HEADING, TEXT = ["heading_open", "inline", "heading_close"], ["paragraph_open", "inline", "paragraph_close"]


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


@pytest.mark.parametrize(
    "format", [name for name, exporter in EXPORTERS.items() if exporter.is_text and name != "page"]
)
def test_no_line_of_an_export_is_a_command_to_a_forge(hostile_catalog: Catalog, format: str) -> None:
    for columns in ((), ("name", "id")):
        text = written(hostile_catalog, format, *columns)
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]
        assert not re.search(r"##(vso|teamcity)\[", text)


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


@pytest.mark.parametrize("format", ["csv", "tsv", "markdown", "latex", "html", "json", "jsonl"])
def test_rows_of_models_have_the_facts_of_the_checkpoints_that_match(format: str) -> None:
    catalog = Catalog.load(SMALL, SMALL.with_name("sizes.yaml"), only=True)
    columns = ("id", "license", "parameters")
    shown = written(catalog, format, *columns, query="id:fam license:GPL-3.0-only size:3B")
    assert "GPL-3.0-only" in shown
    assert ("3B, 1 of 3" if format in ("markdown", "latex") else "3000000000") in shown
    assert "Apache-2.0" not in shown
    assert "70000000000" not in shown
