"""How far long work is: told at a terminal alone, and erased at the end."""

import sys

import pytest

from fmcat.cli import meter


def drawn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at_terminal: bool) -> str:
    times = iter([10.0, 10.2, 11.0, 11.1, 14.0])
    monkeypatch.setattr(meter, "monotonic", lambda: next(times))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: at_terminal)
    draw = meter.Meter(lambda: "en")
    for done in (0, 1_000_000, 5_000_000, 5_100_000, 20_000_000):
        draw(done, 20_000_000)
    return capsys.readouterr().err


def test_it_tells_the_share_the_rate_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "compiling: 25% at 5.0 MB/s, 0:03 left"
    assert drawn(monkeypatch, capsys, at_terminal=True) == f"\r{line}\r{' ' * len(line)}\r"


def test_it_is_silent_where_nobody_watches(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert drawn(monkeypatch, capsys, at_terminal=False) == ""
