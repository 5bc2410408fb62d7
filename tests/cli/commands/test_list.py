import json
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run


def ids(run: Run, *arguments: str) -> list[str]:
    return run("list", "-q", *arguments).lines


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--modality", "vision"], ["clip", "dino", "mae", "mixture", "dinov2"]),
        (["-m", "multimodal"], ["clip", "llava", "gemini"]),
        (["-m", "vision", "-m", "multimodal"], ["clip"]),
        (["-m", "language,multimodal"], ["clip", "llama", "llava", "gemini", "exaone"]),
        (["--method", "self-supervised-learning", "-m", "vision"], ["clip", "dino", "mae", "dinov2"]),
        (["--method", "contrastive"], ["clip"]),
        (["--vendor", "Facebook AI Research", "--family", "dino"], ["dino", "dinov2"]),
        (["--vendor", "google"], ["mixture", "gemini"]),
        (["--can", "visual question answering"], ["llava", "gemini"]),
        (["--since", "2023", "--until", "2023-06"], ["llama", "dinov2", "llava"]),
        (["--open"], ["clip", "dino", "llama", "dinov2"]),
        (["--sort", "params-", "-n", "2"], ["mixture", "llama"]),
        (["--sort", "name", "-m", "language"], ["exaone", "gemini", "llama"]),
        (["-vendor:meta", "-m", "vision"], ["clip", "mixture"]),
        (["clip or gemini", "-m", "multimodal"], ["clip", "gemini"]),
        (["params:undisclosed"], ["gemini"]),
        (["params:?"], ["mae"]),
        (["released:2024-05"], ["exaone"]),
    ],
)
def test_options_are_shorthands_for_terms_of_the_query(run: Run, arguments: list[str], found: list[str]) -> None:
    assert ids(run, *arguments) == found


def test_into_a_pipe_it_prints_one_uncut_line_per_model(run: Run) -> None:
    ran = run("list", "under:clip or id:gemini")
    assert ran.lines == [
        "llava\tLLaVA\tuw-madison;meta\t2023-04-17\t13000000000\tinstruction-tuning\t",
        "gemini\tGemini\tgoogle-deepmind\t2023-12-06\tundisclosed\t\tapi",
    ]
    assert ran.err == ""


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_draws_a_table_and_says_how_many(run: Run) -> None:
    ran = run("--color", "never", "list", "-m", "language")
    assert ran.lines[0].split() == ["NAME", "VENDOR", "RELEASED", "PARAMS", "LICENSE", "ACCESS", "METHOD"]
    assert [line.split()[0] for line in ran.lines[2:]] == ["LLaMA", "Gemini", "EXAONE"]
    assert "undisclosed" in ran.out
    assert ran.err.strip() == "3 of 9 models · sorted by released · fmcat show NAME for one of them"
    assert len({len(line) for line in ran.lines[1:2]}) == 1
    cut = run("--color", "never", "list", "-m", "language", "-n", "2", "-s", "params-", "-s", "name")
    assert cut.err.startswith("the first 2 of 3 that match · sorted by params descending, name ·")
    cut = run("--color", "never", "list", "-m", "language", "-n", "2")
    assert cut.err.startswith("the newest 2 of 3 that match · fmcat show")
    korean = run("--lang", "ko", "--color", "never", "list", "-m", "language", "-n", "2")
    assert korean.err.startswith("맞는 모델 3개 중 최근 2개 ·")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("columns", "last"), [(60, "LICENSE"), (72, "ACCESS"), (100, "METHOD")])
