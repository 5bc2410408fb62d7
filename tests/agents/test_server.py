"""The server for agents, driven by the SDK's own client over standard input and output."""

import asyncio
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio
import jsonschema
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolRequestParams

from fmcat import Catalog
from fmcat.agents.current import Current
from fmcat.agents.server import AgentServer
from fmcat.agents.tools import TOOLS
from fmcat.registry.locate import find_layers
from tests.conftest import SMALL

T = TypeVar("T")


def asked(questions: Callable[[Client], Awaitable[T]], *registries: Path, bundled: bool = False) -> T:
    """What a client learns from its own server, by default over the small registry."""

    async def talk() -> T:
        named = [option for registry in registries or (SMALL,) for option in ("--registry", str(registry))]
        arguments = ["-m", "fmcat", *([] if bundled else ["--only", *named]), "mcp"]
        command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with Client(stdio_client(command)) as client:
            return await questions(client)

    return asyncio.run(talk())


async def told(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's structured answer, which is also its text; both together are no larger than the docs promise."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert len(result.model_dump_json(by_alias=True).encode()) <= 25_500
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
        assert "does not belong to this question" in await refused(client, "list", query="vision", cursor="0-2")
        return found

    assert asked(questions) == small.select("sort:name").ids()


def test_unknown_names_are_answers_and_invalid_calls_are_refused() -> None:
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
        assert (await told(client, "show", name="dnov2")) == {"found": False, "name": "dnov2", "near": ["dinov2"]}
        assert (await told(client, "show", name="qqqqqq"))["note"] == "nothing is near"
        assert (await told(client, "explain", topic="contrastve"))["found"] is False
        assert "did you mean contrastive-learning" in await refused(client, "list", query="method:contrastiv")
        assert "did you mean released" in await refused(client, "why", name="clip", field="relesed")
        assert "1 to 100 are allowed" in await refused(client, "list", limit=0)

    asked(questions)


def test_answers_keep_to_their_schemas_and_only_read() -> None:
    async def questions(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        calls: dict[str, dict[str, Any]] = {
            "search": {"text": "clip"},
            "list": {"sources": True},
            "show": {"name": "clip"},
            "resolve": {"ids": ["clip", "nope"]},
            "compare": {"names": ["clip", "dino"], "sources": True},
            "license": {"name": "llava"},
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
            assert tools[name].title
            assert tools[name].input_schema["additionalProperties"] is False
            jsonschema.validate(await told(client, name, **arguments), tools[name].output_schema)
        contents = {
            str(resource.uri): json.loads((await client.read_resource(resource.uri)).contents[0].text)  # type: ignore[union-attr]
            for resource in (await client.list_resources()).resources
        }
        assert contents.keys() == {"fmcat://schema", "fmcat://fields", "fmcat://vocabulary"}
        documents = (await told(client, "list", sources=True))["models"]
        assert len(documents) > 5
        jsonschema.validate(documents, contents["fmcat://schema"])
        assert "released" in {field["name"] for field in contents["fmcat://fields"]}
        assert "contrastive-learning" in contents["fmcat://vocabulary"]["method"]
        for kind in contents["fmcat://vocabulary"]:
            [whole] = (await client.read_resource(f"fmcat://vocabulary/{kind}")).contents
            words = json.loads(whole.text)  # type: ignore[union-attr]
            assert [word["id"] for word in words] == contents["fmcat://vocabulary"][kind]
        with pytest.raises(MCPError, match="'nothing' is not one of access, capability"):
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
    first: dict[str, Any] = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    who = {"name": "test", "version": "1"}
    first["params"] = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": who}
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
        assert "larger than 25000 bytes" in await refused(client, "show", name="mae")
        assert "larger than 25000 bytes" in await refused(client, "list", query="id:mae", full=True)
        page = await told(client, "list", query="id:mae", fields=["id", "released"])
        assert page["models"] == [{"id": "mae", "released": "2021-11-11"}]

    asked(questions, registry)


def test_no_resource_is_larger_than_it_may_be(tmp_path: Path) -> None:
    registry = tmp_path / "own.yaml"
    vendors = [
        {"id": f"lab-{number}", "label": {"en": f"Lab {number}", "ko": f"랩 {number}"}} for number in range(4000)
    ]
    registry.write_text(json.dumps({"schema": 1, "vendors": vendors}), "utf-8")

    async def questions(client: Client) -> None:
        with pytest.raises(MCPError, match="larger than 250000 bytes"):
            await client.read_resource("fmcat://vocabulary/vendor")
        [whole] = (await client.read_resource("fmcat://vocabulary/method")).contents
        assert whole.uri == "fmcat://vocabulary/method"

    asked(questions, registry)


def test_null_counts_as_absent_and_an_unknown_argument_is_refused_by_name() -> None:
    async def questions(client: Client) -> None:
        listed = await told(client, "list", query="name:dino", fields=None, limit=1, cursor=None)
        assert listed["total"] == 2
        assert (await told(client, "timeline", query=None, by=None))["by"] == "year"
        assert (await told(client, "search", text="clip", limit=None))["hits"][0]["id"] == "clip"
        for tool, arguments, hint in (
            ("list", {"vendor": "meta"}, "vendor:VALUE"),
            ("list", {"q": "vendor:meta"}, "the arguments are query,"),
            ("search", {"text": "clip", "limt": 3}, "did you mean limit?"),
            ("show", {"name": "clip", "extra": None}, "the arguments are name, sources"),
        ):
            answer = await refused(client, tool, **arguments)
            assert answer.startswith(f"unknown argument {[*arguments][-1]!r}")
            assert hint in answer
        assert "unknown tool 'shw'\ndid you mean show?" in await refused(client, "shw")

    asked(questions)


def test_an_empty_answer_names_the_term_that_excludes_everything() -> None:
    async def questions(client: Client) -> None:
        assert "no model mentions zebra" in (await told(client, "search", text="vision zebra open"))["hint"]
        assert "without vendor:meta there are 1" in (await told(client, "list", query="id:clip vendor:meta"))["hint"]
        assert "year:2023" in (await told(client, "timeline", query="clip 2023"))["hint"]
        assert "same model" in await refused(client, "compare", names=["clip", "CLIP"])

    asked(questions)


def test_an_answer_lists_the_models_that_another_layer_changes(tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    over.write_text("schema: 1\nmodels:\n- {id: clip, name: CLIP!}\n", "utf-8")

    async def questions(client: Client) -> None:
        for tool, arguments in (
            ("search", {"text": "clip"}),
            ("list", {"query": "id:clip,dino", "fields": ["name"]}),
            ("compare", {"names": ["clip", "dino"]}),
            ("lineage", {"name": "llava"}),
            ("timeline", {}),
        ):
            assert (await told(client, tool, **arguments))["layers"] == {"named 2": ["clip"]}, tool
        assert (await told(client, "show", name="clip"))["layers"] == {"named 2": ["name"]}
        assert "layers" not in await told(client, "list", query="id:dino")

    asked(questions, SMALL, over)


def test_a_short_row_is_the_default_and_a_page_of_it_is_small() -> None:
    async def questions(client: Client) -> None:
        page = await told(client, "list", query="modality:vision year:2023.. open:yes")
        assert set(page["models"][0]) <= {"id", "name", "vendor", "released", "parameters", "license"}
        assert len(page["models"]) == 20
        assert len(json.dumps(page)) / 4 < 2_500  # about this many tokens
        shown = await told(client, "show", name="clip")
        assert "parameters" in shown["disputed"]
        largest = await told(client, "list", limit=100)
        assert largest["total"] > 500
        assert "next" in largest
        tree = await told(client, "lineage", name="clip", down=True, depth=20)
        assert tree["down"]["branches"]

    asked(questions, bundled=True)


def test_many_changes_of_a_registry_lose_no_file_descriptor(tmp_path: Path) -> None:
    registry = tmp_path / "mine.yaml"
    shutil.copy(SMALL, registry)
    text = registry.read_text("utf-8")
    current = Current(lambda: find_layers([registry], only=True))
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for number in range(5):
        registry.write_text(text.replace("name: CLIP\n", f"name: CLIP {number}\n"), "utf-8")
        with current() as catalog:
            assert catalog.document("clip")["name"] == f"CLIP {number}"
    if before:
        assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    registry = tmp_path / "mine.yaml"
    shutil.copy(SMALL, registry)
    current = Current(lambda: find_layers([registry], only=True))
    with current() as catalog:
        assert catalog.document("clip")["name"] == "CLIP"
    status = registry.stat()
    registry.write_text(registry.read_text("utf-8").replace("name: CLIP\n", "name: KLIP\n"), "utf-8")
    os.utime(registry, ns=(status.st_atime_ns, status.st_mtime_ns))
    with current() as catalog:
        assert catalog.document("clip")["name"] == "KLIP"


def test_a_catalog_that_cannot_be_cached_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    current = Current(lambda: find_layers([SMALL], only=True))
    for expected in (True, False, False):
        with current() as catalog:
            assert catalog.in_memory == expected
            assert "clip" in catalog


def test_a_slow_question_does_not_block_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def slow(catalog: Catalog, **_: Any) -> dict[str, Any]:
        assert ended.wait(30)
        return {"found": False}

    tools = {**TOOLS, "show": TOOLS["show"]._replace(ask=slow)}
    monkeypatch.setattr("fmcat.agents.tools.TOOLS", tools)
    server = AgentServer(Current(lambda: find_layers([SMALL], only=True)))

    async def talk() -> list[str]:
        order: list[str] = []

        async def ask(tool: str, **arguments: Any) -> None:
            await server.call_tool(None, CallToolRequestParams(name=tool, arguments=arguments))
            order.append(tool)
            ended.set()

        async with anyio.create_task_group() as group:
            group.start_soon(partial(ask, "show", name="clip"))
            await anyio.sleep(0.05)
            group.start_soon(partial(ask, "search", text="clip"))
        return order

    assert anyio.run(talk) == ["search", "show"]


def test_every_question_of_a_client_that_leaves_at_once_is_answered() -> None:
    who = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    half = "\\ud800"
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": who}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"show","arguments":{{"name":"{half}"}}}}}}',
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list", "arguments": {}}}),
    ]
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), "mcp"]
    ran = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, timeout=60, check=True)
    answers = {(said := json.loads(line))["id"]: said for line in ran.stdout.splitlines()}
    assert answers.keys() == {0, 1, 2}
    assert answers[1]["result"]["structuredContent"]["found"] is False
    assert answers[2]["result"]["structuredContent"]["total"] == 9


