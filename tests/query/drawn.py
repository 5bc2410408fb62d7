"""Queries made by chance, always the same ones."""

import random

from fmcat import Catalog


def drawn_queries(catalog: Catalog, count: int) -> list[str]:
    """Queries made of what the catalog's models say, by chance but always the same."""
    chance = random.Random(7)
    terms = [f"{field}:{term}" for field, term in catalog.rows("SELECT DISTINCT field, term FROM model_term", {})]
    terms += [f"under:{row[0]}" for row in catalog.rows("SELECT DISTINCT ancestor FROM lineage_closure", {})]
    terms += [f"year:{year}.." for year in range(2017, 2026)] + [f"released:..{year}-06" for year in range(2018, 2026)]
    terms += [f"{field}:{state}" for field in ("params", "license", "context") for state in ("?", "undisclosed")]
    terms += ["params:7B", "size:1B..8B", "context:100k+", "open:yes", "open:no", "has:weights", "비전", "open", "언어"]
    queries = []
    for _ in range(count):
        parts = [chance.choice(["", "-", "not "]) + chance.choice(terms) for _ in range(chance.randint(1, 3))]
        text = chance.choice([" ", " or ", " and "]).join(parts)
        queries.append(
            text + chance.choice(["", " sort:params-", " sort:vendor,released-", " sort:name", " sort:access"])
        )
    return queries
