"""The tables of the compiled catalog: the one description that SQLite, data sets and other engines share."""

import sqlite3
from collections.abc import Mapping

SCHEMA = """
CREATE TABLE model (
    n INTEGER PRIMARY KEY,      -- the key of the child tables
    id TEXT NOT NULL,
    doc TEXT NOT NULL,          -- canonical JSON: what `fmcat export --format json` shows
    names TEXT NOT NULL,        -- its name and aliases as names are compared, a line each
    search TEXT NOT NULL,       -- NFC and casefolded: names, vendor, family, terms, summary, both languages
    known TEXT NOT NULL,        -- the fields that are known, as |id|name|…|
    undisclosed TEXT NOT NULL,  -- the fields the vendor withholds, likewise
    name TEXT NOT NULL, vendor TEXT NOT NULL, family TEXT, released TEXT NOT NULL, status TEXT,
    parameters INTEGER, active INTEGER, context INTEGER, license TEXT, access TEXT
);
CREATE TABLE model_term (model INTEGER, field TEXT, term TEXT, PRIMARY KEY (model, field, term)) WITHOUT ROWID;
CREATE TABLE model_text (model INTEGER, field TEXT, folded TEXT, PRIMARY KEY (model, field, folded)) WITHOUT ROWID;
CREATE TABLE model_date (model INTEGER, field TEXT, earliest TEXT, latest TEXT,
    PRIMARY KEY (model, field)) WITHOUT ROWID;
CREATE TABLE model_quantity (model INTEGER, field TEXT, value INTEGER, PRIMARY KEY (model, field, value)) WITHOUT ROWID;
CREATE TABLE lineage (model INTEGER, relation TEXT, target TEXT);
CREATE TABLE lineage_closure (model INTEGER, ancestor TEXT, PRIMARY KEY (model, ancestor)) WITHOUT ROWID;
CREATE TABLE origin (model INTEGER, path TEXT, layer TEXT, PRIMARY KEY (model, path)) WITHOUT ROWID;
CREATE TABLE built (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE term_closure (vocabulary TEXT, term TEXT, broader TEXT,
    PRIMARY KEY (vocabulary, broader, term)) WITHOUT ROWID;
CREATE TABLE word (vocabulary TEXT, key TEXT, id TEXT, PRIMARY KEY (vocabulary, key)) WITHOUT ROWID;
CREATE TABLE note (kind TEXT, position INTEGER, id TEXT, doc TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX model_id ON model (id);
CREATE INDEX model_released ON model (released, id);
"""


def tables() -> Mapping[str, Mapping[str, str]]:
    """Each table's columns with their types (TEXT or INTEGER), as SQLite itself understands the schema."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        name: {row[1]: row[2] for row in connection.execute(f"SELECT * FROM pragma_table_info('{name}')")}
        for name in names
    }
