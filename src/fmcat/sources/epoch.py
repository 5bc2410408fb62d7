"""Epoch AI's "Notable AI Models" (part of "Data on AI Models", https://epoch.ai/data/ai-models)."""

import re
from collections.abc import Iterator
from pathlib import Path

from fmcat.sources.draft import Draft, stated
from fmcat.sources.table import content, count, decoded, rows

_ACCESS = {
    "open weights (unrestricted)": "open",
    "open weights (restricted use)": "open-restricted",
    "open weights (non-commercial)": "open-restricted",
    "api access": "api",
    "hosted access (no api)": "api",
    "unreleased": "unreleased",
}
#: Epoch's domains that are shelves of ours by another name. Video is none: it may be understood or made.
_SHELVES = {
    "image generation": "generation",
    "speech": "audio",
    "materials science": "science",
    "mathematics": "science",
}
#: What Epoch adds to a name: "(Mar 2023)", "-70B".
_ADDED = re.compile(r"\s*\([^)]*\)\s*$|[ -]\d+(\.\d+)?B$")


def read(path: Path, name: str) -> Iterator[Draft]:
    """The rows of the table. Parameters are taken only where Epoch is confident of the row's numbers."""
    text = decoded(content(path, name), name)
    for line, row in rows(text, name, ("model", "organization", "publication_date")):
        model = row["model"]
        if not model:
            continue
        parameters = count(row.get("parameters", "")) if row.get("confidence") == "Confident" else None
        access = row.get("accessibility") or row.get("model_accessibility", "")
        facts = {
            "released": row["publication_date"],
            "vendor": _parts(row["organization"]),
            "parameters": parameters,
            "access": _ACCESS.get(access.lower()),
        }
        yield Draft(
            key=model,
            ids_key="epoch",
            place=f"{name}:{line}",
            name=model,
            names=tuple(dict.fromkeys((model, _ADDED.sub("", model)))),
            facts=stated(facts),
            shelves=[_SHELVES.get(domain.lower(), domain) for domain in _parts(row.get("domain", ""))],
            sources=({"source": "epoch"},),
        )


def _parts(cell: str) -> list[str]:
    """The parts of a cell, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(",") if part.strip()))
