"""What releases of the data changed."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from fmcat.text import one_line
from fmcat.views.theme import DIM, HEADING, STRONG


def changes_page(releases: Iterable[tuple[str, str, Sequence[tuple[str, Sequence[str]]]]]) -> RenderableType:
    """Each release's version, what it is, and its changes: lines under headings."""
    page: list[RenderableType] = []
    for version, head, parts in releases:
        page += [Text()] if page else []
        page.append(Text.assemble((version, HEADING), (f"  {head}", DIM)))
        for heading, lines in parts:
            page.append(Text(heading, STRONG if lines else ""))
            names = [", ".join(lines)] if lines and not any(" " in line for line in lines) else lines
            page += [Padding(Text(one_line(line)), (0, 0, 0, 2)) for line in names]
    return Group(*page)
