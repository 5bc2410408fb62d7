"""fmcat compare: models side by side."""

from typing import Annotated

import typer

from fmcat.catalog.comparison import MOST, compare
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage

FORMATS = {"page": "", "markdown": ".md", "latex": ".tex", "csv": ".csv", "json": ".json"}


def run(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME NAME...", help="Ids, names or aliases.", autocompletion=complete.model_names),
    ],
    format: Annotated[str, options.format_choice(FORMATS)] = "",
    json: options.AsJson = False,
    output: options.OutputFile = "-",
) -> None:
    """Models side by side, fact by fact: what differs in columns, what all share in one line.

    A dash is a fact nobody found; what a vendor withholds is called undisclosed. Quote names of several words.
    """
    session: Session = ctx.obj
    documents = {document["id"]: document for document in map(session.model, names)}
    if not 2 <= len(documents) <= MOST:
        raise BadUsage(f"two to {MOST} models can be compared, not {len(documents)}", ["quote names of several words"])
    format = "json" if json else options.chosen_format(format, output, FORMATS, "page")
    columns = list(documents.values())
    rows = compare(columns)
    if format == "page":
        from fmcat.views.comparison import comparison_page  # Rich, which the other formats do without

        session.output.paint(comparison_page(columns, rows, session.wording), pages=True)
        return
    from fmcat.export.comparison import WRITERS

    session.output.write([WRITERS[format](columns, rows, session.wording)], output)
