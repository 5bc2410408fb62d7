import json

from jsonschema import Draft202012Validator

from tests.conftest import Run


def test_the_json_schema_knows_the_words_of_the_catalog(run: Run) -> None:
    schema = json.loads(run("schema").out)
    model = schema["$defs"]["Model"]
    assert model["required"] == ["id", "name", "vendor", "released", "modalities"]
    assert "meta" in json.dumps(model["properties"]["vendor"])
    assert "vision" in json.dumps(model["properties"]["modalities"])
    assert set(schema["properties"]) == {"schema", "models", "vendors", "timelines", "concepts", "sources", "taxonomy"}


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


def test_a_schema_of_nothing_known_is_refused(run: Run) -> None:
    ran = run("schema", "document")
    assert (ran.code, ran.err) == (2, "error: schema: there is no 'document'\n       did you mean documents?\n")
