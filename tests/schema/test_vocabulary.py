"""Words of an entry are those that the taxonomy knows, each in its one spelling."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

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
