"""JSON Lines registries, with one entry per line."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from fmcat.facts import stated
from fmcat.messages import say
from fmcat.registry.parse import LARGEST_FILE, ParseError, decode, json_decoder, read_json
from fmcat.registry.position import Position, Raw
from fmcat.registry.problems import Problems
from fmcat.text import ENTRY_LEVELS, MOST_ITEMS, normal

#: An entry that begins with its id, as nearly all do.
_BEGINNING = re.compile(rb'\{"id": ?"([a-z0-9.-]+)"[,}]')


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, each read only as far as is needed to refuse it; raises OSError."""
    with path.open("rb") as stream:
        yield from enumerate(iter(partial(stream.readline, LARGEST_FILE + 1), b""), 1)


def entries_in(
    path: Path, file: str, problems: Problems, passed: Callable[[str], bool] = lambda entry_id: False
) -> Iterator[tuple[Position, dict[str, Raw]]]:
    """The entries of a JSON Lines file with their positions, one after the other, so that any number can be read.

    `file` names the file in positions; lines that are not entries are added to the problems. Lines are `passed` by
    unread if that is true of the id they begin with.
    """
    try:
        lines = ((number, data) for number, data in lines_of(path) if not _is_passed(data, passed))
        yield from entries_among(lines, file, problems)
    except OSError as error:
        problems.add(Position(file), "", say("cannot be read: {reason}", reason=error.strerror))


def _is_passed(line: bytes, passed: Callable[[str], bool]) -> bool:
    found = _BEGINNING.match(line)
    return found is not None and passed(found[1].decode())


def plain_entry(line: bytes) -> dict[str, Raw] | None:
    """What an ordinary line says, read in half the time: its texts are as they have to be; None of any other line.

    Nothing else is examined, so this is for what a schema limits.
    """
    try:
        text = decode(line)
        if len(text) > MOST_ITEMS or "\\" in text or normal(text) != text:
            return None
        entry = json_decoder().decode(text)
        return stated(entry) if isinstance(entry, dict) else None
    except (ParseError, ValueError, RecursionError):
        return None


def entries_among(
    lines: Iterable[tuple[int, bytes]], file: str, problems: Problems
) -> Iterator[tuple[Position, dict[str, Raw]]]:
    """The entries of numbered lines of a JSON Lines file, likewise."""
    for number, data in lines:
        position = Position(file, number, 1)
        if len(data) > LARGEST_FILE:
            problems.add(position, "", say("the line is larger than {size} MiB", size=LARGEST_FILE // 2**20))
            return
        if not data.strip():
            continue
        try:
            entry = stated(read_json(decode(data), file, number, ENTRY_LEVELS))
        except ParseError as error:
            problems.add(Position(file, number, error.column or 1), "", error.message)
            continue
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            entry["id"] = entry["id"].strip()
            yield position, entry
        else:
            problems.add(position, "", say("an entry must be a mapping with an id"))
