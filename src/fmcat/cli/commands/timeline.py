"""fmcat timeline: models through time."""

from typing import Annotated

import typer

from fmcat.catalog.lanes import grouped
from fmcat.catalog.timeline import curated, eras, periods
from fmcat.cli import complete, options
from fmcat.cli.drawings import FORMATS, Drawing, Eras, Lanes, Periods, Plotted
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.fields import FIELDS
from fmcat.messages import message
from fmcat.query.expression import Query
from fmcat.query.sql import select
from fmcat.text import did_you_mean, near

_BY = ("era", "year", "month")
_LANES = ("vendor", "family", "method", "modality", "access", "capability", "architecture", "license")
_PLOTS = ("parameters", "context")
_MOST_LANES = 12
_DRAWN = "How they are drawn"


@options.choosing
def run(
    ctx: typer.Context,
    shelf: Annotated[
        str,
        typer.Argument(
            metavar="[SHELF]",
            help="A modality: vision, language, …",
            show_default=False,
            autocompletion=complete.shelves,
        ),
    ] = "",
    text: str = "",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="|".join(_BY),
            help="Curated eras where the shelf has them, or years, or months.",
            rich_help_panel=_DRAWN,
            show_default=False,
            autocompletion=lambda: list(_BY),
        ),
    ] = "",
    lanes: Annotated[
        str,
        typer.Option(
            "--lanes",
            metavar="FIELD",
            help=f"On one time axis, a lane for each {', '.join(_LANES[:5])} …",
            rich_help_panel=_DRAWN,
            show_default=False,
            autocompletion=lambda: list(_LANES),
        ),
    ] = "",
    plot: Annotated[
        str,
        typer.Option(
            "--plot",
            metavar="|".join(_PLOTS),
            help="A size over time, on a scale of powers of ten.",
            rich_help_panel=_DRAWN,
            show_default=False,
            autocompletion=lambda: list(_PLOTS),
        ),
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
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=" | ".join(FORMATS),
            rich_help_panel=options.WRITE,
            show_default=False,
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "",
    output: options.OutputFile = "-",
) -> None:
    """Models through time: the eras of a shelf, or every year.

    `fmcat timeline vision` draws the curated eras of vision; `--by year` all its models, year by year;
    `--lanes vendor` a lane for each vendor on one time axis. `--output FILE.svg` writes the same picture.
    """
    _choose("--by", by, _BY)
    _choose("--lanes", lanes, _LANES)
    _choose("--plot", plot, _PLOTS)
    if lanes and plot:
        raise BadUsage("--lanes and --plot are two pictures; choose one")
    format = options.chosen_format(format, output, FORMATS, "page")
    session: Session = ctx.obj
    modality = session.catalog.find("modality", shelf) if shelf else None
    first = f"modality:{modality}" if modality else shelf
    chosen = session.catalog.query(f"{first} {text}")
    if not session.catalog.finds(chosen):
        session.output.note(message("nothing_found", session.language))
        return
    title = session.wording.term("modality", modality) if modality else message("all_models", session.language)
    if plot:
        field = FIELDS[plot]
        said = message("over_time", session.language, title=title, field=field.said(session.language).lower())
        drawing: Drawing = Plotted(said, session.wording, list(session.catalog.documents(chosen)), field)
    elif lanes:
        field = FIELDS[lanes]
        documents = list(session.catalog.documents(chosen))
        said = message(
            "lanes_by", session.language, title=title, count=len(documents), field=field.said(session.language).lower()
        )
        drawing = Lanes(said, session.wording, grouped(documents, field), field, limit)
    else:
        drawing = _down_the_page(session, chosen, title, modality, by)
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
        session.output.note(message("all_by_year", session.language, shelf=modality))


def _choose(option: str, value: str, known: tuple[str, ...]) -> None:
    if value and value not in known:
        raise BadUsage(f"{option}: {value!r} is none of {', '.join(known)}", [did_you_mean(near(value, known))])


def _down_the_page(session: Session, chosen: Query, title: str, modality: str | None, by: str) -> Drawing:
    """Curated eras where the shelf has them and nothing else is asked for, else years or months."""
    catalog, language = session.catalog, session.language
    line = curated(catalog, modality) if modality and by in ("", "era") else None
    if by == "era" and line is None:
        raise BadUsage(f"no curated eras for {modality or 'all models'}", ["--by year draws the models year by year"])
    count = catalog.count(chosen)
    found = eras(catalog, line, [row[0] for row in catalog.rows(*select(chosen, "m.id"))]) if line else []
    if line and found:
        shown = sum(len(era.milestones) for era in found)
        subtitle = message("eras_of", language, shown=shown, all=count, eras=len(found))
        return Eras(session.wording.bilingual(line["title"]), session.wording, subtitle, found)
    parts = periods(catalog.documents(chosen), months=by == "month")
    return Periods(title, session.wording, message("models", language, all=count), parts)
