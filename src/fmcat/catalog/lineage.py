"""What a model was made from, and what was made from it."""

from dataclasses import dataclass

from fmcat.catalog.collection import Catalog
from fmcat.fields import Document


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of lineage: the relation, and the model at its other end.

    `id` is empty where the target is no entry of the catalog.
    """

    relation: str
    id: str
    name: str


def made_from(catalog: Catalog, document: Document) -> list[Edge]:
    """The models this one was directly made from, in the order the entry names them."""
    edges = []
    for relation, targets in document.get("lineage", {}).items():
        for target in targets:
            if isinstance(target, dict):
                edges.append(Edge(relation, "", target["external"]))
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
