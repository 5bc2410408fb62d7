"""Models through time: eras, years or months down the page, a rail on the left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.catalog.timeline import Era, Milestone, Period
from fmcat.days import month
from fmcat.views.theme import DIM, MARK, RAIL, SEPARATOR, STRONG, accent, name_of
from fmcat.wording import Wording

#: A note with less room than this is below its model instead of beside it.
_NARROWEST_NOTE = 28
#: Vendors are cut before notes are, but not shorter than this.
_NARROWEST_VENDOR = 12
_GAP = 3
_NAMES_GAP = "   "


@dataclass(frozen=True)
class _Line:
    """A text that is wrapped to the page's width when it is drawn, after the text before it."""

    first: Text
    rest: Text
    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        room = max(1, options.max_width - cell_len(self.first.plain))
        for number, part in enumerate(self.text.wrap(console, room, overflow="fold")):
            part.rstrip()
            yield (self.rest if number else self.first) + part


def eras_page(title: str, subtitle: str, eras: Sequence[Era], wording: Wording, width: int) -> RenderableType:
    """Curated eras: their years, headline, and models with vendor, date and note."""
    margin = max(len(era.years) for era in eras)
    milestones = [milestone for era in eras for milestone in era.milestones]
    columns = _Columns.fitting(milestones, wording, width - margin - 4)
    page: list[RenderableType] = [_title(title, subtitle), Text()]
    for era in eras:
        color = accent(era.milestones[0].document["modalities"])
        page.append(_head(era.years, Text(wording.bilingual(era.headline), STRONG), color, margin))
        for milestone in era.milestones:
            page += columns.lines(milestone, wording, _rail(margin))
    return Group(*page)


def periods_page(title: str, subtitle: str, periods: Sequence[Period], language: str) -> RenderableType:
    """Every model under the year or month of its release, with their number."""
    heads = [month(period.when, language) for period in periods]
    margin = max(map(cell_len, heads))
    page: list[RenderableType] = [_title(title, subtitle), Text()]
    for head, period in zip(heads, periods, strict=True):
        names = Text(_NAMES_GAP).join(_unbroken(name_of(document)) for document in period.documents)
        color = accent(period.documents[0]["modalities"])
        page.append(_head(head, Text(str(len(period.documents)), DIM), color, margin))
        page.append(_Line(_rail(margin), _rail(margin), names))
    return Group(*page)


def _title(title: str, subtitle: str) -> _Line:
    return _Line(Text(), Text(), Text.assemble((title, STRONG), (f"{SEPARATOR}{subtitle}", DIM)))


def _head(when: str, text: Text, color: Style, margin: int) -> _Line:
    first = Text.assemble(" " * (margin - cell_len(when)), f"{when} ", (MARK, color), " ")
    return _Line(first, _rail(margin), text)


def _rail(margin: int) -> Text:
    return Text.assemble(" " * margin, " ", (RAIL, DIM), " ")


def _unbroken(name: Text) -> Text:
    """The name with non-breaking spaces."""
    name = name.copy()
    name.plain = name.plain.replace(" ", "\N{NO-BREAK SPACE}")
    return name


@dataclass(frozen=True)
class _Columns:
    """The widths of names, vendors and dates, and whether the note fits beside them."""

    name: int
    vendor: int
    date: int
    beside: bool

    @classmethod
    def fitting(cls, milestones: Iterable[Milestone], wording: Wording, room: int) -> "_Columns":
        milestones = list(milestones)
        cells = [_cells(milestone, wording) for milestone in milestones]
        name, vendor, date = (max(cell_len(row[column]) for row in cells) for column in range(3))
        note = max(cell_len(wording.bilingual(milestone.note)) for milestone in milestones)
        left = room - 2 - name - date - 2 * _GAP  # for vendors, and for notes beside them
        beside = left - _NARROWEST_VENDOR - _GAP >= _NARROWEST_NOTE
        vendor = min(vendor, max(_NARROWEST_VENDOR, left - (note + _GAP if beside else 0)))
        return cls(name, vendor, date, beside)

    def lines(self, milestone: Milestone, wording: Wording, rail: Text) -> Iterator[RenderableType]:
        name, vendor, date = _cells(milestone, wording)
        note = Text(wording.bilingual(milestone.note), DIM)
        facts = Text("  ") + name_of(milestone.document)
        facts.append(" " * (self.name - cell_len(name) + _GAP))
        facts.append_text(_fitted(vendor, self.vendor)).append(" " * _GAP).append(f"{date}")
        if self.beside:
            facts.append(" " * (self.date - cell_len(date) + _GAP))
            under = rail.copy().append(" " * cell_len(facts.plain))
            yield _Line(rail + facts, under, note)
            return
        yield rail + facts
        if note.plain:
            indent = rail.copy().append("    ")
            yield _Line(indent, indent, note)


def _cells(milestone: Milestone, wording: Wording) -> tuple[str, str, str]:
    document = milestone.document
    return name_of(document).plain, wording.vendors(document), month(document["released"], wording.language)


def _fitted(text: str, width: int) -> Text:
    fitted = Text(text)
    fitted.truncate(width, overflow="ellipsis", pad=True)
    return fitted
