import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from rich.cells import cell_len

from fmcat import Catalog
from fmcat.catalog.lineage import family_tree
from tests.conftest import SMALL, Run

UP = """\
LLaVA  2023 · UW–Madison, Meta
├── Uses vision encoder ── CLIP  2021 · OpenAI
├── Uses language model ── LLaMA  2023 · Meta
└── Uses language model ── Vicuna
"""
KIN = """\
schema: 1
models:
- {id: eyes, name: Eyes, vendor: meta, released: 2024, modalities: [vision], lineage: {successor-of: [dinov2, clip]}}
- id: chat
  name: Chat
  vendor: meta
  released: 2025
  modalities: [multimodal]
  lineage: {uses-vision-encoder: [eyes, clip], successor-of: [llava]}
"""


@pytest.fixture
def kin(tmp_path: Path) -> Path:
    path = tmp_path / "kin.yaml"
    path.write_text(KIN)
    return path


def test_what_a_model_was_made_from(run: Run) -> None:
    assert run("lineage", "llava").out == UP


def test_what_was_made_from_it_is_one_line_or_a_tree(run: Run) -> None:
    assert run("lineage", "clip").lines[-1] == "led to: LLaVA (fmcat lineage clip --down)"
    lines = run("lineage", "clip", "--down").lines
    assert lines == ["CLIP  2021 · OpenAI", "└── Vision encoder of ── LLaVA  2023 · UW–Madison, Meta"]


def test_a_model_reached_twice_is_shown_where_it_is_nearest(run: Run, kin: Path) -> None:
    lines = run("--registry", str(kin), "lineage", "chat").lines
    assert [line for line in lines if "CLIP" in line] == [
        "│   └── Successor of ── CLIP  (shown below)",
        "├── Uses vision encoder ── CLIP  2021 · OpenAI",
        "    ├── Uses vision encoder ── CLIP  (shown above)",
    ]
    tree = json.loads(run("--registry", str(kin), "lineage", "chat", "-f", "json").out)["up"]
    assert [tree["branches"][0]["branches"][1].get(key) for key in ("shown_above", "shown_below")] == [None, True]
    svg = run("--registry", str(kin), "lineage", "chat", "-f", "svg").out
    assert svg.count(">CLIP</text>") == 1
    assert svg.count('class="link faint"') == 2  # the further steps to it


def test_depth_cuts_the_tree_and_counts_the_rest(run: Run, kin: Path) -> None:
    lines = run("--registry", str(kin), "lineage", "chat", "--depth", "1").lines
    assert "├── Uses vision encoder ── Eyes  2024 · Meta  … 2 more" in lines
    assert len(lines) == 4


def test_only_some_relations(run: Run, kin: Path) -> None:
    lines = run("--registry", str(kin), "lineage", "chat", "--relation", "uses vision encoder").lines
    assert [line.split("── ")[-1].split("  ")[0] for line in lines[1:]] == ["Eyes", "CLIP"]
    ran = run("lineage", "clip", "--relation", "uses-vision-encodr")
    assert (ran.code, "did you mean uses-vision-encoder?" in ran.err) == (2, True)


def test_a_model_without_descendants_is_reported(run: Run) -> None:
    assert "no later model is recorded" in run("lineage", "dinov2", "--down").out


def test_the_former_option_up_names_its_replacement(run: Run) -> None:
    ran = run("lineage", "dinov2", "--up")
    assert (ran.code, ran.out) == (2, "")
    assert "fmcat lineage NAME" in ran.err


def test_a_cycle_ends(tmp_path: Path) -> None:
    path = tmp_path / "cycle.yaml"
    path.write_text("schema: 1\nmodels:\n- {id: dino, lineage: {successor-of: [dinov2]}}\n")
    catalog = Catalog.load(SMALL, path, only=True)
    tree = family_tree(catalog, catalog.document("dino"))
    assert not tree.branches[0].branches[0].first


def test_json_nests_and_leaves_out_what_is_not_known(run: Run) -> None:
    tree = json.loads(run("lineage", "llava", "--format", "json").out)["up"]
    assert [(branch["relation"], branch["name"]) for branch in tree["branches"]] == [
        ("uses-vision-encoder", "CLIP"),
        ("uses-language-model", "LLaMA"),
        ("uses-language-model", "Vicuna"),
    ]
    assert tree["branches"][2] == {
        "name": "Vicuna",
        "relation": "uses-language-model",
        "step": ["llava", "uses-language-model", "Vicuna"],
        "url": "https://lmsys.org/blog",
    }


def test_dot_and_mermaid_point_from_the_younger_model(run: Run) -> None:
    for arguments in (["llava"], ["clip", "--down"]):
        dot = run("lineage", *arguments, "-f", "dot").out
        assert '"llava" -> "clip" [label="uses-vision-encoder"];' in dot
        assert '"clip" [label="CLIP"];' in dot
    assert "m0 -->|uses-vision-encoder| m1" in run("lineage", "llava", "-f", "mermaid").out


def test_hostile_names_stay_texts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text("schema: 1\nmodels:\n- {id: clip, name: '\"];<script>&x'}\n")
    arguments = ["--registry", str(path), "lineage", "llava"]
    assert '[label="\\"];<script>&x"];' in run(*arguments, "-f", "dot").out
    assert '["#34;];#60;script#62;#38;x"]' in run(*arguments, "-f", "mermaid").out
    svg = run(*arguments, "-f", "svg").out
    assert "<script>" not in svg
    assert '"];<script>&x' in "".join(ET.fromstring(svg).itertext())


def test_a_picture_is_written_by_its_suffix(run: Run) -> None:
    assert run("--lang", "ko", "lineage", "llava", "-o", "llava.svg").code == 0
    texts = "".join(ET.parse("llava.svg").getroot().itertext())
    assert "LLaVA의 계보" in texts
    assert "비전 인코더" in texts
    assert run("lineage", "llava", "-o", "llava.png").code == 0
    assert Path("llava.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_no_line_is_wider_than_the_terminal(run: Run, kin: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("--registry", str(kin), "lineage", "chat").lines
    assert max(map(cell_len, lines)) <= columns


def test_an_unknown_model_exits_with_1(run: Run) -> None:
    assert run("lineage", "nothing").code == 1
