"""A large repository is read by several processes, with the same result."""

import os
from pathlib import Path
from typing import Any

import pytest

from fmcat import Catalog
from fmcat.processes import Worker
from fmcat.scan import share
from fmcat.scan.files import Excluded
from fmcat.scan.reader import Survey
from fmcat.scan.survey import survey
from tests.conftest import SMALL
from tests.scan import made


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in "abc":
        made.write(tmp_path / "r" / name)
    (tmp_path / "r" / "broken.ipynb").write_text("{")
    return tmp_path / "r"


def read(repository: Path) -> Survey:
    return survey(Catalog.load(SMALL, only=True), [repository], Excluded())


def test_processes_find_the_same_in_the_same_order(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read(repository)
    assert alone.references
    assert alone.skipped
    monkeypatch.setattr(share, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    asked: list[object] = []
    answer = Worker.answer

    def noted(worker: Worker[Any, Any], part: object) -> Any:
        asked.append(part)
        return answer(worker, part)

    monkeypatch.setattr(Worker, "answer", noted)
    assert read(repository) == alone
    assert asked


@pytest.mark.parametrize("at", ["begin", "answer"])
def test_what_processes_cannot_read_is_read_without_them(
    repository: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def unable(*_: object) -> None:
        raise OSError

    answer = Worker.answer

    def killed(worker: Worker[Any, Any], part: object) -> Any:
        worker.process.kill()
        worker.process.wait()
        return answer(worker, part)

    alone = read(repository)
    monkeypatch.setattr(share, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(Worker, *(("__init__", unable) if at == "begin" else ("answer", killed)))
    assert read(repository) == alone
