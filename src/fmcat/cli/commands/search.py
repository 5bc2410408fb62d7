"""fmcat search: ranked free text."""

from typing import Annotated

import typer

from fmcat.catalog.search import RANKS, search
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.messages import message
from fmcat.text import disarmed, one_line

_USUAL = 20


def run(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="Names or words.", autocompletion=complete.model_names)
    ],
    limit: options.Limit = _USUAL,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only ids.")] = False,
) -> None:
    """Find models by any of their words, in English or Korean, typos allowed; the best answer first.

    Exit 1 where nothing comes near.
    """
    session: Session = ctx.obj
    asked = " ".join(text)
    hits = search(session.catalog, asked, limit or _USUAL)
    if json:
        session.output.json([hit.record() for hit in hits])
    elif quiet:
        session.output.data(f"{hit.id}\n" for hit in hits)
    elif session.output.is_terminal and hits:
        from fmcat.views.search import hits_table  # Rich, which plain lines do without

        documents = [(hit, session.catalog.document(hit.id)) for hit in hits]
        session.output.paint(hits_table(documents, asked, session.wording))
    else:
        for hit in hits:
            cells = (hit.id, session.catalog.document(hit.id)["name"], RANKS[hit.rank], hit.matched)
            session.output.data([disarmed(one_line("\t".join(cells))), "\n"])
    if not hits:
        session.output.note(message("nothing_found", session.language))
        raise typer.Exit(1)
