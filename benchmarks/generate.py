"""Registries of any size for the benchmarks, generated from a seed."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MODALITIES = ["vision", "language", "multimodal", "audio", "generation"]
METHODS = [
    "image-text-contrastive",
    "masked-image-modeling",
    "self-distillation",
    "causal-language-modeling",
    "diffusion",
]
VENDORS = [
    "google",
    "meta",
    "openai",
    "microsoft",
    "nvidia",
    "alibaba",
    "deepseek",
    "lg-ai-research",
    "naver",
    "stanford",
]
TASKS = ["image-classification", "segmentation", "vqa", "text-generation", "captioning", "ocr", "text-to-image"]


def entries(count: int) -> Iterator[dict[str, Any]]:
    """Entries as rich as curated ones; a fifth of them are vision models."""
    random.seed(7)
    for number in range(count):
        year, month, day = 2017 + number % 10, 1 + number % 12, 1 + number % 28
        yield {
            "id": f"model-{number}",
            "name": f"Model {number}",
            "aliases": [f"M{number} by its makers"],
            "vendor": [VENDORS[number % len(VENDORS)]],
            "family": f"family-{number % 97}",
            "released": f"{year}-{month:02}-{day:02}",
            "dates": {"paper": f"{year}-{month:02}", "weights": f"{year}-{month:02}-{day:02}"},
            "modalities": [MODALITIES[number % len(MODALITIES)]],
            "inputs": ["image", "text"],
            "outputs": ["text"],
            "architecture": ["vit"],
            "training": {"pretraining": random.sample(METHODS, 2)},
            "capabilities": random.sample(TASKS, 3),
            "parameters": f"{random.randint(1, 900)}M",
            "variants": [{"name": "base", "parameters": "86M"}, {"name": "large", "parameters": "300M"}],
            "license": {"weights": "Apache-2.0", "code": "MIT"},
            "access": "open",
            "links": {
                "paper": f"https://arxiv.org/abs/2101.{number % 100000:05}",
                "weights": "https://example.org/weights",
            },
            "citation": {"title": f"A paper on model {number}", "authors": ["A. Author", "B. Author"], "year": year},
            "summary": {
                "en": f"A model that does the work of number {number}.",
                "ko": f"{number}번째 일을 하는 모델이다.",
            },
            "sources": [{"source": "epoch", "for": ["released", "vendor", "parameters"]}],
        }


def write_json_lines(path: Path, count: int) -> Path:
    """Write a JSON Lines registry with a number of entries."""
    with path.open("w", encoding="utf-8") as stream:
        for entry in entries(count):
            stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return path
