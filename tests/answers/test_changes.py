"""What releases of the data changed, in other forms."""

from fmcat.answers.changes import to_lines, to_markdown
from fmcat.schema.document import ReleaseDocument

RELEASE: ReleaseDocument = {
    "id": "2026.11.28",
    "date": "2026-11-28",
    "package": "0.2.0",
    "models": 1427,
    "added": ["mae"],
    "removed": ["old"],
    "renamed": [{"old": "a", "new": "b"}],
    "changed": [{"id": "dino", "facts": [{"key": "x-n", "before": "1\t2"}], "other": ["sources", "summary"]}],
}


def test_a_line_per_change_has_six_columns() -> None:
    assert [line.rstrip("\n").split("\t") for line in to_lines([RELEASE])] == [
        ["2026.11.28", "added", "mae", "", "", ""],
        ["2026.11.28", "removed", "old", "", "", ""],
        ["2026.11.28", "renamed", "a", "", "a", "b"],
        ["2026.11.28", "changed", "dino", "x-n", "1 2", ""],
        ["2026.11.28", "changed", "dino", "sources", "", ""],
        ["2026.11.28", "changed", "dino", "summary", "", ""],
    ]


def test_markdown_has_a_heading_per_release_and_kind_of_change() -> None:
    lines = to_markdown([RELEASE]).splitlines()
    assert lines[0] == "## 2026.11.28"
    assert [line for line in lines if line.startswith("- ")][:2] == ["- mae", "- old"]
    assert sum(line.startswith("### ") for line in lines) == 4
    assert "## 2026.11.28" in to_markdown([RELEASE], "ko")
