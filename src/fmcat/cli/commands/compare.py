"""fmcat compare: models side by side."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.comparison import WRITERS, title_of, to_latex
from fmcat.answers.figures.comparison import comparison_svg
from fmcat.answers.figures.frame import Heading
from fmcat.answers.figures.look import Look
from fmcat.catalog.comparison import MOST, compare, mentioned
from fmcat.cli import complete
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.looks import PICTURES, figures, looking
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export.kit.rights import credit
from fmcat.messages import say

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering(*WRITERS, *PICTURES)
@looking
def run(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME NAME...", help="The ids, names or aliases of models.", autocompletion=complete.model_names
        ),
    ],
    look: Look,
) -> Answer:
    """Compare models side by side: facts that differ in columns, facts they share in one line.

    A dash is an unknown fact; a fact that a vendor withholds is undisclosed. Put names of several words in quotes.
    """
    session: Session = ctx.obj
    documents = list({document["id"]: document for document in map(session.model, names)}.values())
    if len(documents) == 1 < len(names):
        raise BadUsage(say("these all name {model}; compare shows different models", model=documents[0]["id"]))
    if not 2 <= len(documents) <= MOST:
        raise BadUsage(
            say("2 to {most} models can be compared, not {count}", most=MOST, count=len(documents)),
            [say("put names of several words in quotes")],
        )
    rows, wording = compare(documents), session.wording.naming(mentioned(session.catalog, *documents))

    def page(width: int, _: int) -> "RenderableType":
        return views.comparison_page(documents, rows, wording, width)

    source = credit(session.catalog, session.language)

    def draw() -> str:
        heading = Heading(title_of(documents, wording), wording, source)
        return comparison_svg(heading, look, documents, rows)

    return Answer(
        forms={name: partial(write, documents, rows, wording) for name, write in WRITERS.items()}
        | {"latex": partial(to_latex, documents, rows, wording, look.title, [source])}
        | figures(draw),
        page=page,
        entries=lambda: len(documents),
    )
