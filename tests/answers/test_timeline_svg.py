"""Models through time as pictures: titles, axes, legends, notes, and their limits."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from fmcat.answers.timeline_svg import MOST_DRAWN, periods_svg
from fmcat.catalog.timeline import Period
from fmcat.errors import BadUsage
from fmcat.export.kit.svg import measure
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
        (["vision", "method:contrastive"], "Vision models · method:contrastive   1 of 1 model in 1 era"),
        (["--by", "year"], "All models   9 models"),
    ],
)
def test_a_title_names_the_query(run: Run, arguments: list[str], title: str) -> None:
    root = drawn(run, *arguments)
    assert texts(root)[0].strip() == title


def test_a_year_is_after_the_line_where_it_begins(run: Run) -> None:
    for arguments in (["--plot", "parameters"], ["--lanes", "vendor"]):
        root = drawn(run, *arguments)
        rules = {float(line.attrib["x1"]) for line in root.iter(f"{SVG}line") if line.attrib["x1"] == line.attrib["x2"]}
        years = [node for node in root.iter(f"{SVG}text") if node.text in ("2021", "2022", "2023", "2024")]
        assert len(years) == 4
        assert {float(node.attrib["x"]) - 4 for node in years} <= rules


def test_axes_and_colors_are_named(run: Run) -> None:
    said = texts(drawn(run, "--plot", "parameters"))
    assert {"Params", "Released", "Vision", "Language", "Image generation"} <= set(said)
    assert "Vision" not in texts(drawn(run, "id:dino,dinov2", "--plot", "parameters"))  # one color needs no legend
    assert "known only to the month or year" in texts(drawn(run, "--lanes", "vendor"))
    assert "known only to the month or year" not in texts(drawn(run, "id:clip", "--lanes", "vendor"))


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
        periods_svg("", "", [Period("2021", (document,) * (MOST_DRAWN + 1))], Wording("en", {}))


def test_names_in_a_lane_leave_room(run: Run) -> None:
    root = drawn(run, "--lanes", "modality")
    spans: dict[str, list[tuple[float, float]]] = {}
    for node in root.iter(f"{SVG}text"):
        if "name" in node.get("class", ""):
            start, name = float(node.attrib["x"]), texts_of(node)
            spans.setdefault(node.attrib["y"], []).append((start, start + measure(name)))
    for row in spans.values():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(row)))


def texts_of(node: ET.Element) -> str:
    return (node.text or "") + "".join(part.tail or "" for part in node)
