"""models.dev (https://models.dev), as a table of one row a model."""

from collections.abc import Iterator
from typing import Any

from fmcat.sources.draft import Draft
from fmcat.sources.table import count, rows

#: Kinds of data it names otherwise than we do.
_KINDS = {"pdf": "document"}
_MOST_TRUSTED = ("lab", "first_party")


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The rows of the table. What resellers say of kinds of data and limits is left out: it is of their service."""
    for line, row in rows(data, name, ("name", "model_id", "lab", "release_date")):
        if not row["model_id"]:
            continue
        facts: dict[str, Any] = {"released": row["release_date"], "vendor": [row["lab"]] if row["lab"] else []}
        if row.get("source") in _MOST_TRUSTED:
            facts |= {
                "inputs": _kinds(row.get("input_modalities", "")),
                "outputs": _kinds(row.get("output_modalities", "")),
                "context": count(row.get("context_tokens", "")),
                "knowledge_cutoff": row.get("knowledge_cutoff", ""),
                "access": {"true": "open", "false": "api"}.get(row.get("open_weights", "")),
            }
        names = dict.fromkeys((row["model_id"], row["name"], row["model_id"].rpartition("/")[2]))
        yield Draft(
            row["model_id"], "models.dev", line, tuple(names), {key: fact for key, fact in facts.items() if fact}
        )


def _kinds(cell: str) -> list[str]:
    return [_KINDS.get(kind, kind) for kind in cell.split(";") if kind]
