"""Model cards and configurations on disk: a clone, a cache, a single file, and invalid ones."""

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
Cards = Callable[..., Ran]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return tmp_path / "hub"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


@pytest.fixture
def cards(run: Run, hub: Path, own: Path) -> Cards:
    """Import files, written below a separate folder."""

    def bring(files: dict[str, str], *options: str, path: str = "") -> Ran:
        for name, text in files.items():
            (hub / name).parent.mkdir(parents=True, exist_ok=True)
            (hub / name).write_text(text)
        return run("--registry", str(own), "import", "huggingface", str(hub / path), *(options or ("--json",)))

    return bring


def facts(ran: Ran) -> dict[str, str]:
    return {f"{said['model']}.{said['key']}": said["theirs"] for said in json.loads(ran.out)["statements"]}


def test_a_repository_has_the_facts_of_its_card_and_configuration(cards: Cards) -> None:
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
def test_only_known_licenses_are_taken(cards: Cards, license: str, ours: str | None) -> None:
    ran = cards({"meta/tuned/README.md": f"---\n{license}\n---\n"})
    assert facts(ran).get("tuned.license.weights") == ours


def test_an_unknown_license_is_left_out(cards: Cards) -> None:
    ran = cards({"meta/tuned/README.md": "---\nlicense: other\nlicense_name: mine\n---\n"})
    [left_out] = json.loads(ran.out)["left_out"]
    assert left_out["why"].startswith("unknown license 'LicenseRef-mine'")


def test_sizes_in_bytes_and_bases_without_a_relation_are_ignored(cards: Cards) -> None:
    index = {"metadata": {"total_size": 13_000_000_000}}
    ran = cards(
        {"meta/tuned/README.md": "---\nbase_model: meta/llama\n---\n", "meta/tuned/config.json": json.dumps(index)}
    )
    assert set(facts(ran)) == {"tuned.ids.huggingface"}


def test_a_repository_we_lack_is_new_and_cannot_be_added(cards: Cards, own: Path) -> None:
    ran = cards({"someone/clip/README.md": CARD}, "--new", "--json")
    assert [new["name"] for new in json.loads(ran.out)["new"]] == ["clip"]
    assert json.loads(ran.out)["left_out"][0]["why"] == "it has no vendor, no release date, no modality"


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
        ("README.md", "---\na: 1\na: 2\n---\n", "README.md:3: duplicate key 'a'"),
        ("README.md", "---\na: b: c\n---\n", "README.md:2: not valid YAML"),
        ("README.md", "---\n- a\n---\n", "README.md: the front matter is not a mapping"),
        ("README.md", "no front matter", "the card has no front matter"),
        ("config.json", "[" * 100_000, "config.json: not valid JSON"),
        ("config.json", "[]", "config.json: the configuration is not a mapping"),
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
    assert json.loads(ran.out)["left_out"][0]["why"] == "is outside the folder"


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
    assert json.loads(ran.out)["left_out"][0]["why"] == "is not a file"


def test_a_folder_without_cards_is_an_error(cards: Cards, hub: Path) -> None:
    hub.mkdir()
    ran = cards({})
    assert (ran.code, "neither a README.md nor a config.json" in ran.err) == (4, True)
    assert cards({}, path="gone").code == 2


# ── what a card states and an entry cannot represent ──────────────────────────────────────────

RELATION = "taxonomy:\n  relation:\n  - {id: finetuned-from, label: {en: From}, definition: {en: Tuned.}}\n"


def left_out(ran: Ran) -> dict[str, str]:
    return {one["about"]: one["why"] for one in json.loads(ran.out)["left_out"]}


