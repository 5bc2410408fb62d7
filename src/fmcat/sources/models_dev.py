"""models.dev (https://models.dev): its api.json, and a table made from it with one row per model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fmcat.errors import SourceError
from fmcat.facts import Fact
from fmcat.messages import say
from fmcat.sources.draft import NOTHING, Draft, LeftOut, stated
from fmcat.sources.table import content, count, decoded, rows

#: Kinds of data with another name there.
_KINDS = {"pdf": "document"}
#: How much of an unreadable value is shown, in characters.
_LONGEST = 200
_MOST_TRUSTED = ("lab", "first_party")
#: Labs that serve their own models in api.json, by the provider's id there.
_LABS = {
    **{
        lab: lab
        for lab in (
            *("anthropic", "cohere", "deepseek", "google", "inception", "minimax", "mistral", "moonshotai"),
            *("openai", "stepfun", "upstage", "xai", "xiaomi", "zhipuai"),
        )
    },
    "llama": "meta",
    "zai": "zhipuai",
}
#: Labs that also sell models of others, and how the ids of their own models begin.
_OWN_MODELS = {
    "alibaba": ("qwen", "qwq", "qvq", "tongyi", "wan"),
    "amazon-bedrock": ("amazon.",),
    "nvidia": ("nvidia/",),
}
_SELLERS = {"amazon-bedrock": "amazon"}
#: The files of models.dev that are read.
_FILES = "api.json, models.json or catalog.json"


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The models of the table, or of api.json, models.json or catalog.json.

    What resellers state about kinds of data and limits is skipped: it describes their service.
    """
    if path.suffix == ".toml":
        raise SourceError(
            say("{path}: describes one model of models.dev; import its {files} instead", path=name, files=_FILES)
        )
    text = decoded(content(path, name), name)
    return _json(text, name) if text.lstrip()[:1] == "{" else _listed(text, name)


def _listed(text: str, name: str) -> Iterator[Draft | LeftOut]:
    for line, row in rows(text, name, ("name", "model_id", "lab", "release_date")):
        place = f"{name}:{line}"
        if not row["model_id"]:
            yield LeftOut(place, row["name"], say("the row has no model_id"))
            continue
        record = {
            "name": row["name"],
            "release_date": row["release_date"],
            "knowledge": row.get("knowledge_cutoff", ""),
            "open_weights": {"true": True, "false": False}.get(row.get("open_weights", ""), row.get("open_weights")),
            "modalities": {
                "input": row.get("input_modalities", "").split(";"),
                "output": row.get("output_modalities", "").split(";"),
            },
            "limit": {"context": row.get("context_tokens", ""), "output": row.get("output_tokens", "")},
        }
        yield _draft(row["model_id"], record, row["lab"], place, row.get("source") in _MOST_TRUSTED)


