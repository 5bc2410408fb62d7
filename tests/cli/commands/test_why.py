"""fmcat why: where a fact comes from."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run

OVER = """\
schema: 1
models:
- id: clip
  +sources:
  - {source: epoch, for: [parameters], says: 400M, reason: It counts the image tower only.}
  - {url: "https://github.com/openai/CLIP", for: [parameters, training], read: 2026-01-02}
- id: llava
  +sources: [{url: "https://example.org", for: [license], read: 2026-01-02}]
"""


@pytest.fixture
def why(run: Run, registry_file: Callable[[str], Path]) -> Run:
    over = registry_file(OVER)
    return lambda *arguments: run("--registry", str(over), "why", *arguments)


def test_a_fact_is_shown_with_its_sources_and_those_that_disagree(why: Run) -> None:
    lines = why("CLIP", "params").lines
    assert lines[0] == "CLIP · params  428M"
    assert " ".join(lines[1].split()) == "said by https://github.com/openai/CLIP · primary · read 2 Jan 2026"
    assert (
        " ".join(lines[2].split()) == "otherwise Notable AI Models · says 400M · reference work · snapshot of Jan 2026"
    )
    assert lines[3].strip() == "It counts the image tower only."


def test_sources_of_an_overridden_fact_are_shown_separately(run: Run, registry_file: Callable[..., Path]) -> None:
    below, above = registry_file(OVER), registry_file("schema: 1\nmodels: [{id: clip, parameters: 1B}]\n", "above.yaml")
    lines = run("--registry", str(below), "--registry", str(above), "why", "clip", "params").lines
    assert lines[0] == "CLIP · params  1B"
    assert lines[1].strip() == "stated by the named 3 layer; what follows was read for the fact below it"
    assert lines[-1].split() == ["Layer", "named", "3"]


def test_fields_of_one_key_share_their_sources(why: Run) -> None:
    for field in ("method", "stage", "training"):
        assert "github.com/openai/CLIP" in why("clip", field).out


def test_a_date_is_shown_in_full(why: Run) -> None:
    assert why("clip", "released").lines[0] == "CLIP · released  5 Jan 2021"


def test_a_fact_without_a_source_says_so(why: Run) -> None:
    assert "no source recorded" in why("clip", "access").out


@pytest.mark.parametrize(
    ("field", "english", "korean"),
    [
        ("name", "as its maker writes it; names need no source", "개발사의 표기이며, 이름에는 출처가 필요 없음"),
        ("summary", "in the catalog's own words, which need no source", "카탈로그가 직접 쓴 글이라 출처가 필요 없음"),
        ("alias", "needs no source", "출처가 필요 없음"),
    ],
)
def test_what_needs_no_source_says_what_it_is(run: Run, field: str, english: str, korean: str) -> None:
    assert run("why", "clip", field).lines[1].strip() == english
    assert run("--lang", "ko", "why", "clip", field).lines[1].strip() == korean


def test_what_replaces_a_model_is_named(run: Run) -> None:
    rich = ["--registry", str(SMALL.with_name("rich.yaml"))]
    assert run(*rich, "why", "swan-2", "replaced-by").lines[0] == "Swan 2 · replaced by  Swan 3"


def test_an_unknown_fact_exits_with_1(why: Run) -> None:
    ran = why("clip", "context")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "error: context of CLIP is unknown")


def test_a_page_that_was_read_in_vain_is_listed(why: Run) -> None:
    assert "https://example.org" in why("llava", "license").out


def test_an_unknown_field_gets_a_suggestion(why: Run) -> None:
    ran = why("clip", "paramters")
    assert ran.code == 2
    assert "did you mean parameters?" in ran.err


def test_json_has_the_value_and_the_sources(why: Run) -> None:
    record = json.loads(why("clip", "parameters", "--json").out)
    assert (record["id"], record["field"], record["value"]) == ("clip", "parameters", 428_000_000)
    assert [source.get("says") for source in record["sources"]] == ["400M", None]


def test_korean(run: Run) -> None:
    assert run("--lang", "ko", "why", "clip", "released", registry=SMALL).lines[0] == "CLIP · 공개  2021년 1월 5일"


def test_the_field_may_come_first(run: Run) -> None:
    assert run("why", "params", "clip").out == run("why", "clip", "params").out
    assert run("why", "params", "nothing").code == 1
