"""Facts that follow from several others."""

import pytest

from fmcat.facts import Document, standing


@pytest.mark.parametrize(
    ("access", "repositories", "status", "expected"),
    [
        ("open", ["a/b"], "retired", None),
        ("open", ["a/b"], "deprecated", None),
        ("open", ["a/b"], "preview", "preview"),
        ("open", [], "retired", "retired"),
        ("api", ["a/b"], "retired", "retired"),
    ],
)
def test_only_open_weights_on_the_hub_outlive_a_service(
    access: str, repositories: list[str], status: str, expected: str | None
) -> None:
    document: Document = {
        "id": "a",
        "name": "A",
        "vendor": ["meta"],
        "released": "2020",
        "modalities": ["vision"],
        "access": access,
        "status": status,
    }
    if repositories:
        document["ids"] = {"huggingface": repositories}
    assert standing(document) == expected
