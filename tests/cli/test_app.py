"""The command line as a whole: help, versions, languages, and errors with their exit codes."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from fmcat import __version__
from fmcat.cli.commands import COMMANDS
from tests.conftest import SMALL, Run


def test_the_version_is_printed(run: Run) -> None:
    data = Path(__file__).parents[2].joinpath("data", "VERSION").read_text("utf-8").strip()
    ran = run("--version", registry=None)
    assert ran.code == 0
    assert re.fullmatch(rf"fmcat {__version__} · data {data} · [\d,]+ models to 20\d\d-\d\d\n", ran.out)
    assert f"데이터 {data}" in run("--lang", "ko", "-V", registry=None).out


def test_the_version_is_printed_even_where_the_data_is_broken(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "models.yaml").write_text("models: [")
    monkeypatch.setattr("fmcat.registry.locate.bundled_folder", lambda: tmp_path)
    assert run("--version", registry=None).out == f"fmcat {__version__}\n"


@pytest.mark.parametrize("help_option", ["--help", "-h"])
def test_the_help_names_every_command(run: Run, help_option: str) -> None:
    ran = run(help_option, registry=None)
    assert ran.code == 0
    for name, command in COMMANDS.items():
        assert name in ran.out
        assert command.help[:40] in " ".join(ran.out.replace("│", " ").split())


def test_the_help_leads_to_the_docs_of_this_version(run: Run) -> None:
    assert f"https://github.com/fmcat/fmcat/tree/v{__version__}/docs\n" in run("--help", registry=None).out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert "Usage: fmcat" in (lambda ran: ran.out + ran.err)(run(registry=None))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["lits"], 2, "error: unknown command 'lits'\n       did you mean list?"),
        (["list", "--modalty", "x"], 2, "error: unknown option --modalty"),
        (
            ["add", "mine", "--params", "7B"],
            2,
            "unknown option --params\n       write facts as FIELD=VALUE, like param",
        ),
        (["add", "mine", "--vendr", "x"], 2, "did you mean --vendor?"),
        (["list", "--limit", "many"], 2, "error: --limit: 'many' is not a whole number"),
        (["list", "-n", "-1"], 2, "error: --limit: -1 is less than 0"),
        (["timeline", "--width", "1", "-o", "a.svg"], 2, "error: --width: 1 is not between 240 and 4000"),
        (["--lang", "ko", "timeline", "--width", "1"], 2, "오류: --width: 1은 240에서 4000 사이가 아닙니다"),
        (["--lang", "fr", "list"], 2, "error: --lang: 'fr' is not one of en, ko"),
        (["--color", "blue", "list"], 2, "error: --color: 'blue' is not one of auto, always, never"),
        (["list", "-f", "xml"], 2, "error: --format: 'xml' is not one of text, json"),
        (["list", "--json", "-q"], 2, "error: ids and json are two formats; choose one"),
        (["list", "-c", "nam"], 2, "error: --columns: unknown field 'nam'\n       did you mean name?"),
        (["list", "--method", "contrastiv"], 2, "did you mean contrastive-learning?"),
        (["show", "lava"], 1, "error: unknown model 'lava'\n       did you mean llava?"),
        (["show"], 2, "error: NAME is missing"),
        (["explain", "self-destillation"], 1, "did you mean self-distillation?"),
        (["timeline", "--by", "week"], 2, "error: --by: 'week' is not one of era, year"),
        (["timeline", "language", "--by", "era"], 2, "error: there are no curated eras for language"),
        (
            ["export", "-f", "jsn"],
            2,
            "error: --format: 'jsn' is not one of text, json",
        ),
        (
            ["timeline", "-o", "none/a.svg"],
            2,
            "none/a.svg: cannot be written: No such file or directory\n       create the",
        ),
        (["export", "-o", "a.xyz"], 2, "error: a.xyz: cannot tell a format from '.xyz'"),
        (["explain", "sortd"], 1, "error: unknown topic 'sortd'\n       did you mean sorted?"),
    ],
)
def test_a_mistake_is_one_clear_line_with_its_exit_code(run: Run, arguments: list[str], code: int, says: str) -> None:
    ran = run(*arguments)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_mistake_in_a_query_is_pointed_at_even_in_korean(run: Run) -> None:
    ran = run("list", "언어", "method:contrastiv")
    assert ran.err.splitlines() == [
        "error: unknown method 'contrastiv'",
        "       언어 method:contrastiv",
        "                   ^^^^^^^^^^",
        "       did you mean contrastive-learning?",
    ]


def test_a_broken_registry_is_exit_3_with_every_problem_and_their_count(run: Run) -> None:
    Path("bad.yaml").write_text("schema: 1\nmodels:\n- id: one\n- id: two\n  nme: Two\n")
    ran = run("list", registry=Path("bad.yaml"))
    assert ran.code == 3
    assert "bad.yaml:3:3: one.name: is missing" in ran.err
    assert "bad.yaml:5:3: two.nme: unknown key 'nme'; did you mean name?" in ran.err
    assert ran.err.splitlines()[-1] == "error: 9 problems in the registry"


def test_a_registry_that_is_not_there_is_wrong_usage(run: Run) -> None:
    ran = run("list", registry=Path("gone.yaml"))
    assert (ran.code, ran.err) == (2, "gone.yaml: no such file or folder\nerror: 1 problem in the registry\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "gone"],
        ["check", "gone"],
        ["check", "gone", "--json"],
        ["resolve", "--from", "gone"],
        ["import", "epoch", "gone.csv"],
        ["import", "jsonl", "gone.jsonl"],
        ["import", "huggingface", "gone"],
        ["add", "--from", "gone.yaml"],
        ["export", "-o", "gone/out.json"],
        ["export", "-f", "site", "-o", "gone/out"],
        ["init", "gone/fmcat.yaml"],
    ],
)
def test_a_path_that_is_not_there_is_wrong_usage_everywhere(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2, ran.err
    assert "gone" in ran.err + ran.out


@pytest.mark.parametrize(
    ("environment", "option", "korean"),
    [
        ({}, [], False),
        ({"LANG": "ko_KR.UTF-8"}, [], True),
        ({"LANG": "en_US.UTF-8", "FMCAT_LANG": "ko"}, [], True),
        ({"FMCAT_LANG": "ko"}, ["--lang", "en"], False),
        ({}, ["--lang", "ko"], True),
    ],
)
def test_the_language_is_the_options_the_environments_or_the_locales(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], option: list[str], korean: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("자기 증류" in run(*option, "show", "dino").out) is korean


def fmcat(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_a_reader_that_stops_early_is_not_an_error() -> None:
    process = fmcat("list", "--json")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == -signal.SIGPIPE


def test_a_full_disk_is_a_clear_line() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), "list", "--json"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "error: output: No space left on device\n")


def test_the_output_is_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    process = fmcat("--lang", "ko", "show", "dino")
    out, err = process.communicate()
    assert "자기 증류" in out.decode()
    assert err == b""


def test_a_warm_list_imports_neither_pydantic_nor_yaml_nor_rich_and_loads_nothing_that_is_postponed() -> None:
    program = (
        "import sys\nimport fmcat.__main__\nfrom fmcat.cli.app import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print([name for name in ('pydantic', 'yaml', 'rich') if name in sys.modules]"
        " + [name for name, part in (('json', 'loads'), ('subprocess', 'run'), ('textwrap', 'wrap'))"
        " if part in vars(sys.modules[name])], file=sys.stderr)"
    )
    arguments = ["--only", "--registry", str(SMALL), "list", "-m", "vision", "--json"]
    for expected in (None, b"[]\n"):  # the first run compiles
        ran = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, env=os.environ, check=True
        )
        assert expected is None or ran.stderr == expected


def test_only_debug_shows_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("fmcat.cli.session.Catalog", broken)
    ran = run("list")
    assert ran.code == 70
    assert "error: a bug in fmcat: ZeroDivisionError: oh" in ran.err
    assert "Traceback" not in ran.err
    with pytest.raises(ZeroDivisionError):
        run("--debug", "list")


@pytest.mark.parametrize("words", [["list"], ["show"], ["explain"], ["--registry"]])
def test_an_argument_that_is_not_utf_8_is_one_clear_line(run: Run, words: list[str]) -> None:
    ran = run(*words, "caf\udce9")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: the argument caf\\xe9 is not UTF-8; rename the file or type the text again\n"


def test_a_folder_whose_name_is_not_utf_8_is_one_clear_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "caf\udce9"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "fmcat.yaml").write_text("schema: 1\n")
    monkeypatch.chdir(folder)
    ran = run("list", registry=None)
    assert ran.code == 3
    problem, count = ran.err.splitlines()
    assert problem.endswith("the path is not UTF-8; rename the file or its folder")
    assert count == "error: 1 problem in the registry"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_on_a_terminal_a_note_breaks_between_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, terminal: None, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    command = ["--lang", language, "--color", "never", "list", "vision"]
    whole = run(*command).err
    assert max(map(cell_len, whole.splitlines())) > 60  # where nobody reads it, it stays one line
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    lines = run(*command).err.splitlines()
    assert max(map(cell_len, lines)) <= 60
    assert " ".join(lines).split() == whole.split()


def test_no_plugin_of_pydantic_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "spy.py").write_text(
        "import pathlib\npathlib.Path(__file__).with_name('seen').touch()\nplugin = None\n"
    )
    installed = tmp_path / "spy-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[pydantic]\nspy = spy:plugin\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "FMCAT_CACHE_DIR": str(tmp_path / "cold")}
    command = [sys.executable, "-m", "fmcat", "--only", "--registry", str(SMALL), "list", "--count"]
    subprocess.run(command, capture_output=True, env=environment, check=True)
    assert not (tmp_path / "seen").exists()
