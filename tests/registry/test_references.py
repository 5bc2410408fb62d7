"""Checks over a whole registry: names are unique, and broader terms exist."""

from pathlib import Path

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry


def terms(count: int) -> str:
    """A registry with a chain of terms, of which the last is below this number of others."""
    head = "schema: 1\ntaxonomy:\n  method:\n  - {id: t0, label: {en: T0}, definition: {en: X.}}\n"
    return head + "".join(
        f"  - {{id: t{n}, label: {{en: T{n}}}, definition: {{en: X.}}, broader: [t{n - 1}]}}\n"
        for n in range(1, count + 1)
    )


def test_a_term_has_as_many_broader_terms_as_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(terms(100))
    assert list(read_registry([Layer("own", path, (path,))]).models()) == []
    path.write_text(terms(101))
    with pytest.raises(BadRegistry) as bad:
        list(read_registry([Layer("own", path, (path,))]).models())
    assert [problem.partition(": ")[2] for problem in bad.value.problems] == [
        "method.t101: has more than 100 broader terms"
    ]
