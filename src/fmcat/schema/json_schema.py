"""The JSON Schema of a registry file, from the pydantic schemas and the words of a catalog."""

import ast
import inspect
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic.json_schema import models_json_schema

from fmcat.schema.model import Model
from fmcat.schema.parts import Entry
from fmcat.schema.release import ChangedFact, Release, Renaming, Revision
from fmcat.schema.scanning import SCAN
from fmcat.schema.sections import SCHEMA, SECTIONS
from fmcat.schema.vocabulary import TAXONOMY, Term

#: Vocabularies that are suggested but not closed: any SPDX expression is a license.
_OPEN = ("license",)
#: Scalars that an editor may read as a number or boolean, and that fmcat reads as the text that was written.
_SCALAR = ["string", "number", "boolean"]
#: Values of lists, which a later layer replaces as a whole, so that each is complete.
_IN_LISTS = (
    *("Variant", "Source", "External", "Era", "Milestone", "Point", "Reading", "Contrast"),
    *("ChangedFact", "Renaming", "Revision"),
)
_LOOSE_DATE = r"^[0-9]{4}([-/.][0-9]{1,2}([-/.][0-9]{1,2})?)?$"
_LAYERS = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "In what `show --json` prints: by the path of a fact, the layer above the first one that states it; "
    "an empty path stands for the whole model.",
}
_TERMS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "commercial": {"enum": ["yes", "conditional", "no"]},
            "conditions": {"type": "array", "items": {"type": "string"}},
        },
    },
    "description": "Computed, by checkpoint: what its license and those of what it was made from allow and ask.",
}
_COMPUTED = {
    "country": {"type": "array", "items": {"type": "string"}, "description": "Computed: where its makers are."},
    "layer": {"type": "array", "items": {"type": "string"}, "description": "Computed: the layers that state it."},
    "added": {"type": "string", "format": "date", "description": "Computed: the day its entry was added."},
    "changed": {"type": "string", "format": "date", "description": "Computed: the day its entry last changed."},
    "terms": _TERMS,
}
_HIDE = {"enum": ["yes", "no", True, False], "description": "Takes the entry of a lower layer away."}


