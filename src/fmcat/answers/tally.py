"""Counts in other forms: JSON, CSV, TSV and Markdown."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fmcat.catalog.tally import CrossTally, Tally
from fmcat.export.kit.cells import neutral, plain, tab_line
from fmcat.export.kit.markdown import escaped
from fmcat.messages import message
from fmcat.text import indented
from fmcat.wording import Wording

Counts = Tally | CrossTally


def to_json(found: Counts, _: Wording) -> str:
    """The fields, how many models were counted, and the counts by value (of two fields nested)."""
    if isinstance(found, Tally):
        return indented({"by": [found.field.name], "models": found.models, "counts": dict(found.counts)})
    counts = {
        row: {column: found.counts[row, column] for column in found.column_values if (row, column) in found.counts}
        for row in found.row_values
    }
    return indented({"by": [found.rows.name, found.columns.name], "models": found.models, "counts": counts})


def to_csv(found: Counts, _: Wording) -> str:
    """RFC 4180 CSV with a header; one line per value or pair that occurs; an empty value is an unknown fact."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in _rows(found))
    return buffer.getvalue()


def to_tsv(found: Counts, _: Wording) -> str:
    """The same, tab-separated; tabs and line breaks of a value are spaces."""
    return "".join(tab_line(plain(neutral(cell)) for cell in row) for row in _rows(found))


def to_markdown(found: Counts, wording: Wording) -> str:
    """A GitHub table with labels, one row per value or pair that occurs."""
    fields = _fields(found)
    head, *rows = _rows(found)
    named = [
        [*(wording.counted(field, value) for field, value in zip(fields, row, strict=False)), row[-1]] for row in rows
    ]
    labels = [*(field.label_in(wording.language) for field in fields), head[-1]]
    lines = [list(map(escaped, line)) for line in (labels, *named)]
    lines.insert(1, ["---"] * len(fields) + ["---:"])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def title_of(found: Counts, language: str) -> str:
    """What was counted."""
    names = [field.inline(language) for field in _fields(found)]
    key = "counted" if len(names) == 1 else "counted_two"
    return message(key, language, models=found.models, field=names[0], other=names[-1])


def _fields(found: Counts) -> list[Any]:
    return [found.field] if isinstance(found, Tally) else [found.rows, found.columns]


def _rows(found: Counts) -> Iterator[list[str]]:
    yield [*(field.name for field in _fields(found)), "models"]
    if isinstance(found, Tally):
        yield from ([value, str(count)] for value, count in found.counts.items())
        return
    for row in found.row_values:
        for column in found.column_values:
            if (row, column) in found.counts:
                yield [row, column, str(found.counts[row, column])]


WRITERS: Mapping[str, Callable[[Counts, Wording], str]] = {
    "json": to_json,
    "csv": to_csv,
    "tsv": to_tsv,
    "markdown": to_markdown,
}
