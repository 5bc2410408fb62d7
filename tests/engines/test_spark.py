"""A Spark cluster answers every query as SQLite does. `make test-spark` runs it, with Java and the extra `spark`."""

import os
from pathlib import Path

import pytest

from fmcat import Catalog, FmcatError
from fmcat.query.printed import literal, printed
from fmcat.query.sql import select
from tests.conftest import Run
from tests.query.drawn import ODD, ODD_QUERIES, drawn_queries, odd_catalog
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
        asked = small.query(query)
        assert other.matched(asked) == small.matched(asked), query
    assert other.document("clip") == small.document("clip")


def test_odd_letters_and_marks_are_found_and_sorted_alike(tmp_path: Path) -> None:
    from fmcat.engines import attach
    from fmcat.engines.dataset import write_dataset

    catalog = odd_catalog(tmp_path)
    write_dataset(catalog, catalog.query(""), tmp_path / "set", by_year=True)
    other = attach(f"spark:{MASTER}?path={tmp_path / 'set'}")
    for query in ODD_QUERIES:
        assert other.select(query).ids() == catalog.select(query).ids(), query
    texts = [*ODD, "x\\u0024", "a\nb", "'; DROP TABLE model; --", "${spark.app.name}"]
    statement = f"SELECT {', '.join(literal(text, 'spark') for text in texts)}"
    assert next(other.rows(statement, {})) == tuple(texts)
    odd = catalog.query('"\'" or "${HOME}" or 한글')
    text = printed(*select(odd, "m.id"), "spark")
    assert [row[0] for row in other.rows(text, {})] == [row[0] for row in catalog.rows(*select(odd, "m.id"))]


def test_the_command_line_asks_it(run: Run) -> None:
    assert run("export", "--format", "parquet", "-o", "ds").code == 0
    for words in (["stats", "--by", "vendor"], ["timeline", "vision"], ["export"]):
        assert run("--catalog", f"spark:{MASTER}?path=ds", *words, registry=None).out == run(*words).out


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("spark:nonsense?path=.", "does not name a data set"),
        (f"spark:{MASTER}?path=nowhere", "PATH_NOT_FOUND"),
    ],
)
def test_an_address_of_nothing_is_reported(address: str, says: str) -> None:
    from fmcat.engines import attach

    with pytest.raises(FmcatError) as refused:
        attach(address)
    assert says in refused.value.message
