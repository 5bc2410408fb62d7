"""What git tracks, whatever is in its index."""

from pathlib import Path
from typing import IO

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry import git


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that git prints for a folder."""
    names: list[str] = []

    def printed(*arguments: str, into: IO[bytes]) -> bytes:
        assert arguments[0] == "-C"
        into.write(b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in names))
        return b""

    monkeypatch.setattr(git, "_git", printed)
    return names


def test_paths_that_lead_out_of_the_folder_are_left_out(index: list[str]) -> None:
    index += ["a.py", "/etc/passwd", "../b.py", "c/../d.py", "e..f/g..", ".h", "c/..", "한.py", "\udcff.py"]
    found = git.tracked(Path())
    assert found is not None
    assert list(found) == ["a.py", "e..f/g..", ".h", "한.py", "\udcff.py"]


def test_an_index_of_any_length_is_read(index: list[str]) -> None:
    index += [f"folder/{number}.py" for number in range(20_000)]
    assert list(git.tracked(Path()) or ()) == index


def test_where_nothing_is_tracked_git_does_not_say_what_is_read(index: list[str]) -> None:
    assert index == []
    assert git.tracked(Path()) is None


def test_without_a_repository_git_does_not_say_what_is_read(tmp_path: Path) -> None:
    assert git.tracked(tmp_path) is None
    assert git.tracked(tmp_path / "no\0folder") is None


def test_a_revision_has_as_many_and_as_large_files_as_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "LARGEST_FILE", 3 * 2**20)

    def refused(*sizes: int, name: str = "a.yaml") -> str:
        try:
            git._refuse_large("HEAD", [git._Blob(name, "0", size) for size in sizes])
        except BadRegistry as bad:
            return bad.problems[0]
        return ""

    assert refused(*[1] * 1000) == ""
    assert refused(*[1] * 1001) == "HEAD: has more than 1,000 registry files"
    assert refused(3 * 2**20) == ""
    assert refused(1, 3 * 2**20 + 1) == "HEAD:a.yaml: the file is larger than 3 MiB"
    assert refused(3 * 2**20 + 1, name="a.jsonl") == "", "which is read line by line"
    assert refused(2**29, 2**29, name="a.jsonl") == ""
    assert refused(2**29, 2**29 + 1, name="a.jsonl") == "HEAD: the registry files are larger than 1024 MiB"
