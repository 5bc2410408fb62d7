"""How much is known and sourced, fact by fact."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from fmcat.catalog.coverage import Coverage
from fmcat.messages import message
from fmcat.views.table import plain_table
from fmcat.views.theme import DIM, STRONG


def coverage_table(rows: Sequence[Coverage], language: str) -> Table:
    """Each fact: how many entries state it, how many withhold it, how many name a source, and how many a close one."""
    table = plain_table()
    table.add_column(message("fact", language).upper())
    for key in ("known", "withheld", "sourced", "near"):
        table.add_column(message(key, language).upper(), justify="right")
    table.add_column("%", justify="right")
    total = Coverage(
        message("all_facts", language),
        sum(row.models for row in rows),
        sum(row.stated for row in rows),
        sum(row.undisclosed for row in rows),
        sum(row.sourced for row in rows),
        sum(row.near for row in rows),
    )
    for row in (*rows, total):
        style = STRONG if row is total else ""
        withheld = Text(str(row.undisclosed or ""), DIM)
        table.add_row(Text(row.key, style), f"{row.stated}", withheld, f"{row.sourced}", f"{row.near}", row.percent)
    return table
