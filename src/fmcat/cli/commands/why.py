"""fmcat why: where a fact comes from."""

from typing import Annotated

import typer

from fmcat.catalog.evidence import evidence, record
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import NotFound


def run(
    ctx: typer.Context,
    name: options.ModelName,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="A field; see `fmcat fields`.", autocompletion=complete.columns)
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Where a fact was read, and who says otherwise.

    Exit 1 where nobody has found the fact out.
    """
    session: Session = ctx.obj
    asked = options.field_named(field)
    document = session.model(" ".join(name))
    found = evidence(session.catalog, document, asked.entry_key)
    if not asked.state(document) and not found:
        hint = f"fmcat show {document['id']} says what is"
        raise NotFound(f"{asked.name} of {document['name']} is not known", [hint])
    if json:
        session.output.json(record(session.catalog, document, asked))
        return
    layers = session.catalog.layers_of(document["id"], asked.entry_key)
    from fmcat.views.evidence import evidence_page  # Rich, which JSON does without

    session.output.paint(
        evidence_page(document, asked, found, layers, _is_overridden(session, document["id"], layers), session.wording)
    )


def _is_overridden(session: Session, model_id: str, layers: list[str]) -> bool:
    """Whether a fact of these layers comes from a higher one than every source of the model."""
    order = [layer.name for layer in session.catalog.layers]
    sources = session.catalog.layers_of(model_id, "sources")
    return order.index(layers[-1]) > order.index(sources[-1])
