"""Resolving ids: what they mean, and what is not guessed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat import Catalog, notices
from fmcat.catalog.addresses import ADDRESSES, addressed
from fmcat.catalog.endings import ENDINGS, RESPELLED, respelled, without_endings
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.spellings import Reading, Rule
from fmcat.checkpoints import checkpoint_id
from fmcat.errors import NotFound
from fmcat.fields import Document
from tests.conftest import SMALL

IDS = Path(__file__).parents[1] / "data" / "ids.yaml"


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FMCAT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield Catalog.load(SMALL, IDS, only=True)


def named(rules: tuple[Rule, ...]) -> list[object]:
    return [pytest.param(rule, id=rule.name) for rule in rules]


def split(text: str) -> Reading:
    owner, _, name = text.rpartition("/")
    return Reading(name, owner)


def joined(reading: Reading) -> str:
    return f"{reading.owner}/{reading.text}" if reading.owner else reading.text


@pytest.mark.parametrize("page", ["oauth/gpt2", "blog/gpt2", "join", "chat/", "subscribe/pro"])
def test_a_page_of_the_hub_is_not_a_repository(page: str) -> None:
    text = f"https://huggingface.co/{page}"
    assert addressed(text).removed == ()
    assert addressed(text.replace("co/", "co/x-")).removed != ()


@pytest.mark.parametrize("rule", named(ADDRESSES))
def test_an_address_leaves_the_id_of_its_example(rule: Rule) -> None:
    assert joined(addressed(rule.example)) == joined(addressed(rule.remains))


@pytest.mark.parametrize("rule", named(ENDINGS))
def test_an_ending_leaves_the_name_of_its_example(rule: Rule) -> None:
    shorter = [reading for reading in without_endings(split(rule.example)) if reading.removed[-1][0] is rule]
    assert [joined(reading) for reading in shorter] == [rule.remains]
    assert shorter[0].best == rule.best


@pytest.mark.parametrize("rule", named(RESPELLED))
def test_a_spelling_is_read_as_its_example(rule: Rule) -> None:
    reading = Reading(rule.example) if rule.name == "open_clip-tag" else split(rule.example)
    spelled = [one for one in respelled(reading) if one.removed[-1][0] is rule]
    assert [joined(one) for one in spelled] == [rule.remains]


@pytest.mark.parametrize(
    ("query", "match", "model", "checkpoint"),
    [
        ("owl-2", "exact", "owl-2", None),
        ("OWL 2", "exact", "owl-2", None),
        ("Owl Two", "exact", "owl-2", None),
        ("owl-2/7b", "checkpoint", "owl-2", "owl-2/7b"),
        ("Owl 2 7B", "checkpoint", "owl-2", "owl-2/7b"),
        ("acme-ai/Owl-2-7b-hf", "checkpoint", "owl-2", "owl-2/7b"),
        ("https://huggingface.co/acme-ai/Owl-2-7b-hf/tree/main", "checkpoint", "owl-2", "owl-2/7b"),
        ("pkg:huggingface/acme-ai/Owl-2-7b-hf@main?x=y", "checkpoint", "owl-2", "owl-2/7b"),
        ("models--acme-ai--Owl-2-7b-hf", "checkpoint", "owl-2", "owl-2/7b"),
        ("acme-ai/Owl-2-13b-chat-hf", "checkpoint", "owl-2", "owl-2/13b"),
        ("acmehub/owl-2-7b-chat", "checkpoint", "owl-2", "owl-2/7b"),
        ("Owl 2-13B", "checkpoint", "owl-2", "owl-2/13b"),
        ("owl-2-think-13b", "checkpoint", "owl-2", "owl-2/think-13b-instruct"),
        ("https://arxiv.org/pdf/2405.00001v2", "exact", "owl-2", None),
        ("10.48550/arXiv.2405.00001", "exact", "owl-2", None),
        ("https://github.com/acme-ai/owl/blob/main/README.md", "exact", "owl-2", None),
        ("openrouter/acme-ai/owl-2-7b-instruct:free", "snapshot", "owl-2", "owl-2/7b"),
        ("unheard-of-host/acme-ai/owl-2-7b", "checkpoint", "owl-2", "owl-2/7b"),
        ("owl2:7b-instruct-q4_K_M", "repackaged", "owl-2", "owl-2/7b"),
        ("TheBloke/Owl-2-7B-GGUF", "repackaged", "owl-2", "owl-2/7b"),
        ("stranger/owl-2-7b-awq", "repackaged", "owl-2", "owl-2/7b"),
        ("bartowski/acme-ai_Owl-2-7B-GGUF", "repackaged", "owl-2", "owl-2/7b"),
        ("/models/owl-2-7b-instruct.Q5_K_S-00001-of-00003.gguf", "repackaged", "owl-2", "owl-2/7b"),
        ("owl2-7b-8192", "checkpoint", "owl-2", "owl-2/7b"),
        ("owl-2-5", "exact", "owl-2.5", "owl-2.5"),
        ("owl-2p5-it", "checkpoint", "owl-2.5", "owl-2.5"),
        ("heron-latest", "snapshot", "heron", None),
        ("heron-2024-05-01", "snapshot", "heron", None),
        ("borealis/heron@20240620", "snapshot", "heron", None),
        ("borealis/heron@20240801", "snapshot", "heron", "heron/v2"),
        ("us.borealis.heron-v1:0", "none", None, None),
        ("heron-mini-20240620", "checkpoint", "heron", "heron/mini"),
        ("heron-3-pro-2025-01-01", "snapshot", "heron-3", "heron-3"),
        ("PondCLIP ViT-B/16", "checkpoint", "pond-clip", "pond-clip/vit-b-16"),
    ],
)
def test_an_id_means_its_model(
    birds: Catalog, query: str, match: str, model: str | None, checkpoint: str | None
) -> None:
    meant = birds.resolve(query)
    assert (meant.match, meant.model, meant.checkpoint) == (match, model, checkpoint)


@pytest.mark.parametrize(
    "query",
    [
        "owl-2.7b",  # not the 7B of Owl 2
        "owl-21",
        "owl-22-7b",
        "stranger/Owl-2-7b-hf",  # a copy or a fine-tune, unknown
        "stranger/owl-2",
        "borealis-labs/owl-2-7b",  # another maker
        "stranger/Owl-2-7b-medical",
        "stranger/Owl-2-7b-medical-GGUF",
        "stranger/small",
        "small-latest",  # a checkpoint's short name does not count if something was removed
        "heron-gguf/heron",
        "acme/heron",
        "owl-2-7b*",
        "owl-2-7b\x07",
        "owl-2-7b\nowl-2-13b",
        "",
        " ",
        "x" * 1_000_000,
        "/" * 300,
        "---",
        "2405.99999",
        "acme-ai/owl",
        "openowl/2",
        "spaces/acme-ai/Owl-2-7b-hf/x",
        "owl-2-6v-flash",  # of an Owl 2.6V, if of any
        "owl-2-7b-32k",  # tuned for a longer context than Owl 2 has
    ],
)
def test_what_is_not_known_is_not_guessed(birds: Catalog, query: str) -> None:
    meant = birds.resolve(query)
    assert (meant.is_found, meant.checkpoint) == (False, None), meant


@pytest.mark.parametrize("query", ["acme-ai/Owl-2-7b-code", "owl-2-7b-gradient-262k", "heron-3-vision-preview"])
def test_more_than_a_name_is_of_its_family_only(birds: Catalog, query: str) -> None:
    assert birds.resolve(query).match == "family"


def test_weights_that_nobody_has_are_not_repackaged(birds: Catalog) -> None:
    for query in ("TheBloke/Heron-3-GGUF", "heron-3-instruct", "heron-3-8192", "heron-3-32k", "heron-3-base-patch16"):
        assert not birds.resolve(query).is_found, query


def test_an_ambiguous_id_says_what_it_could_be(birds: Catalog) -> None:
    meant = birds.resolve("ViT-B/16")
    assert (meant.match, set(meant.candidates)) == ("none", {"pond-clip", "lake-vit"})
    with pytest.raises(NotFound) as raised:
        birds.document("ViT-B/16")
    assert "pond-clip" in str(raised.value.details)


def test_a_snapshot_is_of_its_time(birds: Catalog) -> None:
    assert not birds.resolve("heron-2023-01-01").is_found  # before there was one
    assert not birds.resolve("heron-2025-01-01").is_found  # Heron 3 had followed
    assert birds.resolve("owl-2-2406").match == "snapshot"


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("finch-latest", None),
        ("finch-exp-1206", None),
        ("finch-2023-12-06", "finch-1"),
        ("finch-1-latest", "finch-1"),
        ("linnet-latest", "linnet-1"),
        ("linnet-exp-1206", "linnet-1"),
        ("openai/chat-latest", None),
        ("openai/3-latest", "openai-3"),
    ],
)
def test_what_a_service_calls_its_current_model_is_not_a_retired_one(
    tmp_path: Path, name: str, model: str | None
) -> None:
    registry = tmp_path / "served.yaml"
    common = "vendor: [openai], released: 2023-06, modalities: [language], access: api"
    registry.write_text(
        "schema: 1\ntaxonomy: {status: [{id: retired, label: {en: Retired}, definition: {en: Ended.}}]}\nmodels:\n"
        f"- {{id: finch-1, name: Finch 1, aliases: [Finch], status: retired, {common}}}\n"
        f"- {{id: linnet-1, name: Linnet 1, aliases: [Linnet], {common}}}\n"
        f"- {{id: openai-3, name: OpenAI 3, {common}}}\n"
        f"- {{id: openai-chat, name: OpenAI Chat, {common}}}\n"
    )
    assert Catalog.load(SMALL, registry, only=True).resolve(name).model == model


def test_a_dated_release_of_weights_is_not_an_earlier_checkpoint(birds: Catalog) -> None:
    meant = birds.resolve("acme-ai/Owl-2-7B-Instruct-2406")
    assert (meant.match, meant.model, meant.checkpoint) == ("snapshot", "owl-2", None)


def test_a_miss_names_what_is_near(birds: Catalog) -> None:
    miss = birds.resolve("owl-3-70b")
    assert "owl-2" in miss.candidates
    assert miss.note == f"near: {', '.join(miss.candidates)}"
    assert birds.resolve("zyxwvut").note == "nothing is near"


def test_an_answer_is_one_flat_record(birds: Catalog) -> None:
    assert birds.resolve("owl2:7b-q4_0").record() == {
        "query": "owl2:7b-q4_0",
        "match": "repackaged",
        "model": "owl-2",
        "checkpoint": "owl-2/7b",
        "note": "quantization: q4_0",
    }


def test_any_id_works_where_a_name_does(birds: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    assert birds["acme-ai/Owl-2-7b-hf"].id == "owl-2"
    assert "https://arxiv.org/abs/2405.00001" in birds
    assert "stranger/owl-2" not in birds
    heard: list[str] = []
    monkeypatch.setattr(notices, "_listener", heard.append)
    assert birds.document("TheBloke/Owl-2-7B-GGUF")["id"] == "owl-2"
    assert heard == ["TheBloke/Owl-2-7B-GGUF is read as owl-2/7b (format: GGUF)"]


def stored_ids(document: Document) -> Iterator[str]:
    """Every name and id of an entry; a name like ViT-B/16 counts only together with its model's."""
    yield from (document["id"], document["name"], *document.get("aliases", ()))
    for catalog, held in document.get("ids", {}).items():
        before = "github:" if catalog == "github" else ""  # without it, such a name is the Hub's
        yield from (before + one for one in ([held] if isinstance(held, str) else held))
    for variant in document.get("variants", ()):
        yield f"{document['name']} {variant['name']}"
        yield checkpoint_id(document, variant)
        yield from filter(None, [variant.get("huggingface")])


