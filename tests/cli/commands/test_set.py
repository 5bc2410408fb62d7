"""Facts set in your own registry: in place, over lower layers, or not at all."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from fmcat.cli.output import Output
from tests.conftest import SMALL, Ran, Run

OWN = """\
schema: 1
models:
# what our lab runs
- id: ours
  name: Ours  # for now
  vendor: [meta]
  released: 2026-05
  modalities: [language]
  aliases: [our model]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


@pytest.fixture
def over(run: Run, own: Path) -> Callable[..., Ran]:
    """fmcat with your own registry over the small one."""

    def run_over(*arguments: str) -> Ran:
        return run("--registry", str(own), *arguments)

    return run_over


def test_a_fact_is_written_in_place(over: Run, own: Path) -> None:
    ran = over("set", "our model", "name=Ours 2", "aliases+=CLIP (ours)", "license.weights=MIT")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("own.yaml\n")
    assert own.read_text() == OWN.replace("Ours  #", "Ours 2  #").replace(
        "[our model]\n", "[our model, CLIP (ours)]\n  license:\n    weights: MIT\n"
    )
    assert over("list", "license:mit", "-q").lines == ["clip", "ours"]


def test_facts_of_a_lower_layer_are_overridden(over: Run, own: Path) -> None:
    before = SMALL.read_bytes()
    ran = over("set", "dino", "aliases+=DINO v1", "training.pretraining=[contrastive]")
    assert "dino comes from the named 1 layer" in ran.err
    assert SMALL.read_bytes() == before
    assert "- id: dino\n" in own.read_text()
    assert "  +aliases: [DINO v1]\n" in own.read_text()
    shown = over("show", "DINO v1")
    assert "from the named 2 layer: aliases, training.pretraining" in shown.out
    assert '"layers": {"aliases": "named 2",' in over("show", "dino", "--json").out


def test_the_layer_of_a_fact_is_shown(over: Run) -> None:
    over("set", "clip", "parameters=400M")
    ran = over("why", "clip", "params")
    assert ran.lines[-1].split() == ["Layer", "named", "2"]
    assert over("why", "clip", "vendor").lines[-1].split() == ["Layer", "named", "1"]
    assert '"layers": ["named 2"]' in over("why", "clip", "params", "--json").out


def test_a_dry_run_shows_the_change_and_makes_none(over: Run, own: Path) -> None:
    ran = over("set", "ours", "released=2026-06", "--dry-run")
    assert [line for line in ran.lines if line[:1] in "+-" and line[1:2] == " "] == [
        "-  released: 2026-05",
        "+  released: 2026-06",
    ]
    assert own.read_text() == OWN


def test_a_fact_is_taken_away(over: Run, own: Path) -> None:
    over("set", "ours", "aliases=")
    assert own.read_text() == OWN.replace("  aliases: [our model]\n", "")
    ran = over("set", "ours", "family=")
    assert ran.err == "nothing to change\n"


def test_a_missing_list_is_created(over: Run, own: Path) -> None:
    assert over("set", "dino", "ids.huggingface+=facebook/dino-vitb16").code == 0
    assert "facebook/dino-vitb16" in over("show", "dino", "--json").out


def test_the_same_again_changes_nothing(over: Run, own: Path) -> None:
    over("set", "dino", "aliases+=DINO v1")
    once = own.read_text()
    assert over("set", "dino", "aliases+=DINO v1").err == "nothing to change\n"
    assert own.read_text() == once


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("released", "'released' is not FIELD=VALUE\n       write FIELD=VALUE"),
        ("params=3B", "unknown key 'params'\n       did you mean parameters?"),
        ("size=3B", "unknown key 'size'\n       did you mean parameters?"),
        ("can+=vqa", "unknown key 'can'\n       did you mean capabilities"),
        ("license=MIT", "license=MIT: license has several parts\n       did you mean license.weights?"),
        ("relased=2021", "unknown key 'relased'\n       did you mean released?"),
        ("id=new", "an id cannot be changed"),
        ("name+=x", "name is not a list"),
        ("aliases=[a", "not valid YAML"),
        ("released=yesterday", "nothing was written\n       "),
        ("license.wieghts=MIT", "ours.license.wieghts: unknown key 'wieghts'; did you mean weights?"),
        ("capabilities+=flying", "unknown capability 'flying'"),
        ("name.en=x", "ours.name is one value, not a mapping"),
    ],
)
def test_what_would_not_be_valid_is_refused_and_nothing_written(over: Run, own: Path, fact: str, said: str) -> None:
    ran = over("set", "ours", fact)
    assert ran.code in (1, 2)
    assert said in ran.err
    assert own.read_text() == OWN


