"""fmcat resolve: what ids mean, for many at once."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Run


def test_json_is_an_array_in_the_order_of_the_ids(run: Run) -> None:
    ran = run("resolve", "CLIP", "nobody/nothing", "2103.00020", "--format", "json")
    assert ran.code == 1  # one is unknown
    assert [(one["query"], one["match"], one["model"]) for one in json.loads(ran.out)] == [
        ("CLIP", "exact", "clip"),
        ("nobody/nothing", "none", None),
        ("2103.00020", "exact", "clip"),
    ]
    assert all(list(one) == ["query", "match", "model", "checkpoint", "note"] for one in json.loads(ran.out))


def test_known_ids_alone_exit_with_zero(run: Run) -> None:
    ran = run("resolve", "clip", "clip/vit-b-32")
    assert ran.code == 0
    assert ran.lines == ["clip\texact\tclip\t\t", "clip/vit-b-32\tcheckpoint\tclip\tclip/vit-b-32\t"]


def test_ids_are_read_from_a_file_and_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"clip\r\n\n" + b"x" * 1_000_000 + b"\n\xff\xfe\ndino"
    Path("ids.txt").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    for source in ("ids.txt", "-"):
        ran = run("resolve", "--from", source, "-f", "jsonl")
        answers = [json.loads(line) for line in ran.lines]
        assert [(one["match"], one["model"]) for one in answers] == [
            ("exact", "clip"),
            ("none", None),
            ("none", None),
            ("exact", "dino"),
        ]
        assert len(answers[1]["query"]) <= 10_000


def test_answers_are_written_while_ids_are_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> Iterator[bytes]:
        yield b"clip\n"
        raise KeyboardInterrupt

    class Slow(io.RawIOBase):
        lines = interrupted()

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(self.lines)

    class Stdin:
        buffer = Slow()

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Stdin())
    ran = run("resolve", "--from", "-", "-f", "jsonl")
    assert (ran.code, json.loads(ran.lines[0])["model"]) == (130, "clip")


def test_an_unreadable_file_and_no_ids_are_reported(run: Run) -> None:
    assert run("resolve", "--from", "nowhere.txt").code == 2
    assert "which ids?" in run("resolve").err


def test_no_ids_are_an_empty_array(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    ran = run("resolve", "--from", "-", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_what_could_steer_a_terminal_is_not_echoed(run: Run) -> None:
    ran = run("resolve", "\x1b[31mred", "::error::x")
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert not any(line.startswith("::") for line in ran.lines)


@pytest.mark.usefixtures("terminal")
def test_a_person_sees_a_table_in_their_language(run: Run) -> None:
    shown = run("--lang", "ko", "resolve", "clip-GGUF", "clip").out
    assert "체크포인트" in shown
    assert "정확" in shown
