"""fmcat stats: how many models there are of each kind."""

import csv
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from fmcat.catalog.tally import CrossTally, Tally, cross, range_of, tally
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.fields import FIELDS, Field
from fmcat.query.asked import Asked

FORMATS = ("page", "json", "csv", "tsv")
_COUNTED = ("term", "date", "quantity", "flag")
_MOST = 20


@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="FIELD[,FIELD]",
            help="What to count by; of two fields, every pair.",
            rich_help_panel=options.SHOW,
            autocompletion=complete.columns,
        ),
    ] = "year",
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", min=0, help="At most so many rows; 0 for all.", rich_help_panel=options.SHOW
        ),
    ] = _MOST,
    format: Annotated[str, options.format_choice(FORMATS, panel=options.SHOW)] = "",
    json: options.AsJson = False,
) -> None:
    """How many models there are of each kind: bars of one field, or a heat table of two.

    Dates are counted by year, sizes by powers of ten. A model with several values counts under each.
    """
    session: Session = ctx.obj
    fields = [_field(name) for name in by.split(",") if name.strip()]
    if not 1 <= len(fields) <= 2:
        raise BadUsage(f"--by: one or two fields, not {len(fields)}", ["like --by vendor, or --by vendor,year"])
    format = "json" if json else options.one_of("--format", format, FORMATS)
    documents = list(session.catalog.documents(session.catalog.query(text)))
    if not documents:
        session.note_nothing(text)
        return
    found = tally(documents, fields[0]) if len(fields) == 1 else cross(documents, *fields)
    if format == "json":
        session.output.json(_record(found))
    elif format in ("csv", "tsv"):
        writer = csv.writer(sys.stdout, lineterminator="\n", delimiter="," if format == "csv" else "\t")
        writer.writerows(_rows(found, fields))
    else:
        from fmcat.views.tally import cross_page, tally_page  # Rich, which the other formats do without

        width = session.output.width
        if isinstance(found, CrossTally):
            page = cross_page(found, session.wording, width, limit)
        else:
            sizes = range_of(documents, fields[0]) if fields[0].kind == "quantity" else None
            page = tally_page(found, sizes, session.wording, width, limit)
        session.output.paint(page, pages=True)


def _field(name: str) -> Field:
    field = options.field_named(name, "--by: ")
    if field.kind not in _COUNTED:
        known = ", ".join(field.name for field in FIELDS.values() if field.kind in _COUNTED)
        raise BadUsage(f"--by: models are not counted by {field.name}", [f"choose of {known}"])
    return field


def _rows(found: Tally | CrossTally, fields: list[Field]) -> Iterator[tuple[object, ...]]:
    """A head line, then a line a value (or pair) that occurs; an empty value is an unknown fact."""
    yield (*(field.name for field in fields), "models")
    if isinstance(found, CrossTally):
        pairs = ((row, column) for row in found.row_values for column in found.column_values)
        yield from ((*pair, found.counts[pair]) for pair in pairs if pair in found.counts)
    else:
        yield from found.counts.items()


def _record(found: Tally | CrossTally) -> dict[str, object]:
    if isinstance(found, CrossTally):
        counts: dict[str, object] = {
            row: {column: found.counts[row, column] for column in found.column_values if (row, column) in found.counts}
            for row in found.row_values
        }
        return {"by": [found.rows.name, found.columns.name], "models": found.models, "counts": counts}
    return {"by": [found.field.name], "models": found.models, "counts": dict(found.counts)}
