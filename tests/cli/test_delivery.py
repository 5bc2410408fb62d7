"""The contract of every command that answers: formats, files, empty answers, streams that are full or closed."""

import contextlib
import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from fmcat.cli.app import main
from fmcat.cli.commands import COMMANDS
from tests.conftest import SMALL, Ran, Run

#: Every command that answers, with arguments, and its formats.
TABLES = [
    "json",
    "jsonl",
    "csv",
    "tsv",
    "markdown",
    "latex",
    "html",
    "bibtex",
    "csl",
    "yaml",
    "cyclonedx",
    "cyclonedx-1.7",
    "ids",
]
ANSWERS: dict[str, list[str]] = {
    "list": ["text", *TABLES],
    "export": ["text", *TABLES],
    "show clip": ["text", "json", "markdown"],
    "search clip": ["text", "json", "tsv", "ids"],
    "compare clip dino": ["text", "json", "csv", "markdown", "latex", "svg"],
    "stats": ["text", "json", "csv", "tsv", "markdown", "svg"],
    "stats --by vendor,year": ["text", "json", "csv", "tsv", "markdown", "svg"],
    "resolve clip": ["text", "json", "jsonl", "tsv"],
    "scan": ["text", "json", "tsv", "markdown", "sarif", "cyclonedx", "cyclonedx-1.7", "spdx"],
    "lineage llava": ["text", "json", "dot", "mermaid", "svg"],
    "license llava": ["text", "json", "markdown"],
    "timeline vision": ["text", "json", "svg", "html", "markdown", "mermaid"],
    "timeline --by year": ["text", "json", "svg", "html", "markdown", "mermaid"],
    "timeline --lanes vendor": ["text", "json", "svg", "html", "markdown", "mermaid"],
    "timeline --plot parameters": ["text", "json", "svg", "html", "markdown", "mermaid"],
    "cite clip": ["text", "json", "bibtex", "csl", "typst"],
    "explain": ["text", "json", "markdown"],
    "explain ssl": ["text", "json", "markdown"],
    "explain fields": ["text", "json"],
    "explain lineage-age": ["text", "json", "markdown"],
    "why clip": ["text", "json"],
    "why clip vendor": ["text", "json"],
    "check": ["text", "json"],
    "check --coverage": ["text", "json"],
    "registry": ["text", "json"],
    "schema": ["text", "json"],
    "report clip released": ["text", "json", "markdown"],
    "changes": ["text", "json", "markdown", "atom"],
    "diff {small} {small}": ["text", "json", "markdown"],
}
SUFFIX = {"text": "txt", "markdown": "md", "latex": "tex", "mermaid": "mmd", "bibtex": "bib", "cyclonedx": "cdx.json"}
SUFFIX |= {"cyclonedx-1.7": "cdx.json", "spdx": "spdx.json", "csl": "csl.json", "typst": "yml"}
#: Queries that no model matches.
EMPTY = ["list", "export", "stats", "timeline", "timeline --lanes vendor", "timeline --plot context", "cite"]
CASES = [(command, format) for command, formats in ANSWERS.items() for format in formats]


def words(command: str) -> list[str]:
    return command.replace("{small}", str(SMALL)).split()


def answered(run: Run, command: str, *options: str) -> Ran:
    """fmcat's answer on the small registry; `diff` reads the two files it names, and refuses others."""
    return run(*words(command), *options, registry=None if command.startswith("diff ") else SMALL)


def assert_valid(format: str, text: str) -> None:
    """Check that the text is valid in its format, with independent parsers."""
    if format in ("json", "csl", "sarif", "spdx") or format.startswith("cyclonedx"):
        json.loads(text)
    elif format == "jsonl":
        assert all(json.loads(line) for line in text.splitlines())
    elif format in ("svg", "atom"):
        ElementTree.fromstring(text)
    elif format in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(text), delimiter="," if format == "csv" else "\t"))
        assert rows[0]
        assert {len(row) for row in rows} == {len(rows[0])}
    elif format in ("yaml", "typst"):
        yaml.safe_load(text)
    assert "\x1b" not in text