def _json(text: str, name: str) -> Iterator[Draft | LeftOut]:
    """The models of one of the three JSON files."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            say("{place}: {problem}", place=name, problem=say("not valid JSON: {reason}", reason=error))
        ) from None
    models = _mapping(record.get("models")) if "providers" in record else record
    if any("models" in _mapping(provider) for provider in record.values()):
        yield from _providers(record, name)
    elif models and all("/" in model for model in models):
        for model, one in models.items():
            yield _model(model, one, model.partition("/")[0], f"{name}: {model}")
    else:
        raise SourceError(
            say("{path}: is not a file of models.dev that fmcat reads; import its {files}", path=name, files=_FILES)
        )


def _providers(record: Mapping[str, object], name: str) -> Iterator[Draft | LeftOut]:
    """The models that providers of api.json made themselves; the others are listed in one line."""
    passed_over: list[str] = []
    for provider, described in record.items():
        models = _mapping(_mapping(described).get("models"))
        begins = _OWN_MODELS.get(provider, ())
        lab = _LABS.get(provider) or _SELLERS.get(provider) or (provider if begins else "")
        for model, one in models.items():
            if lab and (not begins or model.startswith(begins)):
                yield _model(model, one, lab, f"{name}: {provider}/{model}")
        if not lab or (begins and not all(model.startswith(begins) for model in models)):
            passed_over.append(provider)
    if passed_over:
        why = say(
            "models that a provider did not make, or may not have made, are skipped; models.json has every model once"
        )
        yield LeftOut(name, f"{len(passed_over)} providers: {', '.join(passed_over)}"[:_LONGEST], why)


def _model(model: str, record: object, lab: str, place: str) -> Draft | LeftOut:
    place = " ".join(place.split())
    if isinstance(record, dict) and isinstance(record.get("name") or "", str):
        return _draft(model, record, lab, place, trusted=True)
    return LeftOut(place, model, say("is not described like other models"))


def _draft(model: str, record: Mapping[str, Fact], lab: str, place: str, trusted: bool) -> Draft:
    """One model as api.json describes it. Only the maker is trusted about the abilities of a service.

    Open weights do not tell the terms; closed weights tell the access.
    """
    unread: list[tuple[str, str]] = []
    limits = _limits(record, unread) if trusted else {}
    opened = {True: "open", False: "api"}.get(limits.pop("access", None), "")
    license, weights = record.get("license"), record.get("weights")
    facts = {
        "released": _text(record, "release_date", "released", unread),
        "vendor": [lab] if lab else [],
        "license.weights": _text({"license": license}, "license", "license.weights", unread),
        "links.weights": _text({"weights": weights}, "weights", "links.weights", unread),
        "access": opened if opened == "api" else "",
    }
    name = record.get("name") or model
    return Draft(
        key=model,
        ids_key="models.dev",
        place=place,
        name=name,
        names=tuple(dict.fromkeys((model, name, model.rpartition("/")[2]))),
        facts=stated(facts | limits),
        loose={"access": opened} if opened == "open" else NOTHING,
        modalities=_modalities(limits),
        sources=({"source": "models-dev"},),
        unread=unread,
    )


def _limits(record: Mapping[str, object], unread: list[tuple[str, str]]) -> dict[str, Fact]:
    """The kinds of data, limits and knowledge cutoff of a model; unreadable values are added to `unread`."""
    kinds, limit, opened = _mapping(record.get("modalities")), _mapping(record.get("limit")), record.get("open_weights")
    limits = {"context": limit.get("context"), "max-output": limit.get("output")}
    for key, tokens in limits.items():
        if tokens and not count(str(tokens)):
            unread.append((key, say("{value!r} is not a number of tokens", value=str(tokens))))
    if not isinstance(opened, bool | None) and opened != "":
        unread.append(("access", say("open_weights: {value!r} is neither true nor false", value=str(opened))))
    return {
        "inputs": _kinds(kinds.get("input")),
        "outputs": _kinds(kinds.get("output")),
        **{key: count(str(tokens)) for key, tokens in limits.items()},
        "knowledge_cutoff": _text(record, "knowledge", "knowledge_cutoff", unread),
        "access": opened if isinstance(opened, bool) else None,
    }


def _modalities(limits: Mapping[str, Fact]) -> list[str]:
    """Modalities as the taxonomy defines them: by what a model generates, and by whether it combines kinds of data."""
    inputs, outputs = (set(limits.get(key) or ()) - {"document"} for key in ("inputs", "outputs"))
    modalities = {
        "language": "text" in inputs and "text" in outputs,
        "multimodal": len(inputs) > 1 and "text" in outputs,
        "audio": "audio" in outputs or (inputs == {"audio"}),
        "generation": bool(outputs) and outputs <= {"image", "video"},
    }
    return [modality for modality, stands in modalities.items() if stands]


def _kinds(named: object) -> list[str]:
    names = named if isinstance(named, Sequence) and not isinstance(named, str) else ()
    return list(dict.fromkeys(_KINDS.get(kind, kind) for kind in names if kind and isinstance(kind, str)))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(record: Mapping[str, object], key: str, fact: str, unread: list[tuple[str, str]]) -> str:
    """The text at a key; other values are added to `unread`."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        unread.append((fact, say("{key}: {value!r} is not a text", key=key, value=str(value)[:_LONGEST])))
    return value if isinstance(value, str) else ""
