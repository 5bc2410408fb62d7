"""Questions that people ask about models, each with a call that answers it, held against the bundled catalog's rows.

Nothing here knows a fact that an edit of the data may change: what is expected is read from the catalog itself.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from mcp.client import Client

from fmcat import Catalog
from fmcat.catalog.evidence import disputed_keys, unknown_fields
from fmcat.fields import FIELDS
from tests.agents.test_server import asked, told

#: An answer's share of what a model can read at once: 2,500 tokens, of four characters each.
_LONGEST = 10_000


class Question(NamedTuple):
    """A question, the call that answers it, what the answer says, and what the catalog's rows say."""

    text: str
    tool: str
    arguments: dict[str, Any]
    read: Callable[[Any], object]
    expected: Callable[[Catalog], object]


def fact(model: str, field: str) -> Callable[[Catalog], object]:
    """A fact of a model as its document has it."""
    return lambda catalog: FIELDS[field].read(catalog.document(model))


def ids(query: str, most: int | None = None) -> Callable[[Catalog], list[str]]:
    """The first models of a query."""
    return lambda catalog: catalog.select(query).ids()[:most]


def counted(query: str) -> Callable[[Catalog], int]:
    return lambda catalog: catalog.count(catalog.query(query))


def listed(answer: Any) -> list[str]:
    return [model["id"] for model in answer["models"]]


def branches(tree: Any) -> set[str]:
    return {branch["id"] for branch in tree["branches"]}


def _steps_from_clip(catalog: Catalog) -> int:
    lineages = [document.get("lineage", {}) for document in catalog.to_records()]
    return sum("clip" in targets for lineage in lineages for targets in lineage.values())


def _eras(catalog: Catalog) -> list[object]:
    [line] = [one for one in catalog.entries("timeline").values() if one["modality"] == "vision"]
    return [era["headline"] for era in line["eras"]]


def _urls(sources: Any) -> list[str]:
    return sorted(source["url"] for source in sources if "released" in source["for"] and "url" in source)


def _commercial(catalog: Catalog) -> set[object]:
    return set(FIELDS["commercial"].values(catalog.document("llama-3")))