def test_the_users_registry_is_created_if_it_is_missing(run: Run, tmp_path: Path) -> None:
    ran = run("set", "clip", "license.weights=MIT", registry=None)
    path = tmp_path / "home" / ".local" / "share" / "fmcat" / "registry.yaml"
    assert path.read_text() == "schema: 1\nmodels:\n- id: clip\n  license:\n    weights: MIT\n"
    assert str(path) in ran.err.replace("\n", "")
    assert "clip comes from the bundled layer" in ran.err


def test_a_json_registry_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('{"schema": 1, "models": []}')
    ran = run("--registry", str(path), "set", "dino", "family=x")
    assert "only YAML can be edited in place" in ran.err
    assert path.read_text() == '{"schema": 1, "models": []}'


def test_a_model_is_removed_hidden_and_shown_again(over: Run, own: Path) -> None:
    over("set", "dino", "family=x")
    assert "is as the named 1 layer has it again" in over("remove", "dino").err
    assert own.read_text() == OWN
    assert "dino of the named 1 layer is hidden" in over("remove", "dino").err
    assert over("show", "dino").code == 1
    assert "  hide: true\n" in own.read_text()
    assert over("set", "dino", "hide=").code == 0
    assert own.read_text() == OWN
    assert over("show", "dino").code == 0
    over("remove", "dino")
    assert over("remove", "ours").code == 0
    assert "# what our lab runs\n" in own.read_text()
    assert "ours" not in over("list", "-q").lines


def test_a_model_that_others_are_made_of_is_not_removed(over: Run, own: Path) -> None:
    own.write_text(
        OWN + "- id: child\n  name: Child\n  vendor: [meta]\n  released: 2026-06\n  modalities: [language]\n"
    )
    over("set", "child", "lineage.successor-of=ours")
    before = own.read_text()
    ran = over("remove", "ours")
    assert (ran.code, own.read_text()) == (2, before)
    assert "unknown model 'ours'" in ran.err


def test_taking_back_the_last_fact_takes_the_entry_too(over: Run, own: Path) -> None:
    over("set", "dino", "family=x")
    over("set", "dino", "family=")
    assert own.read_text() == OWN


# ── add ───────────────────────────────────────────────────────────────────────────────────────


def test_a_model_is_added_in_its_place_with_its_vendor(over: Run, own: Path) -> None:
    options = ["--name", "Aaa: 1", "--vendor", "Acme Labs", "--released", "2026-05", "-m", "language"]
    ran = over("add", "aaa", "context=1M", *options)
    assert ran.code == 0, ran.err
    assert "Acme Labs is a new vendor: acme-labs" in ran.err
    told = over("add", "other", "--name", "O", "--vendor", "A\n::error::b", "--released", "2026", "-m", "language").err
    assert "A⏎::error::b is a new vendor: a-error-b" in told.splitlines()
    text = own.read_text()
    assert text.index("- id: aaa") < text.index("# what our lab runs") < text.index("- id: ours")
    assert over("list", "vendor:acme-labs", "context:1M", "-q").lines == ["aaa"]


def test_a_vendor_similar_to_a_known_one_is_new_with_its_own_id(over: Run, own: Path) -> None:
    entry = ["aaa", "--name", "A", "--released", "2026-05", "-m", "vision"]
    refused = over("add", *entry, "--vendor", "Metta")
    assert "--vendor metta=Metta" in refused.err
    assert over("add", *entry, "--vendor", " metta = Metta").code == 0
    assert over("show", "aaa", "--json").out.count('"metta"') == 1


