import pytest
from pydantic import ValidationError

from fmcat.schema.model import Model

LEAST = {"id": "one", "name": "One", "vendor": ["acme"], "released": "2024", "modalities": ["vision"]}


def test_a_document_has_only_known_facts_in_schema_order() -> None:
    model = Model.model_validate({**LEAST, "summary": {"en": "One."}, "parameters": "7B", "context": "128k"})
    assert model.document() == {
        **LEAST,
        "parameters": {"total": 7_000_000_000},
        "context": 128_000,
        "summary": {"en": "One."},
    }
    assert list(model.document()) == [*LEAST, "parameters", "context", "summary"]


def test_a_document_reads_back_as_the_same_model() -> None:
    model = Model.model_validate(
        {
            **LEAST,
            "parameters": {"total": "671B", "active": "37B"},
            "lineage": {"successor-of": ["zero", {"external": "Zero", "url": "https://example.org/zero"}]},
            "ids": {"models.dev": ["one"], "arxiv": "2304.07193"},
            "links": {"model-card": "https://example.org/card"},
            "sources": [{"source": "epoch", "for": ["released"]}],
            "x-note": "ours",
        }
    )
    assert Model.model_validate(model.document()) == model
    assert {**model.document()}["x-note"] == "ours"


@pytest.mark.parametrize("released", [2021, "2021", "2021-02", "2021-02-26"])
def test_a_date_keeps_its_precision_whatever_it_was_written_as(released: object) -> None:
    assert Model.model_validate({**LEAST, "released": released}).released == str(released)


def test_undisclosed_is_a_fact_and_missing_is_not() -> None:
    assert Model.model_validate({**LEAST, "parameters": "undisclosed"}).document()["parameters"] == "undisclosed"
    assert "parameters" not in Model.model_validate(LEAST).document()


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("id", "One Two", "is not an id"),
        ("name", "", "must not be empty"),
        ("name", "One\x1b[31m", "invisible character U+001B"),
        ("name", "One\u202eowT", "invisible character U+202E"),
        ("name", "One\nTwo", "one line"),
        ("released", "soon", "is not a date"),
        ("parameters", "many", "is not a quantity"),
        ("parameters", 0, "not a whole number"),
        ("links", {"paper": "javascript:alert(1)"}, "is not a web address"),
        ("lisense", "MIT", "Extra inputs"),
        ("sources", [{"for": ["released"]}], "either a source"),
    ],
)
def test_forbidden_values_of_an_entry_are_refused(key: str, value: object, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Model.model_validate({**LEAST, key: value})
    assert says in str(refused.value)


def test_hangul_typed_on_any_system_is_the_same_text() -> None:
    decomposed = "\u1112\u1161\u11ab\u1100\u1173\u11af"
    assert Model.model_validate({**LEAST, "name": decomposed}).name == "한글"
