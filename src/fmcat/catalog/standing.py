"""What a compiled catalog was compiled from, by which a later one finds what changed."""

import sqlite3
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from fmcat.catalog.rows import FIRST_OF_BULK
from fmcat.fields import Document
from fmcat.registry.locate import Layer, has_words_only
from fmcat.registry.pieces import Digests, Known
from fmcat.schema.dates import read_date
from fmcat.text import name_key


class Standing(NamedTuple):
    """Everything that is known of the origin of a catalog."""

    known: Mapping[str, Known]
    context: str
    models: Mapping[str, str]


def read_standing(connection: sqlite3.Connection) -> Standing | None:
    """What a catalog was compiled from, if it can be brought up to date."""
    found = connection.execute("SELECT value FROM built WHERE key = 'context'").fetchone()
    if not found:
        return None
    known = {digest: Known(name, size) for digest, name, size in connection.execute("SELECT * FROM piece")}
    return Standing(known, found[0], dict(connection.execute("SELECT id, pieces FROM compiled")))


def standing_of(layers: Iterable[Layer], digests: Digests) -> Standing:
    """The same of files that were read."""
    context = [*digests.context, *("words only" for layer in layers if has_words_only(layer))]
    return Standing(digests.known, "\n".join(context), {name: "\n".join(one) for name, one in digests.models.items()})


def write_standing(standing: Standing, read: Mapping[str, str], connection: sqlite3.Connection) -> None:
    """Note what a catalog was compiled from, and the last day that a source of each model was `read`.

    Nothing is noted where the rows of a model depend on other models: if two have the same number, or if two ids are
    the same word, which only a hidden one can be.
    """
    first, last = connection.execute("SELECT min(n), max(n) FROM model").fetchone()
    if (first or 0) < 0 or (last or 0) >= FIRST_OF_BULK or has_one_word_twice(standing):
        return
    connection.execute("INSERT INTO built VALUES ('context', ?)", (standing.context,))
    write_pieces(standing, standing.models, read, connection)


def write_pieces(
    standing: Standing,
    models: Iterable[str],
    read: Mapping[str, str],
    connection: sqlite3.Connection,
    before: Mapping[str, Known] = MappingProxyType({}),
) -> None:
    """Note the pieces of all files, and of which of them some models are, in place of what was noted before."""
    gone = [(digest,) for digest in before.keys() - standing.known.keys()]
    connection.executemany("DELETE FROM piece WHERE digest = ?", gone)
    pieces = [(digest, *known) for digest, known in standing.known.items() if digest not in before]
    connection.executemany("INSERT INTO piece VALUES (?, ?, ?)", pieces)
    models = list(models)
    connection.executemany("DELETE FROM compiled WHERE id = ?", [(name,) for name in models])
    compiled = [(name, standing.models[name], read.get(name, "")) for name in models if name in standing.models]
    connection.executemany("INSERT INTO compiled VALUES (?, ?, ?)", compiled)


def has_one_word_twice(standing: Standing) -> bool:
    """Whether two ids of models, hidden or not, are the same word."""
    return len(set(map(name_key, standing.models))) < len(standing.models)


def newest_read(document: Document) -> str:
    """The last day on which a source of a model was read, empty if none is known."""
    return max((source["read"] for source in document.get("sources", ()) if "read" in source), default="")


def write_newest(newest: str, connection: sqlite3.Connection) -> None:
    """Note the last day on which any source was read."""
    day = newest and read_date(newest).earliest
    connection.execute("INSERT OR REPLACE INTO built VALUES ('newest', ?)", (day,))
