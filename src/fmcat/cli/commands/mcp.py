"""fmcat mcp: the catalog for agents."""

from pathlib import Path

import typer

from fmcat.catalog.collection import Catalog
from fmcat.cli.session import Session
from fmcat.errors import FmcatError
from fmcat.registry.locate import find_layers


def run(ctx: typer.Context) -> None:
    """Answer agents: a read-only MCP server on standard input and output.

    An agent's program starts it; docs/agents.md says how to name it there. It sees a registry change at once.
    """
    try:
        from fmcat.agents.server import server
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] != "mcp":
            raise
        raise FmcatError("the server for agents wants the extra mcp", ["pip install 'fmcat[mcp]'"]) from None
    current = _Current(ctx.obj)
    current()  # a broken registry is said now, not to the first question
    server(current).run()


class _Current:
    """The catalog as its files are now: opened again when one of them changed, came or went."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: list[tuple[Path, int, int]] = []
        self._catalog: Catalog | None = None

    def __call__(self) -> Catalog:
        """The catalog; raises BadRegistry where its files are not valid now."""
        old = self._session
        if old.attached:
            return old.catalog  # a data set does not change under us
        layers = find_layers(old.registries, old.only)
        seen = [
            (file, status.st_mtime_ns, status.st_size)
            for layer in layers
            for file, status in ((file, file.stat()) for file in layer.files)
        ]
        if self._catalog is None or seen != self._seen:
            self._session = Session(old.registries, old.only, old.skip_broken, old.language, old.color)
            self._catalog, self._seen = self._session.catalog, seen
        return self._catalog
