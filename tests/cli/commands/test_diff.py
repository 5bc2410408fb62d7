import json
import os
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


def test_json_lists_every_change(run: Run, files: tuple[str, str]) -> None:
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


def test_the_exit_code_reports_changes_on_request(run: Run, files: tuple[str, str]) -> None:
    assert run("diff", *files, registry=None).code == 0
    assert run("diff", *files, "--exit-code", registry=None).code == 1
    same = run("diff", files[0], files[0], "--exit-code", registry=None)
    assert (same.code, same.out, same.err) == (0, "", "no difference\n")


@pytest.mark.usefixtures("small_bundled")
def test_an_exported_catalog_is_the_same_as_its_registry(run: Run, files: tuple[str, str]) -> None:
    assert run("--registry", files[0], "export", "-o", "old.json", registry=None).code == 0
    assert run("diff", files[0], "old.json", "--exit-code", registry=None).code == 0


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_a_revision_means_the_registry_as_it_was(run: Run) -> None:
    git("init", "-q")
    Path("fmcat.yaml").write_text(OLD)
    git("add", ".")
    git("commit", "-qm", "old")
    Path("fmcat.yaml").write_text(NEW)
    assert json.loads(run("diff", "HEAD", ".", "--json", registry=None).out)["added"] == ["fresh"]
    ran = run("diff", "nonsense", ".", registry=None)
    assert ran.code == 3
    assert "nonsense: is neither a file nor a git revision" in ran.err


HOSTILE_CONFIG = """\
[core]
\tfsmonitor = touch {mark}
\thooksPath = {hooks}
\tsshCommand = touch {mark}
\tpager = touch {mark}
[filter "x"]
\tsmudge = touch {mark}
\tclean = touch {mark}
[tar "zip"]
\tcommand = touch {mark}
[diff]
\texternal = touch {mark}
[diff "x"]
\ttextconv = touch {mark}
[protocol "ext"]
\tallow = always
[remote "origin"]
\turl = ext::touch {mark}
\tpromisor = true
\tpartialclonefilter = blob:none
[extensions]
\tpartialClone = origin
[pager]
\tls-tree = touch {mark}
"""


@pytest.mark.parametrize("missing", [False, True], ids=["whole", "an object is missing"])
def test_nothing_a_repository_names_is_run(run: Run, tmp_path: Path, missing: bool) -> None:
    git("init", "-q")
    Path("fmcat.yaml").write_text(OLD)
    Path(".gitattributes").write_text("* filter=x diff=x export-subst\n")
    Path("big.bin").write_bytes(b"x")
    git("add", ".")
    git("commit", "-qm", "old")
    mark, hooks = tmp_path / "ran", tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-checkout").write_text(f"#!/bin/sh\ntouch {mark}\n")
    (hooks / "post-checkout").chmod(0o755)
    if missing:
        found = subprocess.run(["git", "rev-parse", "HEAD:fmcat.yaml"], capture_output=True, text=True, check=True)
        name = found.stdout.strip()
        Path(".git/objects", name[:2], name[2:]).unlink()
    with Path(".git/config").open("a") as config:
        config.write(HOSTILE_CONFIG.format(mark=mark, hooks=hooks))
    ran = run("diff", "HEAD", "fmcat.yaml", registry=None)
    assert not mark.exists()
    assert ran.code == (3 if missing else 0), ran.err
    assert ran.err.count("\n") <= 2


def test_of_a_revision_only_the_registry_is_read(run: Run) -> None:
    git("init", "-q")
    Path("sub/data").mkdir(parents=True)
    Path("sub/data/a.yaml").write_text(OLD)
    Path("sub/data/more").mkdir()
    Path("sub/data/more/broken.yaml").write_text("no: [")
    Path("sub/data/link.yaml").symlink_to("/etc/passwd")
    Path("sub/other.yaml").write_text("no: [")
    Path("sub/data/notes.txt").write_text("x")
    git("add", ".")
    git("commit", "-qm", "old")
    os.chdir("sub")
    Path("data/link.yaml").unlink()
    Path("data/a.yaml").write_text(NEW)
    assert json.loads(run("diff", "HEAD", ".", "--json", registry=None).out)["added"] == ["fresh"]
    assert run("diff", "HEAD", "HEAD", "--exit-code", registry=None).code == 0


def test_a_revision_of_too_many_or_too_large_files_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    for name in "abc":
        Path(f"{name}.jsonl").write_text("{}\n")
    git("add", ".")
    git("commit", "-qm", "old")
    monkeypatch.setattr("fmcat.registry.git._MOST_FILES", 2)
    assert "has more than 2 registry files" in run("diff", "HEAD", ".", registry=None).err
    monkeypatch.setattr("fmcat.registry.git._MOST_FILES", 3)
    monkeypatch.setattr("fmcat.registry.git._MOST_BYTES", 8)
    ran = run("diff", "HEAD", ".", registry=None)
    assert (ran.code, ran.err.startswith("HEAD: the registry files are larger than")) == (3, True)


def test_git_that_does_not_answer_is_one_clear_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    Path(".git/config").unlink()
    os.mkfifo(".git/config")
    monkeypatch.setattr("fmcat.registry.git._SECONDS", 0.2)
    ran = run("diff", "HEAD", ".", registry=None)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "HEAD: git did not answer within 0.2 seconds")


def test_a_broken_revision_names_the_revision(run: Run) -> None:
    git("init", "-q")
    Path("fmcat.yaml").write_text("schema: 1\nmodel: []\n")
    git("add", ".")
    git("commit", "-qm", "old")
    ran = run("diff", "HEAD", ".", registry=None)
    assert ran.code == 3
    assert ran.err.startswith("HEAD:fmcat.yaml:2:1: ")


@pytest.mark.parametrize("revision", ["--output=x", "-h", "", "HEAD\n", "HEAD:fmcat.yaml", "a..b"])
def test_an_unknown_revision_is_one_clear_line(run: Run, files: tuple[str, str], revision: str) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "old")
    ran = run("diff", "--json", "--", revision, files[1], registry=None)
    assert ran.code == 3
    assert not Path("x").exists()


@pytest.mark.parametrize("option", [["--registry", "old.yaml"], ["--catalog", "parquet:nowhere"]])
def test_options_that_diff_has_no_use_for_are_refused(run: Run, files: tuple[str, str], option: list[str]) -> None:
    ran = run(*option, "diff", *files, registry=None)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: diff reads OLD and NEW only")


def test_a_repository_whose_files_are_elsewhere_is_reported(run: Run, tmp_path: Path) -> None:
    Path("sub").mkdir()
    Path("sub/fmcat.yaml").write_text("schema: 1\n")
    (tmp_path / "elsewhere").mkdir()
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    git("config", "core.worktree", str(tmp_path / "elsewhere"))
    os.chdir("sub")
    ran = run("diff", "HEAD", ".", registry=None)
    assert (ran.code, ran.err.count("\n")) == (3, 2)
    assert "core.worktree" in ran.err
