"""What registry files say of scans, all together."""

import re
from datetime import date
from pathlib import Path
from unittest.mock import ANY

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry.locate import BUNDLED, Layer
from fmcat.registry.scanning import ScanSettings, paths_there, scan_settings

ONE = """\
schema: 1
scan:
  paths: [src, "a b"]
  exclude: "*.md"
  deny: [access:api, {query: "status:retired", reason: gone}]
  deny-unknown: no
  except: [{reference: x, reason: needed, until: 2026-12-31}]
"""
OTHER = '{"schema": 1, "scan": {"paths": "lib", "exclude": ["b"], "deny": "license:x", "deny-unknown": "yes"}}'


def layer(folder: Path, name: str, text: str, of: str = "own") -> Layer:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return Layer(of, path, (path,))


def test_what_files_say_is_taken_together(tmp_path: Path) -> None:
    empty = layer(tmp_path / "c", "c.yaml", "schema: 1\nscan:\n")
    none = layer(tmp_path / "d", "d.yaml", "schema: 1\nx-scan: a\n")
    bundled = layer(tmp_path / "e", "e.yaml", "schema: 1\nscan: {paths: [never]}\n", of=BUNDLED)
    lines = layer(tmp_path / "f", "f.jsonl", '{"id": "scan"}\n')
    found = scan_settings(
        [bundled, layer(tmp_path / "a", "a.yaml", ONE), empty, none, lines, layer(tmp_path / "b", "b.json", OTHER)]
    )
    assert found == ScanSettings(
        paths=dict.fromkeys([tmp_path / "a/src", tmp_path / "a/a b", tmp_path / "b/lib"], ANY),
        exclude=["*.md", "b"],
        denials=[("access:api", ""), ("status:retired", "gone"), ("license:x", "")],
        deny_unknown=True,
        exceptions=[("x", "needed", date(2026, 12, 31))],
    )


def test_a_path_to_scan_that_is_not_there_is_told_with_the_file_that_names_it(tmp_path: Path) -> None:
    text = "schema: 1\nscan:\n  deny-unknown: yes\n  paths: [src1, src2]\n"
    found = scan_settings([layer(tmp_path, "a.yaml", text)])
    (tmp_path / "src1").mkdir()
    with pytest.raises(BadRegistry) as bad:
        paths_there(found)
    [problem] = bad.value.problems
    assert re.search(r"a\.yaml:4:3: scan\.paths: \S*src2: no such file or folder$", problem)
    (tmp_path / "src2").mkdir()
    assert paths_there(found) == [tmp_path / "src1", tmp_path / "src2"]


@pytest.mark.parametrize(
    ("said", "denied"), [("yes", True), ("True", True), ("no", False), ("FALSE", False), ("Yes", True)]
)
def test_unknown_names_are_denied_once_one_file_says_so(tmp_path: Path, said: str, denied: bool) -> None:
    one = layer(tmp_path, "a.yaml", f"schema: 1\nscan: {{deny-unknown: {said}}}\n")
    assert scan_settings([one]).deny_unknown is denied
    other = layer(tmp_path, "b.yaml", "schema: 1\nscan: {deny-unknown: no}\n")
    assert scan_settings([one, other]).deny_unknown is denied


def test_what_is_wrong_is_told_of_all_files(tmp_path: Path) -> None:
    layers = [layer(tmp_path, name, "schema: 1\nscan:\n  exclude: ['']\n") for name in ("a.yaml", "b.yaml")]
    with pytest.raises(BadRegistry) as bad:
        scan_settings(layers)
    assert [problem.rpartition("/")[2] for problem in bad.value.problems] == [
        "a.yaml:3:3: scan.exclude: must be a list of texts",
        "b.yaml:3:3: scan.exclude: must be a list of texts",
    ]
