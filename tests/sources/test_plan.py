"""What an import finds in a public source, without writing anything."""

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, Run

EPOCH_HEAD = "model,organization,publication_date,parameters,accessibility,confidence\n"
DEV_HEAD = (
    "name,model_id,lab,release_date,knowledge_cutoff,open_weights,"
    "input_modalities,output_modalities,context_tokens,source\n"
)


@pytest.fixture
def epoch(run: Run, tmp_path: Path) -> "Run":
    def compare(*rows: str, head: str = EPOCH_HEAD) -> Ran:
        path = tmp_path / "epoch.csv"
        path.write_text(head + "".join(f"{row}\n" for row in rows))
        return run("import", "epoch", str(path), "--json")

    return compare


def verdicts(ran: Ran) -> dict[str, str]:
    return {f"{said['model']}.{said['key']}": said["verdict"] for said in json.loads(ran.out)["statements"]}


def test_a_row_that_agrees_is_the_same(epoch: Run) -> None:
    row = 'CLIP (ViT L/14@336px),"OpenAI, Someone",2021-01-05,430000000,,Confident'
    assert set(verdicts(epoch(row)).values()) == {"same"}
    row = "DINO,FAIR,2021-04,85400000,Open weights (restricted use),Confident"
    assert set(verdicts(epoch(row)).values()) == {"same"}
    assert len(verdicts(epoch(row))) == 4


def test_what_differs_is_a_conflict_with_both_sides(epoch: Run) -> None:
    ran = epoch("DINO,OpenAI,2021-05-01,9e9,Unreleased,Confident")
    assert set(verdicts(ran).values()) == {"conflict"}
    [size] = [said for said in json.loads(ran.out)["statements"] if said["key"] == "parameters"]
    assert (size["ours"], size["theirs"], size["row"]) == ("85M", "9B", "DINO")


def test_what_we_lack_is_more(epoch: Run) -> None:
    assert verdicts(epoch("Gemini,DeepMind,2023-12-06,,API access,Unknown"))["gemini.access"] == "same"
    row = "MAE,Meta,2021-11-11,632000000,Open weights (unrestricted),Confident"
    assert verdicts(epoch(row))["mae.access"] == "more"


def test_numbers_it_is_not_confident_of_are_not_compared(epoch: Run) -> None:
    assert "dino.parameters" not in verdicts(epoch("DINO,Meta,2021-04-29,9e9,,Speculative"))


def test_rows_that_differ_about_a_missing_fact_are_unclear(epoch: Run) -> None:
    rows = ["MAE,Meta,2021-11-11,,API access,", "MAE (large),Meta,2021-11-11,,Open weights (unrestricted),"]
    assert verdicts(epoch(*rows))["mae.access"] == "unclear"


def test_an_unknown_word_is_left_out(epoch: Run) -> None:
    ran = epoch("MAE,Meta,2021-11-11,,Unreleased,")
    assert "mae.access" not in verdicts(ran)
    [left_out] = json.loads(ran.out)["left_out"]
    assert left_out["about"] == "mae.access"
    assert left_out["place"].endswith("epoch.csv:2")
    assert left_out["why"].startswith("unknown access level 'unreleased'")


def test_a_later_version_does_not_count_for_the_release(epoch: Run) -> None:
    rows = ["DINO (v2),Meta,2022-01-01,,,Unknown", "DINO,Meta,2021-04-29,,,Unknown"]
    assert verdicts(epoch(*rows))["dino.released"] == "same"


def test_what_we_lack_altogether_is_new(epoch: Run) -> None:
    [new] = json.loads(epoch("Brand-New,Meta,2026-01-01,7e9,,Confident").out)["new"]
    assert (new["name"], new["facts"]["parameters"]) == ("Brand-New", 7_000_000_000)
    assert new["place"].endswith("epoch.csv:2")


