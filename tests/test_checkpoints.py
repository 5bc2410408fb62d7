"""Checkpoints: their ids, and what they inherit."""

from typing import cast

import pytest

from fmcat.checkpoints import checkpoint, checkpoint_id, checkpoints, full_name, narrowed, variant_slug
from fmcat.facts import Document

QWEN = cast(
    "Document",
    {
        "id": "qwen2.5",
        "name": "Qwen2.5",
        "aliases": ["Qwen 2.5"],
        "vendor": ["alibaba"],
        "released": "2024-09-19",
        "modalities": ["language"],
        "parameters": {"total": 72_700_000_000, "active": 9_000_000_000},
        "context": 131072,
        "license": {"weights": "Apache-2.0", "code": "MIT"},
        "access": "open",
        "ids": {"arxiv": "2412.15115", "huggingface": ["Qwen/Qwen2.5-72B", "Qwen/Qwen2.5"]},
        "variants": [
            {
                "name": "Qwen2.5-3B",
                "parameters": 3_090_000_000,
                "license": "LicenseRef-Qwen-Research",
                "context": 32768,
            },
            {"name": "Qwen2.5-72B", "parameters": 72_700_000_000, "huggingface": "Qwen/Qwen2.5-72B"},
            {"name": "Turbo", "access": "api", "status": "retired", "released": "2024-11"},
            {"name": "Max", "parameters": "undisclosed", "id": "max-2"},
        ],
    },
)


@pytest.mark.parametrize(
    ("model", "variant", "id", "name"),
    [
        ("Qwen2.5", "Qwen2.5-72B", "72b", "Qwen2.5-72B"),
        ("DINOv2", "ViT-S/14", "vit-s-14", "DINOv2 ViT-S/14"),
        ("Falcon 2", "Falcon2-11B VLM", "11b-vlm", "Falcon2-11B VLM"),
        ("Olmo 3", "Olmo 3.1 32B", "3.1-32b", "Olmo 3.1 32B"),
        ("Claude 4", "Claude Opus 4", "opus-4", "Claude Opus 4"),
        ("Command R", "command-r7b-12-2024", "r7b-12-2024", "command-r7b-12-2024"),
        ("T0", "T0++", "plus-plus", "T0++"),
        ("o1", "o1", "o1", "o1"),
        ("PixArt-α", "PixArt-α-512", "512", "PixArt-α-512"),
        (
            "Noisy Student",
            "EfficientNet-L2 Noisy Student",
            "efficientnet-l2-noisy-student",
            "EfficientNet-L2 Noisy Student",
        ),
        ("模型", "模型", "", "模型"),
    ],
)
def test_a_variants_name_does_not_repeat_its_model(model: str, variant: str, id: str, name: str) -> None:
    assert variant_slug(model, "own-id", variant) == id
    assert full_name(model, {"name": variant}) == name


def test_a_variants_name_does_not_repeat_its_models_id() -> None:
    assert variant_slug("Omnilingual ASR", "omniasr", "omniASR_W2V_300M") == "w2v-300m"


def test_a_model_without_variants_is_its_own_checkpoint() -> None:
    alone = cast("Document", {key: value for key, value in QWEN.items() if key != "variants"})
    assert checkpoints(alone) == [alone]


def test_a_checkpoint_has_what_its_variant_states_and_else_what_its_model_does() -> None:
    small, large, turbo, _ = checkpoints(QWEN)
    assert small["id"] == "qwen2.5/3b"
    assert small["license"] == {"weights": "LicenseRef-Qwen-Research", "code": "MIT"}
    assert (small["context"], large["context"]) == (32768, 131072)
    assert (turbo["access"], turbo["status"], turbo["released"]) == ("api", "retired", "2024-11")
    assert (large["access"], large["released"], "status" in large) == ("open", "2024-09-19", False)
    assert large["license"] == QWEN["license"]


def test_the_model_s_size_is_not_its_variants_but_the_active_part_is_that_of_its_largest() -> None:
    small, large, turbo, withheld = checkpoints(QWEN)
    assert small["parameters"] == {"total": 3_090_000_000}
    assert large["parameters"] == {"total": 72_700_000_000, "active": 9_000_000_000}
    assert "parameters" not in turbo
    assert withheld["parameters"] == "undisclosed"


def test_a_repository_belongs_to_the_variant_that_claims_it() -> None:
    small, large, *_ = checkpoints(QWEN)
    assert large["ids"] == {"arxiv": "2412.15115", "huggingface": ["Qwen/Qwen2.5-72B"]}
    assert small["ids"] == {"arxiv": "2412.15115", "huggingface": ["Qwen/Qwen2.5"]}


def test_an_id_of_its_own_wins_and_an_unspellable_name_has_none() -> None:
    assert checkpoint(QWEN, 3)["id"] == "qwen2.5/max-2"
    with pytest.raises(ValueError, match="大"):
        checkpoint_id(QWEN, {"name": "大"})


def test_a_model_is_restricted_to_the_requested_checkpoints() -> None:
    one = narrowed(QWEN, [0, 2])
    assert [variant["name"] for variant in one["variants"]] == ["Qwen2.5-3B", "Turbo"]
    assert one["parameters"] == {"total": 3_090_000_000}
    assert one["released"] == "2024-09-19"
    assert narrowed(QWEN, [2])["released"] == "2024-11"
    assert "parameters" not in narrowed(QWEN, [2])
    assert narrowed(QWEN, [0, 1, 2, 3]) == QWEN
