"""The catalog's compiled tables as a folder of Parquet: what an engine needs to answer every query."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from fmcat.catalog.collection import Catalog
from fmcat.errors import BadUsage, FmcatError
from fmcat.query.expression import Query
from fmcat.query.sql import select

#: The tables, and the columns that name a model by its number in `model`.
TABLES = {
    "model": "n",
    "model_term": "model",
    "model_text": "model",
    "model_date": "model",
    "model_quantity": "model",
    "lineage": "model",
    "lineage_closure": "model",
    "origin": "model",
    "term_closure": "",
    "word": "",
    "note": "",
    "built": "",
}
#: Stands in a folder of ours, so that nothing else is ever replaced.
MARK = "_fmcat_dataset"
_KINDS = {"INTEGER": "BIGINT", "TEXT": "VARCHAR"}


def write_dataset(catalog: Catalog, query: Query, folder: Path, by_year: bool = False) -> None:
    """Write the models a query chooses, and all that queries need of them; `by_year` parts them by release year.

    The folder appears whole or not at all, and replaces a former data set only. Raises BadUsage where
    something else lies there, and FmcatError where it cannot be written.
    """
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))):
        raise BadUsage(f"{folder}: something else lies there", ["name a folder that is new, or a former data set"])
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent))
    except OSError as error:
        raise FmcatError(f"{folder}: cannot be written: {error.strerror}") from None
    try:
        chosen = {row[0] for row in catalog.rows(*select(query, "m.n"))}
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1")
            for table, key in TABLES.items():
                _write_table(catalog, connection, table, key, chosen, made, by_year)
        (made / MARK).write_text("1\n")
        made.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(made, folder)
    except OSError as error:
        raise FmcatError(f"{folder}: cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_table(
    catalog: Catalog,
    connection: duckdb.DuckDBPyConnection,
    table: str,
    key: str,
    chosen: set[int],
    made: Path,
    by_year: bool,
) -> None:
    described = list(catalog.rows(f"SELECT name, type FROM pragma_table_info('{table}')", {}))
    columns = {name: _KINDS[kind] for name, kind in described}
    lines, folder = made / f"{table}.jsonl", made / table
    with lines.open("w", encoding="utf-8") as stream:
        for row in _rows(catalog, table, list(columns), key, chosen):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    source = f"read_json(?, format = 'newline_delimited', columns = {columns!r})"
    if table == "model" and by_year:
        target, chosen_columns = str(folder), "*, substr(released, 1, 4) AS year"
        options = "FORMAT parquet, PARTITION_BY (year), COMPRESSION zstd"
    else:
        folder.mkdir()
        target, chosen_columns, options = str(folder / "part-0.parquet"), "*", "FORMAT parquet, COMPRESSION zstd"
    quoted = target.replace("'", "''")
    connection.execute(f"COPY (SELECT {chosen_columns} FROM {source}) TO '{quoted}' ({options})", [str(lines)])
    lines.unlink()


def _rows(catalog: Catalog, table: str, columns: list[str], key: str, chosen: set[int]) -> Iterator[dict[str, Any]]:
    place = columns.index(key) if key else -1
    for row in catalog.rows(f"SELECT * FROM {table} ORDER BY {', '.join(columns)}", {}):
        of_this_machine = table == "built" and row[0] != "newest"  # paths and times
        if not of_this_machine and (not key or row[place] in chosen):
            yield dict(zip(columns, row, strict=True))
