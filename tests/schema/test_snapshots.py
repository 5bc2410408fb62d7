"""The JSON Schemas of what fmcat reads and writes, kept in snapshots/ for a vocabulary of two words each.

They are contracts: `make snapshots` rewrites them; review the difference before committing it.
"""

from pathlib import Path

import pytest

from fmcat.cli.commands.schema import _OF
from fmcat.schema.vocabulary import TAXONOMY
from fmcat.text import indented
from tests.snapshots import same_as_kept

WORDS = {kind: [f"{kind}-one", f"{kind}-two"] for kind in (*TAXONOMY, "vendor", "source", "model")} | {"status": []}


@pytest.mark.parametrize("of", _OF)
def test_a_schema_is_its_snapshot(of: str) -> None:
    same_as_kept(indented(_OF[of](WORDS)) + "\n", Path(__file__).parent / "snapshots" / f"{of}.json")
