"""A relational database of the catalog, for SQL, datasette and sqlite-utils."""

import sqlite3
from collections.abc import Iterator

from fmcat.catalog.releases import data_version
from fmcat.export import Choice
from fmcat.export.relations import TABLES, Table, rows_of
from fmcat.version import __version__

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "flag": "INTEGER"}
VIEWS = """
CREATE VIEW model_overview AS
SELECT m.id, m.name, m.released, m.parameters, m.access, m.license_weights, m.summary_en,
    (SELECT group_concat(v.name_en, ', ') FROM model_vendors mv JOIN vendors v ON v.id = mv.vendor
        WHERE mv.model = m.id) AS vendors,
    (SELECT group_concat(DISTINCT t.method) FROM training t WHERE t.model = m.id) AS methods,
    (SELECT group_concat(s.modality) FROM modalities s WHERE s.model = m.id) AS modalities
FROM models m;
CREATE VIEW ancestor AS
WITH RECURSIVE step(model, ancestor, steps) AS (
    SELECT model, target, 1 FROM lineage WHERE target IS NOT NULL
    UNION SELECT s.model, l.target, s.steps + 1 FROM step s JOIN lineage l ON l.model = s.ancestor
    WHERE l.target IS NOT NULL AND s.steps < 50)
SELECT model, ancestor, min(steps) AS steps FROM step GROUP BY model, ancestor;
CREATE VIEW unsourced AS
SELECT m.id AS model, f.fact FROM models m
CROSS JOIN (SELECT 'parameters' AS fact UNION SELECT 'license' UNION SELECT 'access') f
WHERE NOT EXISTS (SELECT 1 FROM source_facts sf JOIN sources s USING (model, position)
    WHERE sf.model = m.id AND sf.fact = f.fact AND s.says IS NULL);
"""
_SEARCH = """
CREATE VIRTUAL TABLE model_search USING fts5(id UNINDEXED, name, aliases, vendors, summary, tokenize = 'trigram');
INSERT INTO model_search SELECT m.id, m.name,
    (SELECT group_concat(a.alias, ' ') FROM aliases a WHERE a.model = m.id),
    (SELECT group_concat(v.name_en || ' ' || coalesce(v.name_ko, ''), ' ')
        FROM model_vendors mv JOIN vendors v ON v.id = mv.vendor WHERE mv.model = m.id),
    coalesce(m.summary_en, '') || ' ' || coalesce(m.summary_ko, '') FROM models m;
"""


def to_sqlite(choice: Choice) -> Iterator[bytes]:
    """The whole database file."""
    connection = sqlite3.connect(":memory:")
    for name, table in TABLES.items():
        connection.execute(ddl(name, table))
    documents = choice.documents()
    for name, rows in rows_of(choice.catalog, documents):
        marks = ", ".join("?" * len(TABLES[name].columns))
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    connection.executescript(VIEWS)
    connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
    connection.executemany("INSERT INTO about VALUES (?, ?)", _about(choice))
    try:
        connection.executescript(_SEARCH)
    except sqlite3.OperationalError:  # an SQLite without FTS5's trigrams
        connection.execute("DROP TABLE IF EXISTS model_search")
    connection.commit()
    yield connection.serialize()


def _about(choice: Choice) -> Iterator[tuple[str, str]]:
    """The versions of fmcat and of the data that wrote the database, for those who find it later."""
    yield "fmcat", __version__
    if data := data_version(choice.catalog):
        yield "data", data


def ddl(name: str, table: Table) -> str:
    """The statement that creates a table."""
    columns = [f'"{column.name}" {_TYPES[column.kind]}{_refers(column.refers)}' for column in table.columns]
    key = ", ".join(f'"{part}"' for part in table.key)
    return f'CREATE TABLE "{name}" ({", ".join([*columns, f"PRIMARY KEY ({key})"])})'


def _refers(table: str) -> str:
    return f' REFERENCES "{table}" ("id")' if table else ""
