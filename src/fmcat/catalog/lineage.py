"""What a model was made from, what was made from it, and the family tree in either direction."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fmcat.catalog.catalog import Catalog
from fmcat.checkpoints import model_of
from fmcat.fields import Document

if TYPE_CHECKING:
    from fmcat.schema.document import ExternalDocument

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
    """The models that a model or checkpoint was directly made from, in the order the entry names them."""
    edges = []
    for relation, target in _steps(catalog, document):
        if isinstance(target, dict):
            edges.append(Edge(relation, "", target["external"], target.get("url", ""), document["id"]))
        elif target in catalog:  # a layer may have hidden it
            edges.append(Edge(relation, target, catalog.document(target)["name"], near=document["id"]))
    return edges


def _steps(catalog: Catalog, document: Document) -> "list[tuple[str, str | ExternalDocument]]":
    """The relations and models of a lineage.

    The weights of a checkpoint come from its `bases` alone where those are known, also if the lineage lacks some.
    """
    steps = [(relation, one) for relation, targets in document.get("lineage", {}).items() for one in targets]
    if model_of(document) == document["id"] or not (stated := document.get("bases")):
        return steps
    bases = dict.fromkeys(base.partition("/")[0] for base in stated)
    loose = relations_besides_descent(catalog)
    names = [one if isinstance(one, str) else one["external"] for _, one in steps]
    own = [step for step, name in zip(steps, names, strict=True) if step[0] in loose or name in bases]
    others = [base for base in bases if base not in names]
    return own + [("bases", base if catalog.find("model", base) == base else {"external": base}) for base in others]


def made_into(catalog: Catalog, name: str) -> list[Edge]:
    """The models that were directly made from the model or checkpoint with this id, oldest first.

    Of a checkpoint, those that are known to be made from another one are left out.
    """
    rows = catalog.rows(
        "SELECT l.relation, m.id FROM lineage l JOIN model m ON m.n = l.model"
        " WHERE l.target = :id ORDER BY m.released, m.id",
        {"id": name.partition("/")[0]},
    )
    found = [(relation, catalog.document(one)) for relation, one in list(rows)]
    return [
        Edge(relation, one["id"], one["name"], near=name, down=True) for relation, one in found if _may_use(one, name)
    ]


def _may_use(document: Document, name: str) -> bool:
    """Whether a model may be made from a model or checkpoint that it, or one of its own checkpoints, descends from."""
    model, _, own = name.partition("/")
    stated = [
        *document.get("bases", ()),
        *(one for each in document.get("variants", ()) for one in each.get("bases", ())),
    ]
    used = [base for base in stated if base.startswith(f"{model}/")]
    return not own or not used or name in used


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
