"""Epoch AI's "Notable AI Models" (part of "Data on AI Models", https://epoch.ai/data/ai-models)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fmcat.messages import reason, say
from fmcat.schema.quantities import read_compute
from fmcat.sources.draft import Draft, LeftOut, stated
from fmcat.sources.table import content, count, decoded, rows

_ACCESS = {
    "open weights (unrestricted)": "open",
    "open weights (restricted use)": "open-restricted",
    "open weights (non-commercial)": "open-restricted",
    "api access": "api",
    "hosted access (no api)": "api",
    "unreleased": "unreleased",
}
#: Epoch's domains that correspond to modalities. Video does not: a model may understand or generate it.
_MODALITIES = {
    "image generation": "generation",
    "speech": "audio",
    "materials science": "science",
    "mathematics": "science",
}
#: How certain Epoch is of a row's numbers; `Unknown` says nothing.
_CONFIDENCE = ("confident", "likely", "speculative")
#: What Epoch adds to a name: "(Mar 2023)", "-70B".
_ADDED = re.compile(r"\s*\([^)]*\)\s*$|[ -]\d+(\.\d+)?B$")


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The rows of the table. Parameters are taken only if Epoch is confident of the row's numbers; compute with its
    confidence.
    """
    text = decoded(content(path, name), name)
    for line, row in rows(text, name, ("model", "organization", "publication_date")):
        model = row["model"]
        if not model:
            yield LeftOut(f"{name}:{line}", "", say("the row does not name a model"))
            continue
        size, no_size = _parameters(row)
        access, no_access = _access(row)
        tokens, no_tokens = _tokens(row)
        compute, no_compute = _compute(row)
        unread = {"parameters": no_size, "access": no_access}
        unread |= {"training-tokens": no_tokens, "training-compute": no_compute}
        yield Draft(
            key=model,
            ids_key="epoch",
            place=f"{name}:{line}",
            name=model,
            names=tuple(dict.fromkeys((model, _ADDED.sub("", model)))),
            facts=stated(
                {
                    "released": row["publication_date"],
                    "vendor": _parts(row["organization"]),
                    "parameters": size,
                    "access": access,
                    "training-tokens": tokens,
                    "training-compute": compute,
                }
            ),
            modalities=[_MODALITIES.get(domain.lower(), domain) for domain in _parts(row.get("domain", ""))],
            sources=({"source": "epoch"},),
            unread=[(key, why) for key, why in unread.items() if why],
        )


def _parameters(row: Mapping[str, str]) -> tuple[int | None, str]:
    """The row's parameters, or why they cannot be read."""
    cell = row.get("parameters", "")
    if not cell or row.get("confidence") != "Confident":
        return None, ""
    size = count(cell)
    return size, "" if size else say("{cell!r} is not a number such as 1.75e11", cell=cell)


def _tokens(row: Mapping[str, str]) -> tuple[int | None, str]:
    """The row's training tokens, or why they cannot be read: of other domains, the column counts images or hours."""
    cell = row.get("training_tokens", "")
    if not cell or "language" not in row.get("domain", "").lower():
        return None, ""
    tokens = count(cell)
    return tokens, "" if tokens else say("{cell!r} is not a number such as 1.75e11", cell=cell)


def _compute(row: Mapping[str, str]) -> tuple[dict[str, object] | None, str]:
    """The row's training compute, which Epoch mostly estimates itself, or why it cannot be read."""
    cell = row.get("training_compute_flop", "")
    if not cell:
        return None, ""
    try:
        flop = read_compute(cell)
    except ValueError as error:
        return None, reason(error)
    confidence = row.get("confidence", "").lower()
    return {"flop": flop, "kind": "estimated"} | ({"confidence": confidence} if confidence in _CONFIDENCE else {}), ""


def _access(row: Mapping[str, str]) -> tuple[str | None, str]:
    """The access to the row's model, or why that cannot be read."""
    cell = row.get("accessibility") or row.get("model_accessibility", "")
    access = _ACCESS.get(cell.lower())
    if access or not cell:
        return access, ""
    return None, say("{cell!r} is not a known accessibility: {known}", cell=cell, known=", ".join(_ACCESS))


def _parts(cell: str) -> list[str]:
    """The parts of a cell, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(",") if part.strip()))
