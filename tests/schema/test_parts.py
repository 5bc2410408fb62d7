"""The small values of entries: what is accepted up to its limit, what it becomes, and how anything else is refused."""

from collections.abc import Mapping

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from fmcat.schema import parts
from fmcat.schema.model import Model, Source
from fmcat.schema.parts import Bilingual
from fmcat.text import LONGEST_LINE, LONGEST_TEXT

KINDS: Mapping[str, TypeAdapter[object]] = {
    name: TypeAdapter(getattr(parts, name))
    for name in (
        *("CountryCode", "Date", "Flop", "Line", "Name", "Quantity", "QuantityOrUndisclosed", "Slug", "TermId"),
        *("Text", "Url", "Year"),
    )
}


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        ("CountryCode", "KR", "KR"),
        ("Date", 2021, "2021"),
        ("Date", "2023/4/14", "2023-04-14"),
        ("Date", "2023.4", "2023-04"),
        ("Date", " 2023-12-01 ", "2023-12-01"),
        ("Flop", "2.1e25", 2.1e25),
        ("Flop", 2.1e25, 2.1e25),
        ("Flop", 300, 300.0),
        ("Line", " a ", "a"),
        ("Line", "x" * LONGEST_LINE, "x" * LONGEST_LINE),
        ("Line", "é" * LONGEST_LINE, "é" * LONGEST_LINE),
        ("Name", "Undisclosed 2", "Undisclosed 2"),
        ("Quantity", 7, 7),
        ("Quantity", 7e9, 7_000_000_000),
        ("Quantity", "7B", 7_000_000_000),
        ("QuantityOrUndisclosed", "undisclosed", "undisclosed"),
        ("QuantityOrUndisclosed", "1k", 1000),
        ("Slug", "a" * 100, "a" * 100),
        ("Slug", "llama-3.1", "llama-3.1"),
        ("TermId", "LicenseRef-Llama.2+", "LicenseRef-Llama.2+"),
        ("TermId", "gpl-2+", "gpl-2+"),
        ("Text", "one\n\ttwo", "one\n\ttwo"),
        ("Text", "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        ("Url", "http://a.b", "http://a.b"),
        ("Url", "https://a.b/ä", "https://a.b/ä"),
        ("Url", "https://a.b/<x>|{y}", "https://a.b/%3Cx%3E%7C%7By%7D"),
        ("Year", 2021, 2021),
        ("Year", "2021-05-06", 2021),
    ],
)
def test_a_value_is_read_up_to_its_limit(kind: str, written: object, read: object) -> None:
    found = KINDS[kind].validate_python(written)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("kind", "written", "says"),
    [
        ("CountryCode", "kr", "is not a country code"),
        ("CountryCode", "KOR", "is not a country code"),
        ("Date", True, "must be text, not true or false"),
        ("Date", 2021.0, "must be text, not a number"),
        ("Date", "2023-4/", "is not a date"),
        ("Flop", True, "must be text, not true or false"),
        ("Flop", None, "must be text, not nothing"),
        ("Line", "", "must not be empty"),
        ("Line", "  ", "must not be empty"),
        ("Line", "a\tb", "must be on one line"),
        ("Line", "x" * (LONGEST_LINE + 1), f"{LONGEST_LINE + 1} characters are too many (at most {LONGEST_LINE})"),
        ("Line", {}, "must be text, not a mapping"),
        ("Line", [], "must be text, not a list"),
        ("Line", 7, "must be text, not a number"),
        ("Name", "Undisclosed", "choose another name"),
        ("Quantity", True, "must be text, not true or false"),
        ("Quantity", 7.5, "must be text, not a number"),
        ("Quantity", "undisclosed", "is not a quantity"),
        ("Slug", "a" * 101, "is not an id"),
        ("Slug", "A", "is not an id"),
        ("Slug", "a--b", "is not an id"),
        ("Slug", "undisclosed", "choose another name"),
        ("TermId", "a b", "is not an id"),
        ("TermId", "undisclosed", "choose another name"),
        ("Text", "x" * (LONGEST_TEXT + 1), f"{LONGEST_TEXT + 1} characters are too many (at most {LONGEST_TEXT})"),
        ("Url", "ftp://a.b", "is not a web address"),
        ("Url", "https://localhost", "is not a web address"),
        ("Url", "https://a.b/x y", "is not a web address"),
        ("Url", "https://[a.b", "is not a web address"),
        ("Url", "//a.b", "is not a web address"),
        ("Year", "21", "is not a date"),
    ],
)
def test_anything_else_is_refused_with_its_reason(kind: str, written: object, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        KINDS[kind].validate_python(written)
    assert says in str(refused.value)


@pytest.mark.parametrize("given", [{"en": "One."}, {"ko": "하나."}, {"en": "One.", "ko": "하나."}])
def test_a_text_is_in_one_language_or_in_both(given: dict[str, str]) -> None:
    assert Bilingual.model_validate(given).document() == given
    with pytest.raises(ValidationError, match="needs a text in English"):
        Bilingual.model_validate({})


def test_a_source_names_one_place() -> None:
    one, other = {"source": "a"}, {"url": "https://a.b"}
    for place in (one, other):
        assert Source.model_validate({**place, "for": ["name"]}).document() == {**place, "for": ["name"]}
    for places in ({}, one | other):
        with pytest.raises(ValidationError, match="either a source"):
            Source.model_validate({**places, "for": ["name"]})


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("vendor", "acme", ["acme"]),
        ("parameters", 7_000_000_000, {"total": 7_000_000_000}),
        ("parameters", 7e9, {"total": 7_000_000_000}),
        ("parameters", {"total": "7B", "active": "1B"}, {"total": 7_000_000_000, "active": 1_000_000_000}),
        ("parameters", "undisclosed", "undisclosed"),
        ("languages", ["en", "ko"], ["en", "ko"]),
        ("languages", "100", 100),
        ("languages", "undisclosed", "undisclosed"),
        ("training-compute", "undisclosed", "undisclosed"),
        ("training-compute", {"flop": 1e20, "kind": "stated"}, {"flop": 1e20, "kind": "stated"}),
        ("ids", {"arxiv": "arXiv:2103.00020v2"}, {"arxiv": "2103.00020"}),
        ("ids", {"arxiv": "https://arxiv.org/pdf/2103.00020.pdf"}, {"arxiv": "2103.00020"}),
        ("ids", {"doi": "https://doi.org/10.1234/a"}, {"doi": "10.1234/a"}),
        ("ids", {"huggingface": ["https://huggingface.co/a/b/"]}, {"huggingface": ["a/b"]}),
        ("x-own", {"a": ["b"]}, {"a": ["b"]}),
    ],
)
def test_the_short_forms_of_a_model_are_read(key: str, written: object, read: object) -> None:
    least = {"id": "one", "name": "One", "vendor": ["acme"], "released": "2024", "modalities": ["vision"]}
    assert {**Model.model_validate({**least, key: written}).document()}[key] == read


def test_an_entry_never_changes() -> None:
    text = Bilingual.model_validate({"en": "One."})
    assert isinstance(text, BaseModel)
    with pytest.raises(ValidationError, match="frozen"):
        text.en = "Two."
