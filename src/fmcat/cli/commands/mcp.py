"""fmcat mcp: the catalog for agents."""

import gc
import io
import sys

import typer

from fmcat.agents.current import Attached, Current
from fmcat.cli.session import Session
from fmcat.errors import FmcatError
from fmcat.extras import require
from fmcat.messages import say
from fmcat.registry.locate import Layer


def run(ctx: typer.Context) -> None:
    """Serve agents: a read-only MCP server on standard input and output.

    An agent's program starts it; docs/agents.md shows how to configure it. Changes to a registry take effect at
    once.
    """
    server = require("fmcat.agents.server", "mcp", say("the MCP server"))
    if not isinstance(sys.stdin, io.TextIOWrapper):
        raise FmcatError(say("the MCP server needs standard input, which is closed"))
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    gc.enable()  # off for short commands, where it does not pay; a server runs long
    session: Session = ctx.obj
    current = Attached(session.catalog) if session.attached else Current(lambda: _layers(session))
    with current():  # a broken registry is reported now, not to the first question
        pass
    server.AgentServer(current).run()


def _layers(session: Session) -> tuple[Layer, ...]:
    """The layers as they are now; the session itself looks only once."""
    return session.again().layers
