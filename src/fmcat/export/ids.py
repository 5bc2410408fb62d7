"""One id a line, for other commands to read."""

from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.query.sql import select


def to_ids(choice: Choice) -> Iterator[str]:
    """The models' ids, one a line."""
    return (f"{row[0]}\n" for row in choice.catalog.rows(*select(choice.query, "m.id", choice.limit)))
