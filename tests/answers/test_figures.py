"""Models through time as pictures: titles, axes, legends, notes, and their limits."""

import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest

from fmcat.answers.figures.branching import Node, arrange
from fmcat.answers.figures.frame import MOST_DRAWN, Heading
from fmcat.answers.figures.labels import Spot, ranked
from fmcat.answers.figures.lanes import lanes_svg
from fmcat.answers.figures.look import THEMES, Look
from fmcat.answers.figures.periods import periods_svg
from fmcat.catalog.lineage import Branch, Edge
from fmcat.catalog.timeline import Period
from fmcat.errors import BadUsage
from fmcat.export.kit.palette import DARK_GROUND, LIGHT_GROUND
from fmcat.fields import Document
from fmcat.wording import Wording
from tests.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


def drawn(run: Run, *arguments: str) -> ET.Element:
    ran = run("timeline", *arguments, "--format", "svg")
    assert ran.code == 0, ran.err
    return ET.fromstring(ran.out)


def texts(root: ET.Element) -> list[str]:
    """The texts in a picture, without tooltips."""
    return [
        "".join(
            [node.text or "", *(part.text or "" if part.tag != f"{SVG}title" else part.tail or "" for part in node)]
        )
        for node in root.iter(f"{SVG}text")
    ]


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["vendor:meta", "--plot", "parameters"], "vendor:meta · params over time"),
        (["vision", "vendor:meta", "--plot", "parameters"], "Vision · vendor:meta · params over time"),
        (["vendor:meta", "--lanes", "family"], "vendor:meta · 5 models by family"),
        (["id:clip", "--lanes", "family"], "id:clip · 1 model by family"),
        (["vision", "method:contrastive"], "Vision models · method:contrastive"),
        (["--by", "year"], "All models"),
    ],
)
def test_a_title_names_the_query(run: Run, arguments: list[str], title: str) -> None:
    root = drawn(run, *arguments)
    assert texts(root)[0].strip() == title


def test_a_year_is_after_the_line_where_it_begins(run: Run) -> None:
    for arguments in (["--plot", "parameters"], ["--lanes", "vendor"]):
        root = drawn(run, *arguments)
        rules = [float(line.attrib["x1"]) for line in root.iter(f"{SVG}line") if line.attrib["x1"] == line.attrib["x2"]]
        years = [node for node in root.iter(f"{SVG}text") if node.text in ("2021", "2022", "2023", "2024")]
        assert len(years) == 4
        assert all(any(0 < float(node.attrib["x"]) - rule < 5 for rule in rules) for node in years)


def test_axes_and_colors_are_named(run: Run) -> None:
    said = texts(drawn(run, "--plot", "parameters"))
    assert {"Params", "Released", "Vision", "Language", "Image generation"} <= set(said)
    assert "Vision" not in texts(drawn(run, "id:dino,dinov2", "--plot", "parameters"))  # one color needs no legend
    assert "known only to the month or year" in texts(drawn(run, "--lanes", "vendor"))
    assert "known only to the month or year" not in texts(drawn(run, "id:clip", "--lanes", "vendor"))


#: A command for every figure.
FIGURES = [
    "timeline vision",
    "timeline --by year",
    "timeline --lanes vendor",
    "timeline --plot parameters",
    "lineage clip --down",
    "lineage llava",
    "stats --by vendor",
    "stats --by vendor,year",
    "compare clip dinov2 llama",
]
LOOKS = [("en", ""), ("ko", "--aspect 16:9 --theme dark"), ("ko", "--aspect column")]


@pytest.mark.parametrize("command", FIGURES)
def test_a_figure_has_a_title_and_a_source_and_nothing_leaves_it(run: Run, command: str) -> None:
    for language, look in LOOKS:
        ran = run("--lang", language, *command.split(), "-f", "svg", *look.split(), "--title", "A <title>")
        assert ran.code == 0, ran.err
        root = ET.fromstring(ran.out)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        said = texts(root)
        assert said[0] == "A <title>"
        assert said[-1].startswith(("Data: fmcat", "데이터: fmcat"))
        assert "fmcat timeline" not in ran.out
        for left, top, right, bottom in boxes(root):
            assert left >= 0
            assert right <= width
            assert 0 <= top < bottom <= height


