from tests.conftest import Run


def test_a_term_with_what_surrounds_it(run: Run) -> None:
    ran = run("explain", "self-distillation")
    assert ran.lines[:2] == ["Self-distillation · Training methods  self-distillation", "Itself."]
    assert "  broader  Self-supervised learning, Distillation" in ran.lines
    assert ran.lines[-1] == "used by 2 models: fmcat list method:self-distillation"


def test_a_term_by_its_alias_in_korean(run: Run) -> None:
    ran = run("--lang", "ko", "explain", "ssl")
    assert ran.lines[0] == "자기지도 학습 · 학습 방식  self-supervised-learning"
    assert "  대표 모델  DINO, MAE" in ran.lines


def test_a_concept_note_with_its_points_and_contrasts(run: Run) -> None:
    out = run("explain", "traits").out
    assert "• Large data\n  see also: Self-supervised learning\n" in out
    assert "one task one model  →  one model many tasks" in out


def test_without_a_topic_all_of_them_as_trees(run: Run) -> None:
    out = run("explain").out
    assert "  traits  What marks one" in out
    assert "  ├── contrastive-learning\n  │   └── image-text-contrastive\n" in out


def test_a_term_shows_its_first_models_and_its_use_by_year(run: Run) -> None:
    lines = run("explain", "contrastive").lines
    assert "  first        CLIP 2021" in lines
    assert "  by year      2021 █ 2021" in lines
    out = run("explain", "self-supervised-learning").out
    assert "CLIP 2021, DINO 2021, MAE 2021\n" in out
    assert "2021 █ ▆▃ 2024\n" in out


def test_the_glossary_has_every_topic_as_markdown(run: Run) -> None:
    out = run("explain", "--format", "markdown").out
    assert "## Foundation models\n\n### What marks one\n" in out
    assert "| Before | Now |\n| --- | --- |\n| one task one model | one model many tasks |" in out
    assert "### Masked image modeling\n\n`masked-image-modeling` · Masks.\n" in out
    assert out.count("### ") == 28
    assert "- 대표 모델: DINO" in run("--lang", "ko", "explain", "ssl", "--format", "markdown").out
    assert run("explain", "--format", "pdf").code == 2


def test_the_former_option_for_all_topics_names_its_replacement(run: Run) -> None:
    ran = run("explain", "--all")
    assert (ran.code, ran.out) == (2, "")
    assert "fmcat explain --format markdown" in ran.err


def test_an_unknown_topic_suggests_a_term_by_another_name_of_it(run: Run) -> None:
    ran = run("explain", "contrastve")
    assert (ran.code, ran.out) == (1, "")
    assert "did you mean contrastive-learning?" in ran.err
    assert "did you mean traits?" in run("explain", "trait").err
