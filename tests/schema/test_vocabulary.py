"""Words of an entry are those that the taxonomy knows, each in its one spelling."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from fmcat.schema import vocabulary
from fmcat.schema.vocabulary import Access, License, Vocabulary, unknown_word
from tests.conftest import Run

ENTRY = "schema: 1\nmodels:\n- {{id: o, name: O, vendor: meta, released: 2026, modalities: [language], {facts}}}\n"


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("MIT", "MIT"),
        ("mit OR (Apache-2.0)", "MIT OR Apache-2.0"),
        ("undisclosed", "undisclosed"),
    ],
)
def test_a_license_has_one_spelling(
    run: Run, registry_file: Callable[[str], Path], written: str, canonical: str
) -> None:
    path = registry_file(ENTRY.format(facts=f"license: {{weights: {written}}}"))
    ran = run("--registry", str(path), "show", "o", "--json", registry=None)
    assert json.loads(ran.out)["license"]["weights"] == canonical, ran.err


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ("license: {weights: MITT}", "unknown license 'MITT'; did you mean MIT or MIT-0?"),
        ("license: {weights: Zzzz-9}", "unknown license 'Zzzz-9'; write an SPDX id"),
        ("architecture: [transfromer]", "unknown architecture 'transfromer'; did you mean transformer?"),
    ],
)
def test_an_unknown_word_is_refused(run: Run, registry_file: Callable[[str], Path], facts: str, says: str) -> None:
    ran = run("--registry", str(registry_file(ENTRY.format(facts=facts))), "show", "o", registry=None)
    assert (ran.code, says in ran.err) == (3, True), ran.err


WORDS = Vocabulary(
    {
        "access": {"open": "open", "free": "open", "api": "api"},
        "license": {"mit": "MIT", "apache2.0": "Apache-2.0", "permissive": "permissive", "licenserefx": "LicenseRef-X"},
    }
)


def read(kind: Any, word: object, known: Vocabulary | None = WORDS) -> object:
    return TypeAdapter(kind).validate_python(word, context=known)


def test_a_word_is_found_by_any_of_its_names_in_any_case_and_spacing() -> None:
    assert [read(Access, word) for word in ("open", "Free", "A P-I")] == ["open", "open", "api"]
    assert WORDS.find("access", "fr_ee") == "open"
    assert WORDS.find("access", "closed") is WORDS.find("status", "open") is None


@pytest.mark.parametrize(
    ("kind", "word", "says"),
    [
        (Access, "opn", "unknown access level 'opn'; did you mean open?"),
        (Access, "xyz", "unknown access level 'xyz'; fmcat explain lists all terms"),
        (Access, 7, "must be text, not a number"),
        (License, "permissive", "'permissive' is a class of licenses; name the license itself"),
        (License, "MIT OR permissive", "'permissive' is a class of licenses; name the license itself"),
        (License, "qqq", "unknown license 'qqq'; write an SPDX id, or a LicenseRef that the taxonomy describes"),
        (License, "MIT WITH qqq", "unknown license exception 'qqq'; see https://spdx.org"),
        (License, "MIT WITH llvm-exceptio", "unknown license exception 'llvm-exceptio'; did you mean LLVM-exception?"),
        (License, ["MIT"], "must be text, not a list"),
        (License, "MIT with x", "write WITH in capital letters"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_what_helps(kind: Any, word: object, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, word)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("mit", "MIT"),
        ("apache 2.0 WITH llvm-exception", "Apache-2.0 WITH LLVM-exception"),
        ("(mit AND licenseref-x) OR apache-2.0", "(MIT AND LicenseRef-X) OR Apache-2.0"),
        ("undisclosed", "undisclosed"),
    ],
)
def test_an_expression_has_one_form(written: str, canonical: str) -> None:
    assert read(License, written) == read(License, written) == canonical
    assert WORDS.licenses.get(written, "undisclosed") == canonical


def test_a_document_of_the_catalog_is_not_resolved_again() -> None:
    assert read(Access, " closed ", None) == "closed"
    assert read(License, "Anything", None) == "Anything"
    with pytest.raises(ValidationError, match="must be on one line"):
        read(Access, "a\nb", None)


def test_suggestions_end_before_they_take_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_COMPARED", 6)
    known = Vocabulary({"access": {"open": "open", "free": "open", "api": "api"}})
    assert [known.near("access", "opn") for _ in range(3)] == [["open"], ["open"], []]
    assert known.near("status", "opn") == []


def test_no_more_expressions_are_kept_than_a_registry_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_LICENSES_KEPT", 2)
    known = Vocabulary(WORDS.words)
    for written in ("mit", "Mit", "MIT OR mit"):
        assert read(License, written, known) in ("MIT", "MIT OR MIT")
    assert known.licenses == {"mit": "MIT", "Mit": "MIT"}


def test_an_unknown_word_is_told_with_and_without_a_hint() -> None:
    assert str(unknown_word("access", "x", "try y")) == "unknown access level 'x'; try y"
    assert str(unknown_word("access", "x", "")) == "unknown access level 'x'"
