"""The JSON Schema of the scan section of a registry file."""

from collections.abc import Mapping

_TEXT: Mapping[str, object] = {"type": "string", "minLength": 1}
_TEXTS: Mapping[str, object] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DENIAL: Mapping[str, object] = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["query"],
            "properties": {"query": _TEXT, "reason": _TEXT},
        },
    ]
}
_EXCEPTION: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["reference", "reason", "until"],
    "properties": {
        "reference": {**_TEXT, "description": "A name as it is written in the repository, or any id of the model."},
        "reason": _TEXT,
        "until": {"anyOf": [{"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}]},
    },
}
#: The schema of the section.
SCAN: Mapping[str, object] = {
    "type": "object",
    "description": "What `fmcat scan` reads, and what it denies.",
    "additionalProperties": False,
    "properties": {
        "paths": {**_TEXTS, "description": "What is read, below the folder of this file."},
        "exclude": {**_TEXTS, "description": "Patterns of paths that are left out."},
        "deny": {
            "anyOf": [_DENIAL, {"type": "array", "items": _DENIAL}],
            "description": "Queries that no model in use may match, each with its reason.",
        },
        "deny-unknown": {"enum": ["yes", "no", True, False], "description": "Whether unknown names are denied too."},
        "except": {
            "type": "array",
            "items": _EXCEPTION,
            "description": "What is allowed all the same, why, and until which day.",
        },
    },
}
