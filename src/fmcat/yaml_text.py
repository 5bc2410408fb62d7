"""Values as YAML text, laid out as registry files are."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from fmcat.fields import FIELDS
from fmcat.schema.quantities import write_number
from fmcat.text import disarmed

_WHOLE_LINES: Mapping[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 1_000_000}
#: Lists and mappings of plain words up to this length are written on one line.
_LONGEST_FLOW = 100
#: The keys of a document under which whole numbers are quantities.
_QUANTITIES = {"variants"} | {
    field.entry_key for field in FIELDS.values() if field.kind == "quantity" and field.unit != "plain"
}
#: The keys of whole numbers that are written as such.
PLAIN = {"year"} | {field.entry_key for field in FIELDS.values() if field.unit == "plain"}


class _Scalars(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes what YAML 1.1 would misread, for other readers; fmcat reads every scalar as text.

    Examples are arXiv ids and `no`. Dates stay unquoted: reading them as dates is correct.
    """

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: object) -> bool:
        """Write repeated values in full: registries have no aliases."""
        return True


class Dumper(_Scalars):
    """Block style, but short lists and mappings of plain words on one line."""


#: Line breaks that YAML would fold into a space or a newline if they were not escaped.
_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")


def _flow(node: yaml.Node) -> bool:
    """Whether a node is short and contains only plain words."""
    values = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return all(isinstance(value, yaml.ScalarNode) for value in values) and (
        sum(len(value.value) + 2 for value in values) <= _LONGEST_FLOW
    )


def _represent_list(dumper: yaml.SafeDumper, value: list[object]) -> yaml.Node:
    node: yaml.Node = dumper.represent_sequence("tag:yaml.org,2002:seq", value)
    node.flow_style = _flow(node)  # type: ignore[attr-defined]
    return node


def _represent_dict(dumper: yaml.SafeDumper, value: dict[str, object]) -> yaml.Node:
    node: yaml.Node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items())
    node.flow_style = _flow(node) and len(value) > 1 and "id" not in value  # type: ignore[attr-defined]
    return node


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    """A text; in double quotes, with escapes, if it has several lines or a log could read a command in it."""
    quoted = _BREAKS.search(value) or disarmed(value) != value
    node: yaml.Node = dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if quoted else None)
    return node


Dumper.add_representer(str, _represent_text)
Dumper.add_representer(list, _represent_list)
Dumper.add_representer(dict, _represent_dict)


def written(value: object) -> str:
    """A value as YAML, keys in their order."""
    text: str = yaml.dump(value, Dumper=Dumper, **_WHOLE_LINES)
    return re.sub(r"#(?=#(?:\[|vso\[|teamcity\[))", r"\\x23", text, flags=re.IGNORECASE) if "##" in text else text


def scalar(text: str) -> str:
    """One value as written in a file, within brackets or not; in quotes if readers would misread it."""
    style = '"' if _BREAKS.search(text) else None
    listed: str = yaml.dump([text], Dumper=_Scalars, default_flow_style=True, default_style=style, **_WHOLE_LINES)
    return listed.strip().removeprefix("[").removesuffix("]")


def inline(value: object) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value) if isinstance(value, str) else written(value).removesuffix("...\n").strip()


def readable(document: Mapping[str, Any]) -> dict[str, object]:
    """A model's document with its quantities as people write them."""
    entry = {key: _quantities(value) if key in _QUANTITIES else value for key, value in document.items()}
    if isinstance(entry.get("parameters"), dict) and len(entry["parameters"]) == 1:
        entry["parameters"] = entry["parameters"]["total"]
    return entry


def _quantities(value: object) -> Any:
    """A value with every number in it written as a quantity."""
    if isinstance(value, dict):
        return {key: _quantities(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_quantities(part) for part in value]
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def number(value: float, plain: bool = False) -> str | int:
    """A quantity as people write it: 7B or 2.1e25, or a whole number that no letter makes shorter, or if `plain`."""
    text = str(value) if plain else write_number(value)
    return int(text) if text.isdecimal() else text
