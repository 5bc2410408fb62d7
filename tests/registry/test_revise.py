"""Changes of registry files, as they are shown."""

from pathlib import Path

from fmcat.registry.revise import Revision


def test_a_line_break_in_a_folder_name_begins_no_line_of_a_diff() -> None:
    revision = Revision(Path("a\n::error::x/fmcat.yaml"), "schema: 1\n", "schema: 1\nmodels: []\n")
    assert revision.diff().splitlines()[:2] == ["--- a⏎::error::x/fmcat.yaml", "+++ a⏎::error::x/fmcat.yaml"]
    assert "##[" not in Revision(Path("##[error]x/fmcat.yaml"), "schema: 1\n", "").diff()
