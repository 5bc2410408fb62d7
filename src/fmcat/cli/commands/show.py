"""fmcat show: everything about one model."""

from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.profile import to_markdown
from fmcat.catalog.comparison import mentioned
from fmcat.catalog.evidence import tiers
from fmcat.catalog.lineage import made_from, made_into
from fmcat.checkpoints import model_of
from fmcat.cli import options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, NotFound
from fmcat.fields import Document
from fmcat.messages import say
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    name: options.ModelName,
    sources: Annotated[bool, typer.Option("--sources", help="Show where each fact was read.")] = False,
) -> Answer:
    """Show everything about one model.

    Use any of its names, in any case and spacing. The last line names the facts that are unknown.
    """
    session: Session = ctx.obj
    catalog = session.catalog
    document = _model(session, name)
    model = model_of(document)
    origins = catalog.origins(model)
    layers = {"layers": origins} if origins else {}  # by default, everything is from the first layer
    wording = session.wording.naming(mentioned(catalog, document))

    def page(*_: int) -> "RenderableType":
        edges = made_from(catalog, document), made_into(catalog, document["id"])
        return views.detail_page(
            document, wording, *edges, catalog.entries("source"), origins, tiers(catalog) if sources else None
        )

    return Answer(
        forms={
            "json": lambda: indented({**document, **layers}),
            "markdown": lambda: to_markdown(document, wording, catalog.entries("source")),
        },
        page=page,
        pages=False,
        entries=lambda: 1,
    )


def _model(session: Session, words: list[str]) -> Document:
    """The model of these words; raises BadUsage if each word is a different model."""
    try:
        return session.catalog.card(" ".join(words))
    except NotFound:
        if len(words) > 1 and all(map(session.catalog.named, words)):
            one_each = " ".join(words)
            hints = [
                say("side by side: fmcat compare {names}", names=one_each),
                say("one after the other: fmcat show {name}", name=words[0]),
            ]
            raise BadUsage(say("these are {count} models; show takes one", count=len(words)), hints) from None
    return session.model(" ".join(words))
