import json

from tests.conftest import Run


def test_the_json_schema_knows_the_words_of_the_catalog(run: Run) -> None:
    schema = json.loads(run("schema").out)
    model = schema["$defs"]["Model"]
    assert model["required"] == ["id", "name", "vendor", "released", "modalities"]
    assert "meta" in json.dumps(model["properties"]["vendor"])
    assert "vision" in json.dumps(model["properties"]["modalities"])
    assert set(schema["properties"]) == {"schema", "models", "vendors", "timelines", "concepts", "sources", "taxonomy"}
