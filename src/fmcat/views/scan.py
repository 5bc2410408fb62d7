"""The models a repository uses, one row per checkpoint, and below them unknown names and what is denied."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.inventory import LEAVING, Inventory, Occurrence, Used
from fmcat.messages import say, spoken
from fmcat.text import one_line
from fmcat.views.table import labelled, plain_table
from fmcat.views.theme import ARROW, DASH, DIM, ERROR, HEADING, WARNING, name_of
from fmcat.wording import Wording

_MOST_PLACES = 3
#: The least width at which six columns break no words.
_WIDE = 90
_HEADINGS = (say("model"), say("license"), say("commercial use"), say("status"), say("maker"), say("places"))


class ScanPage(NamedTuple):
    """What is painted besides the inventory, as sentences: of each model the days it has left, and the breaches."""

    lives: Sequence[str]
    breaches: Sequence[str]


def scan_page(made: Inventory, page: ScanPage, wording: Wording, width: int) -> RenderableType:
    """The page of a scan: a table of what is used, or where that is too narrow for words, one model after the other."""
    language = wording.language
    parts: list[RenderableType] = []
    if made.used:
        drawn = _table if width >= _WIDE else _records
        parts.append(drawn([_cells(*one, wording) for one in zip(made.used, page.lives, strict=True)], wording))
    if made.unknown:
        parts += [Text()] if parts else []
        parts.append(Text(spoken(say("No known model"), language), HEADING))
        table = plain_table()
        for heading in (say("name"), say("note"), say("places")):
            table.add_column(spoken(heading, language).upper(), overflow="fold")
        for one in made.unknown:
            table.add_row(Text(one_line(one.text)), Text(spoken(one.note, language), DIM), _places(one.occurrences))
        parts.append(table)
    if page.breaches:
        parts += [Text(), Text(spoken(say("Denied"), language), ERROR)]
        parts += [Text(one_line(spoken(line, language))) for line in page.breaches]
    return Group(*parts)


def _table(found: Sequence[Sequence[Text]], wording: Wording) -> RenderableType:
    table = plain_table()
    for heading in _HEADINGS:
        table.add_column(spoken(heading, wording.language).upper(), overflow="fold")
    for cells in found:
        table.add_row(*cells)
    return table


def _records(found: Sequence[Sequence[Text]], wording: Wording) -> RenderableType:
    labels = [spoken(heading, wording.language) for heading in _HEADINGS[1:]]
    parts: list[RenderableType] = []
    for number, (name, *cells) in enumerate(found):
        parts += [Text()] * bool(number)
        parts += [name, labelled(zip(labels, cells, strict=True))]
    return Group(*parts)


def _cells(one: Used, life: str, wording: Wording) -> Sequence[Text]:
    """What is said of a model under each of _HEADINGS."""
    makers = wording.vendors(one.document, 1)
    where = f" ({', '.join(one.countries)})" if one.countries else ""
    return (
        name_of(one.document),
        Text(one_line(one.license.replace("LicenseRef-", "")) or DASH, "" if one.license else DIM),
        Text(wording.term("commercial", one.commercial) if one.commercial else DASH, _color(one)),
        _status(one, life, wording),
        Text(one_line(makers + where)),
        _places(one.occurrences),
    )


def _color(one: Used) -> str:
    return str({"no": ERROR, "conditional": WARNING}.get(one.commercial, "" if one.commercial else DIM))


def _status(one: Used, life: str, wording: Wording) -> Text:
    status = wording.term("status", one.status) if one.status else ""
    said = one_line(spoken(life, wording.language) or status)
    is_leaving = bool(life) or one.status in LEAVING
    text = Text(said or DASH, WARNING if is_leaving else "" if said else DIM)
    return text.append(f"\n{ARROW} {one.replacement}", DIM) if one.replacement else text


def _places(found: Sequence[Occurrence]) -> Text:
    text = Text("\n".join(one_line(str(place)) for place in found[:_MOST_PLACES]))
    if len(found) > _MOST_PLACES:
        text.append(f"\n+{len(found) - _MOST_PLACES}", DIM)
    return text