def test_entries_are_added_from_a_file_or_a_pipe(over: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = "id: {0}\nname: {0}\nvendor: meta\nreleased: 2026\nmodalities: [vision]\nparameters: 7B\n"
    (tmp_path / "new.yaml").write_text(entry.format("one"))
    assert over("add", "--from", str(tmp_path / "new.yaml")).code == 0
    again = over("export", "id:one", "-f", "json").out.replace('"one"', '"two"')
    (tmp_path / "new.json").write_text(again)
    ran = over("add", "--from", str(tmp_path / "new.json"))
    assert ran.code == 0, ran.err
    assert sorted(over("list", "params:7B", "-m", "vision", "-q").lines) == ["one", "two"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["new"], 2, "a model needs --name, --vendor, --released, --modality\n       or use --from FILE"),
        (
            ["dino", "--name", "x", "--vendor", "meta", "--released", "2021", "-m", "vision"],
            2,
            "already in the catalog",
        ),
        (["new", "--name", "x", "--vendor", "Metta", "--released", "2021", "-m", "vision"], 2, "did you mean meta?"),
        (["new", "--name", "x", "--vendor", "한국", "--released", "2021", "-m", "vision"], 2, "no id can be made from"),
        (["new", "--name", "x", "--vendor", "meta", "--released", "soon", "-m", "vision"], 2, "'soon' is not a date"),
        (["--from", "gone.yaml"], 2, "gone.yaml: cannot be read: No such file"),
    ],
)
def test_what_cannot_be_added_is_refused(over: Run, own: Path, arguments: list[str], code: int, said: str) -> None:
    ran = over("add", *arguments)
    assert (ran.code, own.read_text()) == (code, OWN)
    assert said in ran.err


def test_missing_facts_are_asked_for_at_a_terminal(over: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "Name": "My Model",
        "Its id": "my-model",
        "Vendor": "meta",
        "Released": "2026-07",
        "Modalities": "vision, language",
    }
    asked = []

    def answer(question: str, default: str | None, err: bool) -> str:
        asked.append(default)
        return next(said for start, said in answers.items() if question.startswith(start))

    monkeypatch.setattr(Output, "is_terminal", True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", answer)
    assert over("add").code == 0
    assert "my-model" in asked
    assert "- id: my-model\n  name: My Model\n  vendor: [meta]\n  released: 2026-07\n" in own.read_text()
    assert "  modalities: [vision, language]\n" in own.read_text()


@pytest.mark.parametrize(
    ("fact", "key", "canonical"),
    [
        ("license.weights=apache-2.0", ("license", "weights"), "Apache-2.0"),
        ("modalities=[Language, VISION]", ("modalities",), ["language", "vision"]),
        ("vendor=Meta", ("vendor",), ["meta"]),
        ("training={Pretraining: [Contrastive]}", ("training", "pretraining"), ["contrastive-learning"]),
        ("lineage.successor-of=[Clip]", ("lineage", "successor-of"), ["clip"]),
        ("access=Open", ("access",), "open"),
        ("released=2025/3/4", ("released",), "2025-03-04"),
    ],
)
def test_a_term_is_written_by_its_id(
    over: Callable[..., Ran], own: Path, fact: str, key: tuple[str, ...], canonical: object
) -> None:
    ran = over("set", "ours", fact)
    assert ran.code == 0, ran.err
    entry = yaml.safe_load(own.read_text())["models"][0]
    for part in key:
        entry = entry[part]
    assert (str(entry) if isinstance(entry, date) else entry) == canonical


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("context=77", "context: 77"),
        ("context=128k", "context: 128k"),
        ("context=undisclosed", "context: undisclosed"),
        ("max-output=8192", "max-output: 8192"),
        ("embedding-dimension=1000", "embedding-dimension: 1000"),
        ("parameters=7B", "parameters: 7B"),
        ("parameters=7000000000", "parameters: 7B"),
        ("parameters={total: 30532122624, active: 3.0B}", "parameters: {total: 30532122624, active: 3B}"),
        ("training-tokens=15_000_000_000_000", "training-tokens: 15T"),
        ("training-compute={flop: 38e24, kind: stated}", "training-compute: {flop: 3.8e25, kind: stated}"),
        ("variants=[{name: X, parameters: 77}]", "- {name: X, parameters: 77}"),
        ('citation={title: T, authors: [A], year: "2000"}', "year: 2000"),
        ("hide=yes", "hide: true"),
    ],
)
def test_numbers_and_flags_are_written_in_the_normal_form_of_a_file(
    over: Callable[..., Ran], own: Path, fact: str, written: str
) -> None:
    ran = over("set", "ours", fact)
    assert ran.code == 0, ran.err
    assert f"{written}\n" in own.read_text()
    assert "should be written" not in over("check", str(own)).out


