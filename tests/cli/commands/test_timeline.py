import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import Run

ERAS = """\
Vision models · 3 of 5 models in 2 eras

     2021 ● Without labels
          │   CLIP     OpenAI   Jan 2021   text as label
          │   DINO     Meta     Apr 2021   its own teacher
2022–2023 ● At scale
          │   DINOv2   Meta     Apr 2023
"""
KOREAN = """\
비전 모델 · 모델 5개 중 3개, 2개 시대

     2021 ● 라벨 없이
          │   CLIP     오픈AI   2021년 1월   글이 라벨
          │   DINO     메타     2021년 4월   스스로 가르침
2022–2023 ● 규모
          │   DINOv2   메타     2023년 4월
"""
YEARS = """\
Vision · 5 models

2021 ● 3
     │ CLIP   DINO   MAE
2022 ● 1
     │ Mixture
2023 ● 1
     │ DINOv2
"""


@pytest.mark.parametrize("by", [["--lanes", "vendor", "--limit", "0"], ["--lanes", "modality"], ["--by", "year"]])
@pytest.mark.parametrize("query", [[], ["vendor:meta"], ["params:1B+"]])
def test_a_written_timeline_counts_each_model_once_as_list_does(run: Run, by: list[str], query: list[str]) -> None:
    counted = run("list", "--count", *query).out.strip()
    said = run("timeline", *query, *by, "-o", "out.svg").err.splitlines()[-1]
    assert said == f"wrote out.svg, {counted} entries"


def test_the_eras_of_a_modality_with_their_models(run: Run) -> None:
    ran = run("timeline", "vision")
    assert ran.out == ERAS
    assert ran.err == "all of them: fmcat timeline vision --by year\n"


def test_the_eras_in_korean_stay_aligned(run: Run) -> None:
    assert run("--lang", "ko", "timeline", "비전").out == KOREAN


def test_every_model_by_year(run: Run) -> None:
    assert run("timeline", "vision", "--by", "year").out == YEARS


def test_modalities_without_eras_are_drawn_by_year(run: Run) -> None:
    assert run("timeline", "language").lines[0] == "Language · 3 models"
    assert run("timeline").lines[0] == "All models · 9 models"


def test_a_query_chooses_among_the_eras(run: Run) -> None:
    assert run("timeline", "vision", "method:contrastive").lines[2:] == [
        "2021 ● Without labels",
        "     │   CLIP   OpenAI   Jan 2021   text as label",
    ]
    assert run("timeline", "vendor:meta", "year:2023").lines[0] == "vendor:meta year:2023 · 3 models"
    assert run("timeline", "vision", "params:2T+").err.startswith("no model matches")


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("options", [[], ["--by", "year"]])
def test_no_line_is_wider_than_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, options: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in ("en", "ko"):
        lines = run("--lang", language, "timeline", "vision", *options).lines
        assert max(map(cell_len, lines)) <= columns
        assert any("DINO" in line for line in lines)


LANES = """\
All models · 9 models by vendor

                 2021           2022           2023           2024
Meta             ·    ● DINO  ● MAE            ·   ● DINOv2   ·
                 ·              ·              · ● LLaMA      ·
                 ·              ·              ·   ● LLaVA    ·
Google           ·              ·     ● Mixture               ·
Google DeepMind  ·              ·              ·             ● Gemini
LG AI Research   ·              ·              ·   EXAONE 3.5 ━━━━━━━━━━━━━━━
OpenAI           ● CLIP         ·              ·              ·
UW–Madison       ·              ·              ·   ● LLaVA    ·
"""


def test_lanes_draw_models_on_one_axis(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run("timeline", "--lanes", "vendor").out == LANES


def test_lanes_that_are_too_many_are_counted(run: Run) -> None:
    lines = run("timeline", "--lanes", "vendor", "--limit", "1").lines
    assert lines[-1] == "5 more lanes, 5 models: --limit 0"
    assert "more lanes" not in run("timeline", "--lanes", "vendor", "--limit", "0").out


def test_milestones_are_named_where_not_all_names_have_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "26")
    lines = run("timeline", "--lanes", "modality", "-n", "1", "-m", "vision").lines
    assert all(name in "".join(lines) for name in ("CLIP", "DINO", "DINOv2")), "milestones"
    assert "MAE" not in "".join(lines)


def test_names_without_room_are_counted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("timeline", "--lanes", "access").lines
    marks = sum(line.count("●") for line in lines) + sum("━" in line for line in lines)
    unnamed = sum(int(line.rsplit("+", 1)[1]) for line in lines if "+" in line)
    assert unnamed > 0
    assert marks == 9
    assert all(name in "\n".join(run("timeline", "--lanes", "access", "-n", "0").lines) for name in ("CLIP", "MAE"))