def test_a_narrow_terminal_shows_the_license_before_the_method(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, last: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run("--color", "never", "list").lines[0].split()[-1] == last


@pytest.mark.usefixtures("terminal")
def test_an_added_column_follows_those_of_the_terminal(run: Run) -> None:
    heads = run("--color", "never", "list", "-c", "+context", "id:clip").lines[0].split()
    assert heads[-4:] == ["LICENSE", "ACCESS", "METHOD", "CONTEXT"]


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_limit_keeps_the_newest_models_unless_an_order_is_named(run: Run, command: str) -> None:
    def first(*arguments: str) -> list[str]:
        return run(command, "-f", "ids", "-m", "language", *arguments).lines

    assert first("-n", "2") == ["exaone", "gemini"]
    assert first("-n", "2", "sort:released") == ["llama", "gemini"]
    assert first("-n", "0") == first() == ["llama", "gemini", "exaone"]


def test_json_is_the_stored_documents(run: Run) -> None:
    documents = json.loads(run("list", "--json", "-m", "vision", "sort:id").out)
    assert [document["id"] for document in documents] == ["clip", "dino", "dinov2", "mae", "mixture"]
    assert documents[0]["released"] == "2021-01-05"
    assert json.loads(run("list", "--json", "params:2T+").out) == []


def test_json_of_chosen_columns_leaves_out_what_is_unknown(run: Run) -> None:
    assert json.loads(run("list", "--json", "-c", "name,year,params", "id:mae,gemini").out) == [
        {"name": "MAE", "year": "2021"},
        {"name": "Gemini", "year": "2023", "parameters": "undisclosed"},
    ]


def test_json_lines_have_one_document_per_line(run: Run) -> None:
    assert [json.loads(line)["id"] for line in run("list", "-f", "jsonl", "--can", "vqa").lines] == ["llava", "gemini"]


def test_columns_are_chosen_or_added(run: Run) -> None:
    assert run("list", "-f", "tsv", "-c", "id,open,size", "id:clip").lines == [
        "id\topen\tparameters",
        "clip\tyes\t428000000",
    ]
    assert run("list", "-f", "tsv", "-c", "+license", "id:clip").lines[0].split("\t")[-2:] == ["access", "license"]


def test_counting_counts(run: Run) -> None:
    assert run("list", "--count", "-m", "vision").out == "5\n"
    assert run("list", "--count", "-m", "vision", "-n", "2").out == "2\n"
    assert run("list", "--count", "params:2T+").out == "0\n"


def test_nothing_found_is_not_an_error(run: Run) -> None:
    ran = run("list", "params:2T+")
    assert (ran.code, ran.out, ran.err) == (0, "", "no model matches\n")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (["year:2021", "params:2T+"], "; without params:2T+ there are 3"),
        (["vendor:openai", "method:MIM"], "; without vendor:openai there are 2; without method:MIM there are 1"),
        (["params:2T+", "params:3T+"], ""),
        (["clpi"], "; did you mean clip?"),
        (["visoin"], "; did you mean vision?"),
        (["contrastve"], "; did you mean contrastive-learning?"),
        (["clp"], "; did you mean clip?"),
        (["zzzz"], ""),
        (["year:2021", "(params:2T+", "or", "params:3T+)"], ""),
        (["params:2T+", "sort:name"], ""),
        (["2020..2021"], "; years are asked for as year:2020..2021"),
    ],
)
def test_nothing_found_names_the_term_that_excludes_everything(run: Run, query: list[str], said: str) -> None:
    for command in ("list", "timeline", "stats"):
        assert run(command, *query).err == f"no model matches{said}\n"


@pytest.mark.usefixtures("terminal")
def test_korean_columns_stay_aligned(run: Run) -> None:
    from rich.cells import cell_len

    ran = run("--lang", "ko", "--color", "never", "list", "-m", "language", "-c", "name,vendor,released,params")
    starts = {
        cell_len(line[: line.index(word)])
        for line, word in zip(ran.lines[2:], ["메타", "구글", "LG AI연"], strict=True)
    }
    assert len(starts) == 1


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_a_table_fits_its_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", columns)
    for language in ("en", "ko"):
        ran = run("--lang", language, "--color", "never", "list")
        assert max(cell_len(line.rstrip()) for line in ran.lines) <= int(columns)
        assert "Jan 2021" in ran.out or "2021년 1월" in ran.out


