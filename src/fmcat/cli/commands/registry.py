"""fmcat registry: which files are read, and in which order."""

import typer
from rich.text import Text

from fmcat.cli.session import Session
from fmcat.messages import message
from fmcat.text import showable
from fmcat.views.table import plain_table


def run(ctx: typer.Context) -> None:
    """Which files are read, and in which order: a later layer adds models or overrides single facts."""
    session: Session = ctx.obj
    table = plain_table()
    for key in ("layer", "path", "files"):
        table.add_column(message(key, session.language).upper(), overflow="fold")
    for key in ("brings", "lays_over"):
        table.add_column(message(key, session.language).upper(), justify="right")
    counts = session.catalog.layer_counts()
    for layer in session.layers:
        files = "\n".join(showable(file.name) for file in layer.files)
        brings, over = counts[layer.name]
        table.add_row(layer.name, Text(showable(str(layer.path))), Text(files), f"{brings}", f"{over or ''}")
    session.output.paint(table)
