"""The columns of the table: as many as fit, the last ones left out first, long texts shortened before that."""

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len
from rich.text import Text

from fmcat.fields import FIELDS, Document, Field
from fmcat.query.expression import Sort
from fmcat.views.models import cut
from fmcat.views.theme import ASCENDING, DASH, DESCENDING, name_of
from fmcat.wording import Wording

#: The columns of the table if there is room for all.
COLUMNS = tuple(FIELDS[name] for name in ("name", "released", "parameters", "vendor", "license", "method", "access"))
#: Columns that stay, however narrow the table is.
_KEPT = 3
_WIDEST, _NARROWEST, _NARROWEST_NAME = 24, 10, 16
#: The spaces that the table puts beside each cell.
_PADDING = 2


def head(field: Field, order: Sequence[Sort], language: str) -> Text:
    """A column's header, with an arrow if the table is sorted by it."""
    arrow = next((f" {DESCENDING if one.down else ASCENDING}" for one in order[:1] if one.field == field.name), "")
    return Text(field.label_in(language) + arrow, justify=_side(field), no_wrap=True)


def cell(field: Field, document: Document, wording: Wording) -> Text:
    """A fact of a model; numbers are right-aligned."""
    text = name_of(document) if field.name == "name" else Text(wording.fact(field, document) or DASH)
    text.justify = _side(field)
    return text


def fitting(heads: Sequence[Text], rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """The widths of the columns that fit in `room` cells, in their order; the others are left out."""
    wanted = [min(max(cell_len(one.plain) for one in column), _WIDEST) for column in zip(heads, *rows, strict=True)]
    least = [
        min(width, max(_NARROWEST_NAME if field.name == "name" else _NARROWEST, cell_len(top.plain)))
        if field.kind in ("name", "term", "text")
        else width
        for width, field, top in zip(wanted, COLUMNS, heads, strict=True)
    ]
    count = len(COLUMNS)
    while count > _KEPT and sum(least[:count]) + _PADDING * count > room:
        count -= 1
    widths = wanted[:count]
    while sum(widths) + _PADDING * count > room:
        giving = max(range(count), key=lambda at: widths[at] - least[at])
        if widths[giving] <= least[giving]:
            break
        widths[giving] -= 1
    return widths


def shortened(text: Text, width: int) -> Text:
    """The text, or as much of its beginning as fits with an ellipsis right behind its last letter."""
    made = text.copy()
    made.plain = cut(text.plain, width)
    return made


def _side(field: Field) -> Literal["left", "right"]:
    return "right" if field.kind == "quantity" else "left"
