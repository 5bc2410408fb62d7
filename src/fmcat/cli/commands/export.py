"""fmcat export: models in other formats."""

from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import DEFAULT_COLUMNS
from fmcat.messages import message


@options.choosing
def run(
    ctx: typer.Context,
    text: str,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.Limit = None,
    format: Annotated[str, options.format_choice(EXPORTERS, ". What the file's suffix says, else json.")] = "",
    output: options.OutputFile = "-",
) -> None:
    """Write models to a file or to another program; without QUERY, the whole catalog, in a stable order."""
    session: Session = ctx.obj
    format = options.chosen_format(format, output, {name: EXPORTERS[name].suffix for name in EXPORTERS}, "json")
    if not EXPORTERS[format].is_text and output == "-" and session.output.is_terminal:
        raise BadUsage(f"{format} is no text for a terminal", ["name a file with --output"])
    text = options.ordered(text, sort)
    fields = options.read_columns(columns, ("id", *DEFAULT_COLUMNS)) if columns else ()
    asked = session.catalog.query(text or "sort:id")
    choice = Choice(session.catalog, asked, limit, fields, whole=not text and limit is None, language=session.language)
    with session.output.busy(message("writing", session.language, what=output if output != "-" else format)):
        session.output.write(EXPORTERS[format].write(choice), output)