@pytest.mark.parametrize(("command", "format"), CASES)
def test_a_format_is_the_same_on_stdout_and_in_a_file_of_its_suffix(run: Run, command: str, format: str) -> None:
    shown = answered(run, command, "--format", format)
    path = Path(f"answer.{SUFFIX.get(format, format)}")
    by_suffix = format not in ("ids", "cyclonedx-1.7")
    written = answered(run, command, "-o", str(path), *([] if by_suffix else ["-f", format]))
    assert (shown.code, written.code) in ((0, 0), (1, 1)), (shown.err, written.err)  # `check` finds errors
    assert written.out == ""
    assert f"wrote {path}" in written.err
    text = path.read_bytes().decode("utf-8-sig")  # CSV files begin with a byte-order mark
    assert_valid(format, text)
    assert text == shown.out.replace("\r\n", "\n") or text == shown.out


@pytest.mark.parametrize("command", [command for command, formats in ANSWERS.items() if "json" in formats])
def test_json_is_the_format_json(run: Run, command: str) -> None:
    assert json.loads(answered(run, command, "--json").out) == json.loads(answered(run, command, "-f", "json").out)


@pytest.mark.parametrize("command", ANSWERS)
def test_two_formats_at_once_are_refused_before_anything_is_written(run: Run, command: str) -> None:
    other = next(format for format in ANSWERS[command] if format != "json")
    for asked in (["--json", "-f", other], ["-f", other, "-f", "json"]):
        ran = answered(run, command, *asked, "-o", "both.json")
        assert (ran.code, ran.out) == (2, "")
        assert "two formats; choose one" in ran.err
    assert not Path("both.json").exists()


def formats_of(command: str) -> list[str]:
    return next(formats for asked, formats in ANSWERS.items() if asked.split()[0] == command.split()[0])


@pytest.mark.parametrize(("command", "format"), [(command, one) for command in EMPTY for one in formats_of(command)])
def test_nothing_found_is_a_valid_empty_answer_and_a_note(run: Run, command: str, format: str) -> None:
    ran = answered(run, command, "year:1990", "-f", format)
    assert ran.code == 0
    assert "no model matches" in ran.err
    assert_valid(format, ran.out)
    if format == "json":
        no_counts = {"by": ["year"], "models": 0, "counts": {}}
        assert json.loads(ran.out) in ([], no_counts, {"title": "year:1990", "sections": []})
    name = f"nothing.{SUFFIX.get(format, format)}"
    written = answered(run, command, "year:1990", "-f", format, "-o", name)
    assert written.code == 0
    assert_valid(format, Path(name).read_text("utf-8-sig"))


@pytest.mark.parametrize("command", ["show", "why", "lineage"])
def test_a_name_that_nothing_has_exits_1(run: Run, command: str) -> None:
    ran = run(command, "qqqq", "--json")
    assert (ran.code, ran.out) == (1, "")


def test_zero_means_no_limit_everywhere(run: Run) -> None:
    assert len(run("list", "-n", "0", "-q").lines) == len(run("list", "-q").lines) == 9
    assert len(json.loads(run("export", "-n", "0").out)) == 9
    assert run("stats", "--by", "vendor", "-n", "0").out.count("others") == 0
    assert len(run("search", "a", "-n", "0", "-q").lines) >= len(run("search", "a", "-q").lines)


def test_a_file_that_fmcat_did_not_write_is_kept_unless_forced(run: Run) -> None:
    path = Path("refs.bib")
    path.write_text("@book{mine, title={Mine}}\n")
    ran = run("cite", "clip", "-o", "refs.bib")
    assert ran.code == 2
    assert "refs.bib already exists and was not written by fmcat, or was edited since" in ran.err
    assert "Mine" in path.read_text()
    assert run("cite", "clip", "-o", "refs.bib", "--force").code == 0
    ran = run("cite", "clip", "dino", "-o", "refs.bib")  # it is fmcat's now
    assert (ran.code, ran.err) == (0, "wrote refs.bib, 2 entries\n")
    path.write_text(path.read_text() + "% a remark\n")
    assert run("cite", "clip", "-o", "refs.bib").code == 2
    Path("empty.csv").touch()
    assert run("list", "-o", "empty.csv").code == 0


