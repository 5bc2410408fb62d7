"""fmcat why: where a fact comes from."""

import json as json_format
from typing import Annotated

import typer

from fmcat.catalog.evidence import evidence
from fmcat.cli import complete
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, NotFound
from fmcat.fields import FIELD_NAMES
from fmcat.text import did_you_mean, near


def run(
    ctx: typer.Context,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Its id, name or alias.", autocompletion=complete.model_names)
    ],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="A field; see `fmcat fields`.", autocompletion=complete.columns)
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Where a fact was read, and who says otherwise.

    Exit 1 where nobody has found the fact out.
    """
    session: Session = ctx.obj
    asked = FIELD_NAMES.get(field.lower())
    if asked is None:
        hint = did_you_mean(near(field, FIELD_NAMES)) or "fmcat fields lists them all"
        raise BadUsage(f"no field is called {field!r}", [hint])
    document = session.model(" ".join(name))
    found = evidence(session.catalog, document, asked.entry_key)
    fact = asked.read(document)
    if not asked.state(document) and not found:
        hint = f"fmcat show {document['id']} says what is"
        raise NotFound(f"{asked.name} of {document['name']} is not known", [hint])
    if json:
        sources = [source for source in document.get("sources", ()) if asked.entry_key in source["for"]]
        record = {"id": document["id"], "field": asked.name, "value": fact, "sources": sources}
        known = {key: value for key, value in record.items() if value is not None}
        session.output.data([json_format.dumps(known, ensure_ascii=False, indent=1), "\n"])
        return
    from fmcat.views.evidence import evidence_page  # Rich, which JSON does without

    session.output.paint(evidence_page(document, asked, found, session.wording))
