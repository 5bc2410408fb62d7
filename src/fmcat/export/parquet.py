"""Apache Parquet: one row per model, lists as lists, for DuckDB, pandas, polars and Spark. DuckDB writes it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fmcat.errors import FmcatError
from fmcat.export import Choice
from fmcat.export.rows import named
from fmcat.extras import require
from fmcat.fields import FIELDS, UNDISCLOSED, Document
from fmcat.messages import say
from fmcat.schema.dates import read_date
from fmcat.text import as_json

_TYPES = {"quantity": "BIGINT", "flag": "BOOLEAN"}
#: The keys of a variant and their DuckDB types; undisclosed facts are null.
_VARIANT_KEYS = {
    **dict.fromkeys(("name", "id"), "VARCHAR"),
    **dict.fromkeys(("parameters", "active", "context"), "BIGINT"),
    **dict.fromkeys(("released", "license", "access", "status", "huggingface"), "VARCHAR"),
}
_VARIANT = ", ".join(f'"{key}" {kind}' for key, kind in _VARIANT_KEYS.items())
_SOURCE = 'STRUCT(source VARCHAR, url VARCHAR, "for" VARCHAR[], says VARCHAR, reason VARCHAR, "read" VARCHAR)'
#: Columns besides the fields: nested facts, dates for range queries, and the undisclosed facts.
_NESTED = {
    "released_earliest": "DATE",
    "released_latest": "DATE",
    "training": "MAP(VARCHAR, VARCHAR[])",
    "variants": f"STRUCT({_VARIANT})[]",
    "links": "MAP(VARCHAR, VARCHAR)",
    "sources": f"{_SOURCE}[]",
    "summary_en": "VARCHAR",
    "summary_ko": "VARCHAR",
    "undisclosed": "VARCHAR[]",
}
_FLAT = [field for field in FIELDS.values() if field.kind != "fact" and field.name != "summary"]


def to_parquet(choice: Choice) -> Iterator[bytes]:
    """The whole file. Raises FmcatError if the extra `parquet` is not installed."""
    duckdb = require("duckdb", "parquet", say("writing Parquet"), instead=".sqlite")
    try:
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
            rows, file = Path(folder, "rows.jsonl"), Path(folder, "models.parquet")
            with rows.open("w", encoding="utf-8") as stream:
                for document in choice.documents():
                    stream.write(as_json(_row(document)) + "\n")
            connection.execute("SET threads = 1")  # rows keep their order, and bytes are reproducible
            relation = connection.from_query(
                "SELECT * FROM read_json($rows, format = 'newline_delimited', columns = $columns)",
                params={"rows": str(rows), "columns": columns()},
            )
            relation.write_parquet(str(file), compression="zstd")
            yield file.read_bytes()
    except duckdb.Error as error:  # usually a full disk
        raise FmcatError(say("Parquet cannot be written: {reason}", reason=" ".join(str(error).split()))) from None


def columns() -> dict[str, str]:
    """The columns and their DuckDB types."""
    types = {field.name: "DOUBLE" if field.is_real else _TYPES.get(field.kind, "VARCHAR") for field in _FLAT}
    types["year"] = "INTEGER"
    return {field.name_in_sql: f"{types[field.name]}{'[]' * field.many}" for field in _FLAT} | _NESTED


def _row(document: Document) -> dict[str, object]:
    kinds = columns()
    row: dict[str, object] = {}
    for field in _FLAT:
        values, name = named(field, document), field.name_in_sql
        if values and values != [UNDISCLOSED]:
            row[name] = values if kinds[name].endswith("[]") else values[0]
    released = read_date(document["released"])
    row |= {"released_earliest": released.earliest, "released_latest": released.latest}
    row |= {key: document[key] for key in ("training", "links", "sources") if key in document}
    if "variants" in document:
        row["variants"] = [
            {key: value for key, value in variant.items() if key in _VARIANT_KEYS and value != UNDISCLOSED}
            for variant in document["variants"]
        ]
    row |= {f"summary_{language}": said for language, said in document.get("summary", {}).items()}
    return row | {"undisclosed": [field.name for field in _FLAT if field.state(document) == UNDISCLOSED]}
