"""Every license of the SPDX list has a class, as in the public database that its file is made from."""

import importlib.util
from pathlib import Path

import pytest

from fmcat.schema.license_classes import CLASSES, SPDX, spdx_classes
from fmcat.schema.vocabulary import spdx_ids


def test_every_spdx_license_has_one_of_our_classes() -> None:
    assert set(spdx_classes()) == set(spdx_ids())
    assert set(spdx_classes().values()) <= set(CLASSES)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ISC", "permissive"),
        ("MPL-2.0", "weak-copyleft"),
        ("GPL-2.0-only", "copyleft"),
        ("CC-BY-NC-SA-3.0-IGO", "non-commercial"),
        ("PolyForm-Noncommercial-1.0.0", "non-commercial"),
        ("BUSL-1.1", "community"),
    ],
)
def test_well_known_licenses_are_in_the_class_people_know_them_in(name: str, kind: str) -> None:
    assert spdx_classes()[name] == kind


def test_the_file_is_as_its_script_writes_it() -> None:
    pytest.importorskip("license_expression")
    path = Path(__file__).parents[2] / "docs" / "spdx.py"
    spec = importlib.util.spec_from_file_location("spdx", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.text() == SPDX.read_text("utf-8")
