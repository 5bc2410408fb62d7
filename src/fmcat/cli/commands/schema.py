"""fmcat schema: the JSON Schema of a registry file."""

import typer

from fmcat.catalog.collection import Catalog
from fmcat.cli.session import Session
from fmcat.registry.json_schema import registry_schema


def run(ctx: typer.Context) -> None:
    """The JSON Schema of a registry file, with the words the catalog knows, for editors to complete and check."""
    session: Session = ctx.obj
    schema = registry_schema(words_of(session.catalog))
    session.output.json(schema)


def words_of(catalog: Catalog) -> dict[str, list[str]]:
    """The ids of every vocabulary of a catalog, for the schema to offer."""
    words: dict[str, list[str]] = {}
    rows = catalog.rows("SELECT DISTINCT vocabulary, id FROM word ORDER BY vocabulary, id", {})
    for vocabulary, word in rows:
        words.setdefault(vocabulary, []).append(word)
    return words
