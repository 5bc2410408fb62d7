"""fmcat browse: look around in the terminal."""

import gc
import sys

import typer

from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.extras import require
from fmcat.messages import say
from fmcat.query.asked import Asked


@options.choosing
def run(ctx: typer.Context, text: Asked) -> None:
    """Look around in the terminal: a query with completion, a table, cards, lineage, timeline, comparison.

    Type to filter, Enter to go to the models; there, ? lists the keys.
    """
    session: Session = ctx.obj
    if not (session.output.is_terminal and sys.stdin.isatty()):
        raise BadUsage("'browse' needs a terminal", ["fmcat list works in a pipe"])
    session.catalog.query(text)  # a query that is mistaken is said here, with its caret
    app = require("fmcat.browse.app", "tui", say("'browse'"))
    gc.enable()  # off for commands, which end before it pays; this one stays
    app.Browser(session.catalog, text.written(), session.language).run()
