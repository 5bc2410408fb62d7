"""One id per line, for other commands."""

from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.query.sql import select, select_checkpoints


def to_ids(choice: Choice) -> Iterator[str]:
    """The ids of the models, or of the checkpoints, one per line."""
    if choice.checkpoints:
        statement = select_checkpoints(choice.query, "c.id", choice.limit)
    else:
        statement = select(choice.query, "m.id", choice.limit)
    return (f"{row[0]}\n" for row in choice.catalog.rows(*statement))
