"""Each format, read back by a parser that is not ours; hostile text takes effect in none."""

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import FIELDS
from tests.conftest import SMALL

HOSTILE = '=HYPERLINK("http://x")|<script>*a*`b`\\\\'


@pytest.fixture
def hostile(tmp_path: Path) -> Catalog:
    path = tmp_path / "hostile.yaml"
    text = f"schema: 1\nmodels:\n- id: clip\n  name: {json.dumps(HOSTILE)}\n  aliases: ['+1', '-1', '@x', '[red]x']\n"
    path.write_text(text, "utf-8")
    return Catalog.load(SMALL, path, only=True)


def written(catalog: Catalog, format: str, *columns: str, query: str = "sort:id") -> str:
    return "".join(
        EXPORTERS[format].write(Choice(catalog, catalog.query(query), columns=tuple(FIELDS[name] for name in columns)))
    )


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


def test_tsv_has_one_line_a_model_and_as_many_cells_everywhere(small: Catalog) -> None:
    lines = written(small, "tsv", "id", "summary", "capability").splitlines()
    assert len(lines) == 10
    assert {line.count("\t") for line in lines} == {2}


def test_markdown_takes_nothing_as_markup(hostile: Catalog) -> None:
    lines = written(hostile, "markdown", "id", "name", "parameters", query="id:clip").splitlines()
    assert lines[:2] == ["| Id | Name | Params |", "| --- | --- | ---: |"]
    assert lines[2] == r'| clip | =HYPERLINK("http://x")\|\<script\>\*a\*\`b\`\\\\ | 428000000 |'


def test_json_and_json_lines_hold_the_same_documents(small: Catalog) -> None:
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
    path.write_text("".join(EXPORTERS["yaml"].write(choice)), "utf-8")
    again = Catalog.load(path, only=True)
    assert again.document("clip") == hostile.document("clip")
    assert again.document("clip")["name"] == HOSTILE
