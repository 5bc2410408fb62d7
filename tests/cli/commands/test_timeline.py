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


def test_the_eras_of_a_shelf_with_their_models(run: Run) -> None:
    ran = run("timeline", "vision")
    assert ran.out == ERAS
    assert ran.err == "all of them: fmcat timeline vision --by year\n"


def test_the_eras_in_korean_stay_aligned(run: Run) -> None:
    assert run("--lang", "ko", "timeline", "비전").out == KOREAN


def test_every_model_by_year(run: Run) -> None:
    assert run("timeline", "vision", "--by", "year").out == YEARS


def test_a_shelf_without_eras_and_no_shelf_are_drawn_by_year(run: Run) -> None:
    assert run("timeline", "language").lines[0] == "Language · 3 models"
    assert run("timeline").lines[0] == "All models · 9 models"


def test_a_query_chooses_among_the_eras(run: Run) -> None:
    assert run("timeline", "vision", "method:contrastive").lines[2:] == [
        "2021 ● Without labels",
        "     │   CLIP   OpenAI   Jan 2021   text as label",
    ]
    assert run("timeline", "vendor:meta", "year:2023").lines[0] == "All models · 3 models"
    assert run("timeline", "vision", "params:2T+").err == "no model matches\n"


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
