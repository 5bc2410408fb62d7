"""A registry file again: what was read can be written, and read back the same."""

from collections.abc import Iterator
from typing import Any

import yaml

from fmcat.export import Choice
from fmcat.fields import Document
from fmcat.schema.quantities import write_quantity

_NOTES = {"vendors": "vendor", "timelines": "timeline", "concepts": "concept", "sources": "source"}
#: Lists of plain words up to this long stand on one line.
_LONGEST_FLOW = 100


def to_yaml(choice: Choice) -> Iterator[str]:
    """A registry: of the whole catalog with its vendors, terms, timelines and notes, else of the chosen models."""
    yield "schema: 1\n"
    if choice.whole:
        taxonomy = {kind: list(choice.catalog.notes(f"term:{kind}").values()) for kind in choice.catalog.vocabularies}
        if taxonomy:
            yield _written({"taxonomy": taxonomy})
        for section, kind in _NOTES.items():
            entries = list(choice.catalog.notes(kind).values())
            if entries:
                yield _written({section: entries})
    opening = "models:\n"
    for document in choice.catalog.documents(choice.query, choice.limit):
        yield opening + _written([_readable(document)])
        opening = ""
    if opening:
        yield "models: []\n"


def _readable(document: Document) -> dict[str, Any]:
    """The document with its quantities as people write them."""
    entry = dict(document)
    parameters = entry.get("parameters")
    if isinstance(parameters, dict):
        sizes = {key: write_quantity(value) for key, value in parameters.items()}
        entry["parameters"] = sizes["total"] if len(sizes) == 1 else sizes
    if isinstance(entry.get("context"), int):
        entry["context"] = write_quantity(entry["context"])
    if "variants" in entry:
        entry["variants"] = [
            {key: write_quantity(value) if isinstance(value, int) else value for key, value in variant.items()}
            for variant in entry["variants"]
        ]
    return entry


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Block style, but short lists and mappings of plain words on one line; dates stand without quotes."""

    # Registries read every scalar as text. Other readers still get what YAML 1.1 would turn into
    # something else in quotes (arXiv ids, `no`), but may well take a date for a date.
    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _flow(node: yaml.Node) -> bool:
    """Whether a node is short and holds only plain words."""
    values = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return all(isinstance(value, yaml.ScalarNode) for value in values) and (
        sum(len(value.value) + 2 for value in values) <= _LONGEST_FLOW
    )


def _represent_list(dumper: Any, value: list[Any]) -> yaml.Node:
    node: yaml.Node = dumper.represent_sequence("tag:yaml.org,2002:seq", value)
    node.flow_style = _flow(node)  # type: ignore[attr-defined]
    return node


def _represent_dict(dumper: Any, value: dict[str, Any]) -> yaml.Node:
    node: yaml.Node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items())
    node.flow_style = _flow(node) and len(value) > 1 and "id" not in value  # type: ignore[attr-defined]
    return node


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_dict)


def _written(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text
