"""The server for agents, driven by the SDK's own client over standard input and output."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from fmcat import Catalog
from tests.conftest import SMALL

T = TypeVar("T")


def asked(questions: Callable[[Client], Awaitable[T]], registry: Path = SMALL) -> T:
    """What a client learns from a server of its own."""

    async def talk() -> T:
        arguments = ["-m", "fmcat", "--only", "--registry", str(registry), "mcp"]
        command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with Client(stdio_client(command)) as client:
            return await questions(client)

    return asyncio.run(talk())


async def told(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's structured answer, which its text says too."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content == json.loads(result.content[0].text)  # type: ignore[union-attr]
    return dict(result.structured_content)


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return str(result.content[0].text)  # type: ignore[union-attr]


def test_an_agent_searches_shows_and_asks_why() -> None:
    async def questions(client: Client) -> None:
        hits = (await told(client, "search", text="clop"))["hits"]
        assert hits[0]["id"] == "clip"
        shown = await told(client, "show", name=hits[0]["id"])
        assert shown["model"]["released"] == "2021-01-05"
        assert "sources" not in shown["model"]
        assert (await told(client, "show", name="clip", sources=True))["model"].get("sources")
        why = await told(client, "why", name="clip", field="released")
        assert (why["value"], why["state"]) == ("2021-01-05", "known")
        assert why["sources"]

    asked(questions)


def test_pages_of_a_list_are_the_whole_list(small: Catalog) -> None:
    async def questions(client: Client) -> list[str]:
        found, cursor = [], ""
        while True:
            page = await told(client, "list", query="sort:name", fields=["id"], limit=2, cursor=cursor)
            assert page["total"] == len(small)
            assert len(page["models"]) <= 2
            found += [model["id"] for model in page["models"]]
            if "next" not in page:
                break
            cursor = page["next"]
        assert "none of this question's" in await refused(client, "list", query="vision", cursor="0-2")
        return found

    assert asked(questions) == small.select("sort:name").ids()


def test_what_is_not_there_is_said_and_what_is_wrong_is_refused() -> None:
    async def questions(client: Client) -> None:
        for tool, arguments in (
            ("show", {"name": "dinov"}),
            ("lineage", {"name": "dinov"}),
            ("why", {"name": "dinov", "field": "released"}),
            ("compare", {"names": ["clip", "dinov"]}),
        ):
            answer = await told(client, tool, **arguments)
            assert answer["found"] is False
            assert answer["name"] == "dinov"
            assert "dinov2" in answer["near"]
        assert (await told(client, "explain", topic="contrastve"))["found"] is False
        assert "did you mean contrastive-learning" in await refused(client, "list", query="method:contrastiv")
        assert "did you mean released" in await refused(client, "why", name="clip", field="relesed")
        assert "between 1 and" in await refused(client, "list", limit=0)

    asked(questions)


def test_answers_keep_to_their_schemas_and_only_read() -> None:
    async def questions(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        calls: dict[str, dict[str, Any]] = {
            "search": {"text": "clip"},
            "list": {"sources": True},
            "show": {"name": "clip"},
            "compare": {"names": ["clip", "dino"], "sources": True},
            "lineage": {"name": "dinov2", "sources": True},
            "timeline": {"by": "era"},
            "explain": {"topic": "contrastive"},
            "why": {"name": "clip", "field": "parameters"},
        }
        assert tools.keys() == calls.keys()
        for name, arguments in calls.items():
            annotations = tools[name].annotations
            assert annotations
            assert annotations.read_only_hint
            assert tools[name].description
            jsonschema.validate(await told(client, name, **arguments), tools[name].output_schema)
        contents = {
            str(resource.uri): json.loads((await client.read_resource(resource.uri)).contents[0].text)  # type: ignore[union-attr]
            for resource in (await client.list_resources()).resources
        }
        assert contents.keys() == {"fmcat://schema", "fmcat://fields", "fmcat://vocabulary"}
        documents = (await told(client, "list", sources=True))["models"]
        jsonschema.validate(documents, contents["fmcat://schema"])
        assert "released" in {field["name"] for field in contents["fmcat://fields"]}
        assert "contrastive-learning" in contents["fmcat://vocabulary"]["method"]
        for kind in contents["fmcat://vocabulary"]:
            [whole] = (await client.read_resource(f"fmcat://vocabulary/{kind}")).contents
            words = json.loads(whole.text)  # type: ignore[union-attr]
            assert [word["id"] for word in words] == contents["fmcat://vocabulary"][kind]
        with pytest.raises(MCPError, match="'nothing' is none of access, capability"):
            await client.read_resource("fmcat://vocabulary/nothing")

    asked(questions)


def test_a_change_of_the_registry_is_seen_at_once(tmp_path: Path) -> None:
    registry = tmp_path / "mine.yaml"
    shutil.copy(SMALL, registry)

    async def questions(client: Client) -> None:
        assert (await told(client, "show", name="clip"))["model"]["name"] == "CLIP"
        text = registry.read_text("utf-8")
        registry.write_text(text.replace("name: CLIP\n", "name: CLIP One\n"), "utf-8")
        assert (await told(client, "show", name="clip"))["model"]["name"] == "CLIP One"
        registry.write_text("schema: 1\nmodels: 3\n", "utf-8")
        assert "mine.yaml" in await refused(client, "show", name="clip")

    asked(questions, registry)


def test_nothing_but_protocol_is_on_standard_output() -> None:
    first = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    who = {"name": "test", "version": "1"}
    first["params"] = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": who}  # type: ignore[assignment]
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), "mcp"]
    ran = subprocess.run(
        command, input=json.dumps(first) + "\n", capture_output=True, text=True, timeout=60, check=True
    )
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == [1]


def test_no_answer_is_larger_than_it_may_be(tmp_path: Path) -> None:
    registry = tmp_path / "small.yaml"
    text = SMALL.read_text("utf-8")
    notes = "\n".join(f"  x-note-{number}: {'word ' * 900}" for number in range(40))
    assert "- id: mae\n" in text
    registry.write_text(text.replace("- id: mae\n", f"- id: mae\n{notes}\n"), "utf-8")

    async def questions(client: Client) -> None:
        assert "larger than 100000 bytes" in await refused(client, "show", name="mae")
        assert "larger than 100000 bytes" in await refused(client, "list", query="id:mae")
        page = await told(client, "list", query="id:mae", fields=["id", "released"])
        assert page["models"] == [{"id": "mae", "released": "2021-11-11"}]

    asked(questions, registry)
