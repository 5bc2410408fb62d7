"""How well known models are: those that stand for an era of a timeline first, then by how many were made from them."""

from collections.abc import Mapping

from fmcat.catalog.catalog import Catalog


def importance(catalog: Catalog) -> Mapping[str, tuple[bool, int]]:
    """By model id, whether it is a milestone of a curated timeline, and the number of its descendants.

    Models that are neither a milestone nor an ancestor have no entry.
    """
    rows = catalog.rows("SELECT ancestor, count(*) FROM lineage_closure GROUP BY ancestor", {})
    found = {model: (False, count) for model, count in rows}
    for line in catalog.entries("timeline").values():
        for milestone in (one["id"] for era in line["eras"] for one in era["models"]):
            found[milestone] = (True, found.get(milestone, (False, 0))[1])
    return found
