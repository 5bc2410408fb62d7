"""What an import found: how much agrees, every conflict, and the models the catalog lacks."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.messages import message
from fmcat.text import showable
from fmcat.views.table import plain_table
from fmcat.views.theme import DIM, HEADING, STRONG, WARNING

#: A row of counts: the fact, and how often each verdict was found.
Counts = Sequence[tuple[str, Sequence[int]]]
#: A conflict: our id, the source's row, the fact, what we say, what it says.
Conflict = tuple[str, str, str, str, str]


def plan_page(
    title: str,
    verdicts: Sequence[str],
    counts: Counts,
    conflicts: Sequence[Conflict],
    new: Sequence[str],
    language: str,
) -> RenderableType:
    """The page of a plan."""
    page: list[RenderableType] = [Text(title, STRONG), Text()]
    table = plain_table()
    table.add_column(message("fact", language).upper())
    for verdict in verdicts:
        table.add_column(message(f"verdict_{verdict}", language).upper(), justify="right")
    for key, numbers in counts:
        table.add_row(key, *(str(number) if number else "" for number in numbers))
    page.append(table)
    if conflicts:
        page += [Text(), Text(message("conflicts", language, count=len(conflicts)), WARNING)]
        rows = plain_table()
        for key in ("model_", "row", "fact", "ours", "theirs"):
            rows.add_column(message(key, language).upper(), overflow="fold")
        for conflict in conflicts:
            rows.add_row(*(Text(showable(cell)) for cell in conflict))
        page.append(rows)
    if new:
        page += [Text(), Text(message("new_models", language, count=len(new)), HEADING)]
        page.append(Text(showable(" · ".join(new)), DIM))
    return Group(*page)
