"""fmcat export: models in other formats."""

import re
from pathlib import Path
from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.delivery import USUAL, Answer, Request, delivering, wrote
from fmcat.cli.listing import entries, models_answer
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS, Choice
from fmcat.extras import require
from fmcat.fields import DEFAULT_COLUMNS
from fmcat.messages import message, say
from fmcat.query.asked import Asked
from fmcat.query.sql import newest_first

_SPAN = ("year",)
Cite = Annotated[
    bool,
    typer.Option(
        "--cite", help="Add a column of citations to a LaTeX or Markdown table.", rich_help_panel=options.SHOW
    ),
]
Base = Annotated[
    str,
    typer.Option(
        "--base-url",
        metavar="URL",
        help="The address at which a site is published, for its sitemap and previews.",
        show_default=False,
    ),
]


@delivering(*EXPORTERS, usual="json")
@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    request: Request = USUAL,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.LimitToNewest = None,
    checkpoints: options.Checkpoints = False,
    cite: Cite = False,
    title: options.Title = "",
    parts: Annotated[
        str, options.choice("--partition-by", known=_SPAN, help="Partition a Parquet data set.", hidden=True)
    ] = "",
    base: Base = "",
) -> Answer:
    """Export models to a file or to another program; without QUERY, the whole catalog, in a stable order.

    Parquet written to a folder (an existing one, or a name without a suffix) is a data set that can be queried:
    `fmcat --catalog parquet:FOLDER list …`. A site is written to a folder too, or to a zip file.
    """
    session: Session = ctx.obj
    options.one_of("--partition-by", parts, _SPAN)
    options.only_for("--cite", cite, request.format, ("latex", "markdown"))
    options.only_for("--title", title, request.format, ("latex",))
    options.only_for("--base-url", base, request.format, ("site",))
    limit = limit or None
    asked = options.ordered(text, sort)
    fields = options.read_columns(session.catalog, columns, ("id", *DEFAULT_COLUMNS)) if columns else ()
    chosen, whole = session.catalog.query(asked or ("" if limit else "sort:id")), not asked and limit is None
    chosen, whole = newest_first(chosen) if limit else chosen, whole and not checkpoints
    choice = Choice(session.catalog, chosen, limit, fields, whole, session.language, checkpoints)
    choice = choice._replace(asked=asked.written(), title=title, cites=cite, base=_base_url(base))
    is_dataset = request.format == "parquet" and _is_folder(request.output)
    if parts and not is_dataset:
        raise BadUsage(
            say("--partition-by works only with a Parquet data set"), [say("for example --format parquet --output DIR")]
        )
    if is_dataset:
        return _write_dataset(session, choice, request.output, parts == "year")
    return models_answer(session, choice, asked, request)


def _write_dataset(session: Session, choice: Choice, folder: str, by_year: bool) -> Answer:
    """Write the folder; the answer is only the note about it."""
    dataset = require("fmcat.engines.dataset", "parquet", say("writing Parquet"))
    with session.output.busy(message("writing", session.language, what=folder)):
        dataset.write_dataset(choice.catalog, choice.query, Path(folder), by_year, choice.limit)
    return Answer(is_written=True, alerts=[wrote(session, folder, entries(choice))])


def _base_url(url: str) -> str:
    """The address at which a site is published, with a slash at its end; empty if there is none.

    Raises BadUsage if it is not an address of the web.
    """
    if url and not re.fullmatch(r"https?://[^\s/?#\"'<>]+(?:/[^\s?#\"'<>]*)?", url):
        raise BadUsage(
            say("--base-url: {url!r} is not an address", url=url), [say("for example https://example.org/models/")]
        )
    return f"{url.rstrip('/')}/" if url else ""


def _is_folder(output: str) -> bool:
    """Whether an output is a folder: an existing one, or a path without a suffix."""
    path = Path(output)
    return output != "-" and (output.endswith("/") or path.is_dir() or not (path.suffix or path.exists()))
