"""A reminder of old data: at a terminal, once a day, and never otherwise."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Run

ENTRY = "{{id: one, name: One, vendor: meta, released: 2020, modalities: [vision], sources: [{}]}}"


class Watched(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def told(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The output on standard error."""

    def listed(registry: Path, *options: str) -> str:
        stream = Watched()
        monkeypatch.setattr(sys, "stderr", stream)
        run(*options, "list", "-q", registry=registry)
        return stream.getvalue()

    return listed


@pytest.fixture
def read_on(registry_file: Callable[[str], Path]) -> Callable[[date], Path]:
    def write(day: date) -> Path:
        source = f"{{url: 'https://a.org', for: [name], read: {day}}}"
        text = "schema: 1\ntaxonomy: {modality: [{id: vision, label: {en: V}, definition: {en: V}}]}\n"
        text += "vendors: [{id: meta, label: {en: Meta}}]\nmodels:\n- " + ENTRY.format(source)
        return registry_file(text)

    return write


def test_old_data_is_reported_once_a_day(
    told: Callable[..., str], read_on: Callable[[date], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = read_on(date.today() - timedelta(days=181))
    assert "the newest data was read on" in told(old)
    assert told(old) == ""
    stamp = Path(sys.modules["fmcat.catalog.store"].cache_folder(), "reminded")
    stamp.write_text("2020-01-01")
    assert "fmcat import models-dev --fetch" in told(old)
    stamp.unlink()
    assert "기준임" in told(old, "--lang", "ko")
    stamp.unlink()
    monkeypatch.setenv("FMCAT_NO_REMINDER", "1")
    assert told(old) == ""


def test_it_reaches_a_real_terminal(read_on: Callable[[date], Path]) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(read_on(date(2020, 1, 1))), "list", "-q"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, check=True, text=True)
    os.close(end)
    assert "the newest data was read on" in os.read(terminal, 4096).decode()
    os.close(terminal)
    assert ran.stdout == "one\n"


def test_fresh_data_needs_no_reminder(told: Callable[..., str], read_on: Callable[[date], Path]) -> None:
    assert told(read_on(date.today() - timedelta(days=180))) == ""


def test_no_reminder_is_printed_into_a_pipe(run: Run, read_on: Callable[[date], Path]) -> None:
    assert run("list", "-q", registry=read_on(date(2020, 1, 1))).err == ""