HIDDEN = ("a\x1b[31mb", "a\x9bb", "a\u202eb", "a\u200bb", "a\udce9b", "a\0b", "a\ufffeb")
LARGE = ("x" * 200_000, "[" * 500 + "]" * 500)


@pytest.mark.parametrize("text", [*HIDDEN, *LARGE], ids=lambda text: ascii(text[:8]))
def test_no_argument_and_no_config_brings_what_a_registry_may_not_hold(
    over: Callable[..., Ran], own: Path, tmp_path: Path, text: str
) -> None:
    before = own.read_bytes()
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"id": "new", "x-own": text, f"x-{text}": "x"}))
    facts = ("--vendor", "meta", "--released", "2026", "-m", "language")
    for ran in (
        over("set", "ours", f"name={text}"),
        over("set", "ours", f"x-own={text}"),
        over("add", "new", "--name", text, *facts),
        over("add", text, "--name", "New", *facts),
        over("add", "--from", str(config)),
    ):
        assert ran.code in (1, 2)
        assert len(ran.err.splitlines()) <= 3
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ud800-\udfff\ufffe]", ran.err)
        assert len(ran.err) < 2000
    assert own.read_bytes() == before


def test_a_line_break_that_yaml_would_fold_is_not_stored_as_a_space(over: Callable[..., Ran], own: Path) -> None:
    ran = over("set", "ours", "aliases+=a\u2028b")
    assert ran.code == 2
    assert "U+2028" in ran.err
    assert own.read_text() == OWN


def test_a_registry_that_is_not_utf_8_is_one_clear_line(over: Callable[..., Ran], own: Path) -> None:
    own.write_bytes(OWN.encode() + b"# caf\xe9\n")
    for arguments in (["set", "dino", "name=D"], ["remove", "dino"]):
        ran = over("--skip-broken", *arguments)
        assert ran.code == 3
        assert "is not UTF-8" in ran.err
    assert own.read_bytes() == OWN.encode() + b"# caf\xe9\n"


def test_a_planted_link_is_not_written_through(run: Run, tmp_path: Path) -> None:
    victim = tmp_path / "victim.yaml"
    victim.write_text(OWN)
    Path("fmcat.yaml").symlink_to(victim)
    ran = run("set", "clip", "name=C", registry=None)
    assert ran.code == 1
    assert "fmcat.yaml: is a link to" in ran.err
    assert victim.read_text() == OWN


def test_a_comment_behind_empty_brackets_stays_there(run: Run, own: Path) -> None:
    own.write_text("schema: 1\nmodels: []  # none yet\n# tail\n")
    new = ["my-a", "--name", "My A", "--vendor", "meta", "--released", "2025-05", "-m", "language"]
    assert run("--registry", str(own), "add", *new).code == 0
    assert own.read_text().startswith("schema: 1\nmodels:  # none yet\n- id: my-a\n")
    assert own.read_text().endswith("modalities: [language]\n# tail\n")


def test_an_answer_that_cannot_be_taken_is_asked_for_again_and_the_others_stay(
    over: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["My Model", "ours", "My Id", "my-model", "opanai", "meta", "soon", "2026-07", "visionn", "Vision"])
    monkeypatch.setattr(Output, "is_terminal", True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    ran = over("add")
    assert ran.code == 0, ran.err
    assert "did you mean openai?" in ran.err
    assert "- id: my-model\n  name: My Model\n  vendor: [meta]\n  released: 2026-07\n" in own.read_text()
    assert "  modalities: [vision]\n" in own.read_text()


def test_the_next_command_after_it_has_nothing_to_compile(
    over: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    over("set", "our model", "name=Ours 2")
    monkeypatch.setattr("fmcat.catalog.store._noted", None)  # compiling or updating would fail
    assert json.loads(over("show", "ours", "--json").out)["name"] == "Ours 2"
