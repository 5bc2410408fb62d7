"""Public tables: CSV files whose cells are all text."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from fmcat.errors import SourceError
from fmcat.messages import Sentence, joined, say

#: The size limit of a table in bytes.
LARGEST = 50 * 1024 * 1024
#: How files begin that are not UTF-8 text, what they are, and how to convert them.
_KINDS = (
    (b"PK\x03\x04", say("a zip archive (or a spreadsheet)"), say("unpack it, or save the sheet as CSV in UTF-8")),
    (b"\x1f\x8b", say("a gzip archive"), say("unpack it with gunzip")),
    (b"\xff\xfe", "UTF-16", say("save the file as UTF-8")),
    (b"\xfe\xff", "UTF-16", say("save the file as UTF-8")),
)


def at(place: str, problem: str) -> Sentence:
    """What is wrong and where: the two are told apart where a list of problems has a column for each."""
    return say("{place}: {problem}", place=place, problem=problem)


def content(path: Path, name: str, most: int = LARGEST) -> bytes:
    """A file's bytes; `name` is its name in errors. Raises SourceError if it cannot be read or is too large."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(at(name, say("is not a file")))
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise SourceError(
            at(name, say("cannot be read: {reason}", reason=getattr(error, "strerror", None) or error))
        ) from None
    if len(data) > most:
        raise SourceError(at(name, say("is larger than {size} MiB", size=most // 2**20)))
    return data


def decoded(data: bytes, name: str) -> str:
    """The text of a file; raises SourceError, with how to fix it, if it is not UTF-8."""
    for start, kind, hint in _KINDS:
        if data.startswith(start):
            raise SourceError(at(name, say("is {kind}; {hint}", kind=kind, hint=hint)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            at(name, say("byte 0x{byte:02x} is not UTF-8; save the file as UTF-8", byte=data[error.start]))
        ) from None


def rows(text: str, name: str, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the line each ends on; case and spaces of column names do not matter.

    Raises SourceError if the text is not CSV or lacks a `wanted` column.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [column.strip().lower().replace(" ", "_") for column in next(reader, [])]
        lacking = [column for column in wanted if column not in head]
        if lacking:
            raise SourceError(
                joined(
                    "; ", [say("{path}:1: has no column {column!r}", path=name, column=lacking[0]), *_separator(head)]
                )
            )
        for cells in reader:
            if cells:
                yield reader.line_num, dict.fromkeys(head, "") | dict(zip(head, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise SourceError(
            say("{path}:{line}: not valid CSV: {reason}", path=name, line=reader.line_num, reason=error)
        ) from None


def _separator(head: Sequence[str]) -> list[Sentence]:
    """How to fix a file whose columns are separated by something other than commas."""
    wrong = next((one for one in (";", "\t", "|") if len(head) == 1 and one in head[0]), "")
    return [say("its columns are separated by {separator!r}: save it with commas", separator=wrong)] if wrong else []


def count(cell: str) -> int | None:
    """A whole number in any notation (7e9, 7000000000.0), or None if it is not one."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if 0 < number < float("inf") else None
