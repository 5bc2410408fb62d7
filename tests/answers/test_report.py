"""The form of an issue about a wrong fact, filled in."""

from urllib.parse import parse_qs, urlsplit

from fmcat import Catalog
from fmcat.answers.report import LABELS, address, filled, to_markdown
from fmcat.fields import FIELDS, Document


def test_what_the_catalog_states_is_filled_in_with_its_source(small: Catalog) -> None:
    form = filled(small, small.document("clip"), FIELDS["released"])
    assert list(form) == list(LABELS)
    assert form["catalog"].splitlines()[0] == "2021-01-05"
    assert form["catalog"].splitlines()[1].startswith("- Notable AI Models")
    assert (form["value"], form["url"], form["quote"]) == ("", "", "")


def test_unknown_is_said_and_a_known_no_is_not(small: Catalog) -> None:
    assert filled(small, small.document("mae"), FIELDS["access"])["catalog"] == "(unknown)"
    assert filled(small, small.document("gemini"), FIELDS["open"])["catalog"] == "False"


def test_an_address_has_only_what_is_known_and_is_not_too_long(small: Catalog) -> None:
    document: Document = {**small.document("clip"), "summary": {"en": "x" * 5000}, "aliases": ["y" * 100] * 50}
    form = filled(small, document, FIELDS["alias"])
    asked = parse_qs(urlsplit(address(form)).query)
    assert asked["title"] == ["clip: alias"]
    assert "value" not in asked
    assert len(form["catalog"]) <= 2000
    text = to_markdown(form)
    assert "### What is right\n\n###" in text
    assert text.endswith(f"<{address(form)}>\n")