def registry_schema(words: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The schema of a registry file; `words` are the known ids of each vocabulary.

    It accepts everything that `fmcat check` accepts, including entries that override one of a lower layer; so it cannot
    detect that a new entry lacks something, or that a word is not a spelling of a term.
    """
    classes: list[type[Entry]] = [*SECTIONS.values(), Term]
    references, definitions = models_json_schema([(cls, "validation") for cls in classes])
    by_class = {cls: references[cls, "validation"] for cls in classes}
    taxonomy = {name: {"type": "array", "items": by_class[Term]} for name in TAXONOMY}
    sections = {name: {"type": "array", "items": by_class[cls]} for name, cls in SECTIONS.items()}
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fmcat registry",
        "type": "object",
        "required": ["schema"],
        "additionalProperties": False,
        "patternProperties": {"^x-": {}},
        "properties": {
            "schema": {"const": SCHEMA},
            **sections,
            "taxonomy": {"type": "object", "properties": taxonomy},
            "scan": SCAN,
        },
        "$defs": definitions["$defs"],
    }
    model = schema["$defs"]["Model"]
    model["properties"].pop("extra", None)
    model["patternProperties"] = {"^x-": {}}
    _describe(schema["$defs"], classes)
    _close(schema, words)
    _loosen(schema["$defs"])
    _widen(schema)
    for cls in classes:
        schema["$defs"][cls.__name__]["properties"]["hide"] = _HIDE
    return schema


def _loosen(definitions: dict[str, Any]) -> None:
    """Allow entries with only their changes, `+key` to append to lists, and short forms of single values."""
    for name, definition in definitions.items():
        if name not in _IN_LISTS:
            definition["required"] = ["id"] if "id" in definition["properties"] else []
        lists = {f"+{key}": value for key, value in definition["properties"].items() if value.get("type") == "array"}
        definition["properties"] |= lists
    model = definitions["Model"]["properties"]
    model["vendor"] = {
        "anyOf": [model["vendor"], model["vendor"]["items"]],
        "description": model["vendor"]["description"],
    }
    model["parameters"]["anyOf"].append({"type": ["integer", "string"]})
    for relation in ("training", "lineage"):
        lists = model[relation].get("additionalProperties")
        model[relation]["patternProperties"] = {r"^\+": lists} if lists else {}


def _widen(node: object) -> None:
    """Allow scalars of the types an editor reads, dates in every accepted form, and any spelling of a term."""
    if isinstance(node, list):
        for part in node:
            _widen(part)
    elif isinstance(node, dict):
        if node.get("type") == "string":
            node["type"] = _SCALAR
        if node.get("pattern", "").startswith(r"^\d{4}"):
            node["pattern"] = _LOOSE_DATE
        if isinstance(words := node.get("enum"), list) and "type" in node:
            node["anyOf"] = [{"enum": words}, {"type": node.pop("type")}]
            node.pop("enum")
        for key, part in node.items():
            if key != "anyOf" or isinstance(part, list):
                _widen(part)


def documents_schema(words: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The schema of what `export --format json` writes: an array of models, every word one of `words`."""
    schema = Model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions: dict[str, object] = schema.pop("$defs")
    schema["properties"].pop("extra", None)
    schema["patternProperties"] = {"^x-": {}}
    definitions["Model"] = schema
    _describe(definitions, [Model])
    _narrow(definitions)
    _close(definitions, {kind: known for kind, known in words.items() if kind != "model"})  # new ones come daily
    schema["properties"] |= {"layers": _LAYERS, **_COMPUTED}
    return _array_of("Model", "fmcat documents", definitions)


def changes_schema(words: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The schema of what `changes --format json` writes: an array of releases, newest first."""
    schema = Release.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions: dict[str, object] = schema.pop("$defs") | {"Release": schema}
    _describe(definitions, [Release, ChangedFact, Renaming, Revision])
    _narrow(definitions)
    return _array_of("Release", "fmcat changes", definitions)


def _array_of(item: str, title: str, definitions: dict[str, object]) -> dict[str, object]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "array",
        "items": {"$ref": f"#/$defs/{item}"},
        "$defs": definitions,
    }


def _narrow(node: object) -> None:
    """Documents are narrower than files: dates are texts, sizes are numbers, unknown facts are absent and never
    null.
    """
    if isinstance(node, list):
        for part in node:
            _narrow(part)
    elif isinstance(node, dict):
        node.pop("default", None)
        kinds = [kind for kind in node.pop("anyOf", ()) if kind != {"type": "null"}]
        node |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}
        if "anyOf" in node:  # a file may use forms that a document does not
            node.pop("type", None)
        if isinstance(node.get("type"), list):
            node["type"] = "string" if "pattern" in node else "integer"
        for part in node.values():
            _narrow(part)


def descriptions(cls: type[Entry]) -> dict[str, str]:
    """The description of each field of a schema: the string below it."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: string.value.value
        for field, string in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(string, ast.Expr)
        and isinstance(string.value, ast.Constant)
        and isinstance(string.value.value, str)
    }


def _describe(definitions: dict[str, Any], classes: Iterable[type[Entry]]) -> None:
    """Add the fields' descriptions to the definitions of their classes."""
    for cls in classes:
        properties = definitions.get(cls.__name__, {}).get("properties", {})
        for name, meaning in descriptions(cls).items():
            key = cls.model_fields[name].alias or name
            if key in properties:
                properties[key]["description"] = meaning


def _close(node: object, words: Mapping[str, Sequence[str]]) -> None:
    """Add the known words where the schema names a vocabulary."""
    if isinstance(node, list):
        for part in node:
            _close(part, words)
    elif isinstance(node, dict):
        vocabulary = node.pop("x-vocabulary", None)
        if vocabulary in words:
            node["examples" if vocabulary in _OPEN else "enum"] = list(words[vocabulary])
        for part in node.values():
            _close(part, words)
