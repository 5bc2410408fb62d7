import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run

CITATION = "  citation: {title: On engines, authors: [Ada Lovelace], year: 2021, venue: ICML}\n"


@pytest.mark.parametrize("name", [["clip"], ["CLIP"], ["contrastive", "language-image", "pretraining"]])
def test_a_model_is_shown_by_any_of_its_names(run: Run, name: list[str]) -> None:
    ran = run("show", *name)
    assert ran.lines[0] == "CLIP · OpenAI · 5 Jan 2021 · Vision, Multimodal  clip"
    assert ran.lines[1] == "Images and text in one space."


def test_facts_are_in_groups_and_unknown_ones_in_one_line(run: Run) -> None:
    out = run("show", "llava").out
    assert "Comes from\n  Uses vision encoder  CLIP\n  Uses language model  LLaMA, Vicuna\n" in out
    assert out.endswith("not known: architecture, license, access, summary, context\n")
    assert "Led to\n  Vision encoder of  LLaVA\n" in run("show", "clip").out


@pytest.mark.parametrize(
    ("format", "line"), [("text", "  Replaced by  Swan 3\n"), ("markdown", "| Replaced by | Swan 3 |\n")]
)
def test_what_replaces_a_model_is_named(run: Run, format: str, line: str) -> None:
    rich = ["--registry", str(SMALL.with_name("rich.yaml"))]
    assert line in re.sub("  +", "  ", run(*rich, "show", "swan-2", "-f", format).out)


def test_sizes_show_active_parameters_and_what_is_undisclosed(run: Run) -> None:
    assert "  Params  671B · 37B active\n" in run("show", "mixture").out
    assert "  Params   undisclosed\n  Context  1M tokens\n" in run("show", "gemini").out


def test_sources_show_which_facts_were_read(run: Run) -> None:
    assert "Notable AI Models · reference work · for released, vendor" in run("show", "clip", "--sources").out
    assert "Sources" not in run("show", "clip").out


def test_sources_name_fields_as_the_card_does_and_say_how_they_were_read(run: Run) -> None:
    source = "{url: 'https://example.org/a', for: [vendor, knowledge_cutoff], read: 2026-01-02, reason: read in a copy}"
    entry = f"{{id: own, name: Own, vendor: [openai], released: 2019, modalities: [vision], sources: [{source}]}}"
    Path("own.yaml").write_text(f"schema: 1\nmodels:\n- {entry}\n")
    lines = " ".join(run("show", "own", "--sources", registry=Path("own.yaml")).out.split())
    assert "for vendor, cutoff · read 2 Jan 2026 · read in a copy" in lines


def test_json_is_the_document(run: Run) -> None:
    document = json.loads(run("show", "mixture", "--json").out)
    assert document["parameters"] == {"total": 671_000_000_000, "active": 37_000_000_000}
    assert document["x-note"] == "our own remark"


def test_korean_labels_and_text(run: Run) -> None:
    out = run("--lang", "ko", "show", "clip").out
    assert out.startswith("CLIP · 오픈AI · 2021년 1월 5일 · 비전, 멀티모달  clip\n이미지와 글을 한 공간에 놓는다.")


def test_a_text_in_only_one_language_is_shown_in_the_other(run: Run) -> None:
    assert "한국어와 영어를 쓰는 언어 모델이다." in run("show", "exaone").out


def test_facts_whose_sources_disagree_are_marked(run: Run, registry_file: Callable[[str], Path]) -> None:
    said = "{source: epoch, for: [parameters, released], says: 1B}"
    over = registry_file(f"schema: 1\nmodels:\n- {{id: dino, +sources: [{said}]}}\n")
    lines = run("--registry", str(over), "show", "dino").lines
    assert lines[0] == "DINO · Meta · 29 Apr 2021 ≠ · Vision  dino"
    assert "  Params  85M ≠" in lines
    assert lines[-1] == "≠ sources disagree: fmcat why dino released"
    assert "≠" not in run("show", "dino").out


def test_open_weights_without_a_license_are_marked(run: Run, registry_file: Callable[[str], Path]) -> None:
    over = registry_file("schema: 1\nmodels:\n- {id: dino, access: open, license: {}}\n")
    said = [line.split() for line in run("--registry", str(over), "show", "dino").lines]
    assert ["not", "stated"] in [words[1:] for words in said]


def test_everything_includes_the_citation_and_keys_of_your_own(
    run: Run, registry_file: Callable[[str | bytes], Path]
) -> None:
    text = SMALL.read_text("utf-8").replace("  access: open\n", CITATION + "  access: open\n", 1)
    out = run("show", "clip", registry=registry_file(text)).out
    assert "Other\n  Citation  Ada Lovelace. On engines. ICML. 2021\n" in out
    assert "Other\n  x-note  our own remark\n" in run("show", "mixture").out


@pytest.mark.parametrize("name", ["fam/3b", "Fam 2 3B", "lab/Fam-2-3B"])
def test_a_checkpoint_has_a_card_of_its_own(run: Run, sizes: list[str], name: str) -> None:
    card = json.loads(run(*sizes, "show", name, "--json").out)
    assert card["id"] == "fam/3b"
    assert card["license"] == {"weights": "GPL-3.0-only"}
    assert card["parameters"] == {"total": 3_000_000_000}
    assert "variants" not in card


def test_each_size_shows_how_it_differs_from_its_model(run: Run, sizes: list[str]) -> None:
    shown = run(*sizes, "show", "fam").out
    assert "3B · 32k tokens · GPL-3.0-only · lab/Fam-2-3B\n" in shown
    assert "70B · GPL-3.0-only · 2025\n" in shown


def test_a_checkpoint_s_fact_has_its_variants_sources(run: Run, sizes: list[str]) -> None:
    told = json.loads(run(*sizes, "why", "fam/3b", "license", "--json").out)
    assert told["value"] == "GPL-3.0-only"
    assert [source["url"] for source in told["sources"]] == [
        "https://example.org/variants",
        "https://example.org/license",
    ]
    of_model = json.loads(run(*sizes, "why", "fam", "license", "--json").out)
    assert [source["url"] for source in of_model["sources"]] == ["https://example.org/license"]


def test_checkpoints_are_compared(run: Run, sizes: list[str]) -> None:
    compared = run(*sizes, "compare", "fam/3b", "fam/7b").out
    assert "GPL-3.0-only" in compared
    assert "Apache-2.0" in compared


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ("access: api, dates: {retired: 2020-01-02}, status: retired", "Retired"),
        ("access: api, dates: {retired: 2199-01-02}, status: deprecated", "Retires"),
        ("access: open, ids: {huggingface: [a/b]}, dates: {retired: 2020-01-02}, status: retired", "Service ended"),
        ("access: open, ids: {huggingface: [a/b]}, dates: {retired: '2199'}, status: deprecated", "Service ends"),
    ],
)
def test_the_day_of_retirement_is_past_or_to_come_and_weights_stay(run: Run, more: str, label: str) -> None:
    entry = f"{{id: ended, name: Ended, vendor: [openai], released: 2019-01-01, modalities: [vision], {more}}}"
    Path("own.yaml").write_text(f"schema: 1\nmodels:\n- {entry}\n")
    ran = run("show", "ended", registry=Path("own.yaml"))
    out = ran.out
    assert ran.code == 0, ran.err
    assert f"  {label}  " in out
    assert ("  Status  " in out) == ("api" in more)
