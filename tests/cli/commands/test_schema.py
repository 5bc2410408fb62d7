import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from tests.conftest import Run


def test_the_json_schema_knows_the_words_of_the_catalog(run: Run) -> None:
    schema = json.loads(run("schema").out)
    model = schema["$defs"]["Model"]
    assert model["required"] == ["id"]  # an entry of a later layer has only its changes
    assert "meta" in json.dumps(model["properties"]["vendor"])
    assert "vision" in json.dumps(model["properties"]["modalities"])
    assert set(schema["properties"]) == {
        "schema",
        "models",
        "vendors",
        "timelines",
        "concepts",
        "sources",
        "source-kinds",
        "releases",
        "history",
        "taxonomy",
        "scan",
    }


def thinned(text: str) -> str:
    """A file of models with each fifth of them."""
    head, *entries = text.split("\n- id: ")
    return "\n- id: ".join([head, *entries[::5]]) + "\n"


class AsWritten(yaml.CSafeLoader):
    """Scalars as texts, as fmcat reads them; SafeLoader guesses, as editors do."""

    yaml_implicit_resolvers = {}


OWN = """
schema: 1
models:
- id: my-model
  name: 3.10
  aliases: [no, 12]
  vendor: meta
  released: 2026-05
  modalities: [Language]
  parameters: 7B
- id: clip
  released: 2021/1/5
  license: {weights: MIT}
  summary: {en: Ours.}
  +aliases: [our CLIP]
- id: gpt-2
  hide: yes
"""


def test_editors_accept_all_that_check_accepts(run: Run, registry_file: Callable[..., Path]) -> None:
    schema = json.loads(run("schema", registry=None).out)
    Draft202012Validator.check_schema(schema)
    path = registry_file(OWN)
    assert run("check", str(path), registry=None).code == 0
    bundled = Path(__file__).parents[3] / "data"
    for file in (path, *bundled.glob("*.yaml")):
        text = file.read_text("utf-8")
        part = thinned(text) if file.name == "models.yaml" else text  # to read the whole twice takes seconds
        for content in (yaml.load(text, AsWritten), yaml.load(part, yaml.CSafeLoader)):
            plain = json.loads(json.dumps(content | {"schema": 1}, default=str))
            assert [error.message for error in Draft202012Validator(schema).iter_errors(plain)] == [], file
    misspelt: list[dict[str, Any]] = [{"lisense": "MIT"}, {"links": {"papers": "https://a.org"}}]
    for wrong in (*misspelt, {"vendor": {}}, {"+name": ["x"]}):
        assert not Draft202012Validator(schema).is_valid({"schema": 1, "models": [{"id": "a"} | wrong]}), wrong


def test_what_is_exported_keeps_the_contract(run: Run) -> None:
    schema = json.loads(run("schema", "documents", registry=None).out)
    Draft202012Validator.check_schema(schema)
    documents = json.loads(run("export", registry=None).out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(documents)] == []
    for wrong in (
        {"parameters": "7B"},
        {"context": None},
        {"released": 2021},
        {"modalities": ["visoin"]},
        {"nonsense": 1},
        {"training": {"pretraining": "contrastive"}},
    ):
        assert not Draft202012Validator(schema).is_valid([documents[0] | wrong]), wrong


def test_what_show_prints_of_a_model_that_a_layer_changes_keeps_the_contract(
    run: Run, registry_file: Callable[..., Path]
) -> None:
    layer = "--registry", str(registry_file(OWN))
    schema = json.loads(run(*layer, "schema", "documents", registry=None).out)
    for name in ("clip", "my-model"):
        document = json.loads(run(*layer, "show", name, "--json", registry=None).out)
        assert document["layers"]
        assert [error.message for error in Draft202012Validator(schema).iter_errors([document])] == []


def test_a_schema_of_nothing_known_is_refused(run: Run) -> None:
    ran = run("schema", "document")
    assert (ran.code, ran.err) == (2, "error: schema: unknown value 'document'\n       did you mean documents?\n")
