"""Answers that would be too large: pages with a cursor, and family trees cut to size."""

import time
from pathlib import Path
from typing import Any

import pytest

from fmcat import Catalog
from fmcat.agents import answers
from fmcat.agents.pages import LARGEST, Pages, size
from fmcat.errors import BadUsage
from tests.conftest import SMALL


def test_a_page_cut_by_size_leads_to_the_rest(small: Catalog) -> None:
    items = [f"{number} " + "x" * 4_000 for number in range(6)]
    found, cursor = [], ""
    for _ in items:
        page, cursor = Pages(small, "question").page(items, 100, cursor)
        assert len(page) < len(items)
        found += page
        if not cursor:
            break
    assert found == items


@pytest.mark.parametrize("start", ["9" * 5_000, "-1", "²", "", "999999999999"])
def test_a_cursor_nobody_gave_is_refused(small: Catalog, start: str) -> None:
    pages = Pages(small, "question")
    mark = pages.page([1, 2], 1, "")[1].partition("-")[0]
    with pytest.raises(BadUsage, match="does not belong"):
        pages.page([1, 2], 1, f"{mark}-{start}")


def test_a_large_family_tree_is_cut_to_size_at_once_and_counts_the_rest(tmp_path: Path) -> None:
    tunes = "\n".join(
        f"- {{id: tune-{n}, name: Tune {n}, vendor: meta, released: '2023', modalities: [vision], "
        f"lineage: {{uses-vision-encoder: [{'clip' if n < 100 else f'tune-{n - 100}'}]}}}}"
        for n in range(200)
    )
    over = tmp_path / "over.yaml"
    over.write_text(f"schema: 1\nmodels:\n{tunes}\n", "utf-8")
    catalog = Catalog.load(SMALL, over, only=True)
    started = time.monotonic()
    tree: Any = answers.family(catalog, "clip", down=True, depth=20, sources=False)
    assert time.monotonic() - started < 5
    assert size(tree) <= LARGEST

    def steps(told: dict[str, object]) -> int:
        below = told.get("branches", [])
        assert isinstance(below, list)
        return len(below) + int(str(told.get("left_out", 0))) + sum(map(steps, below))

    whole = len(catalog.select("lineage:clip"))
    assert whole > 100
    assert len(tree["down"]["branches"]) + tree["down"].get("left_out", 0) == whole
    assert steps(tree["down"]) <= len(catalog)
