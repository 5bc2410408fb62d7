"""Counts models by the values of one field or of two, and computes the range of quantities."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from statistics import median

from fmcat.checkpoints import facts_of, numbers_of
from fmcat.fields import DIFFERING, UNDISCLOSED, Document, Field
from fmcat.schema.quantities import magnitude

#: The value of models whose fact is unknown; `undisclosed` is for facts that the vendor withholds.
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by value, and the number of models counted (of which one may have several values)."""

    field: Field
    models: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CrossTally:
    """Counts by a value of one field and one of another, with the values of each in the order to show them."""

    rows: Field
    columns: Field
    models: int
    row_values: Sequence[str]
    column_values: Sequence[str]
    counts: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest, the median and the largest of a quantity, and how many models state it."""

    field: Field
    stating: int
    least: float
    middle: float
    largest: float


def tally(documents: Iterable[Document], field: Field) -> Tally:
    """The counts of one field: dates by year, sizes by powers of ten, terms by count."""
    documents = list(documents)
    counts = Counter(value for document in documents for value in values_of(document, field))
    ordered = sorted(counts, key=lambda value: _place(value, field, counts))
    return Tally(field, len(documents), {value: counts[value] for value in ordered})


def cross(documents: Iterable[Document], rows: Field, columns: Field) -> CrossTally:
    """The counts of two fields together."""
    documents = list(documents)
    counts = Counter(
        (one, other)
        for document in documents
        for one in values_of(document, rows)
        for other in values_of(document, columns)
    )
    return CrossTally(
        rows,
        columns,
        len(documents),
        list(tally(documents, rows).counts),
        list(tally(documents, columns).counts),
        counts,
    )


def shortened(found: Tally | CrossTally, most: int) -> Tally | CrossTally:
    """The counts of the first `most` rows only (0: all); the number of models remains the total."""
    if not most:
        return found
    if isinstance(found, Tally):
        return replace(found, counts=dict(islice(found.counts.items(), most)))
    rows = found.row_values[:most]
    kept = {pair: count for pair, count in found.counts.items() if pair[0] in rows}
    columns = [column for column in found.column_values if any((row, column) in kept for row in rows)]
    return replace(found, row_values=rows, column_values=columns, counts=kept)


def range_of(documents: Iterable[Document], field: Field) -> Range | None:
    """The range of a quantity, or None if no model states it."""
    values = sorted(max(found) for document in documents if (found := field.values(document)))
    return Range(field, len(values), values[0], median(values), values[-1]) if values else None


def values_of(document: Document, field: Field) -> list[str]:
    """The values a model counts under: its own, those of its checkpoints, or that it is unknown."""
    values = field.values(document)
    if field.name in DIFFERING and field.kind == "term":
        values = field.across(facts_of(document, number) for number in numbers_of(document))
    if not values:
        return [field.state(document) or UNKNOWN]
    if field.kind == "date":
        return [str(value)[:4] for value in values]
    if field.kind == "quantity":
        return [str(max(values) if field.unit == "plain" else 10 ** magnitude(max(values)))]
    if field.kind == "flag":
        return ["yes" if value else "no" for value in values]
    return list(dict.fromkeys(map(str, values)))


def _place(value: str, field: Field, counts: Mapping[str, int]) -> tuple[object, ...]:
    """Dates and sizes in their own order, terms by count; unknown values last."""
    if value in (UNKNOWN, UNDISCLOSED):
        return (2, value == UNKNOWN)
    return (1, int(value)) if field.kind in ("date", "quantity") else (1, -counts[value], value)