def test_models_without_the_fact_have_their_own_lane(run: Run) -> None:
    assert any(line.startswith("unknown") for line in run("timeline", "--lanes", "family").lines)


def test_months_show_only_the_year_if_the_month_is_unknown(run: Run) -> None:
    lines = run("timeline", "language", "--by", "month").lines
    assert [line.split(" ●")[0].strip() for line in lines if "●" in line] == ["Feb 2023", "Dec 2023", "2024"]


def test_a_plot_names_what_led_and_counts_what_is_not_drawn(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("timeline", "--plot", "parameters").lines
    assert lines[0] == "All models · params over time"
    assert lines[-1] == "not drawn: 1 undisclosed, 1 unknown"
    assert sum(line.count("●") for line in lines) == 7
    named = [name for name in ("CLIP", "Mixture", "LLaMA") if any(name in line for line in lines)]
    assert named == ["CLIP", "Mixture"]  # what came later was smaller
    assert run("timeline", "vendor:google", "year:2022", "--plot", "context").code == 2


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 250])
@pytest.mark.parametrize("options", [["--lanes", "method"], ["--plot", "parameters"], ["--by", "month"]])
def test_pictures_fit_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, options: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in ("en", "ko"):
        lines = run("--lang", language, "timeline", *options).lines
        assert max(map(cell_len, lines)) <= columns


PICTURES = [[], ["--by", "year"], ["--lanes", "vendor"], ["--plot", "parameters"]]


@pytest.mark.parametrize("options", PICTURES, ids=" ".join)
def test_the_same_picture_as_svg(run: Run, options: list[str]) -> None:
    svg = run("--lang", "ko", "timeline", "vision", *options, "--format", "svg").out
    root = ET.fromstring(svg)
    texts = [(element.text or "") + "".join(child.tail or "" for child in element) for element in root.iter()]
    assert "CLIP" in texts
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in root.iter():
        if element.tag.endswith(("}text", "}circle")):
            x, y = (float(element.get(key) or element.get(f"c{key}") or 0) for key in "xy")
            assert 0 <= x <= width
            assert 0 <= y <= height
    links = [element.attrib["href"] for element in root.iter() if element.tag.endswith("}a")]
    assert "https://arxiv.org/abs/2103.00020" in links
    assert "prefers-color-scheme:dark" in svg


@pytest.mark.parametrize("options", PICTURES, ids=" ".join)
def test_the_same_picture_as_text(run: Run, options: list[str]) -> None:
    markdown = run("timeline", "vision", *options, "-f", "markdown").out
    assert markdown.startswith("# ")
    assert "- [CLIP](<https://arxiv.org/abs/2103.00020>) · Jan 2021 · OpenAI" in markdown
    mermaid = run("timeline", "vision", *options, "-f", "mermaid").lines
    assert mermaid[0] == "timeline"
    assert any("CLIP" in line.split(" : ")[1:] for line in mermaid)


def test_files_are_written_by_their_suffix(run: Run) -> None:
    for suffix, start in (
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
        ("html", b"<!doctype html>"),
        ("md", b"# "),
        ("mmd", b"timeline"),
    ):
        assert run("timeline", "vision", "-o", f"vision.{suffix}").code == 0
        assert Path(f"vision.{suffix}").read_bytes().startswith(start)
    assert "default-src 'none'" in Path("vision.html").read_text("utf-8")


@pytest.mark.parametrize(("library", "extra"), [("resvg_py", "png"), ("typst", "pdf")])
def test_without_its_extra_a_format_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = run("timeline", "vision", "-o", f"vision.{extra}")
    assert ran.code == 1
    assert f"pip install 'fmcat[{extra}]'" in ran.err
    assert not Path(f"vision.{extra}").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lanes", "vendr"], "did you mean vendor?"),
        (["--plot", "paramters"], "did you mean parameters?"),
        (["--by", "yaer"], "--by: unknown value 'yaer'\n       did you mean year?"),
        (["--lanes", "vendor", "--plot", "context"], "choose one"),
        (["-o", "x.doc"], "x.doc: cannot tell a format from '.doc'"),
    ],
)
def test_wrong_options_are_reported_with_help(run: Run, options: list[str], said: str) -> None:
    ran = run("timeline", "vision", *options)
    assert ran.code == 2
    assert said in ran.err


def test_a_first_word_is_the_modality_only_without_or(run: Run) -> None:
    assert run("timeline", "clip", "or", "dino", "--by", "year").code == 0
    either = run("timeline", "vision", "or", "exaone", "--by", "year").out
    assert "EXAONE" in either
    assert "EXAONE" not in run("timeline", "vision", "--by", "year").out
    assert run("timeline", "computer vision", "--by", "year").out == run("timeline", "vision", "--by", "year").out
