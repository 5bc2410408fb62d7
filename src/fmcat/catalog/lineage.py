"""What a model was made from, what was made from it, and the family tree either way."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from fmcat.catalog.collection import Catalog
from fmcat.fields import Document


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of lineage: the relation, and the model at its other end.

    `id` is empty where the target is no entry of the catalog; `url` then says more about it, where that is known.
    """

    relation: str
    id: str
    name: str
    url: str = ""


def made_from(catalog: Catalog, document: Document) -> list[Edge]:
    """The models this one was directly made from, in the order the entry names them."""
    edges = []
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            if isinstance(target, dict):
                edges.append(Edge(relation, "", target["external"], target.get("url", "")))
            elif target in catalog:  # a layer may have hidden it
                edges.append(Edge(relation, target, catalog.document(target)["name"]))
    return edges


def made_into(catalog: Catalog, model_id: str) -> list[Edge]:
    """The models that were directly made from this one, oldest first."""
    rows = catalog.rows(
        "SELECT l.relation, m.id FROM lineage l JOIN model m ON m.n = l.model"
        " WHERE l.target = :id ORDER BY m.released, m.id",
        {"id": model_id},
    )
    return [Edge(relation, found, catalog.document(found)["name"]) for relation, found in list(rows)]


@dataclass(slots=True)
class Branch:
    """A model in a family tree, and the step that leads to it (of no relation at the root).

    `document` is empty for what is no entry of the catalog. A model that is reached again is not `first`, and
    its branches stand where it is. `cut` counts the steps that a limit of depth left out.
    """

    step: Edge
    document: Document
    first: bool = True
    cut: int = 0
    branches: list["Branch"] = field(default_factory=list)


def family_tree(
    catalog: Catalog, document: Document, down: bool = False, depth: int | None = None, relations: Collection[str] = ()
) -> Branch:
    """What a model was made from or, `down`, what was made from it, at most `depth` steps away.

    With `relations`, only by steps of these kinds. Each model's branches stand where it is nearest to the root.
    """
    steps = _downwards(catalog) if down else _upwards(catalog)
    root = Branch(Edge("", document["id"], document["name"]), document)
    grown = set()
    waiting = deque([(root, 0)])
    while waiting:
        branch, distance = waiting.popleft()
        if not branch.document:
            continue
        branch.first = branch.step.id not in grown
        grown.add(branch.step.id)
        edges = [edge for edge in steps(branch.document) if not relations or edge.relation in relations]
        if not branch.first or (depth is not None and distance >= depth):
            branch.cut = len(edges) if branch.first else 0
            continue
        branch.branches = [Branch(edge, catalog.document(edge.id) if edge.id else {}) for edge in edges]
        waiting.extend((below, distance + 1) for below in branch.branches)
    return root


def _upwards(catalog: Catalog) -> Callable[[Document], list[Edge]]:
    return lambda document: made_from(catalog, document)


def _downwards(catalog: Catalog) -> Callable[[Document], list[Edge]]:
    return lambda document: made_into(catalog, document["id"])
