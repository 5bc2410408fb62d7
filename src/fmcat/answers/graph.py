"""A family tree for other programs: JSON, Graphviz DOT and Mermaid."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from fmcat.catalog.lineage import Branch, branches_of
from fmcat.fields import FIELDS
from fmcat.text import disarmed, indented, one_line


class Arrow(NamedTuple):
    """A step from a model to what it was made from, by their keys in `nodes`."""

    start: str
    end: str
    relation: str


#: A model's trees by direction: `up` to what it was made from, `down` to what was made from it.
Trees = Mapping[str, Branch]


def nodes(trees: Trees) -> dict[str, str]:
    """The models in these trees: a key (the id, or the name of a target that is not an entry) and a name."""
    return {_key(branch): one_line(branch.step.name) for tree in trees.values() for branch in branches_of(tree)}


def arrows(trees: Trees) -> list[Arrow]:
    """Every step once, from the younger model to the older."""
    found: dict[Arrow, None] = {}
    for way, tree in trees.items():
        for branch in branches_of(tree):
            for below in branch.branches:
                ends = (_key(below), _key(branch)) if way == "down" else (_key(branch), _key(below))
                found[Arrow(*ends, below.step.relation)] = None
    return list(found)


def _key(branch: Branch) -> str:
    return branch.step.id or branch.step.name


def to_json(trees: Trees, licenses: bool = False) -> str:
    """The trees by their ways, nested as they stand; with `licenses`, each model with its own."""
    return indented({way: record(tree, licenses) for way, tree in trees.items()})


def record(branch: Branch, licenses: bool = False) -> dict[str, object]:
    """A tree as plain JSON values; what there is nothing to say of has no key."""
    edge, document = branch.step, branch.document
    nested: dict[str, object] = {"id": edge.id, "name": edge.name, "relation": edge.relation, "url": edge.url}
    if edge.relation:
        nested["step"] = list(edge.triple)  # which end has the relation, which the nesting alone does not tell
    if document:
        nested |= {"released": document["released"], "vendor": document["vendor"]}
    if document and licenses:
        nested["license"] = document.get("license", {}).get("weights", "")
        nested["commercial"] = FIELDS["commercial"].values(document)
    repeated = not branch.first
    nested |= {"shown_above": repeated and branch.above, "shown_below": repeated and not branch.above}
    nested["left_out"] = branch.cut
    nested["branches"] = [record(below, licenses) for below in branch.branches]
    return {key: value for key, value in nested.items() if value not in ("", None, False, 0, [])}


def to_dot(trees: Trees) -> str:
    """A Graphviz digraph, arrows from the younger model to what it was made from."""
    names = nodes(trees)
    lines = ["digraph lineage {", "  rankdir=BT;", "  node [shape=box, style=rounded];"]
    lines += [f"  {_dot(key)} [label={_dot(name)}];" for key, name in names.items()]
    lines += [f"  {_dot(a.start)} -> {_dot(a.end)} [label={_dot(a.relation)}];" for a in arrows(trees)]
    return "\n".join([*lines, "}"]) + "\n"


def _dot(text: str) -> str:
    escaped = disarmed(one_line(text)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def to_mermaid(trees: Trees) -> str:
    """A Mermaid flowchart, arrows from the younger model to what it was made from."""
    names = nodes(trees)
    number = {key: f"m{position}" for position, key in enumerate(names)}
    lines = ["flowchart BT", *(f"  {number[key]}[{_mermaid(name)}]" for key, name in names.items())]
    lines += [f"  {number[a.start]} -->|{a.relation}| {number[a.end]}" for a in arrows(trees)]
    return "\n".join(lines) + "\n"


def _mermaid(text: str) -> str:
    """A quoted label; Mermaid writes special characters as entities (#quot;)."""
    return '"' + "".join(f"#{ord(letter)};" if letter in '"#<>&`' else letter for letter in text) + '"'


WRITERS: Mapping[str, Callable[[Trees], str]] = {"json": to_json, "dot": to_dot, "mermaid": to_mermaid}
