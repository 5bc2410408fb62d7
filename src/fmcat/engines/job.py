"""A Spark job that compiles JSON Lines into a data set, so that no machine needs to hold them all.

Workers validate lines and make rows of them (`engines.worker`); what depends on several models takes joins
(`engines.joins`). The driver only compiles the registry below, with those lines that it describes or names.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from fmcat.catalog.build import build
from fmcat.catalog.context import Context
from fmcat.engines.dataset import MARK, about
from fmcat.engines.joins import MADE, kept, made, table, what_binds, whole_tables
from fmcat.engines.spark import FAILURES, reason_of
from fmcat.engines.worker import File, Line, Made, Mention, Work, mentions, stored, texts
from fmcat.errors import BadRegistry, BadUsage, FmcatError
from fmcat.files.paths import display_path
from fmcat.messages import say
from fmcat.registry.lines import entries_among
from fmcat.registry.locate import Layer
from fmcat.registry.position import Position
from fmcat.registry.problems import Problems, validated
from fmcat.registry.raw import DUPLICATE, RawEntries, read_files
from fmcat.registry.read import read_registry
from fmcat.registry.references import claim_names
from fmcat.schema.dates import read_date
from fmcat.schema.model import Model
from fmcat.schema.vocabulary import MOST_COMPARED, Vocabulary
from fmcat.text import name_key

#: The layer that lines are.
LINES = "lines"
_MENTIONED = "file int, number long, id string, key string, words array<string>"


class _Below(NamedTuple):
    """What is known of the registry below: its words, its tables, and the models whose lines are compiled with it."""

    words: Vocabulary
    context: Context
    known: frozenset[str]
    newest: str
    rows: list[Made]


def compile_lines(session: SparkSession, paths: Sequence[str], folder: str, layers: Sequence[Layer]) -> None:
    """Compile JSON Lines files, over layers without any, into a data set in a new or empty folder.

    Paths are whatever Spark reads: files, folders, patterns. Raises BadRegistry at the first problem, BadUsage if
    something is there, and FmcatError if Spark fails; then nothing is left there.
    """
    try:
        with _new_folder(session, folder), TemporaryDirectory() as scratch:
            _Job(session.newSession(), paths, layers).write(folder, Path(scratch))  # a session whose views are its own
    except FAILURES as error:
        raise FmcatError(say("{where}: {reason}", where=folder, reason=reason_of(error))) from None


def session(master: str | None = None) -> SparkSession:
    """A session of a master, or of the one that is configured; else on this machine.

    Workers run this Python, if no other is named in PYSPARK_PYTHON.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("fmcat").config("spark.ui.showConsoleProgress", "false")
    return (builder.master(master) if master else builder).getOrCreate()


@contextmanager
def _new_folder(session: SparkSession, folder: str) -> Iterator[None]:
    """A folder that is marked as a data set at the end, or removed if that fails."""
    machine, context = session._jvm, session.sparkContext._jsc
    assert machine
    hadoop = machine.org.apache.hadoop.fs
    path = hadoop.Path(folder)
    files = path.getFileSystem(context.hadoopConfiguration())
    if files.exists(path) and len(files.listStatus(path)):
        raise BadUsage(say("{path} already exists", path=folder), [say("name a new or empty folder")])
    try:
        yield
        files.create(hadoop.Path(path, MARK)).close()
    except BaseException:
        files.delete(path, True)
        raise