#: Ids of two models: a paper that presents both, and a name that a catalog uses for the later one.
SHARED = {("seamlessm4t-v2", "SeamlessM4T"), ("vit", "ViT-Huge/14")}
SHARED |= {(model, "2212.04356") for model in ("whisper", "whisper-large-v3")}
SHARED |= {(model, "2210.11416") for model in ("flan-palm", "flan-t5")}
SHARED |= {(model, "2312.14238") for model in ("internvit", "internvl")}
SHARED |= {(model, "2404.14219") for model in ("phi-3", "phi-3.5")}
SHARED |= {(model, "2406.12793") for model in ("glm-4", "glm-4v")}
SHARED |= {(model, "2504.05299") for model in ("smolvlm", "smolvlm2")}
SHARED |= {(model, "github:PriorLabs/TabPFN") for model in ("tabpfn-2", "tabpfn-2.5", "tabpfn-3")}
SHARED |= {(model, "github:ML-GSAI/LLaDA") for model in ("llada", "illada")}
SHARED |= {(model, "github:facebookresearch/SlowFast") for model in ("slowfast", "x3d", "mvit")}
SHARED |= {
    ("croco", "github:naver/croco"),
    ("efficientformer", "github:snap-research/EfficientFormer"),
    ("kullm", "github:nlpai-lab/KULLM"),
    ("show-o", "github:showlab/Show-o"),
}
SHARED |= {(model, "2507.01006") for model in ("glm-4.1v", "glm-4.5v")}


def test_every_stored_id_means_its_own_entry() -> None:
    catalog = Catalog.load()
    astray: dict[str, Resolution] = {}
    for document in catalog.to_records():
        for stored in stored_ids(document):
            meant = catalog.resolve(stored)
            is_one_of_several = stored.startswith("github:") and document["id"] in meant.candidates
            if meant.model != document["id"] and not is_one_of_several and (document["id"], stored) not in SHARED:
                astray[f"{document['id']}: {stored}"] = meant
    assert astray == {}
    assert not catalog.resolve("v2").is_found, "a version alone, even if only one model has a checkpoint of that name"


def test_a_query_where_a_name_belongs_is_called_one(birds: Catalog) -> None:
    with pytest.raises(NotFound) as raised:
        birds.document("vendor:acme or owl-2")
    assert "fmcat list 'vendor:acme or owl-2'" in str(raised.value.details)