@pytest.mark.parametrize("look", ["", "--aspect column"])
@pytest.mark.parametrize("command", ["timeline --lanes modality", "timeline --plot parameters"])
def test_names_of_models_do_not_touch(run: Run, command: str, look: str) -> None:
    root = ET.fromstring(run(*command.split(), "-f", "svg", *look.split()).out)
    names = boxes(root, "name")
    assert len(names) > 2
    for one, other in combinations(names, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def boxes(root: ET.Element, kind: str = "") -> list[tuple[float, float, float, float]]:
    """The boxes of the texts of a class: left, top, right and bottom."""
    found = []
    size = float((root.findtext(f"{SVG}style") or "").partition("font:")[2].partition("px")[0])
    for node in root.iter(f"{SVG}text"):
        if not kind or kind in node.get("class", "").split():
            x, y, width = (float(node.get(key, 0)) for key in ("x", "y", "textLength"))
            left = x - width * {"end": 1, "middle": 0.5}.get(node.get("text-anchor", ""), 0)
            found.append((left, y - 0.75 * size, left + width, y + 0.25 * size))
    return found


def test_a_slide_and_a_column_have_their_sizes(run: Run) -> None:
    def size(*look: str) -> tuple[float, float]:
        root = drawn(run, "vision", *look)
        return float(root.attrib["width"]), float(root.attrib["height"])

    assert size("--aspect", "16:9") == (1280, 720)
    assert size("--aspect", "4:3") == (1024, 768)
    assert size("--aspect", "16:9", "--width", "1920") == (1920, 1080)
    assert size("--aspect", "column")[0] == 336
    assert size("--width", "700")[0] == 700


def test_a_slide_keeps_its_size_where_more_is_drawn_than_fits() -> None:
    document: Document = {"id": "a", "name": "A", "vendor": ["meta"], "released": "2021", "modalities": ["vision"]}
    months = [Period(f"20{year:02}-{month:02}", (document,)) for year in range(5) for month in range(1, 13)]
    for width in (0, 1920):
        look = Look(width, "16:9")
        root = ET.fromstring(periods_svg(Heading("", Wording("en", {})), look, months, {}))
        assert float(root.attrib["width"]) == (width or 1280)
        assert float(root.attrib["viewBox"].split()[2]) > 1280


def test_a_theme_is_fixed_or_follows_the_reader(run: Run) -> None:
    styles = {theme: run("timeline", "vision", "-f", "svg", "--theme", theme).out for theme in THEMES}
    assert [("prefers-color-scheme" in styles[theme]) for theme in THEMES] == [True, False, False]
    assert f".page{{fill:{DARK_GROUND}}}" in styles["dark"]
    assert f".page{{fill:{LIGHT_GROUND}}}" in styles["light"]


@pytest.mark.parametrize("look", ["--width 400", "--aspect 16:9", "--theme dark", "--title x"])
def test_a_look_is_refused_where_the_output_is_not_a_picture(run: Run, look: str) -> None:
    for command, *output in (
        ("timeline vision", "-o", "x.md"),
        ("stats",),
        ("lineage llava", "--json"),
        ("compare clip dino", "-f", "csv"),
    ):
        ran = run(*command.split(), *look.split(), *output)
        assert (ran.code, ran.out) == (2, "")
        assert f"{look.split()[0]} works only with svg, png, pdf" in ran.err
        assert ("html" in ran.err) == (command == "timeline vision")
        assert ("latex" in ran.err) == (command == "compare clip dino" and "--title" in look)


def test_what_finds_no_room_is_counted(run: Run) -> None:
    said = texts(ET.fromstring(run("stats", "--by", "vendor", "-n", "2", "-f", "svg").out))
    assert said[1:7] == ["Meta", "5", "Google", "1", "others (4)", "4"]
    heat = texts(ET.fromstring(run("stats", "--by", "vendor,year", "-n", "1", "-f", "svg").out))
    assert heat[heat.index("others (5)") + 1 :][:4] == ["1", "1", "2", "1"]
    narrow = texts(ET.fromstring(run("stats", "--by", "vendor,year", "--width", "240", "-f", "svg").out))
    assert narrow[1:4] == ["…2023", "2024", "total"]


def test_facts_that_differ_are_compared_and_the_others_are_one_line(run: Run) -> None:
    said = texts(ET.fromstring(run("compare", "clip", "dino", "-f", "svg").out))
    assert said[said.index("Params") + 1 :][:2] == ["428M", "85M"]
    assert "Access" not in said
    assert any(text.startswith("the same for all: Country US") for text in said)


def test_every_year_has_its_most_important_model_named_first() -> None:
    spots = [
        Spot({"id": name, "name": name, "vendor": [], "released": day, "modalities": []}, 0, 0, leads)
        for name, day, leads in (
            ("a", "2021", False),
            ("b", "2021", False),
            ("c", "2022", False),
            ("d", "2022", True),
            ("e", "2023", False),
        )
    ]
    known = {"a": (False, 9), "b": (True, 0), "c": (False, 3)}
    assert [spot.document["id"] for spot in ranked(spots, known)] == ["b", "d", "e", "a", "c"]


def test_no_two_models_of_a_family_tree_touch() -> None:
    chance = Random(7)

    def node(start: float, depth: int) -> Node:
        x = start + chance.uniform(0, 60)
        made = Node(Branch(Edge("", "", ""), None), x, chance.uniform(5, 40))
        made.below = [node(x, depth - 1) for _ in range(chance.randint(0, 4 if depth else 0))]
        return made

    for _ in range(60):
        root = node(0, 3)
        rows = arrange(root, gap=4)
        taken: dict[int, list[tuple[float, float]]] = {}
        for one in root.all():
            assert 0 <= one.row < rows
            taken.setdefault(one.row, []).append((one.x, one.end))
        for spans in taken.values():
            assert all(before[1] < after[0] for before, after in pairwise(sorted(spans)))


def test_no_command_is_part_of_a_picture(run: Run) -> None:
    for language, said in (
        ("en", "not drawn: 5 lanes more, with 5 models"),
        ("ko", "표시되지 않음: 레인 5개, 모델 5개"),
    ):
        ran = run("--lang", language, "timeline", "--lanes", "vendor", "--limit", "1", "-f", "svg")
        assert said in ran.out
        assert "--limit" not in ran.out


def test_models_of_an_era_are_sorted_by_release(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text(
        "schema: 1\ntimelines:\n- id: vision\n  title: {en: Eras}\n  modality: vision\n  eras:\n"
        "  - {id: all, start: 2021, end: 2023, headline: {en: All}, models: [{id: dinov2}, {id: mae}, {id: clip}]}\n"
    )
    lines = run("--registry", str(path), "timeline", "vision").lines
    assert [name for line in lines for name in ("CLIP", "MAE", "DINOv2") if f" {name} " in line] == [
        "CLIP",
        "MAE",
        "DINOv2",
    ]


def test_a_picture_of_more_models_than_it_holds_is_refused() -> None:
    document: Document = {"id": "a", "name": "A", "vendor": ["meta"], "released": "2021", "modalities": ["vision"]}
    with pytest.raises(BadUsage, match="at most 5,000 models, not 5,001"):
        periods_svg(Heading("", Wording("en", {})), Look(), [Period("2021", (document,) * (MOST_DRAWN + 1))], {})


def test_marks_are_at_their_years_where_not_all_lanes_fit() -> None:
    groups: dict[str, list[Document]] = {
        name: [
            {"id": f"{name}-{year}", "name": name, "vendor": [], "released": f"{year}-01-01", "modalities": ["vision"]}
            for year in range(first, 2027)
        ]
        for name, first in [*((f"lane {n}", 2018) for n in range(12)), ("an older lane with a much longer label", 2010)]
    }
    names = {name: name for name in groups}
    root = ET.fromstring(lanes_svg(Heading("", Wording("en", {})), Look(aspect="16:9"), groups, names, 0, {}))
    assert "an older lane with a much longer label" not in texts(root)
    rules = {float(line.attrib["x1"]) for line in root.iter(f"{SVG}line")}
    marks = [float(mark.attrib["cx"]) for mark in root.iter(f"{SVG}circle")]
    assert len(marks) > 9
    assert all(min(abs(mark - rule) for rule in rules) < 8 for mark in marks)
