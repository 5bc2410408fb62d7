"""`fmcat scan`: what a repository uses, told in every form, and what a team denies."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.conftest import Run


@pytest.fixture(autouse=True)
def repository() -> Path:
    """A small repository as the current folder."""
    Path("app.py").write_text(
        'MODEL = "gpt-3.5-turbo"\nVISION = load(model="meta-llama/Llama-2-7b-hf")\n'
        'x = from_pretrained("someone/unknown-7b")\nagain = "meta-llama/Llama-2-7b-hf"\n'
    )
    return Path()


def test_lines_name_the_place_the_text_and_what_it_means(run: Run) -> None:
    ran = run("scan", registry=None)
    assert ran.code == 0
    assert [line.split("\t")[:4] for line in ran.lines] == [
        ["app.py:1:10", "gpt-3.5-turbo", "checkpoint", "gpt-3.5/turbo"],
        ["app.py:2:22", "meta-llama/Llama-2-7b-hf", "checkpoint", "llama-2/7b"],
        ["app.py:4:10", "meta-llama/Llama-2-7b-hf", "checkpoint", "llama-2/7b"],
        ["app.py:3:22", "someone/unknown-7b", "none", ""],
    ]


def test_json_tells_facts_and_places(run: Run) -> None:
    told = json.loads(run("scan", "--json", registry=None).out)
    gpt, llama = told["models"]
    assert (told["files"], told["references"]) == (1, 4)
    assert (gpt["id"], gpt["model"], llama["license"]) == ("gpt-3.5/turbo", "gpt-3.5", "LicenseRef-Llama-2")
    assert llama["occurrences"][0] == {
        "file": "app.py",
        "line": 2,
        "column": 22,
        "text": "meta-llama/Llama-2-7b-hf",
        "position": "model",
        "match": "checkpoint",
    }
    assert gpt["status"] == "retired"
    assert gpt["days"] < 0
    assert gpt["replacement"]
    assert [one["text"] for one in told["unknown"]] == ["someone/unknown-7b"]


def test_weights_outlive_their_service_in_denials_by_its_day_too(run: Run) -> None:
    Path("app.py").write_text('A = load(model="mistralai/Mistral-7B-v0.1")\nB = chat(model="open-mistral-7b")\n')
    ran = run("scan", "--deny", "retired:..2026-06", registry=None)
    assert ran.code == 1
    assert "open-mistral-7b is mistral-7b" in ran.err
    assert "Mistral-7B-v0.1" not in ran.err
    Path("app.py").write_text('A = load(model="mistralai/Mistral-7B-v0.1")\n')
    assert run("scan", "--deny", "retired:..2026-06", registry=None).code == 0
    assert run("scan", "--deny", "license:Apache-2.0 -retired:..2026-06", registry=None).code == 1


def test_a_denied_model_and_an_unknown_one_exit_with_1(run: Run) -> None:
    ran = run("scan", "app.py", "--deny", "status:retired", "--deny", "license:mit", registry=None)
    assert ran.code == 1
    assert "app.py:1:10: gpt-3.5-turbo is gpt-3.5/turbo, denied by status:retired" in ran.err
    assert "llama" not in ran.err
    assert run("scan", "--deny", "license:mit", registry=None).code == 0
    ran = run("scan", "--deny-unknown", registry=None)
    assert ran.code == 1
    assert "app.py:3:22: someone/unknown-7b is not a known model" in ran.err


def test_an_invalid_denial_is_wrong_usage(run: Run) -> None:
    assert run("scan", "--deny", "statuz:retired", registry=None).code == 2
    assert run("scan", "nowhere", registry=None).code == 2


def test_a_page_shows_models_unknown_names_and_what_is_denied(run: Run, terminal: None) -> None:
    ran = run("scan", "--deny", "status:retired", registry=None)
    assert "gpt-3.5/turbo" in ran.out
    assert "someone/unknown-7b" in ran.out
    assert "denied by status:retired" in ran.out
    assert "2 models, 1 unknown, 4 places, 1 file read" in ran.err
    assert "금지됨" in run("--lang", "ko", "scan", "--deny", "status:retired", registry=None).out


def test_markdown_is_made_for_a_pull_request(run: Run) -> None:
    Path("b.py").write_text('model = "gpt-4"  # | <b>')
    text = run("scan", "-f", "markdown", "--deny", "status:retired", registry=None).out
    assert "`app.py:2:22`, `app.py:4:10` |" in text
    assert "| Llama 2 7B | LicenseRef-Llama-2 |" in text
    assert "#### No known model" in text
    assert "#### Denied" in text


def test_a_folder_without_models_says_so(run: Run) -> None:
    Path("app.py").write_text("x = 1")
    ran = run("scan", registry=None)
    assert (ran.code, ran.out) == (0, "")
    assert "no model is named here (0 models, 0 places, 1 file read)" in ran.err


RULES = """
schema: 1
scan:
  paths: [src, app.py]
  exclude: [src/old]
  deny:
    - {query: vendor:openai, reason: too far away}
    - license:bsd-2-clause
  deny-unknown: yes
  except:
    - {reference: dino, reason: until the move to the next one, until: "2099-01-01"}
    - {reference: clip, reason: for old tests, until: "2020-01-01"}
