"""YAML and JSON text into plain values that know where they stand.

Every scalar is read as the text it is written as: YAML 1.1's guesses (`no` is false, `3.10` is
3.1, `12:30` is 750) never happen, and the schema decides what a text means.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from fmcat.errors import FmcatError
from fmcat.text import FORBIDDEN

DEEPEST = 20
LARGEST_FILE = 64 * 1024 * 1024
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


class Spot(FmcatError):
    """What is wrong at one place of a file. `line` and `column` count from 1; 0 is the whole file."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file, counted from 1; `line` 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


#: The way from an entry to one of its values: keys and list positions.
Path = tuple[str | int, ...]


class Text(str):
    """A scalar as written."""

    place: Place


class Items(list[Any]):
    """A sequence."""

    place: Place


class Keys(dict[str, Any]):
    """A mapping. `spots` holds the place of every key."""

    place: Place
    spots: dict[str, Place]


Placed = Text | Items | Keys


def decode(data: bytes) -> str:
    """The file's text, without a byte-order mark; Spot when it is not UTF-8 or holds a forbidden character."""
    if len(data) > LARGEST_FILE:
        raise Spot(f"the file is larger than {LARGEST_FILE // 2**20} MiB; bulk registries are written as JSON Lines")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(data[: error.start].decode("utf-8", "replace"))
        raise Spot(f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8", line, column) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if found := FORBIDDEN.search(text):
        raise Spot(
            f"the invisible character U+{ord(found[0]):04X} is not allowed", *_line_and_column(text[: found.start()])
        )
    return text


def _line_and_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def read_yaml(text: str, file: str) -> Placed | None:
    """The one document of a YAML text, or None where there is none; Spot where it cannot be read.

    Anchors, aliases, tags and merge keys are refused: every entry says what it says in full. So no
    small file can grow in memory, and none can nest deeper than DEEPEST.
    """
    try:
        return _build(yaml.parse(text, _LOADER), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = _plain_words(str(error.problem or error.context))
        raise Spot(problem, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0) from None
    except yaml.YAMLError as error:
        raise Spot(f"this is no YAML: {' '.join(str(error).split())}") from None


def _plain_words(problem: str) -> str:
    if "\\t" in problem or "cannot start any token" in problem:
        return "a tab or a reserved character stands where a value begins; indent with spaces and quote the value"
    return f"this is no YAML: {problem}"


def _build(events: Iterator[Any], file: str) -> Placed | None:
    root: Placed | None = None
    open_parents: list[tuple[Items | Keys, Text | None]] = []  # each with the key that waits for its value
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Placed = Text(event.value)
        elif kind is yaml.MappingStartEvent:
            value = Keys()
            value.spots = {}
        elif kind is yaml.SequenceStartEvent:
            value = Items()
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            open_parents.pop()
            continue
        elif kind is yaml.AliasEvent:
            raise Spot("aliases (*name) are not used here; write the value out", *_at(event))
        elif kind is yaml.DocumentStartEvent and root is not None:
            raise Spot("a registry is one YAML document; remove this ---", *_at(event))
        else:
            continue
        line, column = _at(event)
        value.place = Place(file, line, column)
        if event.anchor or event.tag:
            raise Spot("anchors (&name) and tags (!name) are not used here; write the plain value", line, column)
        if not open_parents:
            root = value
        else:
            _put(open_parents, value)
        if kind is not yaml.ScalarEvent:
            if len(open_parents) == DEEPEST:
                raise Spot(f"values nest deeper than {DEEPEST} levels", line, column)
            open_parents.append((value, None))  # type: ignore[arg-type]
    return root


def _put(open_parents: list[tuple[Items | Keys, Text | None]], value: Placed) -> None:
    parent, key = open_parents[-1]
    if isinstance(parent, Items):
        parent.append(value)
    elif key is None:
        if not isinstance(value, Text):
            raise Spot("a key must be a plain text", value.place.line, value.place.column)
        if value in parent.spots:
            raise Spot(
                f"the key {str(value)!r} stands here twice (first on line {parent.spots[value].line})",
                value.place.line,
                value.place.column,
            )
        parent.spots[value] = value.place
        open_parents[-1] = (parent, value)
    else:
        parent[str(key)] = value
        open_parents[-1] = (parent, None)


def _at(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def read_json(text: str, file: str, line: int = 1) -> Any:
    """One JSON value; Spot where it cannot be read. JSON values stand at the line they begin on."""
    try:
        return json.loads(text, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as error:
        raise Spot(f"this is no JSON: {error.msg}", line + error.lineno - 1, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise Spot(f"this is no JSON we read: {error}", line, 1) from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice = next(key for key in value if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return value


def place_of(value: Any, path: Path, fallback: Place, at_key: bool = False) -> Place:
    """Where the value at `path` stands: a text itself, anything larger (and all with `at_key`) at its key.

    Parts of the path that lead nowhere (names a validator added, a key that is missing) are passed over.
    """
    place = getattr(value, "place", fallback)
    for part in path:
        if isinstance(value, dict) and part in value:
            key_place = getattr(value, "spots", {}).get(part, place)
            value = value[part]
            place = getattr(value, "place", key_place) if isinstance(value, str) and not at_key else key_place
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            place = getattr(value, "place", place)
    return place


def origin(entry: Any) -> Place:
    """Where an entry begins, as far as that is known."""
    place: Place = getattr(entry, "place", None) or Place("registry")
    return place
