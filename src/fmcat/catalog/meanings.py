"""What the bare words of a query are read as, compiled once."""

import sqlite3

from fmcat.fields import BARE_WORDS, FIELDS

#: The ids that name one model: those of its checkpoints, and those of repositories and papers.
IDS = """
SELECT key, min(model) AS model FROM identifier
WHERE space IN ('hub', 'arxiv', 'doi') OR (space = 'name' AND rank = 0 AND checkpoint <> '' AND instr(key, '/') > 0)
GROUP BY key HAVING count(DISTINCT model) = 1
"""


def write_meanings(connection: sqlite3.Connection) -> None:
    """Write what each bare word is read as: the first field of BARE_WORDS with such a term in use."""
    for field in (FIELDS[name] for name in BARE_WORDS):
        used = (
            "SELECT id FROM model"
            if field.vocabulary == "model"
            else "SELECT term FROM used UNION SELECT c.broader FROM term_closure c JOIN used u ON u.term = c.term"
            " WHERE c.vocabulary = :vocabulary"
        )
        connection.execute(
            "WITH used AS (SELECT term FROM model_term WHERE field = :field"
            " UNION SELECT term FROM checkpoint_term WHERE field = :field)"
            " INSERT OR IGNORE INTO meaning SELECT key, :field, id FROM word"
            f" WHERE vocabulary = :vocabulary AND id IN ({used})",
            {"field": field.name, "vocabulary": field.vocabulary},
        )
    connection.execute(f"INSERT OR IGNORE INTO meaning SELECT key, 'id', model FROM ({IDS})")
