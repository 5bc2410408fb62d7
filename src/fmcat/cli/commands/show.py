"""fmcat show: everything about one model."""

from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.text import as_json


def run(
    ctx: typer.Context,
    name: options.ModelName,
    sources: Annotated[bool, typer.Option("--sources", help="Where each fact was read.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The document as JSON.")] = False,
) -> None:
    """Everything about one model.

    Any of its names will do, in any case and spacing. Facts nobody found are named in the last line.
    """
    session: Session = ctx.obj
    catalog = session.catalog
    document = session.model(" ".join(name))
    origins = catalog.origins(document["id"])
    if json:
        layers = {"layers": origins} if origins else {}  # where nothing is said, all is of the first layer
        session.output.data([as_json({**document, **layers}), "\n"])
        return
    from fmcat.catalog.lineage import made_from, made_into  # the card and what it needs
    from fmcat.views.detail import detail

    session.output.paint(
        detail(
            document,
            session.wording,
            made_from(catalog, document),
            made_into(catalog, document["id"]),
            catalog.notes("source"),
            origins,
            sources,
        )
    )
