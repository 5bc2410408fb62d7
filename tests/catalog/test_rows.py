"""The rows of a model: shortcuts for what most models have change none of them."""

from typing import cast

import pytest

from fmcat import Catalog
from fmcat.catalog.addresses import addressed
from fmcat.catalog.identifiers import identifier_rows
from fmcat.facts import Document
from fmcat.fields import FIELDS, Field


@pytest.mark.parametrize(
    "field", [field for field in FIELDS.values() if not field.required], ids=lambda field: field.name
)
def test_a_document_without_the_key_of_a_field_has_no_fact_of_it(field: Field, small: Catalog) -> None:
    for document in small.documents(small.query("")):
        if field.entry_key != "released":
            rest = {key: value for key, value in document.items() if key != field.entry_key}
            assert field.read(cast("Document", rest)) in (None, [])


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/2103.00020",
        "https://arxiv.org/abs/2103.00020v2",
        "https://huggingface.co/papers/2103.00020",
        "https://doi.org/10.1038/s41586-021-03819-2",
        "https://github.com/facebookresearch/dinov2/tree/main",
        "https://GitHub.com/a/b",
        "https://example.org/10%2E1234/x",
        "https://example.org/weights?x=1",
    ],
)
def test_links_are_the_ids_that_their_addresses_are(link: str) -> None:
    document: Document = {"id": "a", "name": "A", "vendor": ["v"], "released": "2024", "modalities": ["m"]}
    *_, row = identifier_rows({**document, "links": {"paper": link}})
    reading = addressed(link)
    known = reading.space in ("arxiv", "doi", "github")
    assert row[0] == (reading.space if known else "page")
    assert not known or row[1] == reading.text.casefold()