def test_a_disagreement_that_an_entry_records_is_not_a_conflict(run: Run, tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    said = "{source: epoch, for: [released], says: 2021-05-01, reason: The paper came later.}"
    over.write_text(f"schema: 1\nmodels:\n- {{id: dino, ids: {{epoch: [Dino One]}}, sources: [{said}]}}\n")
    table = tmp_path / "epoch.csv"
    table.write_text(EPOCH_HEAD + "Dino One,Meta,2021-05-01,,,Unknown\n")
    ran = run("--registry", str(over), "import", "epoch", str(table), "--json")
    assert verdicts(ran)["dino.released"] == "recorded"


def test_api_json_states_the_same_as_the_table(run: Run, tmp_path: Path) -> None:
    served = {
        "id": "gemini",
        "name": "Gemini",
        "release_date": "2023-12-06",
        "knowledge": "2023-02",
        "open_weights": False,
        "modalities": {"input": ["text", "image"], "output": ["text"]},
        "limit": {"context": 1048576, "output": 8192},
    }
    resold = {"id": "llama", "name": "LLaMA", "release_date": "2023-07"}
    api = {
        "google": {"id": "google", "models": {"gemini": served, "broken": []}},
        "reseller": {"id": "reseller", "models": {"llama": resold}},
    }
    (tmp_path / "api.json").write_text(json.dumps(api))
    ran = run("import", "models-dev", str(tmp_path / "api.json"), "--json")
    assert verdicts(ran) == {
        "gemini.released": "same",
        "gemini.vendor": "same",
        "gemini.inputs": "more",
        "gemini.outputs": "more",
        "gemini.context": "same",
        "gemini.max-output": "more",
        "gemini.knowledge_cutoff": "more",
        "gemini.access": "same",
    }
    assert {said["place"] for said in json.loads(ran.out)["statements"]} == {f"{tmp_path}/api.json: google/gemini"}
    assert [left_out["about"] for left_out in json.loads(ran.out)["left_out"]] == ["broken", "1 providers: reseller"]


def test_open_weights_do_not_say_on_which_terms(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "dev.csv"
    table.write_text(DEV_HEAD + "MAE,mae,meta,2021-11-11,,true,image,text,,lab\n")
    assert "mae.access" not in verdicts(run("import", "models-dev", str(table), "--json"))
    table.write_text(DEV_HEAD + "Gemini,gemini,google,2023-12-06,,true,text,text,,lab\n")
    assert verdicts(run("import", "models-dev", str(table), "--json"))["gemini.access"] == "conflict"


def test_models_dev_describes_services(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "dev.csv"
    rows = [
        "Gemini,gemini,google,2023-12-06,2023-02,false,text;image,text,1048576,first_party",
        "LLaMA,llama,meta,2023-02-24,2022-09,true,text,text,2048,reseller",
    ]
    table.write_text(DEV_HEAD + "\n".join(rows))
    found = verdicts(run("import", "models-dev", str(table), "--json"))
    assert found == {
        "gemini.released": "same",
        "gemini.vendor": "same",
        "gemini.inputs": "more",
        "gemini.outputs": "more",
        "gemini.context": "same",
        "gemini.knowledge_cutoff": "more",
        "gemini.access": "same",
        "llama.released": "same",
        "llama.vendor": "same",
    }


def test_a_person_sees_counts_conflicts_and_new_models(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "epoch.csv"
    table.write_text(EPOCH_HEAD + "DINO,OpenAI,2021-04-29,,,\nBrand-New,Meta,2026-01-01,,,\n")
    out = run("import", "epoch", str(table)).out
    assert "epoch: 2 rows; 1 of them on 1 of our models" in out
    assert "Not in the catalog (1)" in out
    assert "Brand-New" in out
    assert ["dino", "DINO", "vendor", "meta", "OpenAI"] in [line.split() for line in out.splitlines()]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "epoch.csv:1: has no column 'model'"),
        (b"", "epoch.csv:1: has no column 'model'"),
        (b"model,organization,publication_date\n\xff,,\n", "epoch.csv: byte 0xff is not UTF-8"),
        (b'model,organization,publication_date\n"a,b,c\n', "epoch.csv:2: not valid CSV: unexpected end of data"),
    ],
)
def test_another_table_is_refused_with_its_line(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "epoch.csv").write_bytes(content)
    ran = run("import", "epoch", str(tmp_path / "epoch.csv"))
    assert ran.code == 4
    assert said in ran.err


def test_a_missing_file_and_an_unknown_source_are_clear(run: Run) -> None:
    assert run("import", "epoch", "nowhere.csv").code == 2
    assert "is not a file" in run("import", "epoch", "/dev/null").err
    assert "FILE is missing; name the file of the source, or add --fetch" in run("import", "epoch").err
    assert "huggingface is read from a file, not fetched" in run("import", "huggingface", "--fetch").err
    assert "--take needs --apply or --dry-run" in run("import", "epoch", "x.csv", "--take", "dino.vendor").err
    ran = run("import", "epoc", "x.csv")
    assert ran.code == 2
    assert "did you mean epoch?" in ran.err


# ── the documented rules of matching and comparing ────────────────────────────────────────────


def test_an_id_a_source_is_known_by_wins_over_a_name(run: Run, tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    over.write_text("schema: 1\nmodels:\n- {id: dino, ids: {epoch: [CLIP]}}\n")
    (tmp_path / "epoch.csv").write_text(EPOCH_HEAD + "CLIP,Meta,2021-04-29,,,Unknown\nMAE,Meta,2021-11-11,,,Unknown\n")
    ran = run("--registry", str(over), "import", "epoch", str(tmp_path / "epoch.csv"), "--json")
    assert {said["model"] for said in json.loads(ran.out)["statements"]} == {"dino", "mae"}


def test_a_source_counts_as_recorded_only_with_its_value(run: Run, tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    (tmp_path / "epoch.csv").write_text(EPOCH_HEAD + "DINO,Meta,2021-05-30,,,Unknown\n")
    said = []
    for says in ("", ", says: 2021-05-30"):
        over.write_text(f"schema: 1\nmodels:\n- {{id: dino, sources: [{{source: epoch, for: [released]{says}}}]}}\n")
        ran = run("--registry", str(over), "import", "epoch", str(tmp_path / "epoch.csv"), "--json")
        said.append(verdicts(ran)["dino.released"])
    assert said == ["conflict", "recorded"]


@pytest.mark.parametrize(
    ("size", "verdict"), [(85e6, "same"), (89.4e6, "same"), (81e6, "same"), (90e6, "conflict"), (80e6, "conflict")]
)
def test_counts_agree_within_five_percent(epoch: Run, size: float, verdict: str) -> None:
    assert verdicts(epoch(f"DINO,Meta,2021-04-29,{size},,Confident"))["dino.parameters"] == verdict


def test_only_the_earliest_row_gives_the_release_date(epoch: Run) -> None:
    ran = epoch("DINO (v2),Meta,2022-01-01,,,Unknown", "DINO,Meta,2021-04-29,,,Unknown")
    released = [said for said in json.loads(ran.out)["statements"] if said["key"] == "released"]
    assert [(said["row"], said["verdict"]) for said in released] == [("DINO", "same")]


@pytest.mark.parametrize(
    ("flop", "verdict"), [("2.1e22", "same"), ("1e20", "same"), ("2.2e22", "same"), ("3e23", "conflict")]
)
def test_less_compute_is_that_of_a_smaller_size(run: Run, tmp_path: Path, flop: str, verdict: str) -> None:
    over = tmp_path / "over.yaml"
    over.write_text("schema: 1\nmodels:\n- {id: dino, training-compute: {flop: 2.1e22, kind: estimated}}\n")
    table = tmp_path / "epoch.csv"
    table.write_text(
        f"model,organization,publication_date,training_compute_flop,confidence\nDINO,Meta,2021-04-29,{flop},Confident\n"
    )
    ran = run("--registry", str(over), "import", "epoch", str(table), "--json")
    assert verdicts(ran)["dino.training-compute"] == verdict
