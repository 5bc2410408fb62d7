"""Counts as bars, and counts of two fields as a heat table."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fmcat.catalog.tally import CrossTally, Range, Tally
from fmcat.messages import message
from fmcat.schema.quantities import UNITS
from fmcat.views.table import GAP, plain_table
from fmcat.views.theme import BAR, DIM, DOT, EIGHTHS, HEADING, SHADES, STRONG
from fmcat.wording import Wording

_WIDEST_LABEL, _WIDEST_BAR = 32, 60
#: The width of the header of columns that are added up: of terms, and of years and sizes.
_OTHERS, _EARLIER = 12, 5
#: The scale of the largest count.
_NEVER = 10**9


def tally_page(found: Tally, sizes: Range | None, wording: Wording, width: int, most: int) -> RenderableType:
    """One bar per value, the first `most` of them (0: all); the others are added up."""
    language = wording.language
    shown, left = _split(found.counts, most)
    labels = {value: wording.counted(found.field, value) for value in shown}
    others = message("others", language, count=len(left))
    table = Table.grid(padding=(0, 2, 0, 0))
    margin = min(_WIDEST_LABEL, max(map(cell_len, [*labels.values(), others if left else ""])))
    table.add_column(width=margin, no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right")
    table.add_column(no_wrap=True, overflow="crop")
    largest = max(found.counts.values(), default=1)
    room = max(min(width - margin - len(str(largest)) - 6, _WIDEST_BAR), 4)
    for value, count in shown.items():
        table.add_row(labels[value], str(count), Text(_bar(count / largest * room), BAR))
    title = message("counted", language, models=found.models, field=found.field.inline(wording.language))
    page: list[RenderableType] = [Text(title, STRONG), Text(), table]
    if left:
        table.add_row(Text(others, DIM), Text(str(sum(left.values())), DIM), "")
    if sizes:
        said_as = UNITS[sizes.field.unit].say
        said = message(
            "range",
            language,
            field=sizes.field.inline(wording.language),
            least=said_as(sizes.least),
            largest=said_as(sizes.largest),
            middle=said_as(int(sizes.middle)),
            stating=sizes.stating,
            models=found.models,
        )
        page += [Text(), Text(said, DIM)]
    return Group(*page)


def _bar(length: float) -> str:
    whole, rest = divmod(round(length * 8), 8)
    return EIGHTHS[-1] * whole + (EIGHTHS[rest] if rest else "")


def cross_page(found: CrossTally, wording: Wording, width: int, most: int) -> RenderableType:
    """A heat table: one row per value of the first field, one column per value of the second, totals at the edges.

    Rows beyond `most` (0: unlimited) and columns that do not fit are added up as others.
    """
    language = wording.language
    columns = {value: wording.counted(found.columns, value) for value in found.column_values}
    rows = {value: wording.counted(found.rows, value) for value in found.row_values}
    shown = list(rows)[: most or None]
    left = [value for value in rows if value not in shown]
    total, others = message("total", language), message("others", language, count=len(left))
    heads = [total, *([others] if left else []), *(rows[value] for value in shown)]
    label = min(_WIDEST_LABEL, max(map(cell_len, heads)))
    kept = _fitting(columns, found, width - label - max(cell_len(total), 5) - GAP)
    table = plain_table()
    table.add_column("", no_wrap=True, overflow="ellipsis", max_width=label)
    cells = [([value], columns[value]) for value in kept]
    if folded := [value for value in columns if value not in kept]:
        is_term = found.columns.kind == "term"  # else the earliest and smallest come before the others
        rest = (folded, wording.added_up(found.columns, folded, kept))
        cells = [*cells, rest] if is_term else [rest, *cells]
    for _, head in cells:
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column(total, justify="right", no_wrap=True)
    largest = max(found.counts.values(), default=1)
    for value in shown:
        table.add_row(rows[value], *_row(found, [value], [values for values, _ in cells], largest))
    if left:
        table.add_row(Text(others, DIM), *_row(found, left, [values for values, _ in cells], _NEVER))
    table.add_section()
    table.add_row(Text(total, HEADING), *_row(found, list(rows), [values for values, _ in cells], 0))
    names = {"field": found.rows.inline(wording.language), "other": found.columns.inline(wording.language)}
    title = message("counted_two", language, models=found.models, **names)
    return Group(Text(title, STRONG), Text(), table)


def _fitting(columns: Mapping[str, str], found: CrossTally, room: int) -> list[str]:
    """The columns that fit beside one for the others: in order of time or size the last ones, of terms the first."""
    order = list(columns) if found.columns.kind == "term" else list(columns)[::-1]
    widths = [max(cell_len(columns[value]), 3) + GAP for value in order]
    if sum(widths) <= room:
        return list(columns)
    room -= (_OTHERS if found.columns.kind == "term" else _EARLIER) + GAP
    while sum(widths) > room and widths:
        widths.pop()
    return [value for value in columns if value in order[: len(widths)]]


def _row(found: CrossTally, rows: Sequence[str], cells: Sequence[Sequence[str]], largest: int) -> list[Text]:
    """The counts of these rows together, in each cell those of its columns, and their total."""
    counts = [sum(found.counts.get((row, column), 0) for row in rows for column in cell) for cell in cells]
    total = sum(count for (row, _), count in found.counts.items() if row in set(rows))
    return [*(_shaded(count, largest) for count in counts), Text(str(total), HEADING if not largest else "")]


def _shaded(count: int, largest: int) -> Text:
    if not count:
        return Text(DOT, DIM)
    if not largest:
        return Text(str(count), HEADING)
    shade = min(int(count / largest * len(SHADES)), len(SHADES) - 1)
    return Text(f"{count:>3}" if shade == len(SHADES) - 1 else str(count), SHADES[shade])


def _split(counts: Mapping[str, int], most: int) -> tuple[dict[str, int], dict[str, int]]:
    items = list(counts.items())
    return dict(items[: most or None]), dict(items[most:] if most else [])
