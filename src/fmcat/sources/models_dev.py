"""models.dev (https://models.dev): its api.json, and a table of one row a model made of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fmcat.errors import SourceError
from fmcat.sources.draft import NOTHING, Draft, LeftOut, stated
from fmcat.sources.table import content, count, decoded, rows

#: Kinds of data it names otherwise than we do.
_KINDS = {"pdf": "document"}
_MOST_TRUSTED = ("lab", "first_party")
#: Providers of api.json that serve only models of their own. The others resell, or sell others' beside theirs.
_LABS = (
    *("anthropic", "cohere", "deepseek", "google", "inception", "minimax", "mistral", "moonshotai"),
    *("openai", "upstage", "xai", "xiaomi", "zhipuai"),
)


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The models of the table or of api.json.

    What resellers say of kinds of data and limits is left out: it is of their service.
    """
    text = decoded(content(path, name), name)
    return _served(text, name) if text.lstrip()[:1] == "{" else _listed(text, name)


def _listed(text: str, name: str) -> Iterator[Draft | LeftOut]:
    for line, row in rows(text, name, ("name", "model_id", "lab", "release_date")):
        if not row["model_id"]:
            continue
        facts = {"released": row["release_date"], "vendor": [row["lab"]] if row["lab"] else []}
        limits = {
            "inputs": _kinds(row.get("input_modalities", "").split(";")),
            "outputs": _kinds(row.get("output_modalities", "").split(";")),
            "context": count(row.get("context_tokens", "")),
            "knowledge_cutoff": row.get("knowledge_cutoff", ""),
        }
        opened = {"true": True, "false": False}.get(row.get("open_weights", ""))
        trusted = row.get("source") in _MOST_TRUSTED
        yield _draft(row["model_id"], row["name"], f"{name}:{line}", facts, limits if trusted else {}, opened)


def _served(text: str, name: str) -> Iterator[Draft | LeftOut]:
    """The models that providers of api.json serve themselves."""
    try:
        providers = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name}: this is no JSON we read: {error}") from None
    if not any("models" in _mapping(provider) for provider in _mapping(providers).values()):
        raise SourceError(f"{name}: this is another file: no provider in it has models")
    for provider in _LABS:
        models = _mapping(_mapping(providers.get(provider)).get("models"))
        for model, said in models.items():
            place = " ".join(f"{name}: {provider}/{model}".split())
            if isinstance(said, dict) and isinstance(said.get("name", ""), str):
                yield _of_service(model, said, provider, place)
            else:
                yield LeftOut(place, model, "it is not described as other models are")


def _of_service(model: str, said: Mapping[str, Any], lab: str, place: str) -> Draft:
    kinds, limit = _mapping(said.get("modalities")), _mapping(said.get("limit"))
    limits = {
        "inputs": _kinds(kinds.get("input")),
        "outputs": _kinds(kinds.get("output")),
        "context": count(str(limit.get("context"))),
        "knowledge_cutoff": _text(said.get("knowledge")),
    }
    opened = said.get("open_weights") if isinstance(said.get("open_weights"), bool) else None
    facts = {"released": _text(said.get("release_date")), "vendor": [lab]}
    return _draft(model, said.get("name") or model, place, facts, limits, opened)


def _draft(
    model: str, name: str, place: str, facts: dict[str, Any], limits: dict[str, Any], opened: bool | None
) -> Draft:
    """One model. That weights are open does not say on which terms; that they are not says how people have it."""
    access = {True: "open", False: "api"}.get(opened) if limits and opened is not None else None
    closed = access == "api"
    return Draft(
        key=model,
        ids_key="models.dev",
        place=place,
        name=name or model,
        names=tuple(dict.fromkeys((model, name or model, model.rpartition("/")[2]))),
        facts=stated(facts | limits | ({"access": access} if closed else {})),
        loose=NOTHING if closed or not access else {"access": access},
        shelves=_shelves(limits),
        sources=({"source": "models-dev"},),
    )


def _shelves(limits: Mapping[str, Any]) -> list[str]:
    """Shelves as the taxonomy defines them: by what a model makes, and by whether it combines kinds of data."""
    inputs, outputs = (set(limits.get(key) or ()) - {"document"} for key in ("inputs", "outputs"))
    shelves = {
        "language": "text" in inputs and "text" in outputs,
        "multimodal": len(inputs) > 1 and "text" in outputs,
        "audio": "audio" in outputs or (inputs == {"audio"}),
        "generation": bool(outputs) and outputs <= {"image", "video"},
    }
    return [shelf for shelf, stands in shelves.items() if stands]


def _kinds(named: Any) -> list[str]:
    names = named if isinstance(named, Sequence) and not isinstance(named, str) else ()
    return list(dict.fromkeys(_KINDS.get(kind, kind) for kind in names if kind and isinstance(kind, str)))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
