"""The nodes of a registry file's YAML: entries, their values, and where in the text they begin and end."""

from functools import lru_cache
from typing import Any

import yaml

from fmcat.errors import FmcatError
from fmcat.messages import say
from fmcat.registry.parse import LOADER


@lru_cache(1)
def root(text: str) -> object:
    """The node of the whole document, None if there is none; raises FmcatError if the text is not YAML.

    An edit asks several things of the same text, and nobody changes a node.
    """
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise FmcatError(say("not valid YAML: {reason}", reason=" ".join(str(error).split()))) from None


def entry(text: str, section: str, entry_id: str) -> Any:
    """The node of an entry, or None."""
    entries = value_of(root(text), section)
    return next((node for node in getattr(entries, "value", None) or () if id_of(node) == entry_id), None)


def value_of(mapping: object, key: str) -> Any:
    """The node of a key's value, or None."""
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def id_of(node: object) -> str:
    """The id that an entry's node states, without spaces around it, or nothing."""
    found = value_of(node, "id")
    return str(found.value).strip() if found is not None else ""


def plain(node: yaml.Node) -> object:
    """A node as a plain value, every scalar as text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(part) for part in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def is_empty(node: object) -> bool:
    """Whether the value is empty: `key:` with nothing after it."""
    return isinstance(node, yaml.ScalarNode) and start_of(node) == node.end_mark.index


def is_inline(text: str, node: yaml.Node) -> bool:
    """Whether a value is a scalar or in brackets, on the line of its key or elsewhere."""
    if isinstance(node, yaml.ScalarNode):
        return node.style not in ("|", ">")
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def start_of(node: yaml.Node) -> int:
    """Where a node's text begins."""
    return int(node.start_mark.index)


def end_of(text: str, node: yaml.Node) -> int:
    """Where a node's text ends. A block's own end mark is after the comments that follow it."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        end = int(node.end_mark.index)
    else:
        last = node.value[-1]
        end = end_of(text, last[1] if isinstance(last, tuple) else last)
    return len(text[:end].rstrip())


def span_of(text: str, mapping: yaml.Node, key: str) -> tuple[int, int]:
    """Where a key begins and its value ends."""
    [(name, value)] = [pair for pair in mapping.value if pair[0].value == key]
    return start_of(name), max(end_of(text, value), int(name.end_mark.index) + 1)


def column_of(mapping: yaml.Node) -> int:
    """The column of a block's keys."""
    return int(mapping.value[0][0].start_mark.column)