"""


def test_rules_and_exceptions_of_a_registry_hold(run: Run) -> None:
    Path("rules.yaml").write_text(RULES.replace("vendor:openai", "'vendor:openai,meta'"))
    Path("src/old").mkdir(parents=True)
    Path("src/new.py").write_text('model = "dino"')
    Path("src/old/x.py").write_text('model = "clip"')
    Path("elsewhere.py").write_text('model = "clip"')
    Path("app.py").write_text('model = "clip"; x = from_pretrained("someone/unknown-7b")')
    ran = run("--registry", "rules.yaml", "scan", "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    denied = {one["id"]: [rule["reason"] for rule in one.get("denied", [])] for one in told["models"]}
    assert denied == {"clip": ["too far away"], "dino": []}
    assert [one["occurrences"][0]["file"] for one in told["models"]] == ["app.py", "src/new.py"]
    assert [(one["reference"], one["until"]) for one in told["allowed"]] == [("dino", "2099-01-01")]
    assert told["unknown"][0]["denied"]
    assert "the exception for clip ended on 2020-01-01" in ran.err


def test_an_exception_may_name_any_id_of_the_model(run: Run) -> None:
    Path("app.py").write_text('model = "clip"')
    rule = "{reference: Contrastive Language-Image Pretraining, reason: x, until: '2099-01-01'}"
    Path("rules.yaml").write_text(f"schema: 1\nscan:\n  deny: vendor:openai\n  except: [{rule}]\n")
    assert run("--registry", "rules.yaml", "scan").code == 0
    ran = run("scan", "app.py", "app.py", "--deny", "vendor:openai", "--deny", "vendor:openai", "--json")
    [told] = json.loads(ran.out)["models"]
    assert (ran.code, len(told["occurrences"]), len(told["denied"])) == (1, 1, 1)


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("scan: [x]", "must be a mapping with the keys paths"),
        ("scan: {pathes: [x]}", "pathes"),
        ("scan: {paths: {a: b}}", "must be a list of texts"),
        ("scan: {deny: [{reason: x}]}", "needs query"),
        ("scan: {deny: [{query: x, why: y}]}", "why"),
        ("scan: {except: [{reference: x, reason: y}]}", "needs until"),
        ("scan: {except: [{reference: x, reason: y, until: soon}]}", "is not a day"),
        ("scan: {deny-unknown: maybe}", "write yes or no"),
    ],
)
def test_a_wrong_section_is_told_with_its_line(run: Run, section: str, problem: str) -> None:
    Path("rules.yaml").write_text(f"schema: 1\n{section}\n")
    for command in ("scan", "check"):
        ran = run("--registry", "rules.yaml", command)
        assert ran.code == 3
        assert "rules.yaml:2:" in ran.err
        assert problem in ran.err


def test_the_schema_of_a_registry_has_the_section(run: Run) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("schema").out)["properties"]["scan"])
    assert validator.is_valid(yaml.safe_load(RULES)["scan"])
    assert not validator.is_valid({"pathes": []})


def test_sarif_has_a_result_for_each_place_and_its_rule(run: Run) -> None:
    Path("n.ipynb").write_text(
        json.dumps({"cells": [{"cell_type": "code", "source": ["x = 1\n", 'model = "gpt-4o"']}]})
    )
    log = json.loads(run("scan", "--deny", "status:retired", "-f", "sarif", registry=None).out)
    [made] = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"]: rule for rule in made["tool"]["driver"]["rules"]}
    assert all(rule["help"]["text"] and rule["helpUri"] for rule in rules.values())
    results = {
        result["locations"][0]["physicalLocation"].get("region", {}).get("startLine", 0): result
        for result in made["results"]
    }
    assert {line: result["ruleId"] for line, result in results.items()} == {
        0: "leaving-model",
        1: "denied-model",
        2: "model-in-use",
        3: "unknown-model",
        4: "model-in-use",
    }
    assert results[1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "app.py"},
        "region": {"startLine": 1, "startColumn": 10, "endColumn": 23},
    }
    assert results[0]["message"]["text"].endswith("in cell 1, line 2")
    for result in made["results"]:
        assert made["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_what_is_used_is_added_to_a_registry_after_a_plan(run: Run) -> None:
    Path("src").mkdir()
    Path("src/a.py").write_text('model = "clip"; vision = load(model="dino")')
    Path("own.yaml").write_text("schema: 1\nmodels:\n- id: clip  # ours too\n  x-owner: search\n")
    own = ("--registry", "own.yaml")
    plan = run(*own, "scan", "src", "--into", "own.yaml")
    assert "+- id: dino" in plan.out
    assert "nothing was written; --apply writes it" in plan.err
    assert "dino" not in Path("own.yaml").read_text()
    run(*own, "scan", "src", "--into", "own.yaml", "--apply")
    text = Path("own.yaml").read_text()
    assert "- id: clip  # ours too\n  x-owner: search\n" in text
    assert yaml.safe_load(text)["models"][0]["x-used-in"] == ["src/a.py"]
    assert sorted(run(*own, "list", 'layer:"named 2"', "-q").lines) == ["clip", "dino"]
    assert "nothing to add" in run(*own, "scan", "src", "--into", "own.yaml", "--apply").err
    Path("src/a.py").write_text('model = "clip"')
    run(*own, "scan", "src", "--into", "own.yaml", "--apply")
    assert "x-used-in" not in yaml.safe_load(Path("own.yaml").read_text())["models"][1]


def test_an_inventory_can_begin_with_no_file(run: Run) -> None:
    Path("app.py").write_text('model = "clip"')
    assert run("scan", "app.py", "--into", "new.yaml", "--apply").code == 0
    assert yaml.safe_load(Path("new.yaml").read_text())["models"] == [{"id": "clip", "x-used-in": ["app.py"]}]
    assert run("scan", "--apply").code == 2


def test_unknown_names_that_are_not_added_are_counted(run: Run) -> None:
    Path("app.py").write_text('model = "clip"\nmodel = "openai/unknown-1"\n')
    assert "1 unknown name is not added" in run("scan", "app.py", "--into", "new.yaml").err
    Path("app.py").write_text('model = "openai/unknown-1"\nmodel = "openai/unknown-2"\n')
    assert "2 unknown names are not added" in run("scan", "app.py", "--into", "new.yaml").err


def test_of_a_model_whose_checkpoint_is_unknown_only_what_all_share_is_stated(run: Run) -> None:
    Path("app.py").write_text('model = "qwen2.5"\nx = from_pretrained("TheBloke/Llama-2-7B-GGUF")\n')
    qwen, llama = reversed(json.loads(run("scan", "--json", registry=None).out)["models"])
    assert (qwen["id"], llama["id"]) == ("qwen2.5", "llama-2/7b")
    assert not {"license", "commercial"} & set(qwen), "its sizes have different licenses"
    bill = json.loads(run("scan", "-f", "cyclonedx", registry=None).out)
    parts = {one["bom-ref"]: one for one in bill["components"]}
    assert not {"licenses", "purl"} & set(parts["qwen2.5"])
    [licenses] = [
        one["value"] for one in parts["qwen2.5"]["properties"] if one["name"] == "fmcat:license-of-checkpoints"
    ]
    assert {"Apache-2.0", "LicenseRef-Qwen"} < set(licenses.split(" | "))
    assert "purl" not in parts["llama-2/7b"], "a quantized copy is not the maker's repository"


def test_json_is_as_the_schema_and_the_docs_say(run: Run) -> None:
    revision = "3d74acf9a28c67741b2f4f2ea7635f0aaf6f0268"
    Path(f"hub/models--openai--clip-vit-base-patch32/snapshots/{revision}").mkdir(parents=True)
    Path(f"hub/models--openai--clip-vit-base-patch32/snapshots/{revision}/config.json").touch()
    cell = {"cell_type": "code", "source": "m = from_pretrained('BAAI/bge-large-en')", "metadata": {}, "outputs": []}
    Path("use.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    Path("broken.ipynb").write_text("{")
    deny = "[vendor:openai, {query: license:LicenseRef-Llama-2, reason: no}]"
    waiver = "{reference: gpt-3.5-turbo, reason: the move, until: 2099-01-01}"
    Path("rules.yaml").write_text(f"schema: 1\nscan:\n  deny: {deny}\n  except: [{waiver}]\n")
    schema = json.loads(run("schema", "scan", registry=None).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for arguments in ((), ("--registry", "rules.yaml", "--deny-unknown"), ("use.ipynb",)):
        told = json.loads(run("scan", "--json", *arguments, registry=None).out)
        assert [error.message for error in validator.iter_errors(told)] == []
    told = json.loads(run("scan", "--json", "--registry", "rules.yaml", "--deny-unknown", registry=None).out)
    assert (told["allowed"][0]["until"], told["unknown"][0]["denied"], told["skipped"]) == (
        "2099-01-01",
        True,
        {"broken": 1},
    )
    keys = {*schema["properties"], *schema["$defs"]["occurrence"]["properties"]}
    keys |= {
        key for name in ("models", "unknown", "allowed") for key in schema["properties"][name]["items"]["properties"]
    }
    page = (Path(__file__).parents[3] / "docs" / "scan.md").read_text("utf-8")
    assert [key for key in sorted(keys) if f"`{key}`" not in page and f".{key}`" not in page] == []
    told["models"][0]["invented"] = 1
    assert not validator.is_valid(told)


def test_a_bill_names_what_is_used_and_where(run: Run) -> None:
    cache = Path("hub/models--openai--clip-vit-base-patch32")
    revision = "3d74acf9a28c67741b2f4f2ea7635f0aaf6f0268"
    (cache / "snapshots" / revision).mkdir(parents=True)
    (cache / "snapshots" / revision / "model.safetensors").touch()
    Path("Modelfile").write_text("FROM llama3.1:8b\n")
    with open("app.py", "a") as stream:
        stream.write('dated = "gpt-4o-2024-08-06"\n')
    assert run("scan", "-o", "models.cdx.json", registry=None).code == 0
    bill = json.loads(Path("models.cdx.json").read_text())
    assert bill["metadata"]["component"]["name"] == Path.cwd().name
    parts = {one["bom-ref"]: one for one in bill["components"]}
    assert bill["dependencies"] == [{"ref": "fmcat:scanned", "dependsOn": list(parts)}]
    places = {(one["location"], one.get("line")) for one in parts["llama-2/7b"]["evidence"]["occurrences"]}
    assert places == {("app.py", 2), ("app.py", 4)}
    assert parts["clip/vit-b-32"]["purl"] == f"pkg:huggingface/openai/clip-vit-base-patch32@{revision}"
    assert parts["clip/vit-b-32"]["version"] == revision
    assert parts["gpt-4o"]["version"] == "2024-08-06"
    assert not {"purl", "supplier"} & set(parts["llama-3.1/8b"]), "Ollama's copy is not the maker's repository"
    assert parts["unknown:someone/unknown-7b"]["evidence"]["occurrences"][0]["line"] == 3
    assert json.loads(run("scan", "-f", "cyclonedx", registry=None).out) == bill, "the bill itself uses nothing"
    assert json.loads(run("scan", "-f", "cyclonedx-1.7", registry=None).out)["specVersion"] == "1.7"
    graph = json.loads(run("scan", "-f", "spdx", registry=None).out)["@graph"]
    lines = [one["software_lineRange"]["beginIntegerRange"] for one in graph if one["type"] == "software_Snippet"]
    assert sorted(lines) == [1, 1, 2, 3, 4, 5]
    [depends] = [one["to"] for one in graph if one.get("relationshipType") == "dependsOn"]
    assert len(depends) == len(parts)


def test_weights_outlive_their_makers_service(run: Run) -> None:
    Path("app.py").write_text('MODEL = load(model="mistralai/Mistral-7B-v0.1")\n')
    told = json.loads(run("scan", "--json", "--deny", "status:retired", registry=None).out)["models"][0]
    assert told["id"] == "mistral-7b/v0.1"
    assert told.keys().isdisjoint({"status", "retired", "days", "denied"})
    Path("app.py").write_text('MODEL = load(model="open-mistral-7b")\n')
    ran = run("scan", "--json", "--deny", "status:retired", registry=None)
    told = json.loads(ran.out)["models"][0]
    assert (told["retired"], told["status"], ran.code) == ("2025-03-30", "retired", 1)
    assert told["denied"] == [{"query": "status:retired", "reason": ""}]
    assert run("scan", "--deny", "vendor:mistral-ai -status:retired", registry=None).code == 0


def test_reports_tell_the_version_of_the_data(run: Run) -> None:
    version = run("--version", registry=None).out
    told = json.loads(run("scan", "--json", registry=None).out)
    log = json.loads(run("scan", "-f", "sarif", registry=None).out)
    assert told["data"] in version
    assert told["fmcat"] in version
    assert log["runs"][0]["tool"]["driver"]["properties"]["dataVersion"] == told["data"]
