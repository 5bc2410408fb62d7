"""Twenty questions that people ask about models, each with a call that answers it from the bundled catalog."""

from typing import Any, NamedTuple

from mcp.client import Client

from tests.agents.test_server import asked, told


class Question(NamedTuple):
    """A question, the call that answers it, and what must be at a path of the answer."""

    text: str
    tool: str
    arguments: dict[str, Any]
    path: tuple[str | int, ...]
    expected: Any


_QUESTIONS = (
    Question("When was CLIP released?", "show", {"name": "clip"}, ("model", "released"), "2021-01-05"),
    Question("Who made DINOv2?", "list", {"query": "id:dinov2"}, ("models", 0, "vendor", 0), "meta"),
    Question("What is grouding dno?", "search", {"text": "grouding dno"}, ("hits", 0, "id"), "grounding-dino"),
    Question("Which model is 'sam 2'?", "search", {"text": "sam 2"}, ("hits", 0, "id"), "sam-2"),
    Question("Is there a model called Zorblax?", "show", {"name": "Zorblax 9"}, ("found",), False),
    Question("How is CLIP trained?", "list", {"query": "id:clip", "fields": ["method"]}, ("models", 0, "method"), ...),
    Question("Which license has DINOv2?", "list", {"query": "id:dinov2"}, ("models", 0, "license"), ...),
    Question("Do sources agree on CLIP's size?", "show", {"name": "clip"}, ("disputed",), ...),
    Question("Where was CLIP's date read?", "why", {"name": "clip", "field": "released"}, ("sources", 0), ...),
    Question("How large is GPT-4?", "why", {"name": "gpt-4", "field": "parameters"}, ("state",), "undisclosed"),
    Question("What was LLaVA made from?", "lineage", {"name": "llava"}, ("up", "branches", 0, "id"), ...),
    Question("What uses CLIP?", "lineage", {"name": "clip", "down": True, "depth": 1}, ("down", "branches", 0), ...),
    Question("How do CLIP and SigLIP differ?", "compare", {"names": ["clip", "siglip"]}, ("differing", 0), ...),
    Question("What is contrastive learning?", "explain", {"topic": "contrastive"}, ("meanings", 0, "id"), ...),
    Question(
        "Open vision models since 2023?", "list", {"query": "modality:vision year:2023.. open:yes"}, ("next",), ...
    ),
    Question("The newest of Meta?", "list", {"query": "vendor:meta sort:released-", "limit": 1}, ("models", 0), ...),
    Question("How many models came in 2023?", "timeline", {"query": "year:2023"}, ("parts", 0, "when"), "2023"),
    Question(
        "The eras of vision?", "timeline", {"query": "modality:vision", "by": "era"}, ("parts", 0, "headline"), ...
    ),
    Question("What descends from LLaMA?", "list", {"query": "under:llama", "limit": 5}, ("models", 0, "id"), ...),
    Question(
        "Which models of 1B to 3B read images?", "list", {"query": "params:1B..3B input:image"}, ("models", 4), ...
    ),
)


def test_each_of_twenty_questions_is_answered_by_a_call() -> None:
    async def questions(client: Client) -> None:
        for text, tool, arguments, path, expected in _QUESTIONS:
            found: Any = await told(client, tool, **arguments)
            for step in path:
                assert step in found if isinstance(found, dict) else len(found) > int(step), text
                found = found[step]
            assert found == expected or (expected is ... and found), text

    assert len({question.text for question in _QUESTIONS}) == 20
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