def test_agents_get_a_table_with_a_header_also_on_a_terminal(run: Run, terminal: None) -> None:
    head, *rows = [line.split("\t") for line in run("list", "--format", "agent").lines]
    assert head[:2] == ["id", "name"]
    assert "license" in head
    assert [row[0] for row in rows] == run("list", "-q").lines
    assert {len(row) for row in rows} == {len(head)}


def test_a_bare_word_that_names_a_term_lists_what_the_term_does_and_says_so(run: Run) -> None:
    for options in (["--count"], ["-q"], ["--json"]):
        bare, term = run("list", "vision", *options), run("list", "-m", "vision", *options)
        assert (bare.code, bare.out) == (0, term.out)
        assert bare.err == ("""vision: read as modality:vision; for the text use "vision" (in a shell: '"vision"')\n""")
        assert term.err == ""
    assert "modality:vision으로 읽었습니다" in run("--lang", "ko", "list", "비전", "-q").err
    assert run("list", '"vision"', "-q").err == ""


def test_several_words_may_be_one_name(run: Run) -> None:
    ran = run("list", "dino", "v2", "-q")
    assert (ran.lines, "dino v2: read as id:dinov2" in ran.err) == (["dinov2"], True)


@pytest.mark.parametrize("command", [["stats"], ["timeline", "--by", "year"], ["export", "-f", "ids"], ["cite"]])
def test_other_commands_say_how_they_read_a_bare_word(run: Run, command: list[str]) -> None:
    assert "SSL: read as method:self-supervised-learning" in run(*command, "SSL").err


@pytest.mark.parametrize(
    ("query", "models", "checkpoints"),
    [
        (["license:Apache-2.0", "size:70B+"], [], []),
        (["license:GPL-3.0-only", "size:70B+"], ["fam"], ["fam/70b"]),
        (["license:GPL-3.0-only", "-size:70B+"], ["fam"], ["fam/3b"]),
        (["context:100k+", "size:..10B"], ["fam"], ["fam/7b"]),
        (["year:2025", "open:yes"], ["fam"], ["fam/70b"]),
        (["name:fam"], ["fam"], ["fam/3b", "fam/7b", "fam/70b"]),
    ],
)
def test_every_condition_holds_for_the_same_checkpoint(
    run: Run, sizes: list[str], query: list[str], models: list[str], checkpoints: list[str]
) -> None:
    query = [*query, "name:fam"]
    assert run(*sizes, "list", "-q", *query).lines == models
    assert run(*sizes, "list", "-q", "--checkpoints", *query).lines == checkpoints
    counted = run(*sizes, "list", "--count", "--checkpoints", *query)
    assert counted.out == f"{len(checkpoints)}\n", counted.err
    documents = json.loads(run(*sizes, "list", "--json", "--checkpoints", *query).out)
    assert [document["id"] for document in documents] == checkpoints


def test_a_table_shows_what_the_matching_checkpoints_have(run: Run, sizes: list[str], terminal: None) -> None:
    shown = run(*sizes, "list", "name:fam", "size:..10B", "-c", "name,params,license,context").out
    assert "3B–7B, 2 of 3" in shown
    assert "GPL-3.0-only, Apache-2.0" in shown
    assert "32k, 128k" in shown
    everything = run(*sizes, "list", "name:fam", "-c", "name,params,license").out
    assert "70B" in everything
    assert "of 3" not in everything
    assert "GPL-3.0-only, Apache-2.0" in everything


def test_into_a_pipe_it_shows_the_matching_checkpoints_too(run: Run, sizes: list[str]) -> None:
    columns = ["-c", "id,params,license,context"]
    found = run(*sizes, "list", "name:fam", "size:..10B", *columns).lines
    assert found == ["fam\t7000000000\tGPL-3.0-only;Apache-2.0\t32000;128000"]
    found = run(*sizes, "list", "name:fam", "size:..10B", "--checkpoints", *columns).lines
    assert found == ["fam/3b\t3000000000\tGPL-3.0-only\t32000", "fam/7b\t7000000000\tApache-2.0\t128000"]


