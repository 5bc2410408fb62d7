"""fmcat search: ranked free text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.catalog.search import RANKS, Hit, search
from fmcat.cli import complete, options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.export.kit.cells import tab_line
from fmcat.messages import message
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType

_USUAL = 20
_HEAD = ("id", "name", "rank", "matched")


@delivering("json", "tsv", "ids")
def run(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="Names or words.", autocompletion=complete.model_names)
    ],
    limit: options.Limit = _USUAL,
) -> Answer:
    """Find models by any of their words, in English or Korean, typos allowed; best match first."""
    session: Session = ctx.obj
    asked = " ".join(text)
    hits = search(session.catalog, asked, len(session.catalog) if limit == 0 else limit or _USUAL)

    def page(*_: int) -> "RenderableType":
        return views.hits_table([(hit, session.catalog.document(hit.id)) for hit in hits], asked, session.wording)

    return Answer(
        forms={
            "json": lambda: indented([hit.record() for hit in hits]),
            "tsv": lambda: ["\t".join(_HEAD) + "\n", *_lines(session, hits)],
            "ids": lambda: (f"{hit.id}\n" for hit in hits),
        },
        page=page,
        plain=lambda: _lines(session, hits),
        pages=False,
        nothing="" if hits else message("nothing_found", session.language),
        entries=lambda: len(hits),
    )


def _lines(session: Session, hits: Sequence[Hit]) -> Iterator[str]:
    for hit in hits:
        cells = (hit.id, session.catalog.document(hit.id)["name"], RANKS[hit.rank], hit.matched)
        yield tab_line(cells)
