"""Family trees are limited: chains, stars and dense registries end, and what is left out is counted."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.lineage import DEEPEST, MOST_BRANCHES, branches_of, family_tree, left_out
from tests.conftest import SMALL, Run


def kin(path: Path, targets: dict[str, list[str]]) -> Path:
    """A registry of models with these ids, made from these others."""
    facts = {"vendor": "meta", "released": "2026", "modalities": ["language"]}
    models = [
        {"id": name, "name": name, **facts, **({"lineage": {"successor-of": made_from}} if made_from else {})}
        for name, made_from in targets.items()
    ]
    path.write_text(json.dumps({"schema": 1, "models": models}))
    return path


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return kin(tmp_path / "chain.json", {f"c{n}": [f"c{n - 1}"] if n else [] for n in range(500)})


@pytest.mark.parametrize("format", ["tree", "json", "dot", "mermaid", "svg"])
def test_a_chain_of_500_is_cut_and_reports_it(run: Run, chain: Path, format: str) -> None:
    ran = run("--registry", str(chain), "lineage", "c499", "--format", format)
    assert ran.code == 0
    assert "1 more steps are left out" in ran.err
    if format == "svg":  # which counts what finds no room
        assert "not drawn: " in ran.out
    elif format != "tree":  # which wraps names at the edge of the terminal
        assert f"c{499 - DEEPEST}" in ran.out
        assert f"c{498 - DEEPEST}" not in ran.out
    if format == "svg":
        assert ET.fromstring(ran.out).tag.endswith("svg")


def test_a_depth_beyond_the_bound_is_the_bound(chain: Path) -> None:
    catalog = Catalog.load(SMALL, chain, only=True)
    tree = family_tree(catalog, catalog.document("c499"), depth=10**6)
    assert len(list(branches_of(tree))) == DEEPEST + 1
    assert left_out(tree) == 1


def test_a_star_keeps_its_first_and_counts_the_others(tmp_path: Path) -> None:
    star = kin(tmp_path / "star.json", {"s": [], **{f"s{n:04}": ["s"] for n in range(2000)}})
    catalog = Catalog.load(SMALL, star, only=True)
    tree = family_tree(catalog, catalog.document("s"), down=True)
    found = [branch.step.id for branch in branches_of(tree)]
    assert len(found) == MOST_BRANCHES
    assert found[:3] == ["s", "s0000", "s0001"]
    assert left_out(tree) == 2001 - MOST_BRANCHES


def test_where_everything_comes_from_everything_a_tree_ends(tmp_path: Path) -> None:
    dense = kin(tmp_path / "dense.json", {f"d{n}": [f"d{k}" for k in range(n)] for n in range(60)})
    catalog = Catalog.load(SMALL, dense, only=True)
    tree = family_tree(catalog, catalog.document("d59"))
    assert len(list(branches_of(tree))) == MOST_BRANCHES
    assert len(list(branches_of(tree))) + left_out(tree) == 1 + 59 * 60 // 2


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_relation_has_different_names_from_its_two_ends(language: str) -> None:
    catalog = Catalog.load()
    labels = catalog.labels(language)
    for relation, term in catalog.entries("term:relation").items():
        assert term["kind"] in ("derivation", "teaching", "succession")
        assert labels["relation", relation] != labels["inverse", relation]


def test_the_older_model_is_the_former_one_and_the_younger_one_follows(run: Run) -> None:
    assert "이전 세대 ── DINO" in run("--lang", "ko", "lineage", "dinov2").out
    assert "후속 모델 ── DINOv2" in run("--lang", "ko", "lineage", "dino", "--down").out
    assert re.search(r"Successor of +DINO\n", run("show", "dinov2").out)
    assert re.search(r"Succeeded by +DINOv2\n", run("show", "dino").out)


def test_a_step_in_json_states_both_ends(run: Run) -> None:
    up = json.loads(run("--registry", str(SMALL), "lineage", "llava", "--format", "json").out)["up"]
    down = json.loads(run("--registry", str(SMALL), "lineage", "clip", "--down", "--format", "json").out)["down"]
    step = ["llava", "uses-vision-encoder", "clip"]
    assert step == up["branches"][0]["step"] == down["branches"][0]["step"]


def test_a_successor_does_not_descend_from_its_predecessor() -> None:
    catalog = Catalog.load()
    assert "code-llama" in catalog.select("under:llama-2").ids()
    assert not {"llama-3", "llama-4"} & set(catalog.select("under:llama-2").ids())


#: A model of which each checkpoint is made from another one, and a model made from one of its checkpoints.
MIXED = """
schema: 1
models:
- id: mixed
  name: Mixed
  vendor: meta
  released: 2025
  modalities: [language]
  lineage: {uses-language-model: [llama, fam], successor-of: [dino]}
  variants:
  - {name: Fam 3B, bases: [fam/3b]}
  - {name: Llama 7B, bases: [llama, mae, Elsewhere 7B]}
  - {name: Unknown}
- id: child
  name: Child
  vendor: meta
  released: 2026
  modalities: [language]
  lineage: {uses-language-model: [mixed]}
  bases: [mixed/fam-3b]
- id: other
  name: Other
  vendor: meta
  released: 2026
  modalities: [language]
  lineage: {uses-language-model: [mixed]}
"""


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("mixed", ["LLaMA", "Fam 2", "DINO"], ["Child", "Other"]),
        ("mixed/fam-3b", ["Fam 2", "DINO"], ["Child", "Other"]),
        ("mixed/llama-7b", ["LLaMA", "DINO", "MAE", "Elsewhere 7B"], ["Other"]),
        ("mixed/unknown", ["LLaMA", "Fam 2", "DINO"], ["Other"]),
    ],
)
def test_a_checkpoint_has_a_lineage_of_its_own(
    run: Run, tmp_path: Path, sizes: list[str], name: str, up: list[str], down: list[str]
) -> None:
    (tmp_path / "mixed.yaml").write_text(MIXED)
    on = [*sizes, "--registry", str(tmp_path / "mixed.yaml")]
    for direction, expected in (("up", up), ("down", down)):
        options = ["--down"] if direction == "down" else []
        tree = json.loads(run(*on, "lineage", name, *options, "--depth", "1", "--json").out)[direction]
        assert [branch["name"] for branch in tree["branches"]] == expected
    shown = run(*on, "show", name).out
    assert all((one in shown.partition("Comes from")[2]) == (one in up) for one in ("LLaMA", "Fam 2", "MAE"))
    assert ("Child" in shown) == ("Child" in down)
