"""Views never read data as markup or let it control the terminal."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from fmcat import Catalog
from fmcat.catalog.lineage import made_from, made_into
from fmcat.catalog.plot import plot
from fmcat.catalog.tally import CrossTally
from fmcat.catalog.timeline import periods
from fmcat.fields import FIELDS, Document
from fmcat.views.detail import detail_page
from fmcat.views.lanes import lanes_page
from fmcat.views.models import models_table
from fmcat.views.plot import plot_page, plot_size
from fmcat.views.tally import cross_page
from fmcat.views.timeline import periods_page
from fmcat.wording import Wording
from tests.conftest import SMALL


def painted(page: object, color: bool = False) -> str:
    stream = io.StringIO()
    Console(file=stream, width=100, force_terminal=color, color_system="standard" if color else None).print(page)
    return stream.getvalue()


@pytest.fixture
def bracketed(tmp_path: Path) -> Catalog:
    path = tmp_path / "over.yaml"
    path.write_text(
        "schema: 1\nmodels:\n- id: clip\n  name: '[red]CLIP[/] [link=x]'\n  summary: {en: '[bold]x[/bold]'}\n"
    )
    return Catalog.load(SMALL, path, only=True)


def test_brackets_in_data_are_not_markup(bracketed: Catalog) -> None:
    wording = Wording("en", bracketed.labels("en"))
    document = bracketed.document("clip")
    pages = [
        models_table([document], [FIELDS["name"], FIELDS["summary"]], wording, 100),
        detail_page(
            document, wording, made_from(bracketed, document), made_into(bracketed, "clip"), {}, {"": "[bold]own"}
        ),
        periods_page("[title]", "[sub]", periods([document]), "en"),
    ]
    for page in pages:
        assert "[red]CLIP[/] [link=x]" in painted(page).replace("\N{NO-BREAK SPACE}", " ")


def test_a_name_links_to_its_paper_and_has_its_modalitys_color(small: Catalog) -> None:
    wording = Wording("en", small.labels("en"))
    text = painted(models_table([small.document("clip")], [FIELDS["name"]], wording, 100), color=True)
    assert "https://arxiv.org/abs/2103.00020" in text
    assert "\x1b[1;36m" in text


def test_years_that_do_not_fit_come_before_the_following_ones() -> None:
    years = [str(year) for year in range(2000, 2026)]
    counts = {("meta", year): int(year) for year in years}
    found = CrossTally(FIELDS["vendor"], FIELDS["year"], 1, ["meta"], years, counts)
    head, _, row, *_ = painted(cross_page(found, Wording("en", {}), 80, 0)).splitlines()[2:]
    assert head.split()[0].startswith("…20")
    assert head.split()[-2:] == ["2025", "total"]
    kept = len(head.split()) - 2
    assert row.split()[1] == str(sum(map(int, years[:-kept])))


def test_columns_that_do_not_fit_are_added_up_under_what_they_are() -> None:
    wording = Wording("en", {})

    def heads(field: str, values: list[str], width: int) -> list[str]:
        counts = {("meta", value): 1 for value in values}
        page = cross_page(CrossTally(FIELDS["vendor"], FIELDS[field], 9, ["meta"], values, counts), wording, width, 0)
        return painted(page).splitlines()[2].split()

    assert heads("year", ["2020", "2021", "2022", "2023"], 36) == ["…2021", "2022", "2023", "total"]
    assert heads("parameters", ["1000000", "1000000000", "1000000000000"], 30) == ["<1T", "1T+", "total"]
    assert heads("license", ["MIT", "Apache-2.0", "Llama-2"], 34) == ["MIT", "others", "(2)", "total"]
    assert heads("year", ["2020", "2021"], 36) == ["2020", "2021", "total"]


def test_what_is_cut_ends_right_at_its_last_letter(small: Catalog) -> None:
    document: Document = {**small.document("clip"), "name": "구글 딥마인드 모델"}
    for width in range(8, 14):
        line = painted(models_table([document], [FIELDS["name"]], Wording("ko", {}), width)).splitlines()[2].rstrip()
        assert line.endswith("…")
        assert not line.endswith(" …")


def test_years_of_a_vague_date_that_another_mark_covers_keep_the_row_as_long(small: Catalog) -> None:
    def model(name: str, released: str) -> Document:
        return {**small.document("clip"), "id": name, "name": name, "released": released}

    models = [model("w" * 30, "2021"), *(model("x" * 30, f"2021-{month:02}") for month in range(1, 13))]
    page = lanes_page("", {"": models}, {"": "lane"}, 40, 1, "en", {})
    lines = painted(page).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[-1].endswith(" +13")


def test_a_plot_draws_its_marks_as_strongly_as_its_names(small: Catalog) -> None:
    drawn = plot(small.documents(small.query("id:dino")), FIELDS["parameters"], 60, 10)
    assert drawn
    assert "\x1b[1;36m●" in painted(plot_page("", drawn, "en"), color=True)


def test_a_year_at_the_end_of_a_long_axis_stays_in_the_picture(small: Catalog) -> None:
    old: Document = {**small.document("clip"), "released": "1990"}
    new: Document = {**small.document("dino"), "released": "2100-12-31"}
    width, height = plot_size(46, 20)
    drawn = plot([old, new], FIELDS["parameters"], width, height)
    assert drawn
    lines = painted(plot_page("Title", drawn, "en")).splitlines()
    assert max(map(len, lines)) <= 46 + len("2100")
    assert lines[2].endswith("·"), "the last year"
    page = lanes_page("Title", {"old": [old], "new": [new]}, {"old": "old", "new": "new"}, 46, 0, "en", {})
    assert painted(page).splitlines()[3].endswith("·"), "in the lane of the old one"


def test_a_plot_fits_the_terminal() -> None:
    assert [plot_size(width, height) for width, height in ((100, 40), (60, 20), (17, 14), (10, 5))] == [
        *((93, 24), (53, 14), (10, 8), (10, 8))
    ]


def test_no_column_is_lost_on_a_narrow_terminal(small: Catalog) -> None:
    columns = [FIELDS[name] for name in ("name", "vendor", "released", "parameters", "license", "access", "context")]
    for width in range(30, 60):
        lines = painted(models_table([small.document("clip")], columns, Wording("en", {}), width)).splitlines()
        assert max(map(len, lines)) <= width
        assert len(lines[0].split()) == len(columns)


def test_a_summary_of_two_lines_stays_in_its_row(small: Catalog) -> None:
    document: Document = {**small.document("clip"), "summary": {"en": "First line.\nSecond line."}}
    columns = [FIELDS["summary"], FIELDS["name"]]
    *_, row = painted(models_table([document], columns, Wording("en", {}), 100)).splitlines()
    assert row == "First line. Second line.   CLIP"
