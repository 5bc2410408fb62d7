"""Apache Spark over a Parquet data set: a local session, or a cluster's master."""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from fmcat.catalog.tables import tables
from fmcat.engines.examined import Examined
from fmcat.errors import BadUsage, FmcatError
from fmcat.messages import say
from fmcat.query.sql import Parameters

_MASTER = r"local(-cluster)?(\[.+\])?|spark://.+|k8s://.+|yarn"
#: The types of columns, by those of SQLite.
TYPES = {"TEXT": "STRING", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
#: What Spark raises.
FAILURES = (PySparkException, Py4JError, RuntimeError)
#: Spark's and Java's messages for the most common failures, and what they mean.
_MISHAPS = {
    "All masters are unresponsive": "no master answers there",
    "UnsupportedClassVersionError": "this Java is too old; Spark 4 needs Java 17",
    "bin/java: No such file": "JAVA_HOME names no Java",
    "JAVA_HOME is not set": "there is no Java here; Spark 4 needs Java 17",
}


class Answer:
    """The rows of a statement, fetched from the cluster part by part."""

    def __init__(self, where: str, rows: Iterator[object]) -> None:
        self._rows = self._brought(where, rows)

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        """The next rows, up to a number."""
        return list(islice(self._rows, size))

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return self._rows

    @staticmethod
    def _brought(where: str, rows: Iterator[Any]) -> Iterator[tuple[object, ...]]:
        try:
            yield from map(tuple, rows)
        except FAILURES as error:
            raise FmcatError(say("{where}: {reason}", where=where, reason=reason_of(error))) from None


class Spark:
    """The tables of a data set as temporary views of a session."""

    def __init__(self, master: str, where: str) -> None:
        self._where = f"spark:{master}?path={where}"
        folder = where.rstrip("/") if "://" in where else Path(where).absolute().as_uri()
        with _java_output() as printed:
            try:
                builder = SparkSession.builder.master(master).appName("fmcat")
                self._session = builder.config("spark.ui.enabled", "false").getOrCreate()
                reader = self._session.read.option("recursiveFileLookup", "true")
                for table, columns in tables().items():
                    schema = ", ".join(f"`{name}` {TYPES[kind]}" for name, kind in columns.items())
                    reader.schema(schema).parquet(f"{folder}/{table}").createOrReplaceTempView(table)
            except FAILURES as error:
                text = printed()
                why = next((meaning for sign, meaning in _MISHAPS.items() if sign in text), reason_of(error))
                raise FmcatError(say("{where}: {why}", where=self._where, why=why)) from None

    def execute(self, statement: str, parameters: Parameters) -> Answer:
        """The rows of a statement."""
        try:
            return Answer(self._where, self._session.sql(statement, args=dict(parameters)).toLocalIterator())
        except FAILURES as error:
            raise FmcatError(say("{where}: {reason}", where=self._where, reason=reason_of(error))) from None


def opened(rest: str) -> Examined:
    """The data set of `MASTER?path=DIR`; raises BadUsage if no master or path is named."""
    master, _, asked = rest.partition("?")
    paths = parse_qs(asked).get("path")
    if not paths or not re.fullmatch(_MASTER, master):
        hint = say("write spark:local[*]?path=DIR, or spark://HOST:PORT, k8s://… or yarn as the master")
        raise BadUsage(say("--catalog: spark:{address} does not name a data set", address=rest), [hint])
    return Examined(Spark(master, paths[0]), rest)


@contextmanager
def _java_output() -> Iterator[Callable[[], str]]:
    """Redirect Java's stderr to a temporary file for as long as it runs, since it prints a lot.

    Failures raise exceptions; the yielded function returns what was printed.
    """
    sys.stderr.flush()
    before = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield lambda: os.pread(file.fileno(), 1_000_000, 0).decode(errors="replace")
        finally:
            os.dup2(before, 2)
            os.close(before)


def reason_of(error: Exception) -> str:
    """The message of a failure, in one line: for Java, the cause without its trace."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    cause = next((line for line in lines if ": " in line and not line.startswith("An error occurred")), lines[0])
    return cause.removeprefix(": ")[:200]
