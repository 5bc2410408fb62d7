"""fmcat registry: which files are read, and in which order."""

from typing import TYPE_CHECKING

import typer

from fmcat import views
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json")
def run(ctx: typer.Context) -> Answer:
    """Show which files are read, and in which order: a later layer adds models or overrides facts."""
    session: Session = ctx.obj
    counts = session.catalog.layer_counts()
    layers = [(layer, *counts[layer.name]) for layer in session.layers]

    def page(*_: int) -> "RenderableType":
        return views.layers_table(
            [(one.name, one.path, one.files, own, over) for one, own, over in layers], session.language
        )

    records = [
        {"layer": one.name, "path": str(one.path), "files": list(map(str, one.files)), "models": own, "overrides": over}
        for one, own, over in layers
    ]
    return Answer(forms={"json": lambda: indented(records)}, page=page, pages=False, entries=lambda: len(records))
