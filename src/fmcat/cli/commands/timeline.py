"""fmcat timeline: models through time."""

from shlex import quote
from typing import Annotated

import typer

from fmcat.catalog.lanes import grouped
from fmcat.catalog.timeline import curated, eras, led_by_modality, periods
from fmcat.cli import options
from fmcat.cli.drawings import FORMATS, Drawing, Eras, Lanes, Periods, Plotted
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.fields import FIELDS
from fmcat.messages import counted, message
from fmcat.query.asked import Asked
from fmcat.query.expression import Query
from fmcat.query.sql import select
from fmcat.text import showable

_BY = ("era", "year", "month")
_LANES = ("vendor", "family", "method", "modality", "access", "capability", "architecture", "license")
_PLOTS = ("parameters", "context")
_MOST_LANES = 12
_DRAWN = "How they are drawn"


@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    by: Annotated[
        str,
        options.choice(
            "--by", known=_BY, help="Curated eras where the modality has them, or years, or months.", panel=_DRAWN
        ),
    ] = "",
    lanes: Annotated[
        str,
        options.choice(
            "--lanes",
            known=_LANES,
            help=f"On one time axis, a lane for each {', '.join(_LANES[:5])} …",
            panel=_DRAWN,
            metavar="FIELD",
        ),
    ] = "",
    plot: Annotated[
        str,
        options.choice("--plot", known=_PLOTS, help="A size over time, on a scale of powers of ten.", panel=_DRAWN),
    ] = "",
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            min=0,
            rich_help_panel=_DRAWN,
            help="At most so many lanes; 0 for all lanes and all names.",
        ),
    ] = _MOST_LANES,
    format: Annotated[str, options.format_choice(FORMATS)] = "",
    output: options.OutputFile = "-",
) -> None:
    """Models through time: the eras of a modality, or every year.

    `fmcat timeline vision` draws the curated eras of vision; `--by year` all its models, year by year;
    `--lanes vendor` a lane for each vendor on one time axis. `--output FILE.svg` writes the same picture.
    """
    options.one_of("--by", by, _BY)
    options.one_of("--lanes", lanes, _LANES)
    options.one_of("--plot", plot, _PLOTS)
    if lanes and plot:
        raise BadUsage("--lanes and --plot are two pictures; choose one")
    format = options.chosen_format(format, output, FORMATS, "page")
    session: Session = ctx.obj
    modality, chosen, rest = led_by_modality(session.catalog, text)
    if not session.catalog.finds(chosen):
        session.note_nothing(text)
        return
    title = _title(session, modality, rest.written())
    if plot:
        field = FIELDS[plot]
        said = message("over_time", session.language, title=title, field=field.inline(session.language))
        drawing: Drawing = Plotted(said, session.wording, list(session.catalog.documents(chosen)), field)
    elif lanes:
        field = FIELDS[lanes]
        documents = list(session.catalog.documents(chosen))
        models = counted("model", session.language, len(documents))
        said = message("lanes_by", session.language, title=title, models=models, field=field.inline(session.language))
        drawing = Lanes(said, session.wording, grouped(documents, field), field, limit)
    else:
        drawing = _down_the_page(session, chosen, title, modality, by, rest.written())
    if format == "png":
        from fmcat.export.picture import to_png  # only where a file is written

        session.output.write([to_png(drawing.svg())], output)
        return
    if format != "page":
        session.output.write([drawing.text(format)], output)
        return
    console = session.output.console()
    session.output.paint(drawing.page(console.width, console.height), pages=True)
    if isinstance(drawing, Eras):
        command = " ".join(map(quote, ["fmcat", "timeline", *text.arguments, "--by", "year"]))
        session.output.note(message("all_by_year", session.language, command=command))


def _title(session: Session, modality: str | None, text: str) -> str:
    """What is drawn: the modality and the query, or all models."""
    named = session.wording.term("modality", modality) if modality else ""
    return " · ".join(filter(None, (named, showable(text)))) or message("all_models", session.language)


def _down_the_page(session: Session, chosen: Query, title: str, modality: str | None, by: str, text: str) -> Drawing:
    """Curated eras where the modality has them and nothing else is asked for, else years or months."""
    catalog, language = session.catalog, session.language
    line = curated(catalog, modality) if modality and by in ("", "era") else None
    if by == "era" and line is None:
        raise BadUsage(f"no curated eras for {modality or 'all models'}", ["--by year draws the models year by year"])
    count = catalog.count(chosen)
    found = eras(catalog, line, [row[0] for row in catalog.rows(*select(chosen, "m.id"))]) if line else []
    if line and found:
        shown = sum(len(era.milestones) for era in found)
        models, parts = counted("model", language, count), counted("era", language, len(found))
        subtitle = message("eras_of", language, shown=shown, models=models, eras=parts)
        headline = " · ".join(filter(None, (session.wording.bilingual(line["title"]), showable(text))))
        return Eras(headline, session.wording, subtitle, found)
    drawn = periods(catalog.documents(chosen), months=by == "month")
    return Periods(title, session.wording, counted("model", language, count), drawn)
