"""The versions that the two commands of the README install."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LINES = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
PINNED = dict(line.split("==") for line in LINES)


def wanted() -> list[Requirement]:
    """Every requirement of the project and its extras, other than the project's own extras."""
    extras = PROJECT["optional-dependencies"].values()
    listed = [*PROJECT["dependencies"], *(line for lines in extras for line in lines)]
    return [requirement for line in listed if (requirement := Requirement(line)).name != PROJECT["name"]]


def test_a_constraint_is_a_name_and_a_version_and_nothing_else() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []


def test_every_requirement_is_pinned_within_its_range() -> None:
    outside = [str(one) for one in wanted() if not one.specifier.contains(PINNED.get(one.name.lower(), "0"))]
    assert outside == []


def test_the_build_backend_is_pinned_too() -> None:
    assert {"hatchling", "editables"} <= PINNED.keys()


def test_every_requirement_states_its_floor() -> None:
    assert [str(one) for one in wanted() if not any(part.operator == ">=" for part in one.specifier)] == []