def test_references_are_added_to_a_bibliography_by_their_keys(run: Run) -> None:
    path = Path("refs.bib")
    path.write_text("@book{mine,\n  title = {Mine}}\n\n@misc{CLIP,\n title = {My note}}\n")
    ran = run("cite", "clip", "dino", "-o", "refs.bib", "--append")
    assert (ran.code, ran.err) == (0, "wrote refs.bib, 3 entries\n")
    text = path.read_text()
    assert text.startswith("@book{mine,\n  title = {Mine}}\n\n@misc{CLIP,\n title = {My note}}\n\n@")
    assert text.count("{dino,") == 1
    assert "{clip," not in text
    run("cite", "clip", "dino", "-o", "refs.bib", "--append")
    assert path.read_text() == text
    Path("refs.json").write_text('[{"id": "clip", "title": "Mine"}]')
    run("cite", "clip", "dino", "-o", "refs.json", "--append")
    assert [(one["id"], one["title"] == "Mine") for one in json.loads(Path("refs.json").read_text())] == [
        ("clip", True),
        ("dino", False),
    ]
    assert run("cite", "clip", "--append").code == 2


@pytest.mark.parametrize("name", ["inv.spdx.json", "inv.cdx.json"])
def test_a_suffix_that_promises_another_format_is_refused(run: Run, name: str) -> None:
    ran = run("compare", "clip", "dino", "-o", name)
    assert ran.code == 2
    assert not Path(name).exists()


@pytest.mark.parametrize("command", ["list", "export", "scan"])
def test_suffixes_of_bills_mean_what_they_say(run: Run, command: str) -> None:
    assert run(command, "-o", "models.spdx.json").code == 0
    assert json.loads(Path("models.spdx.json").read_text())["@context"].startswith("https://spdx.org/rdf/3.0.1/")
    assert run(command, "-o", "models.cdx.json").code == 0
    assert json.loads(Path("models.cdx.json").read_text())["specVersion"] == "1.6"


def test_the_hint_names_each_suffix_once(run: Run) -> None:
    hint = run("export", "-o", "models.docx").err.splitlines()[1]
    suffixes = re.findall(r"\.[a-z.]+", hint)
    assert sorted(suffixes) == sorted(set(suffixes))
    assert "models: has no suffix to tell a format from" in run("stats", "-o", "models").err


def test_yml_is_the_registry_where_there_is_one(run: Run) -> None:
    assert run("export", "-o", "models.yml").code == 0
    assert yaml.safe_load(Path("models.yml").read_text())["models"]


def test_a_registry_that_cannot_be_read_is_json_too(run: Run) -> None:
    Path("bad.yaml").write_text("schema: 1\nmodels:\n- id: one\n")
    ran = run("check", "bad.yaml", "--json")
    assert ran.code == 3
    found = json.loads(ran.out)
    assert {"rule": "valid", "severity": "error", "file": "bad.yaml", "line": 3}.items() <= found[0].items()


# ── streams ───────────────────────────────────────────────────────────────────────────────────


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    fmcat = shlex.join([sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL)])
    return subprocess.run(["bash", "-c", line.replace("fmcat", fmcat)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("fmcat list --json >&-", 1),
        ("fmcat list --json 2>&-", 0),
        ("fmcat list --json >&- 2>&-", 1),
        ("fmcat show clip >/dev/full", 1),
        ("fmcat --help >/dev/full", 1),
        ("fmcat list year:1990 2>/dev/full", 0),
        ("fmcat list -o a.csv >&-", 0),
        ("fmcat show nope 2>/dev/full", 1),
        ("fmcat show clip <&-", 0),
    ],
)
def test_a_closed_or_full_stream_is_at_most_one_line_and_a_true_exit_code(line: str, code: int) -> None:
    ran = shell(line)
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.count("\n") <= 1


