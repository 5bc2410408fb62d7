"""Models side by side, in other forms."""

import json

from fmcat import Catalog
from fmcat.answers.comparison import title_of, to_csv, to_json, to_latex, to_markdown
from fmcat.catalog.comparison import Row, compare
from fmcat.fields import FIELDS, Document
from fmcat.wording import Wording


def compared(small: Catalog) -> tuple[list[Document], list[Row], Wording]:
    documents = [small.document("gemini"), small.document("clip")]
    return documents, compare(documents), Wording("en", small.labels("en"))


def test_json_leaves_out_unknown_facts_and_names_the_fields_that_differ(small: Catalog) -> None:
    told = json.loads(to_json(*compared(small)))
    assert told["models"] == ["gemini", "clip"]
    assert told["facts"]["context"] == {"gemini": 1_000_000}
    assert told["facts"]["parameters"] == {"gemini": "undisclosed", "clip": 428_000_000}
    assert "context" in told["differing"]
    same = [small.document("clip")] * 2
    assert json.loads(to_json(same, compare(same), Wording("en", {})))["differing"] == []


def test_an_unknown_fact_is_an_empty_cell(small: Catalog) -> None:
    assert "| Context | 1M |  |" in to_markdown(*compared(small)).splitlines()
    assert "\r\nContext,1M,\r\n" in to_csv(*compared(small))


def test_names_are_escaped_in_every_form(small: Catalog) -> None:
    _, _, wording = compared(small)
    odd: Document = {**small.document("clip"), "name": "=A|B_1"}
    documents = [odd, small.document("dino")]
    rows = compare(documents)
    assert to_markdown(documents, rows, wording).startswith("|  | \\=A\\|B\\_1 | DINO |\n| --- | --- | --- |\n")
    assert to_csv(documents, rows, wording).startswith(",'=A|B_1,DINO\r\n")
    assert "B\\_1" in to_latex(documents, rows, wording)


def test_a_caption_is_the_title_unless_one_is_given(small: Catalog) -> None:
    documents, rows, wording = compared(small)
    assert title_of(documents, wording) in to_latex(documents, rows, wording)
    assert "Sizes" in to_latex(documents, rows, wording, "Sizes")
    assert title_of(documents, wording) not in to_latex(documents, rows, wording, "Sizes")
    assert FIELDS["context"].label_in("en") in to_latex(documents, rows, wording)