class _Job:
    """Lines in a cluster, and the layers below them."""

    def __init__(self, session: SparkSession, paths: Sequence[str], layers: Sequence[Layer]) -> None:
        if any(file.suffix == ".jsonl" for layer in layers for file in layer.files):
            raise BadUsage(say("JSON Lines cannot be below others here; name them all as input"))
        self._session, self._layers = session, layers
        self._lines, self._files, self._count = _numbered(session, paths)
        self._mentions = kept(made(self._lines, mentions, _MENTIONED))

    def write(self, folder: str, scratch: Path) -> None:
        """Write every table; raises BadRegistry at the first problem."""
        below = self._below(scratch)
        self._refuse_twice(below.known)
        names = [*(layer.name for layer in self._layers), LINES]
        work = Work(below.words, below.context, names, below.known, self._files)
        shared = self._session.sparkContext.broadcast(work)
        compiled = kept(made(self._found(), lambda lines: shared.value.compiled(lines), MADE))
        self._refuse_invalid(compiled, work, below)
        parts = kept(self._session.createDataFrame(below.rows, MADE)).union(compiled)
        self._refuse_shared_names(parts)
        bound = kept(what_binds(parts, shared))
        if wrong := table(bound, "problem").orderBy("n").first():
            raise BadRegistry([wrong.message])
        newest = max([below.newest, *(row.day for row in table(compiled, "newest").distinct().collect())])
        built = about(names, newest and read_date(newest).earliest).items()
        tables = {
            **whole_tables(parts, bound),
            "built": self._session.createDataFrame(list(built), "key string, value string"),
        }
        for name, rows in tables.items():
            writer = rows.write.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
            writer.option("compression", "zstd").parquet(f"{folder}/{name}")

    # ── the registry below ───────────────────────────────────────────────────────────────────

    def _below(self, scratch: Path) -> _Below:
        """The registry below, compiled with those lines that it describes or names, and with those that these name."""
        mentioned = self._mentioned()
        files = tuple(self._sparse(mentioned, scratch)) if mentioned else ()
        layers = (*self._layers, Layer(LINES, scratch, files))
        with closing(sqlite3.connect(":memory:")) as connection:
            try:
                build(layers, connection)
            except BadRegistry as bad:
                raise BadRegistry([self._renamed(problem, files) for problem in bad.problems]) from None
            registry = read_registry(layers, placed=False)
            context = Context.of(registry)
            [newest] = connection.execute("SELECT value FROM built WHERE key = 'newest'").fetchone()
            known = frozenset([*registry.digests.models, *(row.id for row in mentioned)])
            return _Below(registry.vocabulary, context, known, newest, list(stored(connection, context)))

    def _mentioned(self) -> list[Mention]:
        raw = RawEntries()
        read_files(self._layers, raw, Problems(), False, {})
        stated = [*raw.sections.values(), *raw.terms.values(), list(raw.origins)]
        asked = words = {name_key(text) for text in texts(stated)}
        found: dict[tuple[int, int], Mention] = {}
        while asked:
            rows = self._mentions.join(f.broadcast(self._column(asked, "key")), "key", "left_semi")
            new = [row for row in rows.select(*Mention._fields).collect() if (row.file, row.number) not in found]
            found |= {(row.file, row.number): row for row in new}
            asked = {word for row in new for word in row.words} - words
            words = words | asked
        return list(found.values())

    def _sparse(self, mentioned: Sequence[Mention], scratch: Path) -> Iterator[Path]:
        """The files with no lines but those that are mentioned, which keep their numbers."""
        wanted = self._session.createDataFrame([row[:2] for row in mentioned], "file int, number long")
        rows = self._lines.join(f.broadcast(wanted), ["file", "number"], "left_semi").collect()
        lines = {(row.file, row.number): bytes(row.data) for row in rows}
        ends = [*(file.before for file in self._files[1:]), self._count]
        for place, (file, end) in enumerate(zip(self._files, ends, strict=True)):
            path = scratch / f"{place}.jsonl"
            with path.open("wb") as stream:
                stream.writelines(lines.get((place, number + 1), b"") + b"\n" for number in range(end - file.before))
            yield path

    def _renamed(self, problem: str, files: Sequence[Path]) -> str:
        """A problem of a sparse file as one of the file itself."""
        for path, file in zip(files, self._files, strict=False):
            problem = problem.replace(display_path(path), file.name)
        return problem

    # ── lines ────────────────────────────────────────────────────────────────────────────────

    def _column(self, values: Iterable[str], name: str) -> DataFrame:
        return self._session.createDataFrame([(value,) for value in values], f"{name} string")

    def _found(self) -> DataFrame:
        """The lines, with the ids of those models in other lines that they name."""
        wanted = self._mentions.select("file", "number", f.explode("words").alias("key"))
        ids = self._mentions.groupBy("key").agg(f.min("id").alias("id"))
        grouped = wanted.join(ids, "key").groupBy("file", "number")
        found = grouped.agg(f.map_from_entries(f.collect_list(f.struct("key", "id"))).alias("found"))
        return self._lines.join(found, ["file", "number"], "left").select(*Line._fields)

    def _line(self, file: int, number: int) -> Line:
        [row] = self._lines.where((f.col("file") == file) & (f.col("number") == number)).collect()
        return Line(row.file, row.number, bytes(row.data))

    # ── problems ─────────────────────────────────────────────────────────────────────────────

    def _refuse_twice(self, known: Iterable[str]) -> None:
        """Raise BadRegistry if two lines have the same id."""
        places = f.sort_array(f.collect_list(f.struct("file", "number")))
        lines = self._mentions.join(f.broadcast(self._column(known, "id")), "id", "left_anti")
        twice = lines.groupBy("id").agg(places.alias("places")).where(f.size("places") > 1)
        if found := twice.selectExpr("places[1] AS place", "id").orderBy("place").first():
            Problems(1).add(Position(self._files[found.place.file].name, found.place.number, 1), found.id, DUPLICATE)

    def _refuse_invalid(self, compiled: DataFrame, work: Work, below: _Below) -> None:
        """Raise BadRegistry with the first problem of a line, which knows all ids that it may suggest."""
        found = table(compiled, "problem").orderBy("n").first()
        if not found:
            return
        if self._mentions.count() <= MOST_COMPARED:
            ids = {row.key: row.id for row in self._mentions.orderBy("file", "number").collect()}
            words = Vocabulary({**below.words.words, "model": {**below.words.words["model"], **ids}})
            work = Work(words, below.context, [LINES], frozenset(), self._files)
            [(_, told)] = work.compiled([self._line(*work.place(found.n))])
            raise BadRegistry([json.loads(told)[0]["message"]])
        raise BadRegistry([found.message])

    def _refuse_shared_names(self, parts: DataFrame) -> None:
        """Raise BadRegistry if two models have the same name."""
        names = table(parts, "word").where("vocabulary = 'model'").select(f.col("key").alias("name"), "id").distinct()
        shared = names.groupBy("name").count().where("count > 1").select("name")
        owners = names.join(shared, "name").join(self._mentions.select("id", "file", "number"), "id", "left")
        owners = owners.groupBy("name").agg(f.sort_array(f.collect_list(f.struct("file", "number", "id"))).alias("of"))
        found = owners.selectExpr("name", "of[0].id AS owner", "of[1] AS other").orderBy("other").first()
        if not found:
            return
        problems, line = Problems(1), self._line(found.other.file, found.other.number)
        for position, raw in entries_among([(line.number, line.data)], self._files[line.file].name, problems):
            if model := validated(Model, raw, raw["id"], position, None, problems):
                claim_names(model, raw, position, {found.name: found.owner}, problems)


