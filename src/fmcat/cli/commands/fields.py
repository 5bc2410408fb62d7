"""fmcat fields: every field a query can name."""

from typing import Annotated

import typer

from fmcat.cli.session import Session
from fmcat.export.fields import described, field_values
from fmcat.fields import FIELDS
from fmcat.views.fields import fields_table

_SHOWN_VALUES = 6


def run(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with every value.")] = False,
) -> None:
    """Every field a query can name: what it is, how it is asked for, and its values."""
    session: Session = ctx.obj
    if json:
        session.output.json(described(session.catalog))
        return
    values = field_values(session.catalog)
    some = {
        name: [*known[:_SHOWN_VALUES], *(["…"] if len(known) > _SHOWN_VALUES else [])] for name, known in values.items()
    }
    session.output.paint(fields_table(FIELDS.values(), some, session.language), pages=True)
