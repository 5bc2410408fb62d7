"""fmcat schema: JSON Schemas of what fmcat reads and writes."""

from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.schema.json_schema import changes_schema, documents_schema, registry_schema
from fmcat.schema.scan_report import scan_schema
from fmcat.text import indented

_OF = {"registry": registry_schema, "documents": documents_schema, "changes": changes_schema, "scan": scan_schema}


@delivering("json", usual="json")
def run(
    ctx: typer.Context,
    of: Annotated[
        str,
        typer.Argument(metavar=f"[{'|'.join(_OF)}]", help="Which schema.", autocompletion=lambda: list(_OF)),
    ] = "registry",
) -> Answer:
    """Write the JSON Schema of a registry file, for completion in editors, or of the documents that fmcat writes.

    The first two list the words of the catalog. `documents` is the contract of `export --format json`; a line of
    `--format jsonl`, and the output of `show --json`, is one item of it. `changes` is the contract of `changes --format
    json`, `scan` of `scan --format json`.
    """
    session: Session = ctx.obj
    session.do_without()
    schema = _OF[options.one_of("schema", of, _OF) or "registry"](session.catalog.words())
    return Answer(forms=dict.fromkeys(("text", "json"), lambda: indented(schema)))
