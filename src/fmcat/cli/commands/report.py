"""fmcat report: an issue about a wrong or missing fact, filled in."""

from typing import Annotated

import typer

from fmcat.answers.report import address, filled, to_markdown
from fmcat.catalog.catalog import Catalog
from fmcat.cli import complete, options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.messages import say
from fmcat.text import indented


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="NAME FIELD", help="A model, and a field.", autocompletion=complete.model_names),
    ],
) -> Answer:
    """Fill in an issue about a wrong or missing fact of fmcat's own catalog; nothing is sent.

    The answer has the text of the issue and an address that opens the form, with what the catalog states and where it
    was read. What is right, and the page that states it, is yours to add. Your own registries are not read.
    """
    session: Session = ctx.obj
    *name, last = words
    if not name:
        example = say("for example {examples}", examples="fmcat report clip released")
        raise BadUsage(say("name a model and a field"), [example])
    catalog = Catalog(session.layers[:1])
    document, field = catalog.card(" ".join(name)), options.field_named(catalog, last)
    form = filled(catalog, document, field)
    return Answer(
        forms={
            **dict.fromkeys(("text", "markdown"), lambda: to_markdown(form)),
            "json": lambda: indented({"form": form, "url": address(form)}),
        },
        entries=lambda: 1,
    )
