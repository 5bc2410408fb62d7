"""The rows of a model: shortcuts for what most models have change none of them."""

from pathlib import Path
from typing import cast

import pytest

from fmcat import Catalog
from fmcat.catalog.addresses import addressed
from fmcat.catalog.identifiers import identifier_rows
from fmcat.facts import Document
from fmcat.fields import FIELDS, Field
from tests.conftest import SMALL, compiled
from tests.snapshots import same_as_kept


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


#: Tables whose rows say what compiled them, and when, and statistics of SQLite.
_ORIGIN = ("built", "piece", "compiled", "sqlite_stat1")
#: What leaves out the licenses on the SPDX list.
_BUT_LISTED = " WHERE vocabulary != 'license' OR id LIKE 'LicenseRef%' OR id = 'MIT'"


def test_the_tables_of_a_catalog_hold_what_is_kept(tmp_path: Path) -> None:
    catalog = compiled(tmp_path, SMALL, SMALL.with_name("sizes.yaml"))
    named = dict(catalog.rows("SELECT n, id FROM model UNION SELECT n, id FROM checkpoint", {}))
    lines = []
    for (table,) in list(catalog.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", {})):
        columns = [row[1] for row in catalog.rows(f"PRAGMA table_info({table})", {})]
        rows = (
            []
            if table in _ORIGIN
            else catalog.rows(f"SELECT * FROM {table}{_BUT_LISTED if table == 'word' else ''}", {})
        )
        told = []
        for row in rows:
            held = zip(columns, row, strict=True)
            shown = [
                (name, named.get(value, value) if name in ("n", "model", "checkpoint") else value)
                for name, value in held
            ]
            told.append(" ".join(f"{name}={value!r}" for name, value in shown if value is not None))
        lines += [f"── {table}", *sorted(told)]
    same_as_kept("\n".join([*lines, ""]), Path(__file__).parent / "snapshots" / "tables.txt")
