"""Formats of other projects, checked by their own programs."""

import csv
import io
import sqlite3
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice
from fmcat.export.kit.latex import latex
from fmcat.text import disarmed
from tests import hostile
from tests.conftest import SMALL


def written(catalog: Catalog, format: str, query: str = "sort:id") -> bytes:
    chunks = EXPORTERS[format].write(Choice(catalog, catalog.query(query), whole=True))
    return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)


@pytest.fixture
def database(small: Catalog, tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(written(small, "sqlite"))
    return sqlite3.connect(path)


def test_the_database_answers_sql(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT id, vendors, modalities FROM model_overview WHERE parameters > 4e8 ORDER BY id")
    assert [row[0] for row in rows] == ["clip", "dinov2", "exaone", "llama", "llava", "mixture"]
    assert database.execute("SELECT target, external_name FROM lineage WHERE model = 'llava'").fetchall() == [
        ("clip", None),
        ("llama", None),
        (None, "Vicuna"),
    ]
    assert database.execute("SELECT parameters, parameters_undisclosed FROM models WHERE id = 'gemini'").fetchone() == (
        None,
        1,
    )
    assert database.execute("SELECT released_from, released_to FROM models WHERE id = 'dinov2'").fetchone() == (
        "2023-04-01",
        "2023-04-30",
    )
    assert database.execute("SELECT ancestor FROM ancestor WHERE model = 'dinov2'").fetchall() == [("dino",)]
    assert database.execute("SELECT fact FROM unsourced WHERE model = 'clip' ORDER BY fact").fetchall() == [
        ("access",),
        ("license",),
        ("parameters",),
    ]


def test_every_reference_of_the_database_resolves(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_database_searches_korean(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT id FROM model_search WHERE model_search MATCH '스스로'").fetchall()
    assert found == [("dino",)]


def test_a_part_of_the_catalog_is_whole_in_itself(small: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "part.sqlite"
    path.write_bytes(written(small, "sqlite", "id:llava"))
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert ("clip",) in database.execute("SELECT external_name FROM lineage").fetchall()


def test_the_data_package_is_valid(small: Catalog, tmp_path: Path) -> None:
    import frictionless

    package = zipfile.ZipFile(io.BytesIO(written(small, "datapackage")))
    package.extractall(tmp_path / "package")
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    rows = list(csv.DictReader(io.StringIO(package.read("models.csv").decode())))
    assert [row["id"] for row in rows] == sorted(small.select().ids())
    assert written(small, "datapackage") == written(small, "datapackage")


def test_databases_hold_texts_as_they_are(hostile_catalog: Catalog, tmp_path: Path) -> None:
    names = sorted(hostile.names())
    (tmp_path / "all.sqlite").write_bytes(written(hostile_catalog, "sqlite"))
    found = sqlite3.connect(tmp_path / "all.sqlite").execute("SELECT name FROM models").fetchall()
    assert sorted(name for (name,) in found) == names
    (tmp_path / "all.parquet").write_bytes(written(hostile_catalog, "parquet"))
    found = duckdb.read_parquet(str(tmp_path / "all.parquet")).select("name").fetchall()
    assert sorted(name for (name,) in found) == names
    package = zipfile.ZipFile(io.BytesIO(written(hostile_catalog, "datapackage")))
    rows = list(csv.DictReader(io.StringIO(package.read("models.csv").decode())))
    assert [row["id"] for row in rows] == sorted(hostile_catalog.select().ids())


CARDS = """\
schema: 1
models:
- {id: llama, license: {weights: MIT OR Apache-2.0}, ids: {huggingface: [meta-llama/llama]}}
- {id: llava, license: {weights: LicenseRef-Llama}, lineage: {finetuned-from: [llama]}, links: {license: "https://example.org/l"}}
"""


def test_cards_use_the_hubs_words(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(CARDS.replace("lineage: {finetuned-from: [llama]}, ", ""))
    catalog = Catalog.load(SMALL, path, only=True)

    def card(model: str) -> Any:
        return yaml.safe_load(written(catalog, "hf-card", f"id:{model}").decode().split("---\n")[1])

    assert card("clip")["license"] == "mit"
    assert card("clip")["tags"] == ["vision", "multimodal", "contrastive-learning"]
    assert card("llava") == {
        "license": "other",
        "license_name": "llama",
        "license_link": "https://example.org/l",
        "tags": ["multimodal", "instruction-tuning"],
    }
    assert card("llama")["license"] == "other"
    assert card("llama")["pipeline_tag"] == "text-generation"


class Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_an_html_table_has_only_texts(hostile_catalog: Catalog) -> None:
    parser = Table()
    parser.feed(written(hostile_catalog, "html").decode())
    assert set(parser.tags) == {"table", "thead", "tbody", "tr", "th", "td", "a"}
    assert {disarmed(name) for name in hostile.names()} <= set(parser.texts)


def test_latex_has_symbols_that_it_lacks_as_commands() -> None:
    assert latex("π₀ Ω-한국") == r"{\ensuremath{\pi}}{\textsubscript{0}} {\ensuremath{\Omega}}-한국"


def test_latex_escapes_what_means_something() -> None:
    assert latex("<a> & % _ # $") == r"\textless{}a\textgreater{} \& \% \_ \# \$"
    assert latex("\\ ~ {x}") == r"\textbackslash{} \textasciitilde{} \textbraceleft{}x\textbraceright{}"


def test_latex_has_no_command_that_latex_lacks() -> None:
    assert latex("λ ς") == r"{\ensuremath{\lambda}} {\ensuremath{\varsigma}}"
    unnamed = "ά Ϗ ό Ͻ ἆ Ο Α ₔ ϐ"
    assert latex(unnamed) == unnamed


def test_parquet_has_lists_that_duckdb_reads(small: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "models.parquet"
    path.write_bytes(written(small, "parquet"))
    models = duckdb.read_parquet(str(path))
    kinds = dict(zip(models.columns, map(str, models.types), strict=True))
    assert (kinds["id"], kinds["vendor"], kinds["parameters"]) == ("VARCHAR", "VARCHAR[]", "BIGINT")
    assert (kinds["year"], kinds["training"]) == ("INTEGER", "MAP(VARCHAR, VARCHAR[])")
    assert models.filter("list_contains(vendor, 'openai')").select("id").fetchall() == [("clip",)]
    [days] = models.filter("id = 'llama'").select("released_earliest, released_latest").fetchall()
    assert days == (date(2023, 2, 24), date(2023, 2, 24))
    documents = {document["id"]: document for document in small.to_records()}
    for model, training, said in models.select("id, training, summary_ko").fetchall():
        assert (training or {}) == documents[model].get("training", {})
        assert said == documents[model].get("summary", {}).get("ko")
    assert written(small, "parquet") == path.read_bytes()


def test_parquet_of_nothing_is_a_table_without_rows(small: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    path.write_bytes(written(small, "parquet", "year:1900"))
    assert duckdb.read_parquet(str(path)).fetchall() == []


def test_every_format_is_the_same_from_run_to_run(small: Catalog) -> None:
    for name in EXPORTERS:
        assert written(small, name) == written(small, name), name


@pytest.mark.parametrize(
    ("license", "named"),
    [
        ("GPL-3.0-only", {"license": "gpl-3.0"}),
        ("AGPL-3.0-only", {"license": "agpl-3.0"}),
        ("ODbL-1.0", {"license": "odbl"}),
        ("CC-BY-NC-4.0", {"license": "cc-by-nc-4.0"}),
        ("0BSD", {"license": "other", "license_name": "0bsd"}),
        ("GPL-2.0-or-later", {"license": "other", "license_name": "gpl-2.0-or-later"}),
    ],
)
def test_a_license_the_hub_does_not_list_is_other(tmp_path: Path, license: str, named: dict[str, str]) -> None:
    path = tmp_path / "licenses.yaml"
    path.write_text(f"schema: 1\nmodels:\n- {{id: clip, license: {{weights: {license}}}}}\n")
    card = written(Catalog.load(SMALL, path, only=True), "hf-card", "id:clip").decode()
    matter = yaml.safe_load(card.split("---\n")[1])
    assert {key: value for key, value in matter.items() if key.startswith("license")} == named


def test_parquet_has_every_key_of_a_variant(tmp_path: Path) -> None:
    path = tmp_path / "variants.yaml"
    path.write_text(
        "schema: 1\nmodels:\n- id: clip\n  variants:\n"
        "  - {name: A, parameters: 12B, active: 3B, context: 8k, license: MIT}\n"
        "  - {name: B, parameters: undisclosed}\n"
    )
    catalog, file = Catalog.load(SMALL, path, only=True), tmp_path / "out.parquet"
    file.write_bytes(written(catalog, "parquet", "id:clip"))
    [(variants,)] = duckdb.read_parquet(str(file)).select("variants").fetchall()
    rest = dict.fromkeys(("id", "released", "access", "status", "huggingface"))
    sizes = {
        "parameters": 12_000_000_000,
        "active": 3_000_000_000,
        "context": catalog.document("clip")["variants"][0]["context"],
    }
    assert variants == [
        {"name": "A", **sizes, "license": "MIT", **rest},
        {"name": "B", **dict.fromkeys(sizes), "license": None, **rest},
    ]
