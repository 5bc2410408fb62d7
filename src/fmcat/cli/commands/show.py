"""fmcat show: everything about one model."""

from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.profile import to_markdown
from fmcat.catalog.evidence import tiers
from fmcat.catalog.lineage import made_from, made_into
from fmcat.checkpoints import model_of
from fmcat.cli import options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, NotFound
from fmcat.fields import Document
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    name: options.ModelName,
    sources: Annotated[bool, typer.Option("--sources", help="Show where each fact was read.")] = False,
) -> Answer:
    """Everything about one model.

    Any of its names will do, in any case and spacing. Facts nobody found are named in the last line.
    """
    session: Session = ctx.obj
    catalog = session.catalog
    document = _model(session, name)
    model = model_of(document)
    origins = catalog.origins(model)
    layers = {"layers": origins} if origins else {}  # where nothing is said, all is of the first layer

    def page(*_: int) -> "RenderableType":
        edges = made_from(catalog, document), made_into(catalog, model)
        return views.detail_page(
            document, session.wording, *edges, catalog.entries("source"), origins, tiers(catalog) if sources else None
        )

    return Answer(
        forms={
            "json": lambda: indented({**document, **layers}),
            "markdown": lambda: to_markdown(document, session.wording, catalog.entries("source")),
        },
        page=page,
        pages=False,
        entries=lambda: 1,
    )


def _model(session: Session, words: list[str]) -> Document:
    """The model of these words; raises BadUsage where each of them is a model of its own."""
    try:
        return session.catalog.card(" ".join(words))
    except NotFound:
        if len(words) > 1 and all(map(session.catalog.named, words)):
            one_each = " ".join(words)
            hints = [f"side by side: fmcat compare {one_each}", f"one after the other: fmcat show {words[0]}"]
            raise BadUsage(f"these are {len(words)} models, and show takes one", hints) from None
    return session.model(" ".join(words))
