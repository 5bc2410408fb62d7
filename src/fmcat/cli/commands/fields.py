"""fmcat fields: every field a query can name."""

from typing import Annotated

import typer

from fmcat.cli.session import Session
from fmcat.fields import FIELDS, OPERATORS
from fmcat.views.fields import fields_table

_SHOWN_VALUES = 6


def run(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with every value.")] = False,
) -> None:
    """Every field a query can name: what it is, how it is asked for, and its values."""
    session: Session = ctx.obj
    values = {
        field.name: [
            row[0]
            for row in session.catalog.rows(
                "SELECT term FROM model_term WHERE field = :field GROUP BY term ORDER BY count(*) DESC, term",
                {"field": field.name},
            )
        ]
        for field in FIELDS.values()
        if field.kind in ("term", "flag")
    }
    if json:
        described = [
            {
                "name": field.name,
                "aliases": list(field.aliases),
                "kind": field.kind,
                "help": field.help,
                "operators": OPERATORS[field.kind].replace("field", field.name),
                "sortable": bool(field.column),
                "values": values.get(field.name, []),
            }
            for field in FIELDS.values()
        ]
        session.output.json(described)
        return
    some = {
        name: [*known[:_SHOWN_VALUES], *(["…"] if len(known) > _SHOWN_VALUES else [])] for name, known in values.items()
    }
    session.output.paint(fields_table(FIELDS.values(), some, session.language), pages=True)
