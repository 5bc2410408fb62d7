"""Tables without a box, with a line under the header; and values after their labels."""

from collections.abc import Iterable

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fmcat.views.theme import DIM, HEADING

#: The cells between two columns.
GAP = 3


def plain_table() -> Table:
    """A table as every view draws it."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=HEADING, border_style=DIM)


def labelled(rows: Iterable[tuple[str, Text]]) -> Padding:
    """Values after their labels, slightly indented; long values wrap beside the label."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style=DIM)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, value)
    return Padding(grid, (0, 0, 0, 2))
