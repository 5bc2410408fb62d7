"""The layers of the registry, in the order they are read."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from fmcat.messages import message
from fmcat.text import showable
from fmcat.views.table import plain_table


def layers_table(layers: Iterable[tuple[str, Path, Sequence[Path], int, int]], language: str) -> Table:
    """Each layer's name, path and files, and how many models it adds and overrides."""
    table = plain_table()
    for key in ("layer", "path", "files"):
        table.add_column(message(key, language).upper(), overflow="fold", no_wrap=key == "files")
    for key in ("brings", "lays_over"):
        table.add_column(message(key, language).upper(), justify="right")
    for name, path, files, brings, over in layers:
        names = "\n".join(showable(file.name) for file in files)
        table.add_row(name, Text(showable(str(path))), Text(names), f"{brings}", f"{over or ''}")
    return table
