"""The report of `make freshness`."""

import importlib.util
from datetime import date
from pathlib import Path

from fmcat.fields import Document

SCRIPT = Path(__file__).parents[2] / "docs" / "freshness.py"


def model(name: str, **facts: object) -> Document:
    document: Document = {
        "id": name,
        "name": name,
        "vendor": ["lab"],
        "released": "2024-05",
        "modalities": ["language"],
    }
    document.update(facts)  # type: ignore[typeddict-item]
    return document


def test_it_tells_what_is_new_what_lacks_a_status_and_what_nobody_read() -> None:
    spec = importlib.util.spec_from_file_location("freshness", SCRIPT)
    assert spec
    assert spec.loader
    freshness = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(freshness)
    documents = [
        model("old", sources=[{"url": "https://example.org", "for": ["vendor"], "read": "2024-06-01"}], access="api"),
        model(
            "new", sources=[{"source": "table", "for": ["vendor"]}], access="api", status="active", released="2026-01"
        ),
        model("none", access="open"),
    ]
    assert freshness.report(documents, {"table": "2026-01"}, date(2026, 1, 31)) == [
        "sources were read up to 2026-01-01",
        "newest model: new, 2026-01, 30 days ago",
        "served models without a status: 1 (old)",
        "entries that nobody read for 365 days: 2 (old, none)",
    ]
