"""Epoch AI's "Notable AI Models" (part of "Data on AI Models", https://epoch.ai/data/ai-models)."""

import re
from collections.abc import Iterator

from fmcat.sources.draft import Draft
from fmcat.sources.table import count, rows

_ACCESS = {
    "open weights (unrestricted)": "open",
    "open weights (restricted use)": "open-restricted",
    "open weights (non-commercial)": "open-restricted",
    "api access": "api",
    "hosted access (no api)": "api",
    "unreleased": "unreleased",
}
#: What Epoch adds to a name: "(Mar 2023)", "-70B".
_ADDED = re.compile(r"\s*\([^)]*\)\s*$|[ -]\d+(\.\d+)?B$")


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The rows of the table. Parameters are taken only where Epoch is confident of the row's numbers."""
    for line, row in rows(data, name, ("model", "organization", "publication_date")):
        model = row["model"]
        if not model:
            continue
        parameters = count(row.get("parameters", "")) if row.get("confidence") == "Confident" else None
        access = row.get("accessibility") or row.get("model_accessibility", "")
        facts = {
            "released": row["publication_date"],
            "vendor": [part.strip() for part in row["organization"].split(",") if part.strip()],
            "parameters": parameters,
            "access": _ACCESS.get(access.lower()),
        }
        names = dict.fromkeys((model, _ADDED.sub("", model)))
        yield Draft(model, "epoch", line, tuple(names), {key: fact for key, fact in facts.items() if fact})