def test_an_interrupt_ends_the_server_while_it_waits_for_a_line() -> None:
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), "mcp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
        server.stdin.flush()
        assert server.stdout.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 130
        assert server.stderr.read() == b""


def test_an_answer_that_cannot_be_written_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve(_: AgentServer) -> None:
        raise ExceptionGroup("tasks", [ExceptionGroup("tasks", [OSError(errno.ENOSPC, "no space")])])

    monkeypatch.setattr(AgentServer, "_serve", serve)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(OSError, match="no space"):
        AgentServer(Current(lambda: find_layers([SMALL], only=True))).run()


def test_an_agent_is_told_of_the_checkpoints_that_match() -> None:
    async def questions(client: Client) -> None:
        asked = {"query": "id:fam license:GPL-3.0-only", "fields": ["id", "license", "parameters", "context"]}
        [model] = (await told(client, "list", **asked))["models"]
        assert model == {
            "id": "fam",
            "license": "GPL-3.0-only",
            "parameters": 70_000_000_000,
            "context": [32_000, 128_000],
        }
        found = await told(client, "list", **asked, checkpoints=True)
        assert found["total"] == 2
        assert found["models"][-1] == {
            "id": "fam/3b",
            "license": "GPL-3.0-only",
            "parameters": 3_000_000_000,
            "context": 32_000,
        }
        [short] = (await told(client, "list", query="id:fam size:7B"))["models"]
        assert (short["license"], short["parameters"]) == ("Apache-2.0", 7_000_000_000)
        shown = await told(client, "show", name="lab/Fam-2-3B")
        assert (shown["model"]["id"], shown["model"]["license"]) == ("fam/3b", {"weights": "GPL-3.0-only"})
        [bound] = (await told(client, "license", name="lab/Fam-2-3B"))["checkpoints"]
        assert (bound["ids"], bound["license"]) == (["fam/3b"], "GPL-3.0-only")

    asked(questions, SMALL, SMALL.with_name("sizes.yaml"))
