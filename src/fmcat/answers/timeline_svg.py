"""Models through time as pictures: eras, years and months down the page, or lanes along one axis."""

from collections.abc import Iterable, Mapping, Sequence

from fmcat.catalog.lanes import Groups, Mark, axis_of, folded, lanes
from fmcat.catalog.plot import Plot
from fmcat.catalog.timeline import Era, Period
from fmcat.days import day, month
from fmcat.errors import BadUsage
from fmcat.export.kit.palette import MODALITY_COLORS
from fmcat.export.kit.svg import SIZE, Picture, clipped, measure, modality_class
from fmcat.fields import FIELDS, Document, main_link
from fmcat.messages import counted, message, say
from fmcat.schema.quantities import UNITS
from fmcat.wording import Wording

WIDTH = 1200.0
_MARGIN, _LINE, _RAIL = 32.0, 24.0, 110.0
#: The minimum and maximum width of the lanes' labels, the distance of names from their marks, and a mark's size.
_LEAST_LABEL, _MOST_LABEL, _GAP, _DOT = 190.0, 400.0, 5.0, 9.0
#: More models than this make a picture unreadable, and slow to render.
MOST_DRAWN = 5000


def eras_svg(title: str, subtitle: str, eras: Sequence[Era], wording: Wording) -> str:
    """Curated eras with their models, vendors, dates and notes."""
    rows = [(milestone.document, wording.bilingual(milestone.note)) for era in eras for milestone in era.milestones]
    vendor = _RAIL + 24 + max(measure(document["name"]) for document, _ in rows) + 24
    when = vendor + max(measure(wording.vendors(document, 2)) for document, _ in rows) + 24
    note = when + max(measure(month(document["released"], wording.language)) for document, _ in rows) + 24
    documents = [document for document, _ in rows]
    picture, y = _opened(title, subtitle, documents, wording, note + max(measure(text) for _, text in rows) + _MARGIN)
    bottom = y + (len(rows) + len(eras) - 1) * _LINE + (len(eras) - 1) * _LINE / 3
    picture.line(_RAIL, y, _RAIL, bottom)
    for era in eras:
        picture.text(_RAIL - 14, y, era.years, "dim", anchor="end")
        picture.dot(_RAIL, y - 4.5, 5, modality_class(era.milestones[0].document["modalities"]))
        picture.text(_RAIL + 16, y, wording.bilingual(era.headline), "head")
        y += _LINE
        for milestone in era.milestones:
            document = milestone.document
            _name(picture, _RAIL + 24, y, document, wording)
            picture.text(vendor, y, wording.vendors(document, 2))
            picture.text(when, y, month(document["released"], wording.language))
            picture.text(note, y, wording.bilingual(milestone.note), "dim")
            y += _LINE
        y += _LINE / 3
    return picture.written(y)


def periods_svg(title: str, subtitle: str, periods: Sequence[Period], wording: Wording) -> str:
    """Every model under the year or month of its release."""
    picture, y = _opened(title, subtitle, [one for period in periods for one in period.documents], wording)
    for period in periods:
        picture.text(_RAIL - 14, y, month(period.when, wording.language), "dim", anchor="end")
        picture.dot(_RAIL, y - 4.5, 5, modality_class(period.documents[0]["modalities"]))
        x = _RAIL + 16
        for document in period.documents:
            width = measure(document["name"])
            if x + width > WIDTH - _MARGIN:
                x, y = _RAIL + 16, y + _LINE
            _name(picture, x, y, document, wording)
            x += width + 16
        y += 1.4 * _LINE
    return picture.written(y)


def lanes_svg(title: str, groups: Groups, labels: Mapping[str, str], most: int, wording: Wording) -> str:
    """The largest `most` groups (0: all) as lanes on one axis, with every name."""
    shown, hidden = folded(groups, most)
    documents = [document for group in shown.values() for document in group]
    left = min(_MOST_LABEL, max(_LEAST_LABEL, *(measure(labels[name]) for name in shown))) + 16 + _MARGIN
    axis = axis_of((document for group in groups.values() for document in group), WIDTH - left - _MARGIN)
    _bounded(documents)
    drawn = lanes(shown, axis, measure, _GAP, _DOT, None)
    vague = any(_is_bar(mark) for lane in drawn for mark in lane.marks)
    picture, y = _opened(title, "", documents, wording, vague=vague)
    bottom = y + sum(lane.rows for lane in drawn) * (_LINE - 4) + len(drawn) * _LINE / 2
    for year, x in axis.years(40):
        picture.text(left + x + 4, y, str(year), "dim")
        picture.line(left + x, y - 10, left + x, bottom)
    y += _LINE
    for lane in drawn:
        label = clipped(labels[lane.id], _MOST_LABEL)
        picture.text(left - 16, y, label, "head", anchor="end", hover=labels[lane.id] if label.endswith("…") else "")
        for mark in lane.marks:
            line = y + mark.row * (_LINE - 4)
            kind = modality_class(mark.document["modalities"])
            hover = _hover(mark.document, wording)
            if _is_bar(mark):
                picture.bar(left + mark.start, line - 8, mark.end - mark.start, 7, f"span {kind}", hover)
            else:
                picture.dot(left + mark.start + _DOT / 2, line - 4.5, _DOT / 2, kind, main_link(mark.document), hover)
            if mark.label is not None:
                _name(picture, left + mark.label, line, mark.document, wording)
        y += lane.rows * (_LINE - 4) + _LINE / 2
    if len(shown) < len(groups):
        left_out = _not_drawn(len(groups) - len(shown), hidden, wording.language)
        picture.text(_MARGIN, y, left_out, "dim small")
        y += _LINE
    return picture.written(y)