def test_an_interrupt_while_modules_load_is_quiet() -> None:
    for delay in (0.03, 0.06, 0.1, 0.15):
        process = subprocess.Popen(
            [sys.executable, "-c", "from fmcat.__main__ import run\nprint(flush=True)\nrun()", "list"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        assert b"Traceback" not in err
        assert process.returncode in (0, 130)


# ── the command line as a whole ─────────────────────────────────────────────────────────────


def test_fmcat_alone_is_its_help(run: Run) -> None:
    alone, asked = run(registry=None), run("--help", registry=None)
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == asked.out == run("help", registry=None).out
    assert "--version" in alone.out
    assert run("help", "list", registry=None).out == run("list", "--help", registry=None).out
    assert run("-V", registry=None).out == run("version", registry=None).out == run("--version", registry=None).out


def test_global_options_may_follow_the_command(run: Run) -> None:
    assert run("show", "dino", "--lang", "ko").out == run("--lang", "ko", "show", "dino").out
    assert run("list", "--only", f"--registry={SMALL}", "-q", registry=None).out == run("list", "-q").out
    ran = run("list", "--lang", "fr")
    assert (ran.code, ran.err) == (2, "error: --lang: 'fr' is not one of en, ko\n")


def test_rare_options_are_in_the_whole_help_only(run: Run) -> None:
    for option in ("--explain-sql", "--dialect", "--catalog", "--debug"):
        assert option not in run("list", "--help").out
        assert option in run("list", "--help-all").out


#: Commands that change the registry: each has a folder of its own, while all others share one and its compiled catalog.
CHANGING = ("add", "set", "remove", "import", "init", "check")
#: Commands that read or write every model of the catalog: theirs is the small one.
WHOLE = ("check", "export")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, cached: Path) -> Path:
    """A folder for commands that only read, beside a cache of their own."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(cached, folder / "cache")
    return folder


def prepare(run: Run) -> None:
    """Put what examples name into the current folder: a project in a repository, and some files."""
    subprocess.run(["git", "init", "-q"], check=True)
    Path("models.yaml").write_text(SMALL.read_text())
    for path in ("old.yaml", "new.yaml"):
        Path(path).write_text(SMALL.read_text())
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "add", "old.yaml"], check=True)
    for _ in range(2):
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    Path("ids.txt").write_text("clip\n")
    Path("README.md").write_text("---\nlicense: mit\n---\n")
    Path("models.csv").write_text("Model,Organization,Publication_date\nCLIP,OpenAI,2021-01-05\n")
    Path("model.yaml").write_text("id: our-model\nname: Ours\nvendor: [meta]\nreleased: 2026\nmodalities: [vision]\n")
    run("init", registry=None)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_leads_with_examples_that_run(
    run: Run, name: str, shared: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if name in WHOLE:
        request.getfixturevalue("small_bundled")
    examples = COMMANDS[name].examples
    out = run(name, "--help", registry=None).out
    assert 1 <= len(examples) <= 4
    assert out.index(examples[0]) < out.index("--help")
    if name not in CHANGING:
        monkeypatch.chdir(shared)
        monkeypatch.setenv("FMCAT_CACHE_DIR", str(shared / "cache"))
    if not Path("fmcat.yaml").exists():
        prepare(run)
    if name == "remove":
        run("add", "--from", "model.yaml", registry=None)
    for example in examples if name not in ("mcp", "browse", "init") else ():
        ran = run(*shlex.split(example)[1:], registry=None)
        no = (name == "check" and ran.code == 1) or (
            name == "add" and "--from" not in example
        )  # `add` asks at a terminal
        assert ran.code == 0 or no, (example, ran.err)


def test_names_where_a_query_is_expected_are_noticed(run: Run) -> None:
    for command in ("list", "export", "timeline"):
        assert "these are names of models: id:clip,dino" in run(command, "clip", "dino").err
    ran = run("show", "clip", "dino")
    assert ran.code == 2
    assert "fmcat compare clip dino" in ran.err


def test_an_explicit_color_wins_over_no_color(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[36m" in run("stats", "--color", "always").out
    assert "\x1b" not in run("stats").out


def test_why_without_a_field_lists_every_fact(run: Run) -> None:
    records = json.loads(run("why", "clip", "--json").out)
    assert {"vendor", "released", "modality"} <= {record["field"] for record in records}
    assert run("why", "clip", "vendr").err.startswith("error: unknown field 'vendr'\n       did you mean vendor?")


def test_the_hint_of_eras_keeps_the_query(run: Run) -> None:
    assert "fmcat timeline vision vendor:meta --by year" in run("timeline", "vision", "vendor:meta").err
    ran = run("timeline", "--by", "era", "--lanes", "vendor")
    assert (ran.code, "--by and --lanes cannot be combined" in ran.err) == (2, True)


def test_former_words_are_still_accepted(run: Run) -> None:
    assert run("cite", "clip", "--style", "csl").out == run("cite", "clip", "-f", "csl").out
    assert run("list", "-f", "table").out == run("list", "-f", "text").out
    assert run("fields", "--json").out == run("explain", "fields", "--json").out
    assert os.environ["COLUMNS"] == "100"


def test_a_program_that_collects_text_gets_documents_too() -> None:
    collected = io.StringIO()
    with contextlib.redirect_stdout(collected), pytest.raises(SystemExit):
        main(["--only", "--registry", str(SMALL), "list", "id:clip", "--json"])
    assert [document["id"] for document in json.loads(collected.getvalue())] == ["clip"]
