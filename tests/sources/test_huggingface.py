"""Model cards and configurations as they lie on disk: a clone, a cache, a single file, and what is wrong with some."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Run

OWN = """\
schema: 1
models:
- {id: clip, ids: {huggingface: [openai/clip]}}
- {id: llama, ids: {huggingface: [meta/llama]}, variants: [{name: 7B, huggingface: meta/llama-7b}]}
- id: tuned
  name: Tuned
  vendor: [meta]
  released: 2026
  modalities: [language]
  ids: {huggingface: [meta/tuned]}
"""
CARD = """\
---
license: apache-2.0
license_link: https://example.org/license
pipeline_tag: text-generation
language: [en, no]
base_model: meta/llama-7b
base_model_relation: finetune
tags: [one, "arxiv:2401.00001"]
model-index: [{name: x, results: [{task: {type: y}}]}]
---
# Tuned
base_model: nothing, since this is text
"""
Cards = Callable[[dict[str, str]], Ran]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return tmp_path / "hub"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


@pytest.fixture
def cards(run: Run, hub: Path, own: Path) -> Callable[..., Ran]:
    """Import files, written below a folder of their own."""

    def bring(files: dict[str, str], *options: str, path: str = "") -> Ran:
        for name, text in files.items():
            (hub / name).parent.mkdir(parents=True, exist_ok=True)
            (hub / name).write_text(text)
        return run("--registry", str(own), "import", "huggingface", str(hub / path), *(options or ("--json",)))

    return bring


def facts(ran: Ran) -> dict[str, str]:
    return {f"{said['model']}.{said['key']}": said["theirs"] for said in json.loads(ran.out)["statements"]}


def test_a_repository_says_what_its_card_and_configuration_say(cards: Cards) -> None:
    config = json.dumps({"max_position_embeddings": 4096, "num_parameters": 7, "model_type": "llama"})
    ran = cards({"meta/tuned/README.md": CARD, "meta/tuned/config.json": config})
    assert facts(ran) == {
        "tuned.license.weights": "apache-2.0",
        "tuned.links.license": "https://example.org/license",
        "tuned.capabilities": "text-generation",
        "tuned.ids.huggingface": "meta/tuned",
        "tuned.context": "4096",
        "tuned.parameters": "7",
    }
    places = {said["key"]: said["place"] for said in json.loads(ran.out)["statements"]}
    assert places["context"].endswith("meta/tuned/config.json")
    assert places["license.weights"].endswith("meta/tuned/README.md")
    [left_out] = json.loads(ran.out)["left_out"]
    assert left_out["about"] == "tuned.lineage.finetuned-from"  # the small taxonomy has no such relation


def test_what_cards_add_is_written_once_and_cites_their_page(cards: Cards, own: Path) -> None:
    files = {"meta/tuned/README.md": CARD, "models--openai--clip/snapshots/abc/config.json": '{"vision_config": {}}'}
    assert cards(files, "--apply").code == 0
    once = own.read_text()
    assert "  license:\n    weights: Apache-2.0\n  links:\n    license: https://example.org/license\n" in once
    assert "  - url: https://huggingface.co/meta/tuned\n    for: [license, links, capabilities]\n" in once
    cards(files, "--apply")
    assert own.read_text() == once


def test_what_cards_of_one_model_can_do_adds_up(cards: Cards, own: Path, run: Run) -> None:
    card = "---\npipeline_tag: {}\n---\n"
    files = {"meta/llama/README.md": card.format("vqa"), "meta/llama-7b/README.md": card.format("segmentation")}
    files |= {"openai/clip/README.md": card.format("vqa"), "meta/tuned/README.md": card.format("vqa")}
    assert cards(files, "--apply").code == 0
    once = own.read_text()
    cards(files, "--apply")
    assert own.read_text() == once
    shown = json.loads(run("--registry", str(own), "show", "llama", "--json").out)
    assert shown["capabilities"] == ["text-generation", "vqa", "segmentation"]
    assert json.loads(run("--registry", str(own), "show", "clip", "--json").out)["capabilities"] == ["vqa"]


def test_a_variants_repository_is_the_models(cards: Cards) -> None:
    found = facts(cards({"meta/llama-7b/config.json": '{"text_config": {"max_position_embeddings": 2048}}'}))
    assert found == {"llama.context": "2048", "llama.ids.huggingface": "meta/llama-7b"}


@pytest.mark.parametrize(
    ("license", "ours"),
    [
        ("license: MIT", "MIT"),
        ("license: [bsd-3-clause]", "bsd-3-clause"),
        ("license: other\nlicense_name: Llama", "LicenseRef-Llama"),
        ("license: other", None),
        ("license: unknown", None),
        ("license: [mit, apache-2.0]", None),
    ],
)
def test_licences_are_those_we_know(cards: Cards, license: str, ours: str | None) -> None:
    ran = cards({"meta/tuned/README.md": f"---\n{license}\n---\n"})
    assert facts(ran).get("tuned.license.weights") == ours


def test_a_licence_nobody_knows_is_left_out(cards: Cards) -> None:
    ran = cards({"meta/tuned/README.md": "---\nlicense: other\nlicense_name: mine\n---\n"})
    [left_out] = json.loads(ran.out)["left_out"]
    assert left_out["why"].startswith("'LicenseRef-mine' is no licence")


def test_sizes_in_bytes_and_bases_without_a_relation_say_nothing(cards: Cards) -> None:
    index = {"metadata": {"total_size": 13_000_000_000}}
    ran = cards(
        {"meta/tuned/README.md": "---\nbase_model: meta/llama\n---\n", "meta/tuned/config.json": json.dumps(index)}
    )
    assert set(facts(ran)) == {"tuned.ids.huggingface"}


def test_a_repository_we_lack_is_new_and_cannot_be_added(cards: Cards, own: Path) -> None:
    ran = cards({"someone/clip/README.md": CARD}, "--new", "--json")
    assert [new["name"] for new in json.loads(ran.out)["new"]] == ["clip"]
    assert json.loads(ran.out)["left_out"][0]["why"] == "it says no vendor, no release date, no modality"


@pytest.mark.parametrize(("path", "said"), [("meta/tuned/README.md", 5), ("meta/tuned/config.json", 2)])
def test_a_single_file_is_read(cards: Cards, path: str, said: int) -> None:
    ran = cards({"meta/tuned/README.md": CARD, "meta/tuned/config.json": '{"n_positions": 1024}'}, path=path)
    assert len(facts(ran)) == said - ("README" in path)


def test_a_card_that_names_its_model_needs_no_folder(cards: Cards) -> None:
    assert "tuned.license.weights" in facts(cards({"a b/README.md": "---\nmodel_name: Tuned\nlicense: mit\n---\n"}))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("README.md", "---\n{a: &x [1], b: *x}\n---\n", "README.md:2: anchors (&name) and tags"),
        ("README.md", "---\na: " + "[" * 5000 + "\n---\n", "README.md:2: values nest deeper than 20 levels"),
        ("README.md", "---\na: 1\na: 2\n---\n", "README.md:3: the key 'a' stands here twice"),
        ("README.md", "---\na: b: c\n---\n", "README.md:2: this is no YAML"),
        ("README.md", "---\n- a\n---\n", "README.md: its front matter is no mapping"),
        ("README.md", "no front matter", "the card has no front matter"),
        ("config.json", "[" * 100_000, "config.json: this is no JSON"),
        ("config.json", "[]", "config.json: a configuration is a mapping"),
    ],
)
def test_a_card_that_cannot_be_read_does_not_stop_the_others(cards: Cards, name: str, text: str, why: str) -> None:
    ran = cards({f"meta/bad/{name}": text, "meta/tuned/README.md": CARD})
    assert "tuned.license.weights" in facts(ran)
    left_out = [f"{one['place']}: {one['why']}" for one in json.loads(ran.out)["left_out"]]
    assert any(why in said for said in left_out)


def test_what_leads_out_of_the_folder_is_not_read(cards: Cards, hub: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("---\nlicense: mit\n---\n")
    (hub / "meta" / "llama").mkdir(parents=True)
    (hub / "meta" / "llama" / "README.md").symlink_to(tmp_path / "secret")
    ran = cards({"meta/tuned/README.md": CARD})
    assert "llama.license.weights" not in facts(ran)
    assert json.loads(ran.out)["left_out"][0]["why"] == "it leads out of the folder"


def test_a_cache_whose_files_are_links_is_read(cards: Cards, hub: Path) -> None:
    repository = hub / "models--meta--tuned"
    (repository / "blobs").mkdir(parents=True)
    (repository / "blobs" / "1f").write_text(CARD)
    snapshot = repository / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "README.md").symlink_to("../../blobs/1f")
    assert "tuned.license.weights" in facts(cards({}, path="models--meta--tuned/snapshots/abc"))


def test_a_pipe_is_not_waited_for(cards: Cards, hub: Path) -> None:
    (hub / "meta" / "pipe").mkdir(parents=True)
    os.mkfifo(hub / "meta" / "pipe" / "README.md")
    ran = cards({"meta/tuned/README.md": CARD})
    assert json.loads(ran.out)["left_out"][0]["why"] == "is no file"


def test_a_folder_without_cards_is_an_error(cards: Cards, hub: Path) -> None:
    hub.mkdir()
    ran = cards({})
    assert (ran.code, "neither a README.md nor a config.json" in ran.err) == (4, True)
    assert cards({}, path="gone").code == 4