def plot_svg(title: str, plot: Plot, wording: Wording) -> str:
    """A quantity over time; the leading models are named, the others show their names on hover."""
    picture, top = _opened(title, "", [point.document for point in plot.points], wording)
    picture.text(_MARGIN, top - 4, plot.field.label_in(wording.language), "dim")
    top += _LINE
    left, bottom = _MARGIN + 40, top + plot.scale.length
    for value, height in plot.scale.ticks():
        picture.text(left - 10, bottom - height + 4, UNITS[plot.field.unit].say(value), "dim", anchor="end")
        picture.line(left, bottom - height, left + plot.axis.length, bottom - height)
    for year, x in plot.axis.years(40):  # a year begins at its line, and its number is after it
        picture.line(left + x, top, left + x, bottom + _LINE)
        picture.text(left + x + 4, bottom + _LINE, str(year), "dim")
    picture.text(
        left + plot.axis.length, bottom + 2 * _LINE, FIELDS["released"].label_in(wording.language), "dim", "end"
    )
    for name, height in plot.thresholds.items():
        picture.line(left, bottom - height, left + plot.axis.length, bottom - height, "link")
        picture.text(left + 4, bottom - height - 5, message(name, wording.language), "dim small")
    taken = [(left + point.x - 6, left + point.x + 6, bottom - point.height) for point in plot.points]
    for point in sorted(plot.points, key=lambda point: -point.value):
        x, y, document = left + point.x, bottom - point.height, point.document
        hover = f"{_hover(document, wording)}\n{UNITS[plot.field.unit].say(point.value)}"
        picture.dot(x, y, 4, modality_class(document["modalities"]), main_link(document), hover)
        width = measure(document["name"])
        free = (place for place in (x + 8, x - 8 - width) if _is_free(place, place + width, y, taken))
        place = next(free, None) if point.leads else None
        if place is not None and left <= place <= left + plot.axis.length - width:
            _name(picture, place, y + 4, document, wording)
            taken.append((place, place + width, y))
    y = bottom + 2 * _LINE
    if plot.withheld or plot.unknown:
        left_out = message("not_plotted", wording.language, withheld=plot.withheld, unknown=plot.unknown)
        picture.text(_MARGIN, y, left_out, "dim small")
    return picture.written(y + _LINE / 2)


def _is_free(start: float, end: float, y: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a name from `start` to `end` at the height `y` touches none of these spans."""
    return not any(abs(y - height) < SIZE and start < last and first < end for first, last, height in taken)


def plot_size() -> tuple[float, float]:
    """The width and height of a plot's area, in pixels."""
    return WIDTH - 2 * _MARGIN - 80, 480.0


def _not_drawn(lanes: int, models: int, language: str) -> str:
    """How many lanes a picture leaves out, and how many models are in them."""
    return message(
        "lanes_left_out", language, lanes=counted("lane", language, lanes), models=counted("model", language, models)
    )


def _opened(
    title: str,
    subtitle: str,
    documents: Sequence[Document],
    wording: Wording,
    width: float = WIDTH,
    vague: bool = False,
) -> tuple[Picture, float]:
    """A picture with its title and a legend, and where its first line goes; raises BadUsage for too many models.

    The legend names the colors, if there are several, and explains bars, if dates are `vague`.
    """
    _bounded(documents)
    least = 2 * _MARGIN + measure(title, 18) + measure(f"   {subtitle}")
    picture = Picture(max(width, least), title)
    picture.words(_MARGIN, _MARGIN + 8, [(title, "title"), (f"   {subtitle}" if subtitle else "", "dim")])
    y = _MARGIN + 8 + 1.8 * _LINE
    return picture, y + 1.4 * _LINE if _legend(picture, y - 10, documents, wording, vague) else y


def _bounded(documents: Sequence[Document]) -> None:
    """Raise BadUsage for more models than a picture may have."""
    if len(documents) > MOST_DRAWN:
        problem = say("a picture has at most {most:,} models, not {count:,}", most=MOST_DRAWN, count=len(documents))
        raise BadUsage(problem, [say("choose fewer models with a query, or write .md")])


def _is_bar(mark: Mark) -> bool:
    """Whether a date is so vague that it is drawn as a bar."""
    return mark.end - mark.start > _DOT * 1.5


def _legend(picture: Picture, y: float, documents: Iterable[Document], wording: Wording, vague: bool) -> bool:
    """Draw the legend of colors and bars, if needed; returns whether anything was drawn."""
    used = {modality_class(document["modalities"]) for document in documents}
    x = _MARGIN
    for modality in [*MODALITY_COLORS, "other"] if len(used) > 1 else ():
        if f"s-{modality}" in used:
            label = message("other", wording.language) if modality == "other" else wording.term("modality", modality)
            picture.dot(x + _DOT / 2, y - 4.5, _DOT / 2, f"s-{modality}")
            picture.text(x + _DOT + _GAP, y, label, "dim")
            x += _DOT + _GAP + measure(label) + 16
    if vague:
        picture.bar(x, y - 8, 2 * _DOT, 7, "span s-other")
        picture.text(x + 2 * _DOT + _GAP, y, message("vague", wording.language), "dim")
    return vague or len(used) > 1


def _name(picture: Picture, x: float, y: float, document: Document, wording: Wording) -> None:
    kind = f"head name {modality_class(document['modalities'])}"
    picture.text(x, y, document["name"], kind, link=main_link(document), hover=_hover(document, wording))


def _hover(document: Document, wording: Wording) -> str:
    parts = [document["name"], wording.vendors(document), day(document["released"], wording.language)]
    return "\n".join([" · ".join(parts), wording.bilingual(document.get("summary", {}))])
