"""Models side by side: differing facts in columns, shared facts in one line."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.comparison import Row
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.views.table import GAP, plain_table
from fmcat.views.theme import DASH, DIM, SEPARATOR, name_of
from fmcat.wording import Wording


def comparison_page(documents: Sequence[Document], rows: Sequence[Row], wording: Wording, width: int) -> RenderableType:
    """The facts that differ, one column per model, then those that all share.

    If the models do not fit `width` cells side by side, there is a second table below, and so on.
    """
    language = wording.language
    differing = [row for row in rows if row.differs]
    labels = max((cell_len(row.field.label_in(language)) for row in differing), default=0)
    columns = [
        [name_of(document), *(_cell(row, at, document, wording) for row in differing)]
        for at, document in enumerate(documents)
    ]
    page: list[RenderableType] = []
    for some in _side_by_side(columns, width - labels - GAP):
        table = plain_table()
        table.add_column("", no_wrap=True, style=DIM)
        for name, *_ in some:
            table.add_column(name, overflow="fold", ratio=1)
        for row, *cells in zip(differing, *(cells for _, *cells in some), strict=True):
            table.add_row(row.field.label_in(language), *cells)
        page += [*([Text()] if page else []), table]
    shared = [
        f"{row.field.label_in(language)} {wording.fact(row.field, documents[0])}" for row in rows if not row.differs
    ]
    if shared:
        page += [Text(), Text(message("all_share", language, facts=SEPARATOR.join(shared)), DIM)]
    return Group(*page)


def _side_by_side(columns: Sequence[list[Text]], width: int) -> list[list[list[Text]]]:
    """The columns of each table: as many as fit without breaking a word, evenly distributed."""
    least = max(max(map(_widest, cells)) for cells in columns) + GAP
    most = max(1, (width + GAP) // least)
    tables = -(-len(columns) // most)
    each = -(-len(columns) // tables)
    return [list(columns[start : start + each]) for start in range(0, len(columns), each)]


def _widest(text: Text) -> int:
    """The width of a text's widest word, in cells."""
    return max(map(cell_len, text.plain.split()), default=0)


def _cell(row: Row, at: int, document: Document, wording: Wording) -> Text:
    """The value of one model; items of a list that all models share are dim."""
    if row.states[at] != "known":
        return Text(wording.fact(row.field, document) or DASH, DIM)
    fact = row.facts[at]
    if not isinstance(fact, list):
        return Text(wording.fact(row.field, document))
    shared = set.intersection(*(set(other) if isinstance(other, list) else set() for other in row.facts))
    return Text(", ").join(Text(wording.value(row.field, value), DIM if value in shared else "") for value in fact)
