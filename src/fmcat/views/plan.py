"""The result of an import: how much agrees, conflicts, new models, and what is written."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.messages import message, spoken
from fmcat.text import one_line
from fmcat.views.table import plain_table
from fmcat.views.theme import DIM, HEADING, SEPARATOR, STRONG, WARNING


class Found(NamedTuple):
    """The texts of the page.

    `counts` are rows of a fact and the number of each of the `verdicts`. A row of `conflicts` or `unclear` is our id,
    the source's row, the fact, our value and its value; one of `left_out` is its subject, the reason, and its position.
    `lacking` are names of models the catalog lacks, `new` ids of those turned into entries, `lines` what is or would be
    written.
    """

    title: str
    verdicts: Sequence[str]
    counts: Sequence[tuple[str, Sequence[int]]]
    conflicts: Sequence[Sequence[str]]
    unclear: Sequence[Sequence[str]]
    left_out: Sequence[Sequence[str]]
    lacking: Sequence[str]
    new: Sequence[str]
    lines: Sequence[str]


_DISPUTE = ("model_", "row", "fact", "ours", "theirs")
_LEFT_OUT = ("about", "why_not", "row")


def plan_page(found: Found, language: str) -> RenderableType:
    """The page of a plan."""
    page: list[RenderableType] = [Text(found.title, STRONG), Text()]
    table = plain_table()
    table.add_column(message("fact", language).upper())
    for verdict in found.verdicts:
        table.add_column(message(f"verdict_{verdict}", language).upper(), justify="right")
    for key, numbers in found.counts:
        table.add_row(Text(one_line(key)), *(str(number) if number else "" for number in numbers))
    page.append(table)
    page += _rows("conflicts", WARNING, _DISPUTE, found.conflicts, language)
    page += _rows("unclear", WARNING, _DISPUTE, found.unclear, language)
    page += _rows("left_out", HEADING, _LEFT_OUT, found.left_out, language)
    for heading, names in (("not_ours", found.lacking), ("new_models", found.new)):
        if names:
            page += [Text(), Text(message(heading, language, count=len(names)), HEADING)]
            page.append(Text(one_line(SEPARATOR.join(names)), DIM))
    if found.lines:
        page += [Text(), *(Text(one_line(line), STRONG) for line in found.lines)]
    return Group(*page)


def _rows(
    heading: str, style: Style, columns: Sequence[str], rows: Sequence[Sequence[str]], language: str
) -> Iterator[RenderableType]:
    """A heading that counts the rows, and a table of them, if there are any."""
    if not rows:
        return
    yield Text()
    yield Text(message(heading, language, count=len(rows)), style)
    table = plain_table()
    for key in columns:
        table.add_column(message(key, language).upper(), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(spoken(cell, language))) for cell in row))
    yield table
