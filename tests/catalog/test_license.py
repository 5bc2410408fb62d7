"""Which licenses an expression names, and what binds checkpoints together."""

import pytest

from fmcat.catalog.license import license_ids


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("", []),
        ("MIT", ["MIT"]),
        ("MIT OR Apache-2.0", ["MIT", "Apache-2.0"]),
        ("(MIT AND Zlib) OR (Apache-2.0 AND 0BSD)", ["MIT", "Zlib", "Apache-2.0", "0BSD"]),
        ("MIT AND (Apache-2.0 OR (Zlib AND 0BSD)) AND ISC", ["MIT", "Apache-2.0", "Zlib", "0BSD", "ISC"]),
        ("Zlib | MIT AND ISC | Zlib", ["Zlib", "MIT", "ISC"]),
    ],
)
def test_the_licenses_of_an_expression_are_in_its_order(expression: str, ids: list[str]) -> None:
    assert license_ids(expression) == ids
