"""A table as GitHub renders it."""

import re
from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.export.cells import cell

#: Characters that mean something to Markdown or HTML inside a cell.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&])")


def to_markdown(choice: Choice) -> Iterator[str]:
    """A GitHub table, numbers to the right; nothing in a cell is taken as markup."""
    columns = choice.table_columns()
    yield _row(field.label for field in columns)
    yield _row("---:" if field.kind == "quantity" else "---" for field in columns)
    for document in choice.catalog.documents(choice.query, choice.limit):
        yield _row(_escaped(cell(field, document)) for field in columns)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def escaped(text: str) -> str:
    """The text with everything that means something to Markdown or HTML taken as it is written."""
    return _SPECIAL.sub(r"\\\1", text)


def _escaped(text: str) -> str:
    return escaped(text.replace(";", "; "))