@pytest.mark.parametrize(
    ("line", "about", "why"),
    [
        ("license: [apache-2.0, mit]", "license.weights", "2 values where one is expected: apache-2.0, mit"),
        ("license: {name: mit}", "license.weights", "a text is expected"),
        ("license: gpl", "license.weights", "a family of licenses on the Hub"),
        ("license: bsd", "license.weights", "a family of licenses on the Hub"),
        ("license: cc", "license.weights", "a family of licenses on the Hub"),
        ("license: other", "license.weights", "without a license_name"),
        ("license_link: http://example.org/license", "links.license", "is not an https address"),
        ("pipeline_tag: [vqa, segmentation]", "capabilities", "2 values where one is expected"),
        ("base_model: meta/llama", "lineage", "base_model: meta/llama, without a base_model_relation"),
        (
            "base_model: meta/llama\nbase_model_relation: quantized",
            "lineage",
            "an entry has no relation 'quantized'",
        ),
        (
            "base_model: meta/llama\nbase_model_relation: adapter",
            "lineage",
            "an entry has no relation 'adapter'",
        ),
        ("base_model: [{name: LLaMA}]\nbase_model_relation: finetune", "lineage", "is not the name of a repository"),
    ],
)
def test_what_a_card_says_and_no_entry_can_is_listed(cards: Cards, line: str, about: str, why: str) -> None:
    ran = cards({"meta/tuned/README.md": f"---\n{line}\n---\n"})
    assert set(facts(ran)) == {"tuned.ids.huggingface"}
    assert why in left_out(ran)[f"tuned.{about}"]


@pytest.mark.parametrize("null", ["~", "null", "Null", "NULL", "", "[]", "[~]"])
def test_null_counts_as_absent(cards: Cards, null: str) -> None:
    keys = ("license", "license_name", "license_link", "pipeline_tag", "base_model", "base_model_relation")
    card = "".join(f"{key}: {null}\n" for key in (*keys, "model_name"))
    ran = cards(
        {
            "meta/tuned/README.md": f"---\n{card}---\n",
            "meta/tuned/config.json": '{"n_ctx": null, "num_parameters": null, "text_config": null}',
        }
    )
    assert set(facts(ran)) == {"tuned.ids.huggingface"}
    assert left_out(ran) == {}


def test_front_matter_without_an_end_is_listed(cards: Cards) -> None:
    ran = cards({"meta/tuned/README.md": "---\nlicense: mit\n", "meta/llama/config.json": '{"n_ctx": 7}'})
    assert "the front matter has no end" in left_out(ran)["meta/tuned"]


@pytest.mark.parametrize("name", ["llama-license", "LLaMA licence", "Llama", "LicenseRef-Llama"])
def test_a_license_name_is_found_by_alias_label_and_id(cards: Cards, own: Path, name: str) -> None:
    alias = "taxonomy: {license: [{id: LicenseRef-Llama, aliases: [llama-license]}]}\n"
    own.write_text(OWN.replace("models:\n", f"{alias}models:\n"))
    ran = cards({"meta/tuned/README.md": f"---\nlicense: other\nlicense_name: {name}\n---\n"}, "--apply", "--json")
    assert left_out(ran) == {}
    assert "    weights: LicenseRef-Llama\n" in own.read_text()


@pytest.mark.parametrize(
    ("license", "verdict"), [("apache-2.0", "same"), ("mit", "conflict"), ("LicenseRef-Llama", "conflict")]
)
def test_a_license_is_compared_with_that_of_the_variant(cards: Cards, own: Path, license: str, verdict: str) -> None:
    variants = "variants: [{name: 7B, huggingface: meta/llama-7b, license: Apache-2.0}], license: {weights: MIT}"
    own.write_text(f"schema: 1\nmodels:\n- {{id: llama, ids: {{huggingface: [meta/llama]}}, {variants}}}\n")
    ran = cards({"meta/llama-7b/README.md": f"---\nlicense: {license}\n---\n"})
    said = {said["key"]: said["verdict"] for said in json.loads(ran.out)["statements"]}
    assert said["license.weights"] == verdict
    ran = cards({"meta/llama-7b/README.md": "", "meta/llama/README.md": f"---\nlicense: {license}\n---\n"})
    said = {said["key"]: said["verdict"] for said in json.loads(ran.out)["statements"]}
    assert said["license.weights"] == {"apache-2.0": "conflict", "mit": "same"}.get(license, "conflict")


# ── base models ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def tuned(cards: Cards, own: Path) -> Callable[[str], Ran]:
    """A card of meta/tuned with a base model, applied with the relation in the taxonomy."""
    own.write_text(OWN.replace("models:\n", f"{RELATION}models:\n"))

    def bring(base: str, relation: str = "finetune") -> Ran:
        card = f"---\nbase_model: {base}\nbase_model_relation: {relation}\n---\n"
        return cards({"meta/tuned/README.md": card}, "--apply", "--json")

    return bring


