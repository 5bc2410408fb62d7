"""Counts in other forms: JSON, CSV, TSV, Markdown, and a picture of bars or of a heat table."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fmcat.catalog.tally import CrossTally, Tally
from fmcat.export.kit.cells import neutral
from fmcat.export.kit.markdown import escaped
from fmcat.export.kit.svg import Picture, measure
from fmcat.messages import message
from fmcat.text import indented
from fmcat.wording import Wording

Counts = Tally | CrossTally
_MARGIN, _LINE, _BAR, _CELL = 32.0, 24.0, 560.0, 14.0


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
    """The same, tab-separated."""
    return "".join("\t".join(neutral(cell) for cell in row) + "\n" for row in _rows(found))


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


def to_svg(found: Counts, wording: Wording) -> str:
    """Bars of one field, or a heat table of two, in which a dot's area stands for the count."""
    return _bars(found, wording) if isinstance(found, Tally) else _heat(found, wording)


def _bars(found: Tally, wording: Wording) -> str:
    labels = {value: wording.counted(found.field, value) for value in found.counts}
    left = _MARGIN + max(map(measure, labels.values()), default=0) + 12
    picture, y = _opened(found, wording, left + _BAR + 80)
    largest = max(found.counts.values(), default=1)
    for value, count in found.counts.items():
        length = count / largest * _BAR
        picture.text(left - 12, y, labels[value], anchor="end")
        picture.bar(left, y - 11, max(length, 3), 13, "s-vision", f"{labels[value]}: {count}")
        picture.text(left + max(length, 3) + 8, y, str(count), "dim")
        y += _LINE
    return picture.written(y + _MARGIN / 2)


def _heat(found: CrossTally, wording: Wording) -> str:
    rows = {value: wording.counted(found.rows, value) for value in found.row_values}
    columns = {value: wording.counted(found.columns, value) for value in found.column_values}
    left = _MARGIN + max(map(measure, rows.values()), default=0) + 12
    places, x = {}, left
    for value, label in columns.items():
        width = max(measure(label), 2 * _CELL) + 16
        places[value], x = x + width / 2, x + width
    picture, y = _opened(found, wording, x + _MARGIN)
    for value, label in columns.items():
        picture.text(places[value], y, label, "dim", anchor="middle")
    largest = max(found.counts.values(), default=1)
    for row, label in rows.items():
        y += 2 * _CELL
        picture.text(left - 12, y, label, anchor="end")
        for column, place in places.items():
            if count := found.counts.get((row, column)):
                hover = f"{label} · {columns[column]}: {count}"
                picture.dot(place, y - 4.5, _CELL * (count / largest) ** 0.5, "span s-vision", hover=hover)
                picture.text(place, y, str(count), "small", anchor="middle", hover=hover)
    return picture.written(y + _MARGIN)


def _opened(found: Counts, wording: Wording, width: float) -> tuple[Picture, float]:
    """A picture with its title, and where the content begins."""
    names = [field.inline(wording.language) for field in _fields(found)]
    key = "counted" if len(names) == 1 else "counted_two"
    title = message(key, wording.language, models=found.models, field=names[0], other=names[-1])
    picture = Picture(max(width, measure(title, 18) + 2 * _MARGIN), title)
    picture.text(_MARGIN, _MARGIN + 12, title, "title")
    return picture, _MARGIN + 12 + 1.8 * _LINE


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
    "svg": to_svg,
}
