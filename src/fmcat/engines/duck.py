"""DuckDB over a Parquet data set on disk."""

import glob
import os
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from fmcat.engines.dataset import MARK, TABLES
from fmcat.engines.examined import Examined
from fmcat.errors import BadUsage, FmcatError
from fmcat.messages import say
from fmcat.query.sql import Parameters

_NAMED = re.compile(r"(?<!:):(\w+)")
_FETCHED = 1000
#: Nothing is downloaded, loaded or written next to the data set.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
}


class Answer:
    """The rows of a statement, fetched lazily."""

    def __init__(self, where: str, answered: duckdb.DuckDBPyConnection) -> None:
        self._where, self._answered = where, answered

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        """The next rows, up to a number."""
        try:
            return self._answered.fetchmany(size)
        except duckdb.Error as error:
            raise _unread(self._where, error) from None

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        while rows := self.fetchmany(_FETCHED):
            yield from rows


class DuckDB:
    """The tables of a data set as views."""

    def __init__(self, where: str) -> None:
        self._where, self._connection = where, duckdb.connect(config=_CONFIG)
        folder = glob.escape(os.path.abspath(where))  # absolute, since DuckDB reads a leading ~ as the home folder
        try:
            for table in TABLES:  # a parent folder may be called n=7, which is not a column
                files = f"{folder}/{table}/**/*.parquet"
                self._connection.read_parquet(files, hive_partitioning=False).create_view(table)
        except duckdb.Error as error:
            raise _unread(where, error) from None

    def execute(self, statement: str, parameters: Parameters) -> Answer:
        """The rows of a statement; each has its own cursor, so that one can be read while another runs."""
        try:
            return Answer(self._where, self._connection.cursor().execute(_NAMED.sub(r"$\1", statement), parameters))
        except duckdb.Error as error:
            raise _unread(self._where, error) from None


def _unread(where: str, error: duckdb.Error) -> FmcatError:
    said = " ".join(str(error).split("\n")[0].split())
    return FmcatError(say("{path}: the data set cannot be read: {reason}", path=where, reason=said))


def opened(where: str) -> Examined:
    """The data set at a folder; raises BadUsage for an address elsewhere, and FmcatError if there is none."""
    if re.match(r"[a-z][a-z0-9+.-]*:/", where, re.IGNORECASE) and not Path(where).is_dir():
        raise BadUsage(
            say("{path}: only data sets on this machine can be read", path=where),
            [say("copy or mount it, and name its folder")],
        )
    if not (Path(where) / MARK).is_file():
        raise FmcatError(
            say("{path}: no data set found", path=where),
            [say("to write one: fmcat export --format parquet --output DIR")],
        )
    return Examined(DuckDB(where), where)
