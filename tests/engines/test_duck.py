"""DuckDB over a Parquet data set answers every query as SQLite does."""

import sqlite3
from pathlib import Path

import duckdb
import pytest
import sqlglot

from fmcat import Catalog
from fmcat.engines import attach
from fmcat.engines.dataset import write_dataset
from fmcat.errors import BadUsage, FmcatError
from fmcat.query.printed import literal, printed
from fmcat.query.sql import DIALECTS, select
from tests.conftest import Run
from tests.query.drawn import drawn_queries
from tests.query.test_parse import MEANINGS


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FMCAT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        return Catalog.load(only=False)


@pytest.fixture(scope="module", params=[False, True], ids=["whole", "by-year"])
def attached(bundled: Catalog, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Catalog:
    folder = tmp_path_factory.mktemp("data") / "set"
    write_dataset(bundled, bundled.query(""), folder, by_year=request.param)
    return attach(f"parquet:{folder}")


def test_the_same_queries_have_the_same_answers(bundled: Catalog, attached: Catalog) -> None:
    orders = [
        "params",
        "params-",
        "vendor,released-",
        "name",
        "license",
        "access-",
        "context-,name",
        "status",
        "family",
    ]
    queries = drawn_queries(bundled, 150) + [f"modality:vision sort:{order}" for order in orders]
    for query in queries:
        assert attached.select(query).ids() == bundled.select(query).ids(), query


def test_every_form_of_the_language_is_answered_alike(small: Catalog, tmp_path: Path) -> None:
    write_dataset(small, small.query(""), tmp_path / "set")
    other = attach(f"parquet:{tmp_path / 'set'}")
    for query, _ in MEANINGS:
        assert other.select(query).to_records() == small.select(query).to_records(), query
        assert len(other.select(query)) == len(small.select(query))
    assert other["dino v2"] == small["dino v2"]
    assert other.labels("ko") == small.labels("ko")


def test_a_part_is_a_data_set_too(small: Catalog, tmp_path: Path) -> None:
    write_dataset(small, small.query("modality:vision"), tmp_path / "set")
    assert attach(f"parquet:{tmp_path / 'set'}").select().ids() == small.select("modality:vision").ids()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_the_same_from_run_to_run_and_replaces_itself_only(small: Catalog, tmp_path: Path) -> None:
    write_dataset(small, small.query(""), tmp_path / "one", by_year=True)
    write_dataset(small, small.query(""), tmp_path / "two", by_year=True)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    write_dataset(small, small.query("id:clip"), tmp_path / "one")
    assert attach(f"parquet:{tmp_path / 'one'}").select().ids() == ["clip"]
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("dear")
    with pytest.raises(BadUsage, match="something else lies there"):
        write_dataset(small, small.query(""), tmp_path / "theirs")
    assert {path.name for path in tmp_path.iterdir()} - {"home", "here", "cache"} == {"one", "theirs", "two"}
    assert str(tmp_path).encode() not in b"".join(files(tmp_path / "two").values()), "paths of this machine"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("parqet:x", "did you mean parquet?"),
        ("parquet:", "names no engine"),
        ("parquet:nowhere", "no data set lies there"),
        ("spark:local", "names no data set"),
    ],
)
def test_an_address_that_leads_nowhere_is_said(address: str, says: str) -> None:
    if address.startswith("spark"):
        pytest.importorskip("pyspark")
    with pytest.raises(FmcatError) as refused:
        attach(address)
    assert says in " ".join([refused.value.message, *refused.value.details])


def test_the_command_line_asks_it(run: Run, small: Catalog) -> None:
    assert run("export", "--format", "parquet", "-o", "ds", "--partition-by", "year").code == 0
    for words in (
        ["list", "-m", "vision", "-q"],
        ["stats", "--by", "vendor"],
        ["timeline", "--by", "year"],
        ["export"],
    ):
        assert run("--catalog", "parquet:ds", *words, registry=None).out == run(*words).out
    assert "a Parquet data set only" in run("export", "-o", "x.csv", "--partition-by", "year").err


# ── the SQL itself ────────────────────────────────────────────────────────────────────────────


def test_printed_sql_answers_the_same(bundled: Catalog, attached: Catalog) -> None:
    duck = attached._connection._connection  # type: ignore[attr-defined]
    for query in [*drawn_queries(bundled, 60), 'name:"it\'s"', "summary:100%", "한국어"]:
        chosen = bundled.query(query)
        wanted = bundled.select(query).ids()
        text = printed(*select(chosen, "m.id"), "sqlite")
        assert [row[0] for row in bundled.rows(text, {})] == wanted
        assert [row[0] for row in duck.execute(printed(*select(chosen, "m.id"), "duckdb")).fetchall()] == wanted


@pytest.mark.parametrize("dialect", DIALECTS)
def test_printed_sql_is_read_in_its_dialect(bundled: Catalog, dialect: str) -> None:
    for query in ["method:contrastive year:2021..", "vision -vendor:openai sort:params-", "under:clip or params:?"]:
        text = printed(*select(bundled.query(query), "m.id", 10), dialect)
        assert len(sqlglot.parse(text, read=dialect)) == 1
        assert ":p" not in text


@pytest.mark.parametrize("value", ["it's", "'; DROP TABLE model; --", "\\", "\\'", "100%", "가", '"', ":p0", "a\nb"])
def test_a_literal_is_what_it_says(value: str) -> None:
    [[said]] = sqlite3.connect(":memory:").execute(f"SELECT {literal(value)}")
    assert said == value
    assert duckdb.sql(f"SELECT {literal(value, 'duckdb')}").fetchall() == [(value,)]
    [parsed] = sqlglot.parse(f"SELECT {literal(value, 'spark')}", read="spark")
    assert parsed
    assert parsed.expressions[0].this == value


def test_the_command_line_prints_it(run: Run) -> None:
    ran = run("list", "method:contrastive", "--explain-sql", "--dialect", "trino")
    assert ran.out.startswith("SELECT m.id, m.name, m.released FROM model AS m")
    assert run("list", "--explain-sql", "--dialect", "oracl").code == 2
