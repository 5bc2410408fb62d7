import json

from fmcat.fields import FIELDS
from tests.conftest import Run


def test_every_field_is_listed_with_its_values(run: Run) -> None:
    listed = {field["name"]: field for field in json.loads(run("fields", "--json").out)}
    assert set(listed) == {*FIELDS, "x-note"}
    assert listed["access"]["values"] == ["open", "api", "open-restricted"]
    assert listed["parameters"]["aliases"] == ["params", "size", "sizes"]


def test_the_table_names_every_field(run: Run) -> None:
    first = {line.split(" ")[0] for line in run("fields").lines}
    assert set(FIELDS) <= first
