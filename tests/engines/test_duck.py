"""DuckDB over a Parquet data set answers every query as SQLite does."""

import sqlite3
import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot

from fmcat import Catalog
from fmcat.engines import attach
from fmcat.engines.dataset import MARK, TABLES, write_dataset
from fmcat.errors import BadUsage, FmcatError
from fmcat.query.printed import literal, printed
from fmcat.query.sql import DIALECTS, select
from tests.conftest import Run
from tests.query.drawn import ODD_QUERIES, drawn_queries, odd_catalog
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
        asked = bundled.query(query)
        assert attached.matched(asked) == bundled.matched(asked), query


def test_every_form_of_the_language_is_answered_alike(small: Catalog, tmp_path: Path) -> None:
    write_dataset(small, small.query(""), tmp_path / "set")
    other = attach(f"parquet:{tmp_path / 'set'}")
    for query, _ in MEANINGS:
        assert other.select(query).to_records() == small.select(query).to_records(), query
        assert len(other.select(query)) == len(small.select(query))
    assert other["dino v2"] == small["dino v2"]
    assert other.labels("ko") == small.labels("ko")


def test_odd_letters_and_marks_are_found_and_sorted_alike(tmp_path: Path) -> None:
    catalog = odd_catalog(tmp_path)
    write_dataset(catalog, catalog.query(""), tmp_path / "set")
    other = attach(f"parquet:{tmp_path / 'set'}")
    for query in ODD_QUERIES:
        assert other.select(query).ids() == catalog.select(query).ids(), query
        assert len(other.select(query)) == len(catalog.select(query)), query
    assert len(catalog.select('"${HOME}"')) == 1


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
    with pytest.raises(BadUsage, match="already exists and is not a data set"):
        write_dataset(small, small.query(""), tmp_path / "theirs")
    assert {path.name for path in tmp_path.iterdir()} - {"home", "here", "cache"} == {"one", "theirs", "two"}
    assert str(tmp_path).encode() not in b"".join(files(tmp_path / "two").values()), "paths of this machine"


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table of a data set, in an order that does not depend on its files."""
    with duckdb.connect() as connection:
        return {
            table: connection.execute(
                f"SELECT {', '.join(columns)} FROM '{folder}/{table}/**/*.parquet' ORDER BY ALL"
            ).fetchall()
            for table, columns in TABLES.items()
        }


@pytest.mark.parametrize("limit", ["_ROWS", "_CHARACTERS"])
@pytest.mark.parametrize("by_year", [False, True], ids=["whole", "by-year"])
def test_tables_that_do_not_fit_in_memory_are_several_files_of_the_same_rows(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, by_year: bool
) -> None:
    write_dataset(small, small.query(""), tmp_path / "one", by_year)
    monkeypatch.setattr(f"fmcat.engines.dataset.{limit}", {"_ROWS": 4, "_CHARACTERS": 8000}[limit])
    for name in ("several", "again"):
        write_dataset(small, small.query(""), tmp_path / name, by_year)
    assert rows(tmp_path / "several") == rows(tmp_path / "one")
    assert files(tmp_path / "several") == files(tmp_path / "again")
    parts = {name.partition("part-")[2].partition("-")[0].partition(".")[0] for name in files(tmp_path / "several")}
    assert {"0", "1", "2"} <= parts
    assert attach(f"parquet:{tmp_path / 'several'}").select("sort:params-").ids() == small.select("sort:params-").ids()


@pytest.mark.parametrize("by_year", [False, True], ids=["whole", "by-year"])
def test_tables_without_rows_are_there_too(small: Catalog, tmp_path: Path, by_year: bool) -> None:
    write_dataset(small, small.query("year:1950"), tmp_path / "set", by_year)
    assert {name.split("/")[0] for name in files(tmp_path / "set")} == {*TABLES, MARK}
    assert attach(f"parquet:{tmp_path / 'set'}").select().ids() == []


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("parqet:x", "did you mean parquet?"),
        ("parquet:", "does not name an engine"),
        ("parquet:nowhere", "no data set found"),
        ("spark:local", "does not name a data set"),
    ],
)
def test_an_address_of_nothing_is_reported(address: str, says: str) -> None:
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
    assert "works only with a Parquet data set" in run("export", "-o", "x.csv", "--partition-by", "year").err


# ── the SQL itself ────────────────────────────────────────────────────────────────────────────


def test_printed_sql_answers_the_same(bundled: Catalog, attached: Catalog) -> None:
    duck = attached._connection._engine._connection  # type: ignore[attr-defined]
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
def test_a_literal_has_its_value(value: str) -> None:
    [[said]] = sqlite3.connect(":memory:").execute(f"SELECT {literal(value)}")
    assert said == value
    assert duckdb.execute(f"SELECT {literal(value, 'duckdb')}").fetchall() == [(value,)]
    [parsed] = sqlglot.parse(f"SELECT {literal(value, 'spark')}", read="spark")
    assert parsed
    assert parsed.expressions[0].this == value


def test_the_command_line_prints_it(run: Run) -> None:
    ran = run("list", "method:contrastive", "--explain-sql", "--dialect", "trino")
    assert ran.out.startswith("SELECT m.id, m.name, m.released FROM model AS m")
    assert run("list", "--explain-sql", "--dialect", "oracl").code == 2


# ── failures ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def dataset(run: Run) -> str:
    assert run("export", "--format", "parquet", "-o", "ds").code == 0
    return "parquet:ds"


@pytest.mark.parametrize(
    "command",
    [
        ["list", "sort:params-", "--columns", "id,vendor,params,license"],
        ["list", "--count", "라"],
        ["stats", "--by", "vendor,year", "--format", "csv"],
        ["timeline", "vision"],
        ["--lang", "ko", "timeline", "language"],
        ["export", "--format", "csv", "method:SSL", "-n", "2"],
        ["show", "dino v2"],
        ["show", "nothing-near-it"],
        ["search", "dyno"],
        ["lineage", "llava"],
        ["explain", "ssl"],
        ["why", "clip", "released"],
        ["list", "method:contrastiv"],
    ],
    ids=" ".join,
)
def test_every_command_with_a_query_gives_the_same_answer(run: Run, dataset: str, command: list[str]) -> None:
    compiled, other = run(*command), run("--catalog", dataset, *command, registry=None)
    assert (other.code, other.out, other.err) == (compiled.code, compiled.out, compiled.err)
    assert compiled.out or compiled.code


def test_a_part_has_only_its_own_models_and_keeps_its_limit(run: Run) -> None:
    assert run("export", "vendor:meta", "sort:params-", "-n", "2", "-f", "parquet", "-o", "two").code == 0
    largest = run("list", "vendor:meta", "sort:params-", "-n", "2", "-q").lines
    assert run("--catalog", "parquet:two", "list", "-q", "sort:params-", registry=None).lines == largest
    gone = run("--catalog", "parquet:two", "show", "clip", registry=None)
    assert (gone.code, "unknown model" in gone.err) == (1, True)


def test_a_data_set_of_a_data_set_is_the_same(run: Run, dataset: str) -> None:
    assert run("--catalog", dataset, "export", "-f", "parquet", "-o", "again", registry=None).code == 0
    assert files(Path("ds")) == files(Path("again"))


def test_a_former_data_set_with_a_letter_in_it_stays(run: Run, dataset: str) -> None:
    Path("ds/letter.txt").write_text("dear")
    before = files(Path("ds"))
    ran = run("export", "id:clip", "-f", "parquet", "-o", "ds")
    assert (ran.code, "already exists and is not a data set" in ran.err) == (2, True)
    assert files(Path("ds")) == before


def test_a_write_that_fails_leaves_the_former_one(run: Run, dataset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise duckdb.IOException("Could not write file: No space left on device")

    before = files(Path("ds"))
    monkeypatch.setattr("fmcat.engines.dataset._write", full)
    ran = run("export", "-f", "parquet", "-o", "ds")
    assert (ran.code, "ds: cannot be written: Could not write file" in ran.err) == (1, True)
    assert files(Path("ds")) == before
    assert [path.name for path in Path().iterdir()] == ["ds"]


def test_names_that_are_patterns_or_columns_are_only_names(run: Run) -> None:
    for name in ("a[1]*", "n=7", "it's"):
        Path(name).mkdir()
        for words in ((), ("--partition-by", "year")):
            assert run("export", "-f", "parquet", "-o", f"{name}/ds", *words).code == 0
            ran = run("--catalog", f"parquet:{name}/ds", "list", "--count", registry=None)
            assert (ran.out, ran.err) == ("9\n", ""), name


def test_a_damaged_file_is_one_clear_line(run: Run, dataset: str) -> None:
    model = Path("ds/model/part-0.parquet")
    whole = model.read_bytes()
    for torn in (whole[:400], whole[:40] + bytes(1000) + whole[1040:]):
        model.write_bytes(torn)
        ran = run("--catalog", dataset, "list", "--json", registry=None)
        assert (ran.code, "the data set cannot be read" in ran.err) == (1, True)


def test_a_data_set_of_other_tables_is_refused(dataset: str) -> None:
    others = "SELECT 'format' AS key, '0' AS value UNION ALL SELECT 'fmcat', '0.0.1'"
    duckdb.execute(f"COPY ({others}) TO 'ds/built/part-0.parquet' (FORMAT parquet)")
    with pytest.raises(FmcatError, match=r"written by fmcat 0\.0\.1, whose tables differ"):
        attach(dataset)


def test_a_data_set_replaces_all_registries(run: Run, dataset: str) -> None:
    both = run("--catalog", dataset, "list")
    assert (both.code, "leave out --registry" in both.err) == (2, True)
    for command in (["check"], ["registry"], ["set", "clip", "family=x"]):
        ran = run("--catalog", dataset, *command, registry=None)
        assert (ran.code, "leave out --catalog" in ran.err) == (2, True), command


def test_without_the_extra_one_line_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == "duckdb" or name.startswith("fmcat.engines.d")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for words, extra in (
        (["export", "-f", "parquet", "-o", "new"], "parquet"),
        (["--catalog", "parquet:ds", "list"], "duckdb"),
    ):
        ran = run(*words, registry=None)
        assert (ran.code, ran.err.splitlines()[1].strip()) == (1, f"pip install 'fmcat[{extra}]'")
    assert not Path("new").exists()


def test_options_that_would_do_nothing_are_refused(run: Run) -> None:
    assert "--explain-sql" in run("list", "--dialect", "trino").err
    assert run("export", "-o", "x.parquet", "--partition-by", "year").code == 2
    assert run("list", "vendor:meta", "--explain-sql", "--count").out.startswith("SELECT count(*) FROM model m")


def test_spark_puts_no_variable_into_a_literal() -> None:
    assert literal("${spark.app.name}", "spark") == "'\\u0024{spark.app.name}'"


def altered(folder: Path, table: str, change: str) -> str:
    """A data set whose table's documents are changed by SQL."""
    file = folder / table / "part-0.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * REPLACE ({change} AS doc) FROM read_parquet('{file}')")
        connection.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    return f"parquet:{folder}"


