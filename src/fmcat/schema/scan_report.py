"""The JSON Schema of what `fmcat scan --json` prints."""

from collections.abc import Mapping, Sequence

Schema = dict[str, object]

_MATCHES = ("exact", "checkpoint", "snapshot", "repackaged", "family", "none")
_TEXT: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FROM_1: Schema = {"type": "integer", "minimum": 1}


def scan_schema(words: Mapping[str, Sequence[str]]) -> Schema:
    """The schema of a scan; `words` are the known ids of each vocabulary. A project's registry may add to them."""
    models, unknown, allowed = _list(_used(words)), _list(_unknown()), _list(_allowed())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fmcat scan",
        **_object(
            {
                "fmcat": _told(_TEXT, "The version of fmcat."),
                "data": _told(_TEXT, "The version of the data."),
                "files": _told(_COUNT, "How many files were read."),
                "references": _told(_COUNT, "How many places name a model."),
                "models": _told(models, "A checkpoint each, or a model where the checkpoint is not known, by id."),
                "unknown": _told(unknown, "Names in model positions that no model answers to."),
                "allowed": _told(allowed, "The exceptions that were used."),
                "skipped": _told(
                    {"type": "object", "additionalProperties": _FROM_1},
                    "How many files were not read, by reason: `large`, `long`, `unreadable`, `broken`.",
                ),
            },
            ["data"],
        ),
        "$defs": {"occurrence": _occurrence()},
    }


def _told(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    """An object of these properties alone. All are required but the optional ones: what is unknown has no key."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": dict(properties)}


def _used(words: Mapping[str, Sequence[str]]) -> Schema:
    known: dict[str, Schema] = {
        name: {"enum": list(words[name])} if words.get(name) else _TEXT
        for name in ("commercial", "condition", "status")
    }
    bound = _object({"from": _TEXT, "license": _TEXT})
    properties = {
        "id": _told(_TEXT, "The id of the checkpoint, or of the model where the checkpoint is not known."),
        "model": _told(_TEXT, "The id of its model."),
        "name": _told(_TEXT, "What it is called."),
        "vendor": _told(_list(_TEXT), "Who made it."),
        "country": _told(_list(_TEXT), "The makers' countries."),
        "license": _told(_TEXT, "The license of the weights, an SPDX expression."),
        "commercial": _told(known["commercial"], "Commercial use, with everything that binds it."),
        "conditions": _told(_list(known["condition"]), "What the licenses ask."),
        "bound": _told(_list(bound), "The ancestors whose licenses bind it too."),
        "status": _told(known["status"], "Where it is in its life."),
        "retired": _told({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, "When its service ends."),
        "days": _told({"type": "integer"}, "How many days are left; negative: it ended."),
        "replacement": _told(_TEXT, "The first model after it that is still to be had."),
        "disputed": _told(_list(_TEXT), "The facts for which sources disagree."),
        "occurrences": _told(_list({"$ref": "#/$defs/occurrence"}) | {"minItems": 1}, "The places that name it."),
        "denied": _told(_list(_object({"query": _TEXT, "reason": {"type": "string"}})), "The rules that it breaks."),
    }
    return _object(
        properties, [name for name in properties if name not in ("id", "model", "name", "vendor", "occurrences")]
    )


def _unknown() -> Schema:
    return _object(
        {
            "text": _told(_TEXT, "The name as it is written."),
            "note": _told({"type": "string"}, "Why no model answers to it."),
            "near": _told(_list(_TEXT), "Ids that are similar."),
            "occurrences": _told(_list({"$ref": "#/$defs/occurrence"}) | {"minItems": 1}, "The places that name it."),
            "denied": _told({"const": True}, "Unknown names are denied."),
        },
        ["denied"],
    )


def _allowed() -> Schema:
    return _object(
        {
            "reference": _told(_TEXT, "The name or id that the exception is for."),
            "rule": _told(_TEXT, "The query, or that it is unknown."),
            "reason": _told(_TEXT, "Why it is allowed."),
            "until": _told({"type": "string", "format": "date"}, "The last day of the exception."),
        },
        ["until"],
    )


def _occurrence() -> Schema:
    return _object(
        {
            "file": _told(_TEXT, "The path of the file."),
            "line": _told(_FROM_1, "The line, from 1; none if the path itself names the model."),
            "column": _told(_FROM_1, "The column, from 1."),
            "cell": _told(_FROM_1, "The cell of a notebook."),
            "text": _told(_TEXT, "The name as it is written."),
            "position": _told(_TEXT, "The rule that makes it a model position; none for an id that only a model has."),
            "match": _told({"enum": list(_MATCHES)}, "How the name was resolved."),
            "revision": _told(
                {"type": "string", "pattern": "^[0-9a-f]{40}$"}, "The one that a cache of the Hub holds."
            ),
        },
        ["line", "column", "cell", "position", "revision"],
    )
