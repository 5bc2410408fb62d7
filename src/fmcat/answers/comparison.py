"""Models side by side, for papers, spreadsheets and programs."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from fmcat.catalog.comparison import Row
from fmcat.export.kit.cells import neutral
from fmcat.export.kit.latex import table
from fmcat.export.kit.markdown import escaped
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.text import indented, showable
from fmcat.wording import Wording

Documents: TypeAlias = Sequence[Document]
Rows: TypeAlias = Sequence[Row]


def to_markdown(documents: Documents, rows: Rows, wording: Wording) -> str:
    """A GitHub table, one row per fact."""
    head, body = _cells(documents, rows, wording)
    lines = [[escaped(cell) for cell in head], ["---"] * len(head), *([escaped(cell) for cell in row] for row in body)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def to_latex(documents: Documents, rows: Rows, wording: Wording, caption: str = "", notes: Sequence[str] = ()) -> str:
    """A booktabs table with a caption, one row per fact."""
    head, body = _cells(documents, rows, wording)
    return table(head, body, (), caption or title_of(documents, wording), notes)


def title_of(documents: Documents, wording: Wording) -> str:
    """What is compared."""
    return message("comparison_of", wording.language, names=", ".join(showable(one["name"]) for one in documents))


def to_csv(documents: Documents, rows: Rows, wording: Wording) -> str:
    """RFC 4180 CSV, one row per fact."""
    head, body = _cells(documents, rows, wording)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in [head, *body])
    return buffer.getvalue()


def to_json(documents: Documents, rows: Rows, wording: Wording) -> str:
    """The record as JSON."""
    return indented(record(documents, rows))


def record(documents: Documents, rows: Rows) -> dict[str, object]:
    """The facts by field and model, and the fields in which the models differ; unknown facts have no key."""
    ids = [document["id"] for document in documents]
    facts = {
        row.field.name: {model: fact for model, fact, state in zip(ids, row.facts, row.states, strict=True) if state}
        for row in rows
    }
    return {"models": ids, "facts": facts, "differing": [row.field.name for row in rows if row.differs]}


def _cells(documents: Documents, rows: Rows, wording: Wording) -> tuple[list[str], list[list[str]]]:
    """The header and the rows, in words; unknown facts are empty."""
    head = ["", *(showable(document["name"]) for document in documents)]
    return head, [
        [row.field.label_in(wording.language), *(wording.fact(row.field, document) for document in documents)]
        for row in rows
    ]


WRITERS: Mapping[str, Callable[[Documents, Rows, Wording], str]] = {
    "markdown": to_markdown,
    "latex": to_latex,
    "csv": to_csv,
    "json": to_json,
}
