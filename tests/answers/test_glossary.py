"""Topics as Markdown and JSON."""

from fmcat import Catalog
from fmcat.answers.glossary import record, to_markdown
from fmcat.wording import Wording

TOPICS = [
    ("concept", "traits"),
    ("term:method", "self-distillation"),
    ("term:method", "diffusion"),
    ("term:access", "api"),
]


def test_each_vocabulary_has_one_heading(small: Catalog) -> None:
    lines = "".join(to_markdown(small, TOPICS, Wording("en", small.labels("en")))).splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## Foundation models",
        "## Training methods",
        "## Access levels",
    ]
    assert [line for line in lines if line.startswith("### ")] == [
        "### What marks one",
        "### Self-distillation",
        "### Diffusion",
        "### API",
    ]
    assert "- broader: Self-supervised learning, Distillation" in lines


def test_a_term_tells_its_narrower_ones_and_how_many_models_use_it(small: Catalog) -> None:
    told = record(small, "term:method", "contrastive-learning")
    assert (told["narrower"], told["models"]) == (["image-text-contrastive"], 1)
    assert told["query"] == "method:contrastive-learning"
    assert record(small, "concept", "traits")["kind"] == "concept"
