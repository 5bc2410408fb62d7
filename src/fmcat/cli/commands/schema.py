"""fmcat schema: the JSON Schema of a registry file."""

import json

import typer

from fmcat.cli.session import Session
from fmcat.registry.json_schema import registry_schema


def run(ctx: typer.Context) -> None:
    """The JSON Schema of a registry file, with the words the catalog knows, for editors to complete and check."""
    session: Session = ctx.obj
    words: dict[str, list[str]] = {}
    for vocabulary, word in session.catalog.rows(
        "SELECT DISTINCT vocabulary, id FROM word ORDER BY vocabulary, id", {}
    ):
        words.setdefault(vocabulary, []).append(word)
    session.output.data([json.dumps(registry_schema(words), ensure_ascii=False, indent=1), "\n"])
