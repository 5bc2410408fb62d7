"""What depends on several models, as joins: what binds a model and what it descends from, words, and their meanings."""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from pyspark import Broadcast, StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from fmcat.catalog.descent import MOST_ANCESTORS
from fmcat.catalog.meanings import OPEN_VOCABULARIES, meanings
from fmcat.engines.spark import TYPES
from fmcat.engines.worker import TABLES, UNFINISHED, Work

#: Tables, and their rows as JSON.
MADE = "name string, rows string"


def kept(rows: DataFrame) -> DataFrame:
    """Rows that are used again, on the disks of the workers."""
    return rows.persist(StorageLevel.DISK_ONLY)


def made(rows: DataFrame, make: Callable[[Any], Iterator[Any]], columns: str) -> DataFrame:
    """What a function makes of the rows of each part."""
    return rows.sparkSession.createDataFrame(rows.rdd.mapPartitions(make), columns, verifySchema=False)


def table(parts: DataFrame, name: str) -> DataFrame:
    """The rows of a table."""
    columns = ", ".join(f"`{column}`: {TYPES[kind]}" for column, kind in {**TABLES, **UNFINISHED}[name].items())
    read = f"inline(from_json(rows, 'array<struct<{columns}>>', map('mode', 'FAILFAST')))"
    return parts.where(f.col("name") == name).selectExpr(read)


def whole_tables(parts: DataFrame, bound: DataFrame) -> dict[str, DataFrame]:
    """Every table but `built`, of what was made of lines and of the registry below, and of what binds models."""
    everything = parts.union(bound)
    found = {name: table(everything, name) for name in TABLES if name != "built"}
    found["word"] = kept(_words(parts))
    found["meaning"] = _meanings(found, parts)
    return found


def what_binds(parts: DataFrame, work: "Broadcast[Work]") -> DataFrame:
    """The rows of those models that others may bind."""
    pending, edges = kept(table(parts, "pending")), table(parts, "edge").withColumnRenamed("id", "near")
    reached = _reached(edges.where("walks = 1").drop("walks"))
    reached = reached.join(pending.selectExpr("id AS near"), "near", "left_semi")
    near = reached.union(pending.selectExpr("id", "id")).withColumnRenamed("target", "via")
    others = edges.where("walks = 0").selectExpr("near AS via", "target")
    led = reached.union(near.join(others, "via").select("near", "target")).distinct()
    documents = table(parts, "model").select("id", "doc").union(pending.select("id", "doc"))
    asked = documents.join(led.selectExpr("target AS id").distinct(), "id", "left_semi")
    origins = made(asked, lambda rows: work.value.origins(rows), "target string, origin binary")
    gathered = led.withColumnRenamed("near", "id").join(origins, "target").groupBy("id")
    leading = gathered.agg(f.collect_list(f.struct("target", "origin")).alias("led"))
    models = pending.join(leading, "id", "left").select("n", "doc", "led")
    return made(models, lambda rows: work.value.bound(rows), MADE)


def _reached(edges: DataFrame) -> DataFrame:
    """The pairs of models and all that they lead to: each round takes twice as many steps, until there are no more.

    Paths far longer than a model may have are not followed to their end. A plan of all rounds would be too large, so
    each begins with rows.
    """
    reached, before = _rows_of(edges.distinct()), 0
    known = reached.count()
    for _ in range(MOST_ANCESTORS.bit_length()):
        if known == before:
            break
        further = reached.withColumnRenamed("target", "via").join(reached.withColumnRenamed("near", "via"), "via")
        reached = _rows_of(further.select("near", "target").union(reached).distinct())
        before, known = known, reached.count()
    return reached


def _rows_of(rows: DataFrame) -> DataFrame:
    return rows.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)


def _words(parts: DataFrame) -> DataFrame:
    """Every spelling with its id: those of terms and models, then whatever models use in open vocabularies."""
    used = table(parts, "used").where(f.col("field").isin(*OPEN_VOCABULARIES))
    words = table(parts, "word").withColumn("rank", f.lit(0))
    words = words.union(used.selectExpr("field", "key", "term", "1"))
    best = words.groupBy("vocabulary", "key").agg(f.min(f.struct("rank", "id")).alias("best"))
    return best.selectExpr("vocabulary", "key", "best.id AS id")


def _meanings(tables: dict[str, DataFrame], parts: DataFrame) -> DataFrame:
    """What bare words are read as, by the statements of a compiled catalog."""
    session = parts.sparkSession
    for name in ("word", "model", "term_closure", "identifier"):
        tables[name].createOrReplaceTempView(name)
    kept(table(parts, "used").distinct()).createOrReplaceTempView("used")
    read = [
        session.sql(statement, args=dict(parameters)).toDF("key", "field", "term").withColumn("rank", f.lit(rank))
        for rank, (statement, parameters) in enumerate(meanings())
    ]
    best = reduce(DataFrame.union, read).groupBy("key").agg(f.min(f.struct("rank", "field", "term")).alias("best"))
    return best.selectExpr("key", "best.field AS field", "best.term AS term")
