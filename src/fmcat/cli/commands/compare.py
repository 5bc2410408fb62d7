"""fmcat compare: models side by side."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.comparison import WRITERS
from fmcat.catalog.comparison import MOST, compare
from fmcat.cli import complete
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import BadUsage

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering(*WRITERS)
def run(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME NAME...", help="Ids, names or aliases.", autocompletion=complete.model_names),
    ],
) -> Answer:
    """Models side by side, fact by fact: what differs in columns, what all share in one line.

    A dash is a fact nobody found; what a vendor withholds is called undisclosed. Quote names of several words.
    """
    session: Session = ctx.obj
    documents = list({document["id"]: document for document in map(session.model, names)}.values())
    if not 2 <= len(documents) <= MOST:
        raise BadUsage(f"two to {MOST} models can be compared, not {len(documents)}", ["quote names of several words"])
    rows = compare(documents)

    def page(width: int, _: int) -> "RenderableType":
        return views.comparison_page(documents, rows, session.wording, width)

    return Answer(
        forms={name: partial(write, documents, rows, session.wording) for name, write in WRITERS.items()},
        page=page,
        entries=lambda: len(documents),
    )