def test_a_registry_has_no_checkpoints(run: Run, sizes: list[str]) -> None:
    refused = run(*sizes, "list", "name:fam", "--checkpoints", "-f", "yaml")
    assert refused.code == 2
    assert "leave out --checkpoints" in refused.err


def test_models_are_counted_and_drawn_by_the_matching_checkpoints(run: Run, sizes: list[str]) -> None:
    counted = json.loads(run(*sizes, "stats", "name:fam", "year:2025", "--by", "year", "--json").out)
    assert counted["counts"] == {"2025": 1}
    counted = json.loads(run(*sizes, "stats", "name:fam", "--by", "license", "--json").out)
    assert counted["counts"] == {"Apache-2.0": 1, "GPL-3.0-only": 1}


#: Presented in 2021; its first checkpoints came out in 2022, another in 2023.
EARLY = """
- id: early
  name: Early
  vendor: meta
  released: 2021-06-08
  modalities: [vision]
  license: {weights: MIT}
  variants:
  - {name: Late, released: 2023-08, parameters: 30M}
  - {name: First, released: 2022-03, parameters: 10M}
  - {name: Second, released: 2022-03, parameters: 20M, license: Apache-2.0}
"""


@pytest.mark.parametrize(
    ("query", "models", "checkpoints", "year"),
    [
        ("year:2021", 1, [], "2021"),
        ("released:2021-06", 1, [], "2021"),
        ("released:2021-07..2021-12", 0, [], ""),
        ("year:2021..2022", 1, ["early/first", "early/second"], "2021"),
        ("year:2022", 1, ["early/first", "early/second"], "2022"),
        ("year:2022..", 1, ["early/first", "early/late", "early/second"], "2022"),
        ("year:2021 license:Apache-2.0", 1, [], "2021"),
        ("year:2021 license:Apache-2.0 size:10M", 0, [], ""),
        ("year:2021 size:30M", 0, [], ""),
        ("size:30M", 1, ["early/late"], "2023"),
        ("-year:2022..", 1, [], "2021"),
        ("", 1, ["early/first", "early/late", "early/second"], "2021"),
    ],
)
def test_a_model_presented_before_its_checkpoints_answers_for_its_own_day_too(
    run: Run, tmp_path: Path, query: str, models: int, checkpoints: list[str], year: str
) -> None:
    early = tmp_path / "early.yaml"
    early.write_text(f"schema: 1\nmodels:{EARLY}")
    asked = ["id:early", *query.split()]
    on = ["--registry", str(early)]
    assert run(*on, "list", "-q", *asked).lines == ["early"] * models
    assert run(*on, "list", "--count", *asked).out == f"{models}\n"
    assert sorted(run(*on, "list", "-q", "--checkpoints", *asked).lines) == checkpoints
    assert run(*on, "list", "--count", "--checkpoints", *asked).out == f"{len(checkpoints)}\n"
    counts = json.loads(run(*on, "stats", *asked, "--json").out)["counts"]
    assert counts == ({year: 1} if year else {})
    drawn = run(*on, "timeline", "--by", "year", *asked).out
    assert f"{year} ● 1" in drawn if year else "Early" not in drawn


@pytest.mark.usefixtures("terminal")
def test_a_list_of_open_weights_says_how_many_allow_commercial_use(run: Run) -> None:
    assert "1 of 4 allow any commercial use" in run("--color", "never", "list", "--open").err
    assert "commercial use" not in run("--color", "never", "list", "open:no").err


def test_columns_tell_what_binds_the_checkpoints_that_a_query_chose(run: Run) -> None:
    def conditions(query: str) -> list[str]:
        sizes = SMALL.with_name("sizes.yaml")
        [found] = json.loads(run("list", query, "-c", "conditions", "--json", registry=sizes).out)
        return list(found["conditions"])

    assert "share-alike" in conditions("size:3B")
    assert "share-alike" not in conditions("size:7B")
