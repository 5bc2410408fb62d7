"""The catalog's compiled tables as a folder of Parquet files: what an engine needs to answer every query."""

import glob
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.tables import FORMAT, tables
from fmcat.errors import FmcatError
from fmcat.files.write import whole_folder
from fmcat.messages import say
from fmcat.query.expression import Query
from fmcat.query.sql import Parameters, select
from fmcat.version import __version__

#: Marks a folder as ours, so that no other folder is ever replaced.
MARK = "_fmcat_dataset"
#: The tables, and the types of their columns.
TABLES = tables()
_KINDS = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR"}
_BATCH = 50_000
#: The number of columns that identify a row of any table, so that the order of rows is always the same.
_KEY = 3


def write_dataset(
    catalog: Catalog, query: Query, folder: Path, by_year: bool = False, limit: int | None = None
) -> None:
    """Write the models that match a query, with everything that queries need; `by_year` partitions them by release
    year.

    The folder is written completely or not at all, and only replaces an empty folder or an earlier data set. Raises
    BadUsage if something else is there, and FmcatError if it cannot be written.
    """
    try:
        with (
            whole_folder(folder, _is_ours) as made,
            TemporaryDirectory(dir=made) as scratch,
            duckdb.connect(str(Path(scratch, "rows.duckdb"))) as connection,
        ):
            connection.execute("SET threads = 1")  # rows keep their order, and bytes are reproducible
            for table, columns in TABLES.items():
                rows = _rows(catalog, query, limit, table, columns)
                _fill(connection, Path(scratch, "rows.jsonl"), table, columns, rows)
                _write(connection, table, made, by_year and table == "model")
            (made / MARK).write_text("1\n")
    except duckdb.Error as error:  # the disk is full, or the folder was removed
        raise FmcatError(
            say("{path}: cannot be written: {reason}", path=folder, reason=str(error).splitlines()[0])
        ) from None


def _is_ours(folder: Path) -> bool:
    """Whether a folder contains a data set and nothing else."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
    return Path(MARK) in files and all(
        file == Path(MARK) or (file.parts[0] in TABLES and file.suffix == ".parquet") for file in files
    )


def _rows(
    catalog: Catalog, query: Query, limit: int | None, table: str, columns: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    if table == "built":  # the compiled catalog's records of its files are specific to this machine
        layers = "\n".join(layer.name for layer in catalog.layers)
        built = {"fmcat": __version__, "format": str(FORMAT), "layers": layers, "newest": catalog.newest}
        return iter(built.items())
    test, parameters = _chosen(query, limit, table, columns)
    names = [f"x.{column}" for column in columns]
    order = ", ".join(names[:_KEY])
    return catalog.rows(f"SELECT {', '.join(names)} FROM {table} x WHERE {test} ORDER BY {order}", parameters)


def _chosen(query: Query, limit: int | None, table: str, columns: Mapping[str, str]) -> tuple[str, Parameters]:
    """The WHERE clause that restricts a table to the chosen models and to rows about no model."""
    if query.where == Query().where and limit is None:
        return "1 = 1", {}
    statement, parameters = select(query, "m.n, m.id", limit)
    if table == "word":
        return f"(x.vocabulary <> 'model' OR x.id IN (SELECT c.id FROM ({statement}) c))", parameters
    if "checkpoint" in columns:
        return f"x.checkpoint IN (SELECT k.n FROM checkpoint k JOIN ({statement}) c ON c.n = k.model)", parameters
    key = "n" if table == "model" else "model"
    return (f"x.{key} IN (SELECT c.n FROM ({statement}) c)", parameters) if key in columns else ("1 = 1", {})


def _fill(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    """Load rows into DuckDB from JSON files, since inserting single rows is slow."""
    types = {column: _KINDS[kind] for column, kind in columns.items()}
    connection.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in types.items())})")
    # Parent folders may be called a[1] or n=7, which must not be interpreted.
    source = f"read_json(?, format = 'newline_delimited', columns = {types!r}, hive_partitioning = false)"
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        lines = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in batch)
        file.write_text("\n".join(lines), "utf-8")
        connection.execute(f"INSERT INTO {table} SELECT * FROM {source}", [glob.escape(str(file))])


def _write(connection: duckdb.DuckDBPyConnection, table: str, made: Path, by_year: bool) -> None:
    folder = made / table
    if by_year:
        relation = connection.from_query(f"SELECT *, substr(released, 1, 4) AS year FROM {table}")
        relation.write_parquet(str(folder), compression="zstd", partition_by=["year"])
    else:
        folder.mkdir()
        connection.table(table).write_parquet(str(folder / "part-0.parquet"), compression="zstd")
    connection.execute(f"DROP TABLE {table}")
