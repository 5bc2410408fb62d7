"""DuckDB over a Parquet data set, on disk or in object storage."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from fmcat.engines.dataset import MARK, TABLES
from fmcat.errors import FmcatError
from fmcat.query.sql import Parameters

_NAMED = re.compile(r"(?<!:):(\w+)")
_FETCHED = 1000


class Answer:
    """The rows of a statement, fetched as they are asked for."""

    def __init__(self, answered: duckdb.DuckDBPyConnection) -> None:
        self._answered = answered

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many."""
        return self._answered.fetchmany(size)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while rows := self._answered.fetchmany(_FETCHED):
            yield from rows


class DuckDB:
    """The tables of a data set as views."""

    def __init__(self, where: str) -> None:
        self._connection = duckdb.connect()
        try:
            for table in TABLES:
                files = f"{where.rstrip('/')}/{table}/**/*.parquet".replace("'", "''")
                self._connection.execute(
                    f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}', hive_partitioning = true)"
                )
        except duckdb.Error as error:
            said = " ".join(str(error).split("\n")[0].split())
            raise FmcatError(f"{where}: no data set can be read there: {said}") from None

    def execute(self, statement: str, parameters: Parameters) -> Answer:
        """The rows of a statement; each in a cursor of its own, so that one may be read while another is asked."""
        return Answer(self._connection.cursor().execute(_NAMED.sub(r"$\1", statement), parameters))


def opened(where: str) -> DuckDB:
    """The data set at a folder or an address of object storage; raises FmcatError where there is none."""
    if "://" not in where and not (Path(where) / MARK).is_file():
        raise FmcatError(f"{where}: no data set lies there", ["fmcat export --format parquet --output DIR writes one"])
    return DuckDB(where)
