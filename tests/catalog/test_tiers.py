"""How close a source is to the maker of a model."""

from typing import Any

import pytest

from fmcat.catalog.tiers import Tiers, covers, kind_of

KINDS: Any = [
    {"id": "mirror", "tier": "refused", "hosts": ["workers.dev", "hf.example"]},
    {"id": "activity", "tier": "refused", "hosts": ["huggingface.co"], "paths": ["/activity/"]},
    {"id": "preprint", "tier": "primary", "hosts": ["arxiv.org"]},
    {"id": "library-docs", "tier": "secondary", "hosts": ["huggingface.co/docs"]},
    {"id": "hosting-provider", "tier": "secondary", "hosts": ["cloud.example"]},
]
VENDORS: Any = {
    "lab": {"id": "lab", "url": "https://www.lab.example", "organizations": ["lab-ai"], "hosts": ["cloud.example"]},
    "other": {"id": "other", "organizations": ["other-ai"]},
}
MODEL: Any = {
    "id": "one",
    "vendor": ["lab"],
    "links": {"code": "https://github.com/author/one", "weights": "https://drive.google.com/file/x"},
    "ids": {"huggingface": ["team/one"]},
}


@pytest.mark.parametrize(
    ("url", "nearness"),
    [
        ("https://lab.example/news/one", "primary"),
        ("https://blog.lab.example/one", "primary"),
        ("https://github.com/lab-ai/one", "primary"),
        ("https://github.com/Lab-AI/one/blob/main/LICENSE", "primary"),
        ("https://github.com/lab-ai-fans/one", "other"),
        ("https://github.com/author/another", "primary"),
        ("https://huggingface.co/team/one-large", "primary"),
        ("https://huggingface.co/stranger/one-GGUF", "other"),
        ("https://huggingface.co/collections/lab-ai/one-65f3", "primary"),
        ("https://huggingface.co/datasets/team/one", "primary"),
        ("https://huggingface.co/collections/stranger/one", "other"),
        ("https://github.com/other-ai/one", "other"),
        ("https://arxiv.org/abs/2301.00001", "primary"),
        ("https://huggingface.co/docs/transformers/model_doc/one", "secondary"),
        ("https://cloud.example/one", "primary"),
        ("https://drive.google.com/file/y", "other"),
        ("https://blog.example.org/one", "other"),
        ("https://hf.someone.workers.dev/lab-ai/one", "refused"),
        ("https://hf.example./lab-ai/one", "refused"),
        ("https://huggingface.co/lab-ai/activity/likes", "refused"),
    ],
)
def test_an_address_has_a_tier(url: str, nearness: str) -> None:
    assert Tiers(VENDORS, KINDS).of(MODEL, {"url": url, "for": ["license"]}) == nearness


def test_a_work_of_the_registry_is_a_reference() -> None:
    assert Tiers(VENDORS, KINDS).of(MODEL, {"source": "epoch", "for": ["license"]}) == "reference"


def test_a_provider_is_near_only_to_its_own_models() -> None:
    elsewhere = MODEL | {"vendor": ["other"]}
    assert Tiers(VENDORS, KINDS).of(elsewhere, {"url": "https://cloud.example/one", "for": []}) == "secondary"


def test_a_host_covers_its_subdomains_and_a_path_its_parts() -> None:
    assert covers("workers.dev", "a.b.workers.dev/x")
    assert not covers("workers.dev", "notworkers.dev/x")
    assert covers("huggingface.co/docs", "huggingface.co/docs/x")
    assert not covers("huggingface.co/docs", "huggingface.co/docsy/x")


def test_a_kind_with_paths_needs_one_of_them() -> None:
    assert kind_of("https://huggingface.co/someone/one", KINDS) is None


def test_a_vendor_whose_host_is_shared_owns_its_accounts_there_only() -> None:
    vendors: Any = {"hub": {"id": "hub", "hosts": ["huggingface.co"], "organizations": ["hub-labs"]}}
    document: Any = {"id": "one", "vendor": ["hub"]}
    tiers = Tiers(vendors, [])
    assert tiers.stranger(document, "https://huggingface.co/somebody/one-GGUF") == "huggingface.co/somebody"
    assert tiers.stranger(document, "https://huggingface.co/Hub-Labs/one") is None
