"""JSON Lines, an entry per line."""

import json
from pathlib import Path

import pytest

from fmcat.registry import lines
from fmcat.registry.problems import Problems
from fmcat.text import MOST_ITEMS

MIB = 2**20


def test_a_line_is_as_large_as_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_FILE", 3 * MIB)
    path, problems = tmp_path / "large.jsonl", Problems()
    line = b'{"id": "a", "x": "' + b"x" * 3 * MIB
    exact = line[: 3 * MIB - 3] + b'"}\n'
    path.write_bytes(b'\n{"id": " b "}\n' + exact + b"[]\n" + exact[:-3] + b'x"}\n{"id": "never"}\n')
    found = [(position.line, entry["id"]) for position, entry in lines.entries_in(path, "f", problems)]
    assert found == [(2, "b"), (3, "a")]
    assert [str(problem.sentence) for problem in problems.found] == [
        "f:4:1: an entry must be a mapping with an id",
        "f:5:1: the line is larger than 3 MiB",
    ]


def test_ordinary_lines_are_read_at_once() -> None:
    assert lines.plain_entry('{"id": "a", "name": "가", "layer": ["b"]}\r\n'.encode()) == {"id": "a", "name": "가"}


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a", "name": "\\u0007"}',
        '{"id": "a", "name": "e\u0301"}',
        '{"id": "a", "name": "\u200b"}',
        '{"id": "a", "id": "b"}',
        '{"id": "a"',
        "",
        json.dumps({"id": "a", "aliases": ["b"] * MOST_ITEMS}),
        "[" * 100_000,
    ],
)
def test_other_lines_are_examined(line: str) -> None:
    assert lines.plain_entry(line.encode()) is None
