"""A reminder of an old release: at a terminal, once a day, and never otherwise."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from fmcat import __version__
from fmcat.cli.reminder import following
from tests.conftest import Run

ENTRY = "{id: one, name: One, vendor: meta, released: 2020, modalities: [vision]}"


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
def released_on(registry_file: Callable[[str], Path]) -> Callable[[date], Path]:
    """A registry whose newest release is of a day."""

    def write(day: date) -> Path:
        text = "schema: 1\ntaxonomy: {modality: [{id: vision, label: {en: V}, definition: {en: V}}]}\n"
        text += "vendors: [{id: meta, label: {en: Meta}}]\nmodels:\n- " + ENTRY
        version = day.isoformat().replace("-", ".")
        return registry_file(f"{text}\nreleases: [{{id: {version}, date: {day}, package: 0.2.0, models: 1}}]\n")

    return write


def test_an_old_release_is_reported_once_a_day(
    told: Callable[..., str], released_on: Callable[[date], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = released_on(date.today() - timedelta(days=46))
    assert f"is 46 days old; install fmcat {following(__version__)} or newer: pip install" in told(old)
    assert told(old) == ""
    stamp = Path(sys.modules["fmcat.catalog.store"].cache_folder(), "reminded")
    stamp.write_text("2020-01-01")
    assert "46일 지났습니다" in told(old, "--lang", "ko")
    stamp.unlink()
    monkeypatch.setenv("FMCAT_NO_REMINDER", "1")
    assert told(old) == ""


@pytest.mark.parametrize(
    ("version", "newer"), [("0.2.0", "0.2.1"), ("1.10.9", "1.10.10"), ("0.3", "0.3.1"), ("0.3.0rc1", "0.3.1")]
)
def test_the_next_release_with_data_is_named(version: str, newer: str) -> None:
    assert following(version) == newer


def test_it_reaches_a_real_terminal(released_on: Callable[[date], Path]) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(released_on(date(2020, 1, 1))), "list", "-q"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, check=True, text=True)
    os.close(end)
    assert "data 2020.01.01 is" in os.read(terminal, 4096).decode()
    os.close(terminal)
    assert ran.stdout == "one\n"


def test_a_fresh_release_needs_no_reminder(told: Callable[..., str], released_on: Callable[[date], Path]) -> None:
    assert told(released_on(date.today() - timedelta(days=45))) == ""


def test_no_reminder_is_printed_into_a_pipe(run: Run, released_on: Callable[[date], Path]) -> None:
    assert run("list", "-q", registry=released_on(date(2020, 1, 1))).err == ""
