"""What a model was made from, what was made from it, and the family tree in either direction."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from fmcat.catalog.catalog import Catalog
from fmcat.fields import Document

#: The most steps from the root of a family tree, and its most branches: what is farther away is counted in
#: `Branch.cut`. Larger pages, pictures and JSON documents would be useless and take unlimited time.
DEEPEST, MOST_BRANCHES = 100, 1000


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of lineage: the relation, and the model at its other end.

    `id` is empty if the target is not an entry of the catalog; then `url` is its page, if known. `near` is the id of
    the model that the step starts from. It has the relation to the other one; on steps `down`, the other one has the
    relation to it.
    """

    relation: str
    id: str
    name: str
    url: str = ""
    near: str = ""
    down: bool = False

    @property
    def triple(self) -> tuple[str, str, str]:
        """The younger model, its relation, and the older one: `dinov2`, `successor-of`, `dino`."""
        far = self.id or self.name
        return (far, self.relation, self.near) if self.down else (self.near, self.relation, far)


def relations_besides_descent(catalog: Catalog) -> set[str]:
    """The relations that pass on no weights; without those whose kind the taxonomy does not state."""
    relations = catalog.entries("term:relation").items()
    return {name for name, relation in relations if relation.get("kind", "derivation") != "derivation"}


def made_from(catalog: Catalog, document: Document) -> list[Edge]:
    """The models this one was directly made from, in the order the entry names them."""
    edges = []
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            if isinstance(target, dict):
                edges.append(Edge(relation, "", target["external"], target.get("url", ""), document["id"]))
            elif target in catalog:  # a layer may have hidden it
                edges.append(Edge(relation, target, catalog.document(target)["name"], near=document["id"]))
    return edges


def made_into(catalog: Catalog, model_id: str) -> list[Edge]:
    """The models that were directly made from this one, oldest first."""
    rows = catalog.rows(
        "SELECT l.relation, m.id FROM lineage l JOIN model m ON m.n = l.model"
        " WHERE l.target = :id ORDER BY m.released, m.id",
        {"id": model_id},
    )
    return [
        Edge(relation, found, catalog.document(found)["name"], near=model_id, down=True)
        for relation, found in list(rows)
    ]


@dataclass(slots=True)
class Branch:
    """A model in a family tree, and the step that leads to it (without a relation at the root).

    `document` is None for a target outside the catalog. A model that is reached again is not `first`, and its branches
    are where it is; `above` tells whether that is earlier in the tree, read from the top down. `cut` counts the steps
    that a limit left out.
    """

    step: Edge
    document: Document | None
    first: bool = True
    above: bool = False
    cut: int = 0
    branches: list["Branch"] = field(default_factory=list)


def family_tree(
    catalog: Catalog, document: Document, down: bool = False, depth: int | None = None, relations: Collection[str] = ()
) -> Branch:
    """What a model was made from or, `down`, what was made from it, at most `depth` steps away.

    With `relations`, only by steps of these kinds. Each model's branches are where it is nearest to the root. No tree
    exceeds DEEPEST steps or MOST_BRANCHES branches; the nearest are kept.
    """
    steps = _downwards(catalog) if down else _upwards(catalog)
    deepest = DEEPEST if depth is None else min(depth, DEEPEST)
    root = Branch(Edge("", document["id"], document["name"]), document)
    grown, count = set(), 1
    waiting = deque([(root, 0)])
    while waiting:
        branch, distance = waiting.popleft()
        if not branch.document:
            continue
        branch.first = branch.step.id not in grown
        grown.add(branch.step.id)
        if not branch.first:
            continue
        edges = [edge for edge in steps(branch.document) if not relations or edge.relation in relations]
        kept = edges[: MOST_BRANCHES - count] if distance < deepest else []
        branch.cut = len(edges) - len(kept)
        branch.branches = [Branch(edge, catalog.document(edge.id) if edge.id else None) for edge in kept]
        count += len(kept)
        waiting.extend((below, distance + 1) for below in branch.branches)
    _note_places(root)
    return root


def branches_of(tree: Branch) -> Iterator[Branch]:
    """Every branch of a tree, its root included, in the order they are read from the top down."""
    waiting = [tree]
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting.extend(reversed(branch.branches))


def left_out(tree: Branch) -> int:
    """How many steps a limit left out of a tree."""
    return sum(branch.cut for branch in branches_of(tree))


def _note_places(tree: Branch) -> None:
    """Mark every repeated branch whose model appears above it."""
    passed = set()
    for branch in branches_of(tree):
        if branch.first:
            passed.add(branch.step.id)
        else:
            branch.above = branch.step.id in passed


def _upwards(catalog: Catalog) -> Callable[[Document], list[Edge]]:
    return lambda document: made_from(catalog, document)


def _downwards(catalog: Catalog) -> Callable[[Document], list[Edge]]:
    return lambda document: made_into(catalog, document["id"])