@pytest.mark.parametrize(
    "change",
    [
        """replace(doc, 'https://', 'javascript://')""",
        r"""replace(doc, '"CLIP"', '"CL\u001bIP"')""",
        r"""replace(doc, '"CLIP"', '"CL\u202eIP"')""",
        """replace(doc, '"modalities"', '"x-modalities"')""",
        """replace(doc, '"name"', '"x-name"')""",
        """'[]'""",
        """'null'""",
        """'no JSON'""",
        """'{}'""",
        """NULL""",
        """replace(doc, '"id"', '"x-n": NaN, "id"')""",
        """replace(doc, '"id"', '"x-n": ' || repeat('9', 5000) || ', "id"')""",
        """replace(doc, '"id"', '"id": "other", "id"')""",
        """repeat('[', 100000)""",
        """replace(doc, '"terms":', '"terms": "x", "x-terms":')""",
        """replace(doc, '"country":', '"country": 7, "x-country":')""",
    ],
)
@pytest.mark.parametrize("command", [["show", "clip"], ["list"], ["export", "--format", "html"], ["lineage", "clip"]])
def test_invalid_documents_of_a_data_set_are_refused(
    run: Run, small: Catalog, tmp_path: Path, change: str, command: list[str]
) -> None:
    write_dataset(small, small.query(""), tmp_path / "set")
    ran = run("--catalog", altered(tmp_path / "set", "model", change), *command, registry=None)
    assert ran.code == 3, ran.err
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1


def test_the_entries_of_a_data_set_are_examined_too(run: Run, small: Catalog, tmp_path: Path) -> None:
    write_dataset(small, small.query(""), tmp_path / "set")
    ran = run("--catalog", altered(tmp_path / "set", "entry", "'[]'"), "show", "clip", registry=None)
    assert (ran.code, ran.err.count("\n")) == (3, 1)


@pytest.mark.parametrize(
    "address", ["https://a.example/set", "s3://bucket/set", "S3://bucket/set", "hf://datasets/a/b"]
)
def test_a_data_set_elsewhere_is_refused_before_anything_is_fetched(run: Run, address: str) -> None:
    ran = run("--catalog", f"parquet:{address}", "list", registry=None)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"error: {address}: only data sets on this machine can be read")
    assert not Path.home().joinpath(".duckdb").exists()


def test_a_folder_whose_name_begins_with_a_tilde_is_read(small: Catalog) -> None:
    write_dataset(small, small.query(""), Path("~x"))
    assert len(attach("parquet:~x")) == len(small)