def _numbered(session: SparkSession, paths: Sequence[str]) -> tuple[DataFrame, list[File], int]:
    """The lines of files with their numbers, the files in the order of their names, and how many lines they have.

    A file is read in blocks, of which only the first line's number is not known.
    """
    read = (
        session.read.option("lineSep", "\n")
        .text(list(paths))
        .selectExpr(
            "_metadata.file_path AS path",
            "_metadata.file_block_start AS block",
            "monotonically_increasing_id() AS place",
            "CAST(value AS BINARY) AS data",
        )
    )
    blocks = read.groupBy("path", "block").agg(f.min("place").alias("first"), f.count("*").alias("lines"))
    files: dict[str, File] = {}
    starts, count = [], 0
    found = sorted(blocks.collect())
    session.conf.set("spark.sql.shuffle.partitions", max(len(found), session.sparkContext.defaultParallelism))
    for block in found:
        file = files.setdefault(block.path, File(_shown(block.path), count))
        starts.append((block.path, block.block, len(files) - 1, count - file.before - block.first + 1))
        count += block.lines
    begun = session.createDataFrame(starts, "path string, block long, file int, offset long")
    lines = read.join(f.broadcast(begun), ["path", "block"]).selectExpr("file", "place + offset AS number", "data")
    return lines, list(files.values()), count


def _shown(address: str) -> str:
    """A file as messages show it: a path on this machine, or an address."""
    parts = urlsplit(address)
    return display_path(Path(unquote(parts.path))) if parts.scheme == "file" else address
