"""Files from before there were versions, upgraded by `fmcat check --fix`."""

from pathlib import Path

import pytest

from fmcat.registry.migrate import migrated
from tests.conftest import Run

ENTRY = "models:\n- {id: new, name: New, vendor: meta, released: 2026, modalities: [vision]}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"# ours\n\n{ENTRY}", f"# ours\n\nschema: 1\n{ENTRY}"),
        (f"schema: 0  # a draft\n{ENTRY}", f"schema: 1  # a draft\n{ENTRY}"),
        (ENTRY, f"schema: 1\n{ENTRY}"),
        (f"schema: 1\n{ENTRY}", f"schema: 1\n{ENTRY}"),
        (f"schema: 2\n{ENTRY}", f"schema: 2\n{ENTRY}"),
        ("{schema: 1, models: []}", "{schema: 1, models: []}"),
    ],
)
def test_an_older_file_becomes_one_of_today(old: str, new: str) -> None:
    assert migrated(old) == new
    assert migrated(new) == new


@pytest.mark.usefixtures("words_only")
def test_check_fix_upgrades_and_changes_nothing_else(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(b"\xef\xbb\xbf# ours\r\n" + ENTRY.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    ran = run("check", str(path), registry=None)
    assert ran.code == 3
    assert f"fmcat check {path} --fix adds it" in ran.err
    assert path.read_bytes() == before
    run("check", str(path), "--fix", registry=None)
    assert path.read_bytes() == before.replace(b"# ours\r\n", b"# ours\r\nschema: 1\r\n")
    assert "schema" not in run("check", str(path), registry=None).err


@pytest.mark.usefixtures("words_only")
def test_a_newer_file_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(f"schema: 2\n{ENTRY}")
    ran = run("check", str(path), "--fix", registry=None)
    assert ran.code == 3
    assert "schema 2 is newer than this fmcat supports; upgrade fmcat" in ran.err
    assert path.read_text() == f"schema: 2\n{ENTRY}"