@pytest.mark.parametrize(
    ("base", "written"),
    [
        ("meta/llama-7b", "finetuned-from: [llama]"),
        ("https://huggingface.co/meta/llama", "finetuned-from: [llama]"),
        ("llama-7b", "finetuned-from: [llama]"),
        ("[meta/llama-7b, outputs/checkpoint-500]", "finetuned-from: [llama]"),
        ("https://huggingface.co/someone/base", "url: 'https://huggingface.co/someone/base'"),
        ("meta/other", "url: 'https://huggingface.co/meta/other'"),
    ],
)
def test_a_base_model_is_ours_or_a_page_of_the_hub(
    tuned: Callable[[str], Ran], own: Path, base: str, written: str
) -> None:
    assert tuned(base).code == 0
    assert written in own.read_text()


@pytest.mark.parametrize(
    "base", ["outputs/checkpoint-500", "./model", "/data/models/llama", "some-base", "my-run/last"]
)
def test_a_folder_is_not_a_base_model(tuned: Callable[[str], Ran], own: Path, base: str) -> None:
    why = left_out(tuned(base))["tuned.lineage.finetuned-from"]
    assert f"{base!r} may be a folder" in why
    assert "lineage" not in own.read_text()


def test_a_checkpoint_of_the_same_entry_is_not_an_ancestor(tuned: Callable[[str], Ran], own: Path, run: Run) -> None:
    own.write_text(own.read_text().replace("[meta/tuned]", "[meta/tuned, meta/tuned-base]"))
    before = own.read_text()
    why = left_out(tuned("meta/tuned-base"))["tuned.lineage.finetuned-from"]
    assert why == "'meta/tuned-base' is a checkpoint of the same entry"
    assert own.read_text() == before


def test_a_descendant_of_a_model_is_not_its_ancestor(tuned: Callable[[str], Ran], own: Path, run: Run) -> None:
    own.write_text(own.read_text().replace("[meta/llama]}", "[meta/llama]}, lineage: {finetuned-from: [tuned]}"))
    why = left_out(tuned("meta/llama"))["tuned.lineage.finetuned-from"]
    assert why == "'meta/llama' is llama, which descends from tuned"
    assert "lineage-cycle" not in run("--registry", str(own), "check").err


def test_two_cards_that_name_each_other_make_no_circle(cards: Cards, own: Path, run: Run) -> None:
    own.write_text(OWN.replace("models:\n", f"{RELATION}models:\n"))
    card = "---\nbase_model: {}\nbase_model_relation: finetune\n---\n"
    files = {"meta/llama/README.md": card.format("meta/tuned"), "meta/tuned/README.md": card.format("meta/llama")}
    ran = cards(files, "--apply", "--json")
    assert [one["why"] for one in json.loads(ran.out)["left_out"]] == [
        "'meta/llama' is llama, which descends from tuned"
    ]
    assert "lineage-cycle" not in run("--registry", str(own), "check").err


# ── which repository a folder is of ───────────────────────────────────────────────────────────


def test_parts_of_a_pipeline_are_not_models(cards: Cards, hub: Path) -> None:
    encoder = '{"max_position_embeddings": 77}'
    files = {
        "meta/tuned/model_index.json": "{}",
        "meta/tuned/README.md": "---\nlicense: mit\n---\n",
        "meta/tuned/text_encoder/config.json": encoder,
        "meta/llama/modules.json": "[]",
        "meta/llama/1_Pooling/config.json": encoder,
        "models--openai--clip/snapshots/abc/text_encoder/config.json": encoder,
    }
    ran = cards(files)
    assert set(facts(ran)) == {"tuned.license.weights", "tuned.ids.huggingface"}
    assert json.loads(ran.out)["new"] == []
    for part in ("meta/tuned/text_encoder", "meta/tuned/text_encoder/config.json"):
        ran = cards({}, path=part)
        assert (ran.code, "this describes a part of a model" in ran.err) == (4, True)


