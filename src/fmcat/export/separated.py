"""Comma- and tab-separated tables, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.export.kit.cells import cell, neutral
from fmcat.fields import FIELDS
from fmcat.text import disarmed

#: The default columns for agents.
AGENT_COLUMNS = (
    *("id", "name", "vendor", "family", "released", "modality", "architecture", "method", "capability"),
    *("parameters", "active", "context", "access", "license", "status"),
)


def to_csv(choice: Choice) -> Iterator[str]:
    """RFC 4180 CSV with a header; lists are joined by `;`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _rows(choice):
        writer.writerow(row)
        yield disarmed(buffer.getvalue())
        buffer.seek(0)
        buffer.truncate()


def to_tsv(choice: Choice) -> Iterator[str]:
    """Tab-separated values with a header; no cell contains a tab or a line break, so nothing is quoted."""
    return (_line(row) for row in _rows(choice))


def to_agent(choice: Choice) -> Iterator[str]:
    """Tab-separated values for agents: a header, more columns, and unescaped cells."""
    columns = choice.columns or [FIELDS[name] for name in AGENT_COLUMNS]
    yield _line([field.name for field in columns])
    for document, chosen in choice.chosen():
        yield _line([cell(field, document, chosen, choice.language) for field in columns])


def _line(cells: list[str]) -> str:
    return disarmed("\t".join(cells)) + "\n"


def _rows(choice: Choice) -> Iterator[list[str]]:
    columns = choice.table_columns()
    yield [field.name for field in columns]
    for document, chosen in choice.chosen():
        yield [neutral(cell(field, document, chosen, choice.language)) for field in columns]
