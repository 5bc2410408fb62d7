"""fmcat mcp without the extra; tests/agents drives the server."""

import sys

import pytest

from tests.conftest import Run


def test_without_the_extra_one_line_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "fmcat.agents.server", raising=False)
    for name in ["mcp", *(name for name in sys.modules if name.startswith("mcp."))]:
        monkeypatch.setitem(sys.modules, name, None)
    ran = run("mcp")
    assert ran.code == 1
    assert ran.out == ""
    assert "pip install 'fmcat[mcp]'" in ran.err
