"""A whole repository read: what is found in it, where, and what is left alone."""

import os
import subprocess
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.inventory import Occurrence
from fmcat.scan.files import Excluded
from fmcat.scan.reader import BROKEN, LARGE, LONG, UNREADABLE, Survey
from fmcat.scan.survey import survey
from tests.scan import made


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The bundled catalog: a scan is only worth what it knows."""
    return Catalog.load()


def found(read: Survey) -> set[tuple[str, int, str]]:
    return {(place.file, place.line, place.text) for _, place in read.references}


def scanned(catalog: Catalog, folder: Path, *exclude: str) -> Survey:
    return survey(catalog, [Path(folder)], Excluded(exclude))


def below(folder: Path, places: set[tuple[str, int, str]]) -> set[tuple[str, int, str]]:
    return {(f"{folder.as_posix()}/{file}", line, text) for file, line, text in places}


def test_a_repository_gives_every_reference_and_nothing_else(catalog: Catalog, tmp_path: Path) -> None:
    expected = below(tmp_path / "r", made.write(tmp_path / "r"))
    got = found(scanned(catalog, tmp_path / "r"))
    assert sorted(expected - got) == []
    assert sorted(got - expected) == []
    assert len(expected) > 60


def test_a_line_break_in_its_name_hides_no_file(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "a\n::error::b.py").write_text('model = "gpt-4o"')
    assert [place.text for _, place in scanned(catalog, tmp_path / "r").references] == ["gpt-4o"]


def test_what_git_tracks_is_read_and_nothing_the_repository_names_is_run(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q"], check=True)
    (folder / "kept.py").write_text('model = "gpt-4o"')
    (folder / "loose.py").write_text('model = "gpt-4"')
    (folder / "gone.py").write_text('model = "gpt-4"')
    subprocess.run([*git, "add", "kept.py", "gone.py"], check=True)
    (folder / "gone.py").unlink()
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.sshCommand", "filter.x.clean", "core.pager"):
        subprocess.run([*git, "config", key, str(program)], check=True)
    assert {place.file.rpartition("/")[2] for _, place in scanned(catalog, folder).references} == {"kept.py"}
    assert not ran.exists()


def test_without_git_vendored_folders_are_left_out(catalog: Catalog, tmp_path: Path) -> None:
    for name in ("a.py", "node_modules/x.py", ".venv/lib/x.py", "src/b.py"):
        (tmp_path / "r" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / name).write_text('model = "gpt-4o"')
    files = {place.file for _, place in scanned(catalog, tmp_path / "r").references}
    assert {Path(file).name for file in files} == {"a.py", "b.py"}
    assert len(scanned(catalog, tmp_path / "r", "src").references) == 1


def test_folders_may_nest_deeper_than_python_calls(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("a").mkdir()
        os.chdir("a")
    Path("x.py").write_text('model = "gpt-4o"')
    Path("y.py").write_text('model = "gpt-4o"')
    os.chdir(tmp_path)
    Path("a/b.py").write_text('model = "gpt-4o"')
    files = [place.file.rpartition("/")[2] for _, place in scanned(catalog, Path("a")).references]
    subprocess.run(["rm", "-r", "a"], check=True)  # deeper than pytest can remove
    assert files == ["x.py", "y.py", "b.py"]


def test_a_folder_that_cannot_be_read_is_counted(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(25):  # together longer than a path may be
        Path("a" * 200).mkdir()
        os.chdir("a" * 200)
    os.chdir(tmp_path)
    read = scanned(catalog, Path())
    subprocess.run(["rm", "-r", "a" * 200], check=True)
    assert read.skipped == {UNREADABLE: 1}
    assert scanned(catalog, Path()).skipped.total() == 0


def test_paths_that_overlap_are_read_once(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "r" / "a").mkdir(parents=True)
    (tmp_path / "r" / "a" / "x.py").write_text('model = "gpt-4o"')
    roots = [tmp_path / "r", tmp_path / "r" / "a", tmp_path / "r" / "a" / "x.py", tmp_path / "r" / "a" / ".." / "a"]
    read = survey(catalog, roots, Excluded())
    assert (len(read.references), read.files) == (1, 1)


def test_a_registry_describes_models_and_uses_none(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('model = "gpt-4o"')
    registry = tmp_path / "fmcat.yaml"
    registry.write_text("schema: 1\nmodels:\n- id: gpt-4o\n")
    read = survey(catalog, [tmp_path], Excluded(), registry=[registry])
    assert {place.file.rpartition("/")[2] for _, place in read.references} == {"app.py"}
    read = survey(catalog, [registry, tmp_path], Excluded(), registry=[registry])
    assert {place.file.rpartition("/")[2] for _, place in read.references} == {"app.py", "fmcat.yaml"}


def test_links_are_not_followed(catalog: Catalog, tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "r"
    outside.mkdir()
    inside.mkdir()
    (outside / "x.py").write_text('model = "gpt-4o"')
    (inside / "file.py").symlink_to(outside / "x.py")
    (inside / "folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    assert scanned(catalog, inside).references == []
    git = ["git", "-C", str(inside)]
    subprocess.run([*git, "init", "-q"], check=True)
    (inside / "sub").mkdir()
    (inside / "sub" / "x.py").write_text('model = "gpt-4o"')
    subprocess.run([*git, "add", "sub/x.py"], check=True)
    assert len(scanned(catalog, inside).references) == 1
    (inside / "sub" / "x.py").unlink()
    (inside / "sub").rmdir()
    (inside / "sub").symlink_to(outside)
    assert scanned(catalog, inside).references == []


def test_what_cannot_be_read_is_counted_and_the_rest_is_read(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    with (folder / "huge.py").open("wb") as stream:
        stream.truncate(2**31)
    (folder / "line.js").write_text("x" * 1_000_000 + '; model = "gpt-4"')
    (folder / "broken.ipynb").write_text('{"cells": [')
    (folder / "deep.ipynb").write_text("[" * 100_000)
    (folder / "binary.py").write_bytes(b'\0\1model = "gpt-4"')
    (folder / "deep.json").write_text("[" * 50_000 + '{"model": "gpt-4o"}')
    (folder / "open.py").write_text('model = "gpt-4o"\n' + "(" * 50_000 + '"""')
    (folder / "latin.py").write_bytes('# é\nmodel = "gpt-4o"'.encode("latin-1"))
    (folder / "wide.py").write_bytes('model = "gpt-4o"'.encode("utf-16"))
    (folder / "marked.py").write_bytes(b'\xef\xbb\xbfmodel = "gpt-4o"')
    read = scanned(catalog, folder)
    assert read.skipped == {LARGE: 1, LONG: 1, BROKEN: 2}
    files = sorted(Path(place.file).name for _, place in read.references)
    assert files == ["deep.json", "latin.py", "marked.py", "open.py", "wide.py"]


