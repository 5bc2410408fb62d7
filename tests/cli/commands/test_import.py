"""fmcat import at the command line: from the network on request, as a page, as JSON, in Korean."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat.catalog.store import cache_folder
from tests.conftest import Run
from tests.sources.network import Server, says, serving

TABLE = "model,organization,publication_date,accessibility\nMAE,Meta,2021-11-11,API access\nDINO,OpenAI,2021-04-29,\n"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as running:
        monkeypatch.setenv("FMCAT_EPOCH_URL", running.url)
        yield running


@pytest.fixture
def own(tmp_path: Path) -> str:
    (tmp_path / "own.yaml").write_text("schema: 1\n")
    return str(tmp_path / "own.yaml")


def test_a_source_is_fetched_and_applied(run: Run, server: Server, own: str) -> None:
    server.answer = says(TABLE.encode(), ETag='"one"')
    assert server.asked == []
    ran = run("--registry", own, "import", "epoch", "--fetch", "--apply", "--json")
    assert ran.code == 0, ran.err
    record = json.loads(ran.out)
    assert record["merger"] == {"facts": ["mae.access"], "models": []}
    assert list(record["diff"]) == [own]
    assert {said["place"] for said in record["statements"]} == {f"{server.url}:2", f"{server.url}:3"}
    assert "access: api" in Path(own).read_text()


def test_what_cannot_be_fetched_is_one_line_and_exit_code_4(run: Run, server: Server, own: str) -> None:
    server.answer = lambda to: to.head(404)
    ran = run("--registry", own, "import", "epoch", "--fetch", "--apply")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == f"error: {server.url}: the server answered 404 Not Found\n"


@pytest.mark.parametrize("body", [b"", b"<html>sign in</html>", b"\0\1", TABLE.splitlines()[0].encode()])
def test_what_is_not_the_source_leaves_the_good_copy(run: Run, server: Server, own: str, body: bytes) -> None:
    server.answer = says(TABLE.encode(), ETag='"one"')
    assert run("--registry", own, "import", "epoch", "--fetch").code == 0
    server.answer = says(body, ETag='"two"')
    ran = run("--registry", own, "import", "epoch", "--fetch")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert (cache_folder() / "sources" / "epoch").read_text() == TABLE


def test_the_network_is_not_touched_unasked(run: Run, server: Server, own: str, tmp_path: Path) -> None:
    (tmp_path / "epoch.csv").write_text(TABLE)
    assert run("--registry", own, "import", "epoch", str(tmp_path / "epoch.csv")).code == 0
    assert server.asked == []


def test_a_person_reads_what_was_written_in_korean(run: Run, own: str, tmp_path: Path) -> None:
    (tmp_path / "epoch.csv").write_text(TABLE)
    ran = run("--lang", "ko", "--registry", own, "import", "epoch", str(tmp_path / "epoch.csv"), "--apply", "--new")
    assert "충돌 (1)" in ran.out
    assert "기록함: 모델 1개의 사실 1개" in ran.out


def test_reasons_are_in_korean(run: Run, own: str, tmp_path: Path) -> None:
    (tmp_path / "epoch.csv").write_text("model,organization,publication_date\nX,,\n")
    command = ["--registry", own, "import", "epoch", str(tmp_path / "epoch.csv"), "--new", "--format", "text"]
    assert "필요한 값이 없습니다(개발사" in run("--lang", "ko", *command).out
    assert "it has no vendor, no" in run(*command).out


def test_no_text_of_a_source_controls_the_terminal(run: Run, own: str, tmp_path: Path) -> None:
    bad = "\x1b]0;x\x07[red]\u202e"
    (tmp_path / "epoch.csv").write_text(f"model,organization,publication_date\nDINO,{bad},{bad}\n{bad},Meta,2026\n")
    ran = run("--registry", own, "import", "epoch", str(tmp_path / "epoch.csv"), "--new", "--apply")
    assert (ran.code, "epoch.csv:2: released: the invisible character U+001B" in ran.err) == (4, True)
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)
    (tmp_path / "epoch.csv").write_text("model,organization,publication_date\nDINO,[red],2021\n[red],Meta,2026\n")
    marked = run("--registry", own, "import", "epoch", str(tmp_path / "epoch.csv"), "--new")
    assert marked.code == 0, marked.err
    assert "[red]" in marked.out
    assert Path(own).read_text() == "schema: 1\n"


def test_why_a_file_was_not_read_is_told_in_korean_too(run: Run, tmp_path: Path) -> None:
    for name, content in (("whole", b"---\nlicense: mit\n---\n"), ("wide", b"\xff\xfe"), ("bytes", b"---\n\xe9")):
        (tmp_path / "hub" / "org" / name).mkdir(parents=True)
        (tmp_path / "hub" / "org" / name / "README.md").write_bytes(content)
    (tmp_path / "hub" / "org" / "gone").mkdir()
    (tmp_path / "hub" / "org" / "gone" / "README.md").symlink_to(tmp_path / "hub" / "nowhere")
    out = run("--lang", "ko", "import", "huggingface", str(tmp_path / "hub")).out
    assert "UTF-16입니다" in out
    assert "바이트 0xe9" in out
    assert "읽을 수 없습니다" in out
    assert "org/wide/README.md" in "".join(out.split())
