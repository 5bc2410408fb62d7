"""Models side by side: what differs in columns, what all share in one line."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.comparison import Row
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.views.table import plain_table
from fmcat.views.theme import DASH, DIM, name_of
from fmcat.wording import Wording


def comparison_page(documents: Sequence[Document], rows: Sequence[Row], wording: Wording) -> RenderableType:
    """The facts that differ, a column a model, then those that all share."""
    language = wording.language
    table = plain_table()
    table.add_column("", no_wrap=True, style=DIM)
    for document in documents:
        table.add_column(name_of(document), overflow="fold", ratio=1)
    for row in rows:
        if row.differs:
            cells = (_cell(row, at, document, wording) for at, document in enumerate(documents))
            table.add_row(row.field.said(language), *cells)
    page: list[RenderableType] = [table]
    shared = [f"{row.field.said(language)} {wording.fact(row.field, documents[0])}" for row in rows if not row.differs]
    if shared:
        page += [Text(), Text(message("all_share", language, facts=" · ".join(shared)), DIM)]
    return Group(*page)


def _cell(row: Row, at: int, document: Document, wording: Wording) -> Text:
    """What one model says; of a list, what all models share is dim."""
    if row.states[at] != "known":
        return Text(wording.fact(row.field, document) or DASH, DIM)
    fact = row.facts[at]
    if not isinstance(fact, list):
        return Text(wording.fact(row.field, document))
    shared = set.intersection(*(set(other) if isinstance(other, list) else set() for other in row.facts))
    return Text(", ").join(Text(wording.value(row.field, value), DIM if value in shared else "") for value in fact)
