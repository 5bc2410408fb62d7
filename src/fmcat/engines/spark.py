"""Apache Spark over a Parquet data set: a local session, or a cluster's master."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from fmcat.engines.dataset import TABLES
from fmcat.errors import BadUsage, FmcatError
from fmcat.query.sql import Parameters


class Answer:
    """The rows of a statement, brought from the cluster part by part."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows = map(tuple, rows)

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many."""
        return list(islice(self._rows, size))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self._rows


class Spark:
    """The tables of a data set as temporary views of a session."""

    def __init__(self, master: str, where: str) -> None:
        try:
            builder = SparkSession.builder.master(master).appName("fmcat")
            self._session = builder.config("spark.ui.enabled", "false").getOrCreate()
            self._session.sparkContext.setLogLevel("ERROR")
            for table in TABLES:
                frame = self._session.read.option("recursiveFileLookup", "true").parquet(f"{where.rstrip('/')}/{table}")
                frame.createOrReplaceTempView(table)
        except (PySparkException, RuntimeError) as error:
            said = " ".join(str(error).split("\n")[0].split())
            raise FmcatError(f"spark:{master}?path={where}: {said}") from None

    def execute(self, statement: str, parameters: Parameters) -> Answer:
        """The rows of a statement."""
        return Answer(self._session.sql(statement, args=parameters).toLocalIterator())


def opened(rest: str) -> Spark:
    """The data set of `MASTER?path=DIR`; raises BadUsage where no path is named."""
    master, _, asked = rest.partition("?")
    paths = parse_qs(asked).get("path")
    if not master or not paths:
        raise BadUsage(f"--catalog: spark:{rest} names no data set", ["write spark:local[*]?path=DIR"])
    return Spark(master, paths[0])
