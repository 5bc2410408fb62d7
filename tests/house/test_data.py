"""The bundled catalog: everything in the seed is included, and no rule is broken."""

import re
from datetime import date
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.coverage import Coverage, coverage
from fmcat.catalog.evidence import tiers
from fmcat.catalog.tiers import kind_of
from fmcat.checks import Examined, examine
from fmcat.fields import FIELDS
from fmcat.registry.locate import Layer, bundled_folder, files_at
from fmcat.registry.read import read_registry

LAYERS = [Layer("bundled", bundled_folder(), files_at(bundled_folder()))]

#: The seed's systems with the years it gives them.
SEED = {
    "clip": 2021, "dino": 2021, "dinov2": 2023, "sam": 2023, "florence-2": 2024, "internimage": 2023, "internvit": 2023,
    "gpt-3": 2020, "gpt-4": 2023, "gpt-5": 2025, "palm": 2022, "gemini-1.0": 2023, "llama": 2023, "llama-2": 2023,
    "llama-3": 2024, "llama-4": 2025, "blip": 2022, "blip-2": 2023, "flamingo": 2022, "grounding-dino": 2023,
    "kosmos-1": 2023, "kosmos-2": 2023, "llava": 2023, "gpt-4o": 2024, "vit": 2020, "mae": 2021, "simclr": 2020,
    "align": 2021, "gpt-4v": 2023,
}  # fmt: skip
#: The seed's eras of vision, with their models.
ERAS = [
    (2020, 2021, ["vit", "dino"]),
    (2021, 2022, ["clip"]),
    (2023, 2023, ["sam"]),
    (2023, 2024, ["dinov2", "grounding-dino"]),
    (2024, 2025, ["florence-2", "gpt-4v"]),
]
#: The seed's eight tasks, in its own words.
TASKS = [
    "Image classification",
    "Object detection",
    "Segmentation",
    "OCR",
    "Captioning",
    "VQA",
    "Grounding",
    "text-to-image",
]
LINKS = {
    "clip": "https://openai.com/research/clip",
    "dinov2": "https://ai.meta.com/research/publications/dinov2",
    "sam": "https://segment-anything.com",
    "blip-2": "https://arxiv.org/abs/2301.12597",
    "florence-2": "https://github.com/microsoft/Florence-2",
}


@pytest.fixture(scope="module")
def bundled(cached: Path) -> Catalog:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FMCAT_CACHE_DIR", str(cached))
        catalog = Catalog(LAYERS)
        len(catalog)  # opens it
    return catalog


@pytest.mark.parametrize(("name", "year"), SEED.items())
def test_every_system_of_the_seed_has_its_year(bundled: Catalog, name: str, year: int) -> None:
    assert bundled.document(name)["released"].startswith(str(year))


@pytest.mark.parametrize("name", ["GPT-Vision", "Gemini", "LLaMA 1", "DINO v2", "gpt 4o", "Segment Anything"])
def test_the_names_people_use_find_their_models(bundled: Catalog, name: str) -> None:
    assert name in bundled


def test_the_seeds_eras_with_their_models(bundled: Catalog) -> None:
    eras = bundled.entries("timeline")["vision"]["eras"]
    seen = [(era["start"], era["end"], [model["id"] for model in era["models"]]) for era in eras]
    assert seen[: len(ERAS)] == ERAS
    assert all({"en", "ko"} <= era["headline"].keys() for era in eras)


@pytest.mark.parametrize("task", TASKS)
def test_each_task_of_the_seed_is_found_by_its_own_word(bundled: Catalog, task: str) -> None:
    assert len(bundled.select(f'can:"{task}"')) >= 3


@pytest.mark.parametrize(
    ("method", "examples"),
    [
        ("self-supervised-learning", {"dino", "mae", "simclr"}),
        ("자기지도 학습", {"dino", "dinov2", "mae", "simclr"}),
        ("contrastive", {"clip", "align"}),
        ("self-distillation", {"dino"}),
        ("distillation", {"dino"}),
        ("query-bootstrapping", {"blip-2"}),
    ],
)
def test_training_methods_find_the_seeds_examples(bundled: Catalog, method: str, examples: set[str]) -> None:
    assert examples <= set(bundled.select(f'method:"{method}"').ids())


def test_the_seeds_examples_are_at_their_terms(bundled: Catalog) -> None:
    terms = bundled.terms("method")
    for method, examples in {
        "self-supervised-learning": ["dino", "mae", "simclr"],
        "contrastive-learning": ["clip", "align"],
        "distillation": ["dino", "blip-2"],
    }.items():
        assert terms[method]["examples"][: len(examples)] == examples


