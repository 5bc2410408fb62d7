"""The tables of the compiled catalog: the one description that SQLite, data sets and other engines share."""

import sqlite3
from collections.abc import Mapping
from zlib import crc32

from fmcat.fields import FIELDS, Field

#: The fields that models are sorted by, each with its own column.
SORTED = tuple(field for field in FIELDS.values() if field.sortable and not field.sorted_by)
#: Those that describe a checkpoint.
SORTED_CHECKPOINTS = tuple(field for field in SORTED if field.scope == "checkpoint")


def _column(field: Field) -> str:
    kind = "REAL" if field.is_real else "INTEGER" if field.kind == "quantity" else "TEXT"
    return f"{field.column} {kind}{' NOT NULL' if field.required else ''}"


SCHEMA = f"""
CREATE TABLE model (
    n INTEGER PRIMARY KEY,      -- the key of the child tables
    {", ".join(map(_column, SORTED))},
    doc TEXT NOT NULL,          -- canonical JSON: what `fmcat export --format json` shows
    names TEXT NOT NULL,        -- its names from each of their words on, as names are compared
    search TEXT NOT NULL,       -- NFC and casefolded, a line each: names, vendor, family, terms, summaries
    words TEXT NOT NULL,        -- the same lines with a space before every word, so that ` seg` begins a word
    known TEXT NOT NULL,        -- the fields that are known, as |id|name|…|
    undisclosed TEXT NOT NULL   -- the fields the vendor withholds, likewise
);
CREATE TABLE model_term (model INTEGER, field TEXT, term TEXT, PRIMARY KEY (model, field, term)) WITHOUT ROWID;
CREATE TABLE model_text (model INTEGER, field TEXT, folded TEXT, PRIMARY KEY (model, field, folded)) WITHOUT ROWID;
CREATE TABLE model_date (model INTEGER, field TEXT, earliest TEXT, latest TEXT,
    PRIMARY KEY (model, field)) WITHOUT ROWID;
CREATE TABLE model_quantity (model INTEGER, field TEXT, value REAL, PRIMARY KEY (model, field, value)) WITHOUT ROWID;
CREATE TABLE checkpoint (
    n INTEGER PRIMARY KEY,      -- the key of its child tables, which hold the facts of checkpoints alone
    model INTEGER NOT NULL,
    position INTEGER NOT NULL,  -- its place among the model's variants; ~place as of the day the model was presented
    id TEXT NOT NULL,
    {", ".join(map(_column, SORTED_CHECKPOINTS))},
    known TEXT NOT NULL,
    undisclosed TEXT NOT NULL
);
CREATE TABLE checkpoint_term (checkpoint INTEGER, field TEXT, term TEXT,
    PRIMARY KEY (checkpoint, field, term)) WITHOUT ROWID;
CREATE TABLE checkpoint_text (checkpoint INTEGER, field TEXT, folded TEXT,
    PRIMARY KEY (checkpoint, field, folded)) WITHOUT ROWID;
CREATE TABLE checkpoint_date (checkpoint INTEGER, field TEXT, earliest TEXT, latest TEXT,
    PRIMARY KEY (checkpoint, field)) WITHOUT ROWID;
CREATE TABLE checkpoint_quantity (checkpoint INTEGER, field TEXT, value REAL,
    PRIMARY KEY (checkpoint, field, value)) WITHOUT ROWID;
CREATE TABLE lineage (model INTEGER, relation TEXT, target TEXT);
CREATE TABLE lineage_closure (model INTEGER, ancestor TEXT, PRIMARY KEY (model, ancestor)) WITHOUT ROWID;
CREATE TABLE origin (model INTEGER, path TEXT, layer TEXT, PRIMARY KEY (model, path)) WITHOUT ROWID;
CREATE TABLE built (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE term_closure (vocabulary TEXT, term TEXT, broader TEXT,
    PRIMARY KEY (vocabulary, broader, term)) WITHOUT ROWID;
CREATE TABLE word (vocabulary TEXT, key TEXT, id TEXT, PRIMARY KEY (vocabulary, key)) WITHOUT ROWID;
CREATE TABLE meaning (key TEXT PRIMARY KEY, field TEXT, term TEXT) WITHOUT ROWID; -- what a bare word is read as
CREATE TABLE entry (kind TEXT, position INTEGER, id TEXT, doc TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE identifier (space TEXT, key TEXT, rank INTEGER, model TEXT, checkpoint TEXT, weights INTEGER,
    whole INTEGER, PRIMARY KEY (space, key, rank, model, checkpoint)) WITHOUT ROWID;
CREATE TABLE maker (key TEXT, vendor TEXT, PRIMARY KEY (key, vendor)) WITHOUT ROWID;
"""
#: What a catalog was compiled from, so that a later one compiles only what changed; no part of a data set.
STANDING = """
CREATE TABLE piece (digest TEXT PRIMARY KEY, id TEXT, size INTEGER) WITHOUT ROWID;
CREATE TABLE compiled (id TEXT PRIMARY KEY, pieces TEXT, read TEXT) WITHOUT ROWID; -- `read`: the last day of a source
CREATE TABLE day (id TEXT PRIMARY KEY, added TEXT, changed TEXT) WITHOUT ROWID;    -- of entries
"""
INDEXES = """
CREATE UNIQUE INDEX model_id ON model (id);
CREATE INDEX model_released ON model (released, id);
CREATE INDEX checkpoint_model ON checkpoint (model, position);
CREATE INDEX lineage_target ON lineage (target);
"""
#: Raised where `build.py` fills the same tables in another way.
_CONTENT = 18
#: Identifies what a compiled catalog holds: one with another value is compiled again.
FORMAT = crc32(
    repr(
        (
            _CONTENT,
            SCHEMA,
            STANDING,
            INDEXES,
            [(f.name, f.kind, f.path, f.vocabulary, f.scope) for f in FIELDS.values()],
        )
    ).encode()
)


def tables() -> Mapping[str, Mapping[str, str]]:
    """Each table's columns with their types (TEXT, INTEGER or REAL), as SQLite itself understands the schema."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        name: {row[1]: row[2] for row in connection.execute(f"SELECT * FROM pragma_table_info('{name}')")}
        for name in names
    }
