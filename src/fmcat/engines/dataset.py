"""The catalog's compiled tables as a folder of Parquet files: what an engine needs to answer every query."""

import glob
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
#: The most rows of a file, and about the most characters of their values: what is in memory at a time.
_ROWS, _CHARACTERS = 500_000, 64_000_000
#: The number of columns that identify a row of any table, so that the order of rows is always the same.
_KEY = 5


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
            duckdb.connect() as connection,
        ):
            connection.execute("SET threads = 1")  # rows keep their order, and bytes are reproducible
            for table, columns in TABLES.items():
                parts = by_year and table == "model"
                rows = _rows(catalog, query, limit, table, columns, ("substr(x.released, 1, 4)",) if parts else ())
                (made / table).mkdir()
                for number, lines in enumerate(_batches(Path(scratch, "rows.jsonl"), columns, rows)):
                    _write(connection, lines, columns, made / table, number, parts)
            (made / MARK).write_text("1\n")
    except duckdb.Error as error:  # the disk is full, or the folder was removed
        raise FmcatError(
            say("{path}: cannot be written: {reason}", path=folder, reason=str(error).splitlines()[0])
        ) from None


def about(layers: Iterable[str], newest: str) -> dict[str, str]:
    """What a data set says of its origin: the names of its layers, and the last day a source was read."""
    return {"fmcat": __version__, "format": str(FORMAT), "layers": "\n".join(layers), "newest": newest}


def _is_ours(folder: Path) -> bool:
    """Whether a folder contains a data set and nothing else."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
    files = [file for file in found if file.suffix != ".crc"]  # Spark writes checksums beside files
    return Path(MARK) in files and all(
        file == Path(MARK) or (file.parts[0] in TABLES and file.suffix == ".parquet") for file in files
    )


def _rows(
    catalog: Catalog, query: Query, limit: int | None, table: str, columns: Mapping[str, str], first: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    """The rows of a table, in the order of what comes `first` and then of their keys."""
    if table == "built":  # the compiled catalog's records of its files are specific to this machine
        return iter(about([layer.name for layer in catalog.layers], catalog.newest).items())
    test, parameters = _chosen(query, limit, table, columns)
    names = [f"x.{column}" for column in columns]
    order = ", ".join((*first, *names[:_KEY]))
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


def _batches(file: Path, columns: Mapping[str, str], rows: Iterator[tuple[object, ...]]) -> Iterator[Path]:
    """Write rows to a file of JSON Lines, again and again with as many as fit in memory; at least once.

    DuckDB reads them from there, since inserting single rows is slow.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    row = next(rows, None)
    while True:
        number = size = 0
        with file.open("w", encoding="utf-8") as stream:
            while row is not None and number < _ROWS and size < _CHARACTERS:
                size += stream.write(encode(dict(zip(columns, row, strict=True))) + "\n")
                number += 1
                row = next(rows, None)
        yield file
        if row is None:
            return


def _write(
    connection: duckdb.DuckDBPyConnection,
    lines: Path,
    columns: Mapping[str, str],
    folder: Path,
    number: int,
    by_year: bool,
) -> None:
    """Write JSON Lines as the file, or with `by_year` the files, of a number in a table's folder."""
    types = {column: _KINDS[kind] for column, kind in columns.items()}
    # Parent folders may be called a[1] or n=7, which must not be interpreted.
    source = f"read_json(?, format = 'newline_delimited', columns = {types!r}, hive_partitioning = false)"
    year, place, form = "", folder / f"part-{number}.parquet", "FORMAT parquet, COMPRESSION zstd"
    if by_year and lines.stat().st_size:  # a table without rows is a file too
        year, place = ", substr(released, 1, 4) AS year", folder
        form += f", PARTITION_BY (year), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'part-{number}-{{i}}'"
    connection.execute(f"COPY (SELECT *{year} FROM {source}) TO ? ({form})", [glob.escape(str(lines)), str(place)])
