"""fmcat export: models in other formats."""

from pathlib import Path
from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.output import save
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS, Choice, format_of
from fmcat.fields import DEFAULT_COLUMNS
from fmcat.text import did_you_mean, near

_HOW = "How they are written"


def run(
    ctx: typer.Context,
    query: options.QueryWords = [],
    modality: options.Modality = [],
    method: options.Method = [],
    vendor: options.Vendor = [],
    family: options.Family = [],
    can: options.Can = [],
    since: options.Since = "",
    until: options.Until = "",
    open_weights: options.Open = False,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.Limit = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            rich_help_panel=_HOW,
            show_default=False,
            help=f"{' | '.join(EXPORTERS)}. What the file's suffix says, else json.",
            autocompletion=lambda: list(EXPORTERS),
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A file, written whole or not at all; - is stdout.",
            rich_help_panel=_HOW,
            show_default=False,
        ),
    ] = "-",
) -> None:
    """Write models to a file or to another program; without QUERY, the whole catalog, in a stable order."""
    session: Session = ctx.obj
    format = format or (format_of(output) if output != "-" else "json") or ""
    if format not in EXPORTERS:
        hint = did_you_mean(near(format, EXPORTERS)) or f"choose one of {', '.join(EXPORTERS)}"
        raise BadUsage(
            f"--format: {format!r} is no format" if format else f"the suffix of {output} names no format", [hint]
        )
    text = options.query_text(query, modality, method, vendor, family, can, since, until, open_weights, sort)
    fields = options.read_columns(columns, ("id", *DEFAULT_COLUMNS)) if columns else ()
    asked = session.catalog.query(text or "sort:id")
    choice = Choice(session.catalog, asked, limit, fields, whole=not text and limit is None)
    chunks = EXPORTERS[format].write(choice)
    if output == "-":
        session.output.data(chunks)
    else:
        save(Path(output), chunks)
