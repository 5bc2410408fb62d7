"""fmcat timeline: models through time."""

from typing import Annotated

import typer

from fmcat.catalog.timeline import curated, eras, years
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.messages import message
from fmcat.query.sql import select
from fmcat.views.timeline import eras_page, years_page

_BY = ("era", "year")


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
    query: options.QueryWords = [],
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="|".join(_BY),
            help="Curated eras where the shelf has them, or years.",
            show_default=False,
            autocompletion=lambda: list(_BY),
        ),
    ] = "",
    method: options.Method = [],
    vendor: options.Vendor = [],
    family: options.Family = [],
    can: options.Can = [],
    since: options.Since = "",
    until: options.Until = "",
    open_weights: options.Open = False,
) -> None:
    """Models through time: the eras of a shelf, or every year.

    `fmcat timeline vision` draws the curated eras of vision; `--by year` all its models, year by year.
    """
    if by and by not in _BY:
        raise BadUsage(f"--by: {by!r} is none of {', '.join(_BY)}")
    session: Session = ctx.obj
    catalog, language = session.catalog, session.language
    modality = catalog.find("modality", shelf) if shelf else None
    words = query if modality or not shelf else [shelf, *query]
    text = options.query_text(
        words, [modality] if modality else [], method, vendor, family, can, since, until, open_weights
    )
    chosen = catalog.query(text)
    count = catalog.count(chosen)
    if not count:
        session.output.note(message("nothing_found", language))
        return
    title = session.wording.term("modality", modality) if modality else message("all_models", language)
    line = curated(catalog, modality) if modality and by != "year" else None
    if by == "era" and line is None:
        raise BadUsage(f"no curated eras for {shelf or 'all models'}", ["--by year draws the models year by year"])
    if line:
        found = eras(catalog, line, [row[0] for row in catalog.rows(*select(chosen, "m.id"))])
        if found:
            shown = sum(len(era.milestones) for era in found)
            subtitle = message("eras_of", language, shown=shown, all=count, eras=len(found))
            title = session.wording.bilingual(line["title"])
            page = eras_page(title, subtitle, found, session.wording, session.output.width)
            session.output.paint(page, pages=True)
            session.output.note(message("all_by_year", language, shelf=modality))
            return
    found_years = years(catalog.documents(chosen))
    subtitle = message("models", language, all=count)
    session.output.paint(years_page(title, subtitle, found_years), pages=True)