_OPEN = "modality:vision year:2023.. open:yes"
_NEWEST = "vendor:meta sort:released-"
_SMALL = "params:1B..3B input:image"
_QUESTIONS = (
    Question(
        "When was CLIP released?", "show", {"name": "clip"}, lambda a: a["model"]["released"], fact("clip", "released")
    ),
    Question(
        "Who made DINOv2?", "list", {"query": "id:dinov2"}, lambda a: a["models"][0]["vendor"], fact("dinov2", "vendor")
    ),
    Question(
        "What is grouding dno?",
        "search",
        {"text": "grouding dno"},
        lambda a: a["hits"][0]["id"],
        lambda _: "grounding-dino",
    ),
    Question("Which model is 'sam 2'?", "search", {"text": "sam 2"}, lambda a: a["hits"][0]["id"], lambda _: "sam-2"),
    Question(
        "Is there a Zorblax?",
        "show",
        {"name": "Zorblax 9"},
        lambda a: (a["found"], a.get("model")),
        lambda _: (False, None),
    ),
    Question(
        "What is facebook/dinov2-base?",
        "resolve",
        {"ids": ["facebook/dinov2-base", "zorblax/none"]},
        lambda a: [one["model"] for one in a["ids"]],
        lambda catalog: [catalog.named("facebook/dinov2-base"), None],
    ),
    Question(
        "How is CLIP trained?",
        "list",
        {"query": "id:clip", "fields": ["method"]},
        lambda a: a["models"][0]["method"],
        fact("clip", "method"),
    ),
    Question(
        "Which license has DINOv2?",
        "list",
        {"query": "id:dinov2"},
        lambda a: a["models"][0]["license"],
        lambda catalog: catalog.document("dinov2")["license"]["weights"],
    ),
    Question(
        "May I sell a product with Llama 3?",
        "license",
        {"name": "meta-llama/Meta-Llama-3-8B"},
        lambda a: (a["id"], {one["commercial"] for one in a["checkpoints"]} <= {"yes", "no", "conditional", "unknown"}),
        lambda catalog: ("llama-3", bool(_commercial(catalog))),
    ),
    Question(
        "What is disputed or unknown about CLIP?",
        "show",
        {"name": "clip"},
        lambda a: (a.get("disputed", []), a.get("unknown", [])),
        lambda catalog: (
            sorted(disputed_keys(catalog.document("clip"))),
            [field.name for field in unknown_fields(catalog.document("clip"))],
        ),
    ),
    Question(
        "Where was CLIP's date read?",
        "why",
        {"name": "clip", "field": "released"},
        lambda a: _urls(a["sources"]),
        lambda catalog: _urls(catalog.document("clip")["sources"]),
    ),
    Question(
        "How large is GPT-4?",
        "why",
        {"name": "gpt-4", "field": "parameters"},
        lambda a: a["state"],
        lambda catalog: FIELDS["parameters"].state(catalog.document("gpt-4")) or "unknown",
    ),
    Question(
        "What was LLaVA made from?",
        "lineage",
        {"name": "llava"},
        lambda a: branches(a["up"]),
        lambda catalog: set(FIELDS["lineage"].values(catalog.document("llava"))),
    ),
    Question(
        "How much was made from CLIP?",
        "lineage",
        {"name": "clip", "down": True, "depth": 1},
        lambda a: len(a["down"]["branches"]) + a["down"].get("left_out", 0),
        _steps_from_clip,
    ),
    Question(
        "Was CLIP before SigLIP?",
        "compare",
        {"names": ["clip", "siglip"]},
        lambda a: (a["facts"]["released"], "released" in a["differing"]),
        lambda catalog: ({one: catalog.document(one)["released"] for one in ("clip", "siglip")}, True),
    ),
    Question(
        "How many models are contrastive?",
        "explain",
        {"topic": "contrastive"},
        lambda a: (a["meanings"][0]["id"], a["meanings"][0]["count"]),
        lambda catalog: ("contrastive-learning", catalog.count(catalog.query("method:contrastive-learning"))),
    ),
    Question("How many open vision models since 2023?", "list", {"query": _OPEN}, lambda a: a["total"], counted(_OPEN)),
    Question("What is new?", "list", {"limit": 5}, listed, ids("sort:released-", 5)),
    Question("The newest of Meta?", "list", {"query": _NEWEST, "limit": 1}, listed, ids(_NEWEST, 1)),
    Question(
        "Which of 1B to 3B read images?", "list", {"query": f"{_SMALL} sort:id"}, listed, ids(f"{_SMALL} sort:id", 20)
    ),
    Question(
        "What descends from LLaMA?", "list", {"query": "under:llama"}, lambda a: a["total"], counted("under:llama")
    ),
    Question(
        "How many models came in 2023?",
        "timeline",
        {"query": "year:2023"},
        lambda a: [(part["when"], part["count"]) for part in a["parts"]],
        lambda catalog: [("2023", catalog.count(catalog.query("year:2023")))],
    ),
    Question(
        "The eras of vision?",
        "timeline",
        {"query": "modality:vision", "by": "era"},
        lambda a: [part["headline"] for part in a["parts"] if part["modality"] == "vision"],
        _eras,
    ),
    Question("What is MAE?", "explain", {"topic": "MAE"}, lambda a: a["found"] or "show" in a["note"], lambda _: True),
)


def test_each_question_is_answered_by_one_call_with_what_the_catalog_says() -> None:
    catalog = Catalog.load()

    async def questions(client: Client) -> None:
        for text, tool, arguments, read, expected in _QUESTIONS:
            answer = await told(client, tool, **arguments)
            assert read(answer) == expected(catalog), text
            assert len(json.dumps(answer, ensure_ascii=False, separators=(",", ":"))) <= _LONGEST, text

    assert len({question.text for question in _QUESTIONS}) >= 20
    asked(questions, bundled=True)


def test_no_hostile_text_leaves_a_call_without_an_answer() -> None:
    texts = [
        "",
        "(",
        "a or",
        '"',
        "\0",
        "\x1b]0;x\a",
        "‮abc",
        "﷽" * 100,
        "' OR 1=1 --",
        "a " * 149,
        "constructor",
        "../" * 50,
    ]

    async def questions(client: Client) -> None:
        for text in [*texts, "a" * 1_000_000]:
            for tool, arguments in (
                ("search", {"text": text}),
                ("list", {"query": text, "fields": [text], "cursor": text}),
                ("list", {"query": text}),
                ("show", {"name": text}),
                ("compare", {"names": [text, "clip"]}),
                ("lineage", {"name": text, "down": True}),
                ("timeline", {"query": text, "by": text}),
                ("explain", {"topic": text}),
                ("why", {"name": "clip", "field": text}),
                ("show", {text: 1}),
                (text[:100], {}),
            ):
                result = await client.call_tool(tool, arguments)
                said = result.content[0].text  # type: ignore[union-attr]
                assert "a bug" not in said, (tool, text[:20])
                assert len(said.encode()) <= 25_000
        assert (await told(client, "show", name="clip"))["found"]

    asked(questions)