def test_repositories_of_a_cache_without_an_organization_and_data_sets(cards: Cards, own: Path) -> None:
    own.write_text(OWN.replace("openai/clip", "openai/clip-vit"))
    card = "---\nlicense: mit\n---\n"
    files = {
        "models--gpt2/snapshots/607a30d783dfa663caf39e06633721c8d4cfcd7e/README.md": card,
        "models--clip-vit/snapshots/abc/README.md": card,
        "datasets--squad/snapshots/7b6d/README.md": card,
        "spaces--meta--demo/snapshots/7b6d/README.md": card,
    }
    ran = cards(files)
    assert [new["name"] for new in json.loads(ran.out)["new"]] == ["gpt2"]
    assert facts(ran) == {"clip.license.weights": "mit", "clip.ids.huggingface": "openai/clip-vit"}
    assert cards({}, path="models--clip-vit/snapshots/abc").code == 0
    ran = cards({}, path="datasets--squad")
    assert (ran.code, "a data set or a space" in ran.err) == (4, True)


@pytest.mark.parametrize("folder", ["My Downloads", "Downloads", "x/y", "models/weights", "models--a--b/snapshots/c"])
def test_model_name_counts_in_every_folder(cards: Cards, folder: str) -> None:
    ran = cards({f"{folder}/README.md": "---\nmodel_name: Tuned\nlicense: mit\n---\n"})
    assert facts(ran)["tuned.license.weights"] == "mit"


def test_a_folder_made_by_hand_is_never_written_as_a_repository(cards: Cards, own: Path) -> None:
    card = "---\nmodel_name: Tuned\nlicense: mit\n---\n"
    assert cards({"someone/stuff/README.md": card}, "--apply").code == 0
    assert "    weights: MIT\n" in own.read_text()
    assert "stuff" not in own.read_text()


def test_a_download_into_a_folder_of_models_is_found(cards: Cards) -> None:
    ran = cards({"models/llama-7b/config.json": '{"n_ctx": 2048}', "someone/llama-7b/config.json": '{"n_ctx": 4096}'})
    assert facts(ran) == {"llama.context": "2048", "llama.ids.huggingface": "meta/llama-7b"}


# ── the context of the language model ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "config",
    [
        {"n_positions": 512},
        {"seq_length": 512},
        {"max_seq_len": 512},
        {"max_sequence_length": 512},
        {"llm_config": {"max_position_embeddings": 512}},
        {"language_config": {"max_position_embeddings": 512}},
        {"thinker_config": {"text_config": {"max_position_embeddings": 512}, "audio_config": {"n_ctx": 9}}},
        {"model_type": "encoder-decoder", "encoder": {"max_position_embeddings": 512}},
        {"n_ctx": 512, "text_config": {"n_ctx": 77}},
    ],
)
def test_the_context_is_that_of_the_language_model(cards: Cards, config: dict[str, object]) -> None:
    assert facts(cards({"meta/tuned/config.json": json.dumps(config)}))["tuned.context"] == "512"


@pytest.mark.parametrize(
    "config",
    [
        {"vision_config": {"max_position_embeddings": 77}},
        {"encoder": {"max_position_embeddings": 77}, "model_type": "vision-encoder-decoder"},
    ],
)
def test_the_context_of_another_part_is_not_that_of_the_model(cards: Cards, config: dict[str, object]) -> None:
    assert "tuned.context" not in facts(cards({"meta/tuned/config.json": json.dumps(config)}))


@pytest.mark.parametrize("value", ['"4096"', "-1", "1.5", "[4096]", "true"])
def test_an_invalid_count_is_listed_with_its_file(cards: Cards, value: str) -> None:
    ran = cards({"meta/tuned/config.json": f'{{"max_position_embeddings": {value}, "num_parameters": {value}}}'})
    assert set(left_out(ran)) == {"tuned.context", "tuned.parameters"}
    assert {Path(one["place"]).name for one in json.loads(ran.out)["left_out"]} == {"config.json"}


def test_a_context_too_deep_down_is_not_looked_for(cards: Cards) -> None:
    config: dict[str, object] = {"max_position_embeddings": 77}
    for _ in range(9):
        config = {"llm_config": config}
    assert "tuned.context" not in facts(cards({"meta/tuned/config.json": json.dumps(config)}))


def test_a_folder_called_snapshots_is_not_yet_one_of_a_cache(cards: Cards) -> None:
    ran = cards({"snapshots/meta/tuned/README.md": "---\nlicense: mit\n---\n", "snapshots/meta/README.md": "about"})
    assert facts(ran)["tuned.license.weights"] == "mit"
