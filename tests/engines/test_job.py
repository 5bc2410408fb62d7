"""Lines compiled by a Spark job give the tables that one machine gives. `make test-spark` runs it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fmcat.catalog.catalog import Catalog
from fmcat.errors import BadRegistry, BadUsage
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry
from tests.catalog.test_update import whole
from tests.engines.test_duck import rows
from tests.engines.test_worker import below_in, lines_in

MASTER = os.environ.get("FMCAT_SPARK", "")
pytestmark = [
    pytest.mark.skipif(not MASTER, reason="make test-spark asks Spark"),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def session() -> Any:
    from fmcat.engines import job

    return job.session(MASTER)


@pytest.fixture
def layers(tmp_path: Path) -> list[Layer]:
    """Lines, and a file below them that describes one of them and names another one."""
    models = [
        whole("ada", {"lineage": {"finetuned": ["m8"]}, "license": {"weights": "MIT"}, "family": "one"}),
        whole("bob", {"lineage": {"distilled": ["ada"]}}),
        {"id": "m7", "family": "one"},
    ]
    lines = tmp_path / "lines"
    return [below_in(tmp_path, models), Layer("lines", lines, tuple(lines_in(lines)))]


def compiled(session: Any, layers: list[Layer], folder: Path) -> Path:
    from fmcat.engines.job import compile_lines

    session.conf.set("spark.sql.files.maxPartitionBytes", "3k")
    session.conf.set("spark.sql.files.openCostInBytes", "1")
    compile_lines(session, [str(layers[1].path)], str(folder), layers[:1])
    return folder


def test_a_job_makes_the_tables_of_one_machine(session: Any, layers: list[Layer], tmp_path: Path) -> None:
    from fmcat.engines.dataset import write_dataset

    catalog = Catalog(layers)
    write_dataset(catalog, catalog.query(""), tmp_path / "one")
    made = rows(compiled(session, layers, tmp_path / "many"))
    one = rows(tmp_path / "one")
    assert [table for table in one if made[table] != one[table]] == []
    assert made["lineage_closure"]
    with pytest.raises(BadUsage, match="already exists"):
        compiled(session, layers, tmp_path / "many")
    write_dataset(catalog, catalog.query("id:ada"), tmp_path / "many")  # it is a data set like any other


@pytest.mark.parametrize(
    ("place", "facts"),
    [
        (53, {"vendor": ["nobody"]}),
        (53, {"lineage": {"finetuned": ["m500"]}}),
        (53, {"id": "m3"}),
        (53, {"aliases": ["M3"]}),
        (53, {"aliases": ["BOB"]}),
        (7, {"vendor": ["nobody"]}),
    ],
)
def test_a_line_that_is_not_valid_is_named_as_on_one_machine(
    session: Any, layers: list[Layer], tmp_path: Path, place: int, facts: dict[str, Any]
) -> None:
    file = layers[1].files[place > 29]
    lines = file.read_text("utf-8").split("\n")
    number = place - 30 if place > 29 else place
    lines[number] = json.dumps({**json.loads(lines[number]), **facts})
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadRegistry) as expected:
        list(read_registry(layers).models())
    with pytest.raises(BadRegistry) as refused:
        compiled(session, layers, tmp_path / "many")
    assert refused.value.problems == expected.value.problems[:1]
    assert not (tmp_path / "many").exists()