def test_a_name_that_is_not_utf8_is_shown_as_escapes(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    try:
        (folder / "caf\udce9.py").write_text('model = "gpt-4o"')
    except OSError:
        pytest.skip("this file system has no such names")
    [(_, place)] = scanned(catalog, folder).references
    assert place.file.endswith("caf\\xe9.py")


def test_prose_is_read_when_it_is_asked_for(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "README.md").write_text("Uses gpt-4o and meta-llama/Llama-2-7b-hf, or step-2 and a/b.\n")
    (tmp_path / "r" / "x.py").write_text("# gpt-4\n")
    assert scanned(catalog, tmp_path / "r").references == []
    read = survey(catalog, [tmp_path / "r"], Excluded(), prose=True)
    assert [place.text for _, place in read.references] == ["gpt-4o", "meta-llama/Llama-2-7b-hf", "gpt-4"]


def test_columns_count_from_one_and_cells_are_told(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    made.write(folder)
    places = {place.text: place for _, place in scanned(catalog, folder).references}
    assert str(places["‹base›".strip("‹›")]).endswith("app/load.py:5:21")
    assert str(places["facebook/dinov2-base"]).endswith("lab.ipynb[2]:2:36")
    cached = places["models--facebook--dinov2-small"]
    assert isinstance(cached, Occurrence)
    assert str(cached).endswith("cache/models--facebook--dinov2-small")
