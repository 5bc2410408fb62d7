"""fmcat timeline: models through time."""

from collections.abc import Callable
from functools import partial
from shlex import quote
from typing import Annotated

import typer

from fmcat.answers.figures.frame import Heading
from fmcat.answers.figures.look import Look
from fmcat.catalog.importance import importance
from fmcat.catalog.lanes import Importance, grouped
from fmcat.catalog.selection import as_asked
from fmcat.catalog.timeline import curated, eras, led_by_modality, periods
from fmcat.cli import options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.drawings import FORMATS, Drawing, Eras, Lanes, Periods, Plotted
from fmcat.cli.listing import word_notes
from fmcat.cli.looks import looking
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export.kit.rights import credit
from fmcat.fields import FIELD_NAMES, Field
from fmcat.messages import counted, message, say
from fmcat.query.asked import Asked
from fmcat.query.expression import Query
from fmcat.query.sql import select
from fmcat.text import showable

_BY = ("era", "year", "month")
_LANES = ("vendor", "family", "method", "modality", "access", "capability", "architecture", "license")
_PLOTS = ("parameters", "context", "compute", "training-tokens")
_MOST_LANES = 12
_DRAWN = "How to draw them"


By = Annotated[
    str,
    options.choice(
        "--by",
        known=_BY,
        help="Draw curated eras, years or months. [default: eras if the modality has them, else years]",
        panel=_DRAWN,
    ),
]
LanesBy = Annotated[
    str,
    options.choice(
        "--lanes",
        known=_LANES,
        help=f"Draw one lane per value on a time axis: {', '.join(_LANES[:5])} …",
        panel=_DRAWN,
        metavar="FIELD",
    ),
]
PlotOf = Annotated[
    str, options.choice("--plot", known=_PLOTS, help="Plot a quantity over time, on a logarithmic scale.", panel=_DRAWN)
]
MostLanes = Annotated[
    int,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=0,
        rich_help_panel=_DRAWN,
        help="Show at most N lanes; 0 shows all lanes and all names.",
    ),
]


@delivering(*FORMATS)
@looking
@options.choosing
def run(
    ctx: typer.Context,
    look: Look,
    text: Asked,
    by: By = "",
    lanes: LanesBy = "",
    plot: PlotOf = "",
    limit: MostLanes = _MOST_LANES,
) -> Answer:
    """Show models over time: the eras of a modality, or every year.

    `fmcat timeline vision` draws the curated eras of vision, `--by year` all its models by year, and `--lanes
    vendor` one lane per vendor on a time axis. `--output FILE.svg` (or .png, .pdf) writes a figure.
    """
    _one_picture(by=by, lanes=lanes, plot=plot)
    session: Session = ctx.obj
    modality, chosen, rest = led_by_modality(session.catalog, text)
    title = _title(session, modality, rest.written())
    is_found = session.catalog.finds(chosen)
    if not is_found:
        drawing: Drawing = Periods(*_headed(session, look, title, counted("model", session.language, 0)), [])
    elif plot or lanes:
        drawing = _along_an_axis(session, look, chosen, title, FIELD_NAMES[plot or lanes], None if plot else limit)
    else:
        drawing = _down_the_page(session, look, chosen, title, modality, by, rest.written())
    command = " ".join(map(quote, ["fmcat", "timeline", *text.arguments, "--by", "year"]))
    return Answer(
        forms={name: partial(drawing.written, name) for name in FORMATS},
        page=drawing.page,
        notes=lambda: [message("all_by_year", session.language, command=command)] if isinstance(drawing, Eras) else [],
        alerts=word_notes(session, rest),
        nothing="" if is_found else session.nothing(text),
        entries=lambda: len({entry.id for section in drawing.sections() for entry in section.entries}),
    )


def _one_picture(by: str, lanes: str, plot: str) -> None:
    """Check the options that choose the picture; raises BadUsage if they choose two."""
    options.one_of("--by", by, _BY)
    options.one_of("--lanes", lanes, _LANES)
    options.one_of("--plot", plot, _PLOTS)
    asked = [name for name, value in (("--by", by), ("--lanes", lanes), ("--plot", plot)) if value]
    if len(asked) > 1:
        raise BadUsage(say("{options} cannot be combined; choose one", options=" and ".join(asked)))


def _headed(
    session: Session, look: Look, title: str, subtitle: str = ""
) -> tuple[Heading, Look, Callable[[], Importance]]:
    """What every drawing has."""
    heading = Heading(title, session.wording, credit(session.catalog, session.language), subtitle)
    return heading, look, partial(importance, session.catalog)


def _along_an_axis(session: Session, look: Look, chosen: Query, title: str, field: Field, most: int | None) -> Drawing:
    """A size over time or, with the `most` to draw, a lane for each value of a field."""
    documents, label = list(as_asked(session.catalog, chosen)), field.inline(session.language)
    if most is None:
        heading = message("over_time", session.language, title=title, field=label)
        return Plotted(*_headed(session, look, heading), documents, field)
    heading = message(
        "lanes_by",
        session.language,
        title=title,
        models=counted("model", session.language, len(documents)),
        field=label,
    )
    return Lanes(*_headed(session, look, heading), grouped(documents, field), field, most)


def _title(session: Session, modality: str | None, text: str) -> str:
    """The title of a picture: the modality and the query, or all models."""
    named = session.wording.term("modality", modality) if modality else ""
    return " · ".join(filter(None, (named, showable(text)))) or message("all_models", session.language)


def _down_the_page(
    session: Session, look: Look, chosen: Query, title: str, modality: str | None, by: str, text: str
) -> Drawing:
    """Curated eras if the modality has them and nothing else is requested, else years or months."""
    catalog, language = session.catalog, session.language
    line = curated(catalog, modality) if modality and by in ("", "era") else None
    if by == "era" and line is None:
        raise BadUsage(
            say(
                "there are no curated eras for {modality}" if modality else "there are no curated eras for all models",
                modality=modality,
            ),
            [say("--by year draws the models year by year")],
        )
    count = catalog.count(chosen)
    found = eras(catalog, line, [row[0] for row in catalog.rows(*select(chosen, "m.id"))]) if line else []
    if line and found:
        shown = sum(len(era.milestones) for era in found)
        models, parts = counted("model", language, count), counted("era", language, len(found))
        subtitle = message("eras_of", language, shown=shown, models=models, eras=parts)
        headline = " · ".join(filter(None, (session.wording.bilingual(line["title"]), showable(text))))
        return Eras(*_headed(session, look, headline, subtitle), found)
    drawn = periods(as_asked(catalog, chosen), months=by == "month")
    return Periods(*_headed(session, look, title, counted("model", language, count)), drawn)
