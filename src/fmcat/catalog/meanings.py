"""The words of a query, compiled once: those that whatever models use makes words, and what bare ones are read as."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from fmcat.fields import BARE_WORDS, FIELDS
from fmcat.text import name_key

#: Vocabularies that consist of whatever the models use, or have that too.
OPEN_VOCABULARIES = ("family", "country", "layer")

#: The fields whose terms words and meanings follow from.
USED = tuple(dict.fromkeys((*OPEN_VOCABULARIES, *BARE_WORDS)))

#: The ids that name one model: those of its checkpoints, and those of repositories and papers.
IDS = """
SELECT key, min(model) AS model FROM identifier
WHERE space IN ('hub', 'arxiv', 'doi') OR (space = 'name' AND rank = 0 AND checkpoint <> '' AND instr(key, '/') > 0)
GROUP BY key HAVING count(DISTINCT model) = 1
"""


def words_from(tables: Mapping[str, Iterable[tuple[object, ...]]]) -> set[tuple[object, ...]]:
    """What the words follow from, of the rows of some models by table: they change only if that changes."""
    terms = {row[1:] for table in ("model_term", "checkpoint_term") for row in tables[table] if row[1] in USED}
    return terms.union(tables["word"], tables["identifier"])


def write_words(connection: sqlite3.Connection) -> None:
    """Write the words that no taxonomy has, and what bare words are read as, in place of what was written before."""
    listed = ", ".join(f"'{field}'" for field in USED)
    connection.execute(
        "CREATE TEMP TABLE used AS"
        f" SELECT DISTINCT field, term FROM model_term WHERE field IN ({listed})"
        f" UNION SELECT DISTINCT field, term FROM checkpoint_term WHERE field IN ({listed})"
    )
    _write_open_words(connection)
    _write_meanings(connection)
    connection.execute("DROP TABLE temp.used")


def _write_open_words(connection: sqlite3.Connection) -> None:
    """Write the words of vocabularies that are open."""
    for vocabulary in OPEN_VOCABULARIES:
        terms = {"vocabulary": vocabulary, "kind": f"term:{vocabulary}"}
        connection.execute(
            "DELETE FROM word WHERE vocabulary = :vocabulary AND id NOT IN (SELECT id FROM entry WHERE kind = :kind)",
            terms,
        )
        used = connection.execute("SELECT term FROM used WHERE field = :vocabulary ORDER BY term", terms).fetchall()
        words = [(vocabulary, name_key(word), word) for (word,) in used]
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", words)


def _write_meanings(connection: sqlite3.Connection) -> None:
    """Write what each bare word is read as."""
    connection.execute("DELETE FROM meaning")
    for statement, parameters in meanings():
        connection.execute(f"INSERT OR IGNORE INTO meaning {statement}", parameters)


def meanings() -> Iterator[tuple[str, Mapping[str, str]]]:
    """The statements for what bare words are read as, of which the first one with a word decides.

    That is the first field of BARE_WORDS with such a term in use, which is a row (field, term) of `used`.
    """
    for field in (FIELDS[name] for name in BARE_WORDS):
        used = (
            "SELECT id FROM model"
            if field.vocabulary == "model"
            else "SELECT term FROM used WHERE field = :field UNION SELECT c.broader FROM term_closure c"
            " JOIN used u ON u.term = c.term AND u.field = :field WHERE c.vocabulary = :vocabulary"
        )
        yield (
            f"SELECT key, :field, id FROM word WHERE vocabulary = :vocabulary AND id IN ({used})",
            {"field": field.name, "vocabulary": field.vocabulary},
        )
    yield f"SELECT key, 'id', model FROM ({IDS})", {}
