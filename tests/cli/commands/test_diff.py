import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

OLD = """\
schema: 1
models:
- {id: one, name: One, vendor: meta, released: 2023, modalities: [vision], parameters: 1B, links: {code: "https://a.org"}}
- {id: two, name: Two, vendor: meta, released: 2023, modalities: [vision]}
- {id: gone, name: Gone, vendor: meta, released: 2023, modalities: [vision]}
"""
NEW = """\
schema: 1
models:
- id: one
  name: One
  vendor: [meta, openai]
  released: 2023-04
  modalities: [vision]
  parameters: 1.1B
  links: {code: "https://a.org", paper: "https://b.org"}
- {id: second, name: Two, aliases: [two], vendor: meta, released: 2023, modalities: [vision]}
- {id: fresh, name: "[Fresh]", vendor: meta, released: 2024, modalities: [vision]}
"""


@pytest.fixture
def files() -> tuple[str, str]:
    Path("old.yaml").write_text(OLD)
    Path("new.yaml").write_text(NEW)
    return "old.yaml", "new.yaml"


def test_json_tells_every_change(run: Run, files: tuple[str, str]) -> None:
    assert json.loads(run("diff", *files, "--json", registry=None).out) == {
        "added": ["fresh"],
        "removed": ["gone"],
        "renamed": [{"old": "two", "new": "second"}],
        "changed": {
            "one": [
                {"key": "vendor", "before": ["meta"], "after": ["meta", "openai"]},
                {"key": "released", "before": "2023", "after": "2023-04"},
                {"key": "parameters.total", "before": 1_000_000_000, "after": 1_100_000_000},
                {"key": "links.paper", "after": "https://b.org"},
            ],
            "second": [{"key": "aliases", "after": ["two"]}],
        },
    }


def test_a_pull_request_gets_it_in_words(run: Run, files: tuple[str, str]) -> None:
    lines = run("diff", *files, "-f", "markdown", registry=None).lines
    assert "- \\[Fresh\\] (`fresh`), 2024" in lines
    assert "- `two` is now `second`" in lines
    assert lines[lines.index("- One (`one`)") + 1 :][:4] == [
        "  - vendor: +openai",
        "  - released: 2023 → 2023-04",
        "  - parameters.total: 1B → 1.1B",
        "  - links.paper: now https:&#8203;//b.org",
    ]


def test_a_person_sees_the_same(run: Run, files: tuple[str, str]) -> None:
    out = run("diff", *files, registry=None).out
    assert "Added (1)\n+ [Fresh]  fresh · 2024\nRemoved (1)\n− Gone  gone · 2023\n" in out
    assert "  parameters.total: 1B → 1.1B\n" in out


def test_the_exit_code_tells_where_it_is_asked_to(run: Run, files: tuple[str, str]) -> None:
    assert run("diff", *files, registry=None).code == 0
    assert run("diff", *files, "--exit-code", registry=None).code == 1
    same = run("diff", files[0], files[0], "--exit-code", registry=None)
    assert (same.code, same.out, same.err) == (0, "", "no difference\n")


def test_an_exported_catalog_is_the_same_as_its_registry(run: Run, files: tuple[str, str]) -> None:
    assert run("--registry", files[0], "export", "-o", "old.json", registry=None).code == 0
    assert run("diff", files[0], "old.json", "--exit-code", registry=None).code == 0


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_a_revision_stands_for_the_registry_as_it_was(run: Run) -> None:
    git("init", "-q")
    Path("fmcat.yaml").write_text(OLD)
    git("add", ".")
    git("commit", "-qm", "old")
    Path("fmcat.yaml").write_text(NEW)
    assert json.loads(run("diff", "HEAD", ".", "--json", registry=None).out)["added"] == ["fresh"]
    ran = run("diff", "nonsense", ".", registry=None)
    assert ran.code == 3
    assert "nonsense: neither a file nor a git revision here" in ran.err
