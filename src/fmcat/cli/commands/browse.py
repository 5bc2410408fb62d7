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
    """Browse in the terminal: query with completion, table, cards, lineage, timeline, comparison.

    Type to filter and press Enter to go to the models; there, ? lists the keys.
    """
    session: Session = ctx.obj
    if not (session.output.is_terminal and sys.stdin.isatty()):
        raise BadUsage(say("'browse' needs a terminal"), [say("use fmcat list in a pipe")])
    session.catalog.query(text)  # an invalid query is reported here, with its caret
    app = require("fmcat.browse.app", "tui", say("'browse'"))
    gc.enable()  # off for short commands, where it does not pay; this one runs long
    app.Browser(session.catalog, text.written(), session.language).run()
