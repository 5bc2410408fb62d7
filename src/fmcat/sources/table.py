"""CSV tables of the public, whose every cell is a text."""

import csv
import io
from collections.abc import Iterator, Sequence

from fmcat.errors import SourceError


def rows(data: bytes, name: str, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the line each ends on; column names are read whatever their case and blanks.

    Raises SourceError where the bytes are no UTF-8, no CSV, or lack a `wanted` column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: byte 0x{data[error.start]:02x} is not UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [column.strip().lower().replace(" ", "_") for column in next(reader, [])]
        lacking = [column for column in wanted if column not in head]
        if lacking:
            raise SourceError(f"{name}:1: this is another table: it has no column {lacking[0]!r}")
        for cells in reader:
            if cells:
                yield reader.line_num, dict(zip(head, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise SourceError(f"{name}:{reader.line_num}: this is no CSV: {error}") from None


def count(cell: str) -> int | None:
    """A whole number, however it is written (7e9, 7000000000.0), or None where there is none."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if 0 < number < float("inf") else None
