"""Random queries, always the same ones."""

import json
import random
from pathlib import Path

from fmcat import Catalog

#: Characters that engines treat differently: letters beyond ASCII, and those of LIKE, quoting, patterns and variables.
ODD = ["한글", "ㄱ", "가", "힣", *"'\\%_?ÉéßﬁİZz~🙂", "''", "\\'", "$p0", ":p0", "${HOME}", ".*", "--"]
#: `_` and `--` only separate words, so they are not included.
ODD_QUERIES = [f'"{odd}"' for odd in ODD if odd not in ("_", "--")] + [
    "sort:name",
    "sort:name-",
    "name:É",
    "not 한글 sort:name-",
]


def odd_catalog(folder: Path) -> Catalog:
    """A catalog with a model for each odd name."""
    label = {"label": {"en": "x"}, "definition": {"en": "x"}}
    entry = {"vendor": "v", "released": "2020", "modalities": ["vision"]}
    registry = {
        "schema": 1,
        "taxonomy": {"modality": [{"id": "vision", **label}]},
        "vendors": [{"id": "v", "label": {"en": "V"}, "kind": "company"}],
        "models": [{"id": f"m{number}", "name": f"{odd} {number}x", **entry} for number, odd in enumerate(ODD)],
    }
    path = folder / "odd.json"
    path.write_text(json.dumps(registry), "utf-8")
    return Catalog.load(path, only=True)


def drawn_queries(catalog: Catalog, count: int) -> list[str]:
    """Random queries from the facts of the catalog's models, always the same."""
    chance = random.Random(7)
    terms = [f"{field}:{term}" for field, term in catalog.rows("SELECT DISTINCT field, term FROM model_term", {})]
    terms += [f"under:{row[0]}" for row in catalog.rows("SELECT DISTINCT ancestor FROM lineage_closure", {})]
    terms += [f"year:{year}.." for year in range(2017, 2026)] + [f"released:..{year}-06" for year in range(2018, 2026)]
    terms += [f"{field}:{state}" for field in ("params", "license", "context") for state in ("?", "undisclosed")]
    terms += [
        "license:MIT size:7B+",
        "license:Apache-2.0 -size:70B+",
        "context:100k+ open:yes",
        "memory:..24GB license:Apache-2.0",
        "-memory:1GB+",
        "-access:api year:2024",
    ]
    terms += ["params:7B", "size:1B..8B", "context:100k+", "open:yes", "open:no", "has:weights", "비전", "open", "언어"]
    queries = []
    for _ in range(count):
        parts = [chance.choice(["", "-", "not "]) + chance.choice(terms) for _ in range(chance.randint(1, 3))]
        text = chance.choice([" ", " or ", " and "]).join(parts)
        queries.append(
            text + chance.choice(["", " sort:params-", " sort:vendor,released-", " sort:name", " sort:access"])
        )
    return queries