def test_the_seeds_notes_are_all_there(bundled: Catalog) -> None:
    notes = bundled.entries("concept")
    points = {name: len(note.get("points", ())) for name, note in notes.items()}
    assert (points["foundation-model"], points["traits"], points["training-methods"]) == (3, 5, 3)
    assert (points["strengths"], points["limits"]) == (5, 4)
    assert "motivation" in notes
    assert len(notes["before-and-after"]["contrasts"]) == 4
    assert {link["url"] for link in notes["further-reading"]["links"]} == set(LINKS.values())


@pytest.mark.parametrize(("model", "link"), LINKS.items())
def test_the_seeds_links_are_at_their_models(bundled: Catalog, model: str, link: str) -> None:
    assert link in bundled.document(model)["links"].values()


def test_clip_is_listed_under_vision_and_under_multimodal(bundled: Catalog) -> None:
    assert "clip" in bundled.select("modality:vision").ids()
    assert "clip" in bundled.select("modality:multimodal").ids()


def test_lineage_leads_from_llava_to_clip_and_llama(bundled: Catalog) -> None:
    assert "llava" in bundled.select("under:clip").ids()
    assert "llava" in bundled.select("under:llama").ids()


def test_every_sentence_is_our_own_and_whole(bundled: Catalog) -> None:
    for document in bundled.to_records():
        summary = document["summary"]
        assert summary["en"].endswith("."), document["id"]
        assert re.search("[가-힣]", summary["ko"]), document["id"]
        assert summary["ko"].endswith("다."), document["id"]


def test_a_fact_that_is_withheld_is_never_a_number(bundled: Catalog) -> None:
    for name in ("gpt-4", "gpt-4o", "gpt-5", "gemini-1.5"):
        assert FIELDS["parameters"].state(bundled.document(name)) == "undisclosed"


def test_each_file_that_people_write_opens_with_what_it_is() -> None:
    written = [path for path in files_at(bundled_folder()) if path.suffix != ".json"]  # JSON has no comments
    assert len(written) > 5
    for path in written:
        assert path.read_text("utf-8").startswith("# "), path


def test_no_rule_is_broken_and_no_warning_left_unexplained() -> None:
    registry = read_registry(LAYERS)
    found = examine(Examined(registry, list(registry.models()), date.today().isoformat()))
    assert [f"{f.position}: {rule}: {f.entry} {f.message}" for rule, _, f in found] == []


#: The minimum number of models of each modality.
PROMISED = {"": 500, "vision": 140, "language": 160, "multimodal": 120, "audio": 40, "generation": 40}


@pytest.mark.parametrize(("modality", "least"), PROMISED.items())
def test_the_modalities_are_as_full_as_promised(bundled: Catalog, modality: str, least: int) -> None:
    assert len(bundled.select(f"modality:{modality}" if modality else "")) >= least


@pytest.fixture(scope="module")
def counted(bundled: Catalog) -> list[Coverage]:
    return coverage(bundled.to_records(), tiers(bundled))


@pytest.mark.parametrize(
    ("keys", "share"),
    [
        (["released", "vendor"], 1.0),
        (["released", "vendor", "parameters", "license", "access"], 0.9),
        (["training", "capabilities", "architecture", "context", "variants", "lineage"], 0.6),
    ],
)
def test_facts_are_sourced_as_promised(counted: list[Coverage], keys: list[str], share: float) -> None:
    rows = [row for row in counted if row.key in keys]
    assert sum(row.sourced for row in rows) >= share * sum(row.stated for row in rows)


def test_enough_papers_can_be_cited(bundled: Catalog) -> None:
    assert len(bundled.select("has:citation")) >= 300


@pytest.mark.parametrize(
    ("page", "refused"),
    [
        ("blob/refs%2Fpr%2F4/README.md", True),
        ("raw/refs%2Fpr%2F2/README.md", True),
        ("resolve/refs%2Fpr%2F90/README.md?download=true", True),
        ("blame/main/README.md", True),
        ("blob/main/README.md", False),
        ("tree/refs%2Fpr%2F17", False),
        ("blob/refs%2Fpr%2F21/generation_config.json", False),
    ],
)
def test_the_card_of_a_proposed_change_is_not_a_source(bundled: Catalog, page: str, refused: bool) -> None:
    """Anybody may propose a change under the address of a maker; the card of the main branch is the maker's."""
    kinds = list(bundled.entries("source-kind").values())
    kind = kind_of(f"https://huggingface.co/openai/one/{page}", kinds)
    assert (kind is not None and kind["tier"] == "refused") is refused
