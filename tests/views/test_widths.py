"""At every width, what a view makes of it: its columns, its names and its breaks, kept in snapshots/.

A row per width has one line of the view, or how many lines it has; `make snapshots` rewrites the files.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from fmcat import Catalog, views
from fmcat.catalog.comparison import compare
from fmcat.catalog.importance import importance
from fmcat.catalog.lanes import grouped
from fmcat.catalog.plot import plot
from fmcat.catalog.tally import cross, range_of, tally
from fmcat.catalog.timeline import curated, eras, periods
from fmcat.fields import FIELDS
from fmcat.wording import Wording
from tests.conftest import SMALL, compiled
from tests.snapshots import same_as_kept

#: By the name of a view, the lines of it that are kept; a negative number counts from its end.
KEPT: Mapping[str, tuple[int, ...]] = {
    "bars": (2, 5),
    "bars-few": (2, -1),
    "comparison": (0, -1),
    "comparison-two": (0, 3),
    "eras": (3, 5, 7),
    "lanes": (2, 3, -1),
    "lanes-all": (2, 4),
    "months": (2, 3),
    "plot": (-3,),
    "plot-lines": (4, 6),
    "table": (0,),
    "table-usual": (0, 2),
    "terms": (2, 4),
    "years": (2, 4),
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with models, terms and releases that have something of everything."""
    return compiled(tmp_path_factory.mktemp("rich"), SMALL, SMALL.with_name("rich.yaml"))


@cache
def pages(catalog: Catalog, language: str) -> Mapping[str, Callable[[int], RenderableType]]:
    """The views, by name, each of a width."""
    wording, fields = Wording(language, catalog.labels(language)), FIELDS
    documents = list(catalog.documents(catalog.query("sort:id")))
    some = [catalog.document(name) for name in ("swan-2", "kite", "clip", "lark", "dino")]
    line = curated(catalog, "language")
    assert line
    vendors, modalities = grouped(documents, fields["vendor"]), grouped(documents, fields["modality"])
    labels = {name: wording.term("vendor", name) for name in vendors}
    labels |= {name: wording.term("modality", name) for name in modalities}
    columns = [fields[name] for name in ("id", "name", "vendor", "released", "parameters", "license", "access")]

    def plotted(width: int, name: str = "training-compute") -> RenderableType:
        drawn = plot(documents, fields[name], *views.plot_size(width, width // 3))
        assert drawn
        return views.plot_page("Title", drawn, language)

    def table(width: int, whole: bool) -> RenderableType:
        return views.models_table(documents, columns, wording, width, whole)

    def lanes(width: int, of: str, most: int) -> RenderableType:
        groups = vendors if of == "vendor" else modalities
        return views.lanes_page("Title", groups, labels, width, most, language, importance(catalog))

    def bars(width: int, of: str, most: int) -> RenderableType:
        sizes = range_of(documents, fields[of]) if of == "parameters" else None
        return views.tally_page(tally(documents, fields[of]), sizes, wording, width, most)

    def heat(width: int, of: str, most: int) -> RenderableType:
        return views.cross_page(cross(documents, fields["vendor"], fields[of]), wording, width, most)

    return {
        "bars": partial(bars, of="parameters", most=0),
        "bars-few": partial(bars, of="vendor", most=3),
        "comparison": lambda width: views.comparison_page(some, compare(some), wording, width),
        "comparison-two": lambda width: views.comparison_page(some[1:3], compare(some[1:3]), wording, width),
        "eras": lambda width: views.eras_page("Title", "under it", eras(catalog, line), wording, width),
        "lanes": partial(lanes, of="vendor", most=3),
        "lanes-all": partial(lanes, of="modality", most=0),
        "months": lambda width: views.periods_page("Title", "under it", periods(documents, True), language),
        "plot": plotted,
        "plot-lines": partial(plotted, name="parameters"),
        "table": partial(table, whole=True),
        "table-usual": partial(table, whole=False),
        "terms": partial(heat, of="modality", most=4),
        "years": partial(heat, of="year", most=0),
    }


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", KEPT)
def test_a_view_of_each_width_is_its_snapshot(rich: Catalog, view: str, language: str) -> None:
    told = []
    for width in range(40, 132, 13 if language == "ko" or view == "comparison" else 3):
        stream = StringIO()
        console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, color_system=None)
        console.print(pages(rich, language)[view](width))
        lines = [line.rstrip() for line in stream.getvalue().splitlines()]
        told.append(f"── {width}: {len(lines)} lines")
        told += [lines[number] for number in KEPT[view] if number < len(lines)]
    same_as_kept("\n".join([*told, ""]), Path(__file__).parent / "snapshots" / f"widths-{view}.{language}.txt")
