"""A quantity over time, drawn with characters: powers of ten at the side, leading models named."""

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.plot import Plot
from fmcat.messages import message
from fmcat.schema.quantities import UNITS
from fmcat.views.theme import DIM, DOT, LINE, MARK, STRONG, accent, name_of

_MARGIN = 6


def plot_size(width: int, height: int) -> tuple[int, int]:
    """The width and height of a plot's area, in cells, on a page of this size."""
    return max(width - _MARGIN - 1, 10), max(min(height - 6, 24), 8)


def plot_page(title: str, plot: Plot, language: str) -> RenderableType:
    """The page of a plot whose length units are cells. A cell shared by several models shows their number."""
    width, height = int(plot.axis.length), int(plot.scale.length)
    grid: list[list[Text | None]] = [[Text(" ") for _ in range(width)] for _ in range(height + 1)]
    heads = {round(at): UNITS[plot.field.unit].say(value) for value, at in plot.scale.ticks()}
    for row in heads:
        for _, start in plot.axis.years(6):
            grid[row][min(round(start), width - 1)] = Text(DOT, DIM)
    for at in plot.thresholds.values():
        grid[round(at)] = [Text(LINE, DIM) for _ in range(width)]
    _put_marks(grid, plot)
    _put_names(grid, plot)
    labels = {message(name, language): round(at) for name, at in plot.thresholds.items()}
    below = [label for label, row in labels.items() if not _put_label(grid[row], label)]
    page: list[RenderableType] = [Text(title, STRONG, no_wrap=True, overflow="ellipsis"), Text()]
    for row in range(height, -1, -1):
        line = Text().append(f"{heads.get(row, ''):>{_MARGIN - 1}} ", DIM)
        line.append_text(Text("").join(cell for cell in grid[row] if cell is not None))
        line.no_wrap, line.overflow = True, "crop"
        page.append(line)
    years = [" "] * (_MARGIN + width + 4)
    for year, start in plot.axis.years(6):
        years[_MARGIN + round(start) : _MARGIN + round(start) + 4] = str(year)
    page.append(Text("".join(years).rstrip(), DIM, no_wrap=True, overflow="crop"))
    page += [Text(f"{LINE * 2} {label}", DIM) for label in below]
    if plot.withheld or plot.unknown:
        said = message("not_plotted", language, withheld=plot.withheld, unknown=plot.unknown)
        page += [Text(), Text(said, DIM)]
    return Group(*page)


def _put_label(row: list[Text | None], label: str) -> bool:
    """Write the label of a line into it, at the left, if no mark and no name is there; whether it was written."""
    cells = [cell for letter in f"{label} " for cell in (Text(letter, DIM), *[None] * (cell_len(letter) - 1))]
    is_free = len(cells) < len(row) and all(cell is not None and cell.plain == LINE for cell in row[: len(cells)])
    if is_free:
        row[: len(cells)] = cells
    return is_free


def _cell(plot: Plot, x: float, height: float) -> tuple[int, int]:
    return round(height), min(int(x), int(plot.axis.length) - 1)


def _put_marks(grid: list[list[Text | None]], plot: Plot) -> None:
    shared: dict[tuple[int, int], int] = {}
    for point in plot.points:
        row, column = _cell(plot, point.x, point.height)
        count = shared[row, column] = shared.get((row, column), 0) + 1
        glyph = MARK if count == 1 else str(min(count, 9))
        grid[row][column] = Text(glyph, accent(point.document["modalities"]))


def _put_names(grid: list[list[Text | None]], plot: Plot) -> None:
    """Name the leading models, the latest first, if their names cover no mark."""
    for point in sorted(plot.points, key=lambda point: (not point.leads, -point.value)):
        row, column = _cell(plot, point.x, point.height)
        name = name_of(point.document)
        width = cell_len(name.plain)
        for start in (column + 2, column - 1 - width):
            cells = grid[row][max(start - 1, 0) : start + width + 1]
            free = start >= 0 and start + width <= len(grid[row]) and point.leads
            around = [cell for place, cell in enumerate(cells, max(start - 1, 0)) if place != column]
            if free and all(cell is not None and cell.plain in (" ", DOT) for cell in around):
                grid[row][start : start + width] = [name, *[None] * (width - 1)]
                break
