"""What the releases of the data changed, and the days of entries."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import SMALL, Run

RELEASES = ["--registry", str(SMALL.with_name("releases.yaml"))]
ATOM = "{http://www.w3.org/2005/Atom}"


def ids(run: Run, since: str) -> list[str]:
    return [one["id"] for one in json.loads(run(*RELEASES, "changes", "--since", since, "--json").out)]


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("", ["2026.11.28", "2026.11.20", "2026.11.06"]),
        ("2026-11-20", ["2026.11.28", "2026.11.20"]),
        ("2026-11", ["2026.11.28", "2026.11.20", "2026.11.06"]),
        ("2026-11-21", ["2026.11.28"]),
        ("2026.11.20", ["2026.11.28"]),
        ("2026.11.19", ["2026.11.28", "2026.11.20"]),
        ("0.1.0", ["2026.11.28", "2026.11.20"]),
        ("v0.1.1", ["2026.11.28"]),
        ("2026.11.28", []),
    ],
)
def test_a_version_excludes_its_release_and_a_date_includes_it(run: Run, since: str, found: list[str]) -> None:
    assert ids(run, since) == found


def test_a_day_without_a_later_release_names_the_newest(run: Run) -> None:
    ran = run(*RELEASES, "changes", "--since", "2027-01-01")
    assert (ran.code, ran.out) == (0, "")
    assert "2026.11.28" in ran.err
    assert "fmcat changes" in ran.err
    assert "최신은 2026-11-28의 2026.11.28" in run("--lang", "ko", *RELEASES, "changes", "--since", "2027").err
    assert run("changes").err == "no release of the data\n"


def test_anything_else_is_one_clear_error(run: Run) -> None:
    ran = run(*RELEASES, "changes", "--since", "last week")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: --since: 'last week' is neither a date nor a release")
    assert "2026.11.28" in ran.err


def test_a_person_reads_what_changed_and_is_warned_of_ids(run: Run) -> None:
    out = run(*RELEASES, "changes", "-f", "text").out
    assert "2026.11.28  fmcat 0.2.0, 28 Nov 2026, 9 models\nIds were removed or renamed" in out
    assert "clip-vit is now clip" in out
    assert "Changed (1)\n  dino: released: 2021 → 2021-04-29; license: now Apache-2.0\n" in out
    assert "In 1 more entries only sources" in out
    assert "릴리스" in run("--lang", "ko", *RELEASES, "changes", "-f", "text").out


def test_a_pipe_has_a_line_per_change(run: Run) -> None:
    lines = [line.split("\t") for line in run(*RELEASES, "changes").lines]
    assert ["2026.11.28", "changed", "dino", "released", "2021", "2021-04-29"] in lines
    assert {len(line) for line in lines} == {6}


def test_a_reader_of_feeds_gets_an_entry_per_release(run: Run) -> None:
    feed = ElementTree.fromstring(run(*RELEASES, "changes", "-f", "atom").out)
    titles = [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]
    assert titles == ["2026.11.28", "2026.11.20", "2026.11.06"]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-28T00:00:00Z"
    assert len({one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")}) == 3
    assert "<li>mae</li>" in str(feed.findtext(f"{ATOM}entry/{ATOM}content"))


def test_the_json_has_a_schema(run: Run) -> None:
    schema: dict[str, Any] = json.loads(run("schema", "changes").out)
    Draft202012Validator.check_schema(schema)
    told = json.loads(run(*RELEASES, "changes", "--json").out)
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    assert list(Draft202012Validator(schema).iter_errors([{"id": "2026.11.28"}])) != []


def test_entries_can_be_asked_for_by_their_days(run: Run) -> None:
    assert run(*RELEASES, "list", "sort:changed,added-", "has:added", "-q").lines == ["mae", "dino"]
    assert run(*RELEASES, "list", "added:2026-11-20..", "-q").lines == ["mae"]
    assert "Entry added    28 Nov 2026" in run(*RELEASES, "show", "mae").out
    assert "added" not in json.loads(run("show", "mae", "--json").out)


@pytest.mark.usefixtures("words_only")
def test_an_export_with_days_is_the_same_registry(run: Run) -> None:
    assert run(*RELEASES, "export", "mae", "-o", "mae.json").code == 0
    assert json.loads(Path("mae.json").read_text("utf-8"))[0]["added"] == "2026-11-28"
    assert run("check", "mae.json").code == 0
