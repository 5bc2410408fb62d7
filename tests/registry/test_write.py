import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat.errors import FmcatError
from fmcat.registry.write import write_whole


def failing() -> Iterator[bytes]:
    yield b"half"
    raise OSError(28, "No space left on device")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "new", [b"one", b"two"])
    assert (tmp_path / "new").read_bytes() == b"onetwo"


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    with pytest.raises(FmcatError, match="cannot be written: No space left on device"):
        write_whole(path, failing())
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["old"]


def test_a_link_and_permissions_stay_as_they_were(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_whole(tmp_path / "link", [b"new"])
    assert (tmp_path / "link").is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_never_replaced() -> None:
    write_whole(Path(os.devnull), [b"gone"])
    assert Path(os.devnull).is_char_device()


def test_a_folder_that_is_not_there_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(FmcatError, match="cannot be written: No such file or directory"):
        write_whole(tmp_path / "gone" / "file", [b""])
    with pytest.raises(FmcatError, match="is a folder"):
        write_whole(tmp_path, [b""])
