"""A Spark cluster answers every query as SQLite does. `make test-spark` runs it, with Java and the extra `spark`."""

import os
from pathlib import Path

import pytest

from fmcat import Catalog
from tests.query.drawn import drawn_queries
from tests.query.test_parse import MEANINGS

MASTER = os.environ.get("FMCAT_SPARK", "")
pytestmark = [
    pytest.mark.skipif(not MASTER, reason="make test-spark asks Spark"),
    pytest.mark.filterwarnings("default"),
]


def test_the_drawn_queries_agree(small: Catalog, tmp_path: Path) -> None:
    from fmcat.engines import attach
    from fmcat.engines.dataset import write_dataset

    write_dataset(small, small.query(""), tmp_path / "set")
    other = attach(f"spark:{MASTER}?path={tmp_path / 'set'}")
    queries = [query for query, _ in MEANINGS] + drawn_queries(small, int(os.environ.get("FMCAT_DRAWN", "200")))
    for query in queries:
        assert other.select(query).ids() == small.select(query).ids(), query
    assert other.document("clip") == small.document("clip")
