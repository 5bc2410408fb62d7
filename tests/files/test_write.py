import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat.errors import FmcatError
from fmcat.files.write import whole_folder, write_whole


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


@pytest.mark.parametrize("name", ["n" * 255, "가" * 85])
def test_a_name_as_long_as_the_file_system_takes_is_written(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, [b"one"])
    write_whole(tmp_path / name, [b"two"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir() if path.is_file()] == [(name, b"two")]


def test_a_link_that_leads_back_to_itself_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FmcatError, match="a link that leads back to itself"):
        write_whole(tmp_path / "a", [b""])
    assert (tmp_path / "a").is_symlink()


def test_a_new_file_takes_no_other_ones_place(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(FmcatError, match="already exists"):
        write_whole(tmp_path / "link", [b""], new=True)
    assert not (tmp_path / "nowhere").exists()


root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


@root
def test_the_owner_and_group_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "team"
    path.write_bytes(b"old")
    path.chmod(0o664)
    os.chown(path, 4321, 4322)
    write_whole(path, [b"new"])
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (4321, 4322, 0o664)


@root
def test_an_owner_that_cannot_be_kept_is_reported_and_the_group_stays(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    path = tmp_path / "team"
    path.write_bytes(b"old")
    path.chmod(0o660)
    os.chown(path, 4321, 4322)
    for folder in list(tmp_path.parents)[:-2]:
        folder.chmod(folder.stat().st_mode | 0o011)
    code = (
        "import os, sys; from pathlib import Path; from fmcat.files.write import write_whole\n"
        "os.setgroups([4322]); os.setgid(1234); os.setuid(1234)\n"
        "write_whole(Path(sys.argv[1]), [b'new'])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (1234, 4322, 0o660)
    assert "its owner, group or access list could not be kept" in ran.stderr


def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"kept")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    write_whole(path, [b"new"])
    assert os.getxattr(path, "user.note") == b"kept"


def test_only_leftovers_of_ours_are_swept(tmp_path: Path) -> None:
    ours = [".own.yaml.fmcat-abcdefgh.tmp", ".own.yaml.fmcat-abcdefg1.tmp.former"]
    others = [".own.yaml.notes.tmp", ".own.yaml.backup12.tmp", ".own.yaml.fmcat-notes.tmp", ".other.fmcat-abcdefgh.tmp"]
    for name in (*ours, *others):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("")
        os.utime(tmp_path / name, (0, 0))
    write_whole(tmp_path / "own.yaml", [b""])
    assert not any((tmp_path / name).exists() for name in ours)
    assert all((tmp_path / name / "file").exists() for name in others)


def fill(path: Path, text: str) -> None:
    with whole_folder(path, lambda folder: True) as filled:
        (filled / "file").write_text(text)


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr("sys.platform", "freebsd")
    folder = tmp_path / "parent" / "set"
    folder.parent.mkdir()
    fill(folder, "old")
    folder.chmod(0o750)
    fill(folder, "new")
    assert (folder / "file").read_text() == "new"
    assert folder.stat().st_mode & 0o777 == 0o750
    assert list(folder.parent.iterdir()) == [folder]


def test_a_former_folder_is_put_back_by_the_next_write(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    former = tmp_path / ".set.fmcat-abcdefgh.tmp.former"
    former.mkdir()
    (former / "file").write_text("old")
    with pytest.raises(FmcatError, match="cannot be written"), whole_folder(folder, lambda folder: True):
        raise OSError(28, "No space left on device")
    assert (folder / "file").read_text() == "old"
