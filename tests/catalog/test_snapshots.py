"""What the catalog answers, as plain values, over models that licenses, makers and services of every kind bind.

Kept in snapshots/; `make snapshots` rewrites them; review the difference before committing it.
"""

import shlex
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run
from tests.snapshots import same_as_kept

BOUND = Path(__file__).parents[1] / "data" / "bound.yaml"
SNAPSHOTS = Path(__file__).parent / "snapshots"
#: The commands of each file.
ANSWERS = {
    "license": ["license deal", "license deal/7b", "license tuned", "license taught", "license grown", "license llava"],
    "lineage": [
        "lineage grown",
        "lineage grown --depth 1",
        "lineage deal --down",
        "lineage clip --down --depth 1",
        "lineage grown --relation finetuned-from",
        "lineage grown --licenses",
        "lineage other",
    ],
    "why": [
        "why deal",
        "why deal license",
        "why deal released",
        "why deal/7b access",
        "why deal parameters",
        "why grown",
    ],
    "stats": [
        "stats",
        "stats --by vendor",
        "stats --by license",
        "stats --by open",
        "stats --by parameters --by year",
        "stats --by access,status",
        "stats --by country -n 1",
        "stats --by vendor --by access -n 2",
        "stats id:mae",
    ],
    "timeline": [
        "timeline vision",
        "timeline vision clip",
        "timeline language --by year",
        "timeline --by month",
        "timeline --lanes vendor",
        "timeline --lanes access -n 2",
        "timeline --plot parameters",
        "timeline --plot context",
    ],
    "search": [
        "search deal",
        "search d",
        "search 'deal served'",
        "search 'language model'",
        "search 'self distillation meta'",
        "search dael",
        "search 'languge korean'",
        "search lla -n 1",
    ],
    "compare": ["compare deal tuned taught", "compare deal/7b deal/70b", "compare clip dino mae"],
    "explain": [
        "explain",
        "explain contrastive",
        "explain deal",
        "explain finetuned-from",
        "explain large-data",
        "explain traits",
        "explain vision",
    ],
    "coverage": ["check --coverage"],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_are_those_kept(run: Run, name: str) -> None:
    lines = []
    for command in ANSWERS[name]:
        ran = run("--registry", str(BOUND), *shlex.split(command), "--json")
        said = f"{ran.out}{ran.err}".replace(str(BOUND), BOUND.name).replace(str(SMALL), SMALL.name)
        lines += [f"── {command} ({ran.code})", said]
    same_as_kept("\n".join(lines), SNAPSHOTS / f"{name}.txt")
