"""fmcat stats: how many models there are of each kind."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.figures.bars import bars_svg
from fmcat.answers.figures.frame import Heading
from fmcat.answers.figures.heat import heat_svg
from fmcat.answers.figures.look import Look
from fmcat.answers.tally import WRITERS, Counts, title_of
from fmcat.catalog.selection import as_asked
from fmcat.catalog.tally import CrossTally, cross, range_of, shortened, tally
from fmcat.cli import complete, options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.listing import word_notes
from fmcat.cli.looks import PICTURES, figures, looking
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export.kit.rights import credit
from fmcat.fields import FIELDS, Document, Field, is_own
from fmcat.messages import message, say
from fmcat.query.asked import Asked
from fmcat.text import showable

if TYPE_CHECKING:
    from rich.console import RenderableType

_COUNTED = ("term", "date", "quantity", "flag")
_MOST = 20
_Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=0,
        help=f"Show at most N rows; 0 shows all. [default: {_MOST} as text and in pictures, else all]",
        show_default=False,
        rich_help_panel=options.SHOW,
    ),
]


@delivering(*WRITERS, *PICTURES)
@looking
@options.choosing
def run(
    ctx: typer.Context,
    look: Look,
    text: Asked,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="FIELD[,FIELD]",
            help="Count by this field, or by every pair of two fields.",
            rich_help_panel=options.SHOW,
            autocompletion=complete.columns,
        ),
    ] = ["year"],
    limit: _Limit = None,
) -> Answer:
    """Count the models of each kind: bars for one field, or a heat table for two.

    Dates are counted by year, sizes by powers of ten. A model with several values counts under each.
    """
    session: Session = ctx.obj
    fields = [_field(session, name) for name in ",".join(by).split(",") if name.strip()]
    if not 1 <= len(fields) <= 2:
        raise BadUsage(
            say("--by takes one or two fields, not {count}", count=len(fields)),
            [say("for example --by vendor, or --by vendor,year")],
        )
    documents = list(as_asked(session.catalog, session.catalog.query(text)))
    found = tally(documents, fields[0]) if len(fields) == 1 else cross(documents, *fields)
    notes = [*_note_of_broader(session, fields, found), *_note_of_several(found)] if documents else []
    first = shortened(found, limit or 0)
    most = _MOST if limit is None else limit
    return Answer(
        forms={name: partial(write, first, session.wording) for name, write in WRITERS.items()}
        | figures(lambda: _drawn(session, found, text, look, most)),
        page=lambda width, _: _page(session, documents, found, width, most),
        notes=lambda: notes,
        alerts=word_notes(session, text),
        nothing="" if documents else session.nothing(text),
        entries=lambda: len(first.counts),
    )


def _drawn(session: Session, found: Counts, text: Asked, look: Look, most: int) -> str:
    title = " · ".join(filter(None, (showable(text.written()), title_of(found, session.language))))
    heading = Heading(title, session.wording, credit(session.catalog, session.language))
    if isinstance(found, CrossTally):
        return heat_svg(heading, look, found, most)
    return bars_svg(heading, look, found, most)


def _page(session: Session, documents: Sequence[Document], found: Counts, width: int, most: int) -> "RenderableType":
    if isinstance(found, CrossTally):
        return views.cross_page(found, session.wording, width, most)
    sizes = range_of(documents, found.field) if found.field.kind == "quantity" else None
    return views.tally_page(found, sizes, session.wording, width, most)


def _note_of_several(found: Counts) -> list[str]:
    """A note if the total of a table is larger than the number of models."""
    if not isinstance(found, CrossTally) or sum(found.counts.values()) == found.models:
        return []
    return [say("a model with several values counts under each of them; there are {count} models", count=found.models)]


def _note_of_broader(session: Session, fields: Sequence[Field], found: Counts) -> list[str]:
    """A note if a query for a counted value would match more models, namely those of narrower terms."""
    for field in fields:
        terms = session.catalog.terms(field.vocabulary) if field.kind == "term" else {}
        broader = {name for term in terms.values() for name in term.get("broader", ())}
        values = (
            found.counts
            if not isinstance(found, CrossTally)
            else dict.fromkeys(found.row_values if field is found.rows else found.column_values)
        )
        if first := next((value for value in values if value in broader), ""):
            return [message("counts_broader", session.language, query=f"{field.name}:{first}")]
    return []


def _field(session: Session, name: str) -> Field:
    field = options.field_named(session.catalog, name, "--by")
    if field.kind not in _COUNTED and not is_own(field.name):
        known = ", ".join(field.name for field in FIELDS.values() if field.kind in _COUNTED)
        raise BadUsage(
            say("--by: models cannot be counted by {field}", field=field.name),
            [say("choose one of {known}", known=known)],
        )
    return field
