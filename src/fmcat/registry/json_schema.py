"""The JSON Schema of a registry file, from the pydantic schemas and the words of a catalog."""

import ast
import inspect
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic.json_schema import models_json_schema

from fmcat.registry.read import SCHEMA, SECTIONS
from fmcat.schema.parts import Entry
from fmcat.schema.vocabulary import TAXONOMY, Term

#: Vocabularies that are offered but not closed: any SPDX expression is a licence.
_OPEN = ("license",)


def registry_schema(words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The schema of a registry file; `words` are the known ids of each vocabulary."""
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
        "properties": {"schema": {"const": SCHEMA}, **sections, "taxonomy": {"type": "object", "properties": taxonomy}},
        "$defs": definitions["$defs"],
    }
    model = schema["$defs"]["Model"]
    model["properties"].pop("extra", None)
    model["patternProperties"] = {"^x-": {}}
    _describe(schema["$defs"], classes)
    _close(schema, words)
    return schema


def descriptions(cls: type[Entry]) -> dict[str, str]:
    """What the string below each field of a schema says of it."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: said.value.value
        for field, said in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }


def _describe(definitions: dict[str, Any], classes: Iterable[type[Entry]]) -> None:
    """Put the fields' descriptions into the definitions of their classes."""
    for cls in classes:
        properties = definitions.get(cls.__name__, {}).get("properties", {})
        for name, said in descriptions(cls).items():
            key = cls.model_fields[name].alias or name
            if key in properties:
                properties[key]["description"] = said


def _close(node: Any, words: Mapping[str, Sequence[str]]) -> None:
    """Put the known words where the schema names a vocabulary."""
    if isinstance(node, list):
        for part in node:
            _close(part, words)
    elif isinstance(node, dict):
        vocabulary = node.pop("x-vocabulary", None)
        if vocabulary in words:
            node["examples" if vocabulary in _OPEN else "enum"] = list(words[vocabulary])
        for part in node.values():
            _close(part, words)
