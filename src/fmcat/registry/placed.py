"""YAML and JSON text into plain values that know where they stand.

Every scalar is read as the text it is written as: YAML 1.1's guesses (`no` is false, `3.10` is
3.1, `12:30` is 750) never happen, and the schema decides what a text means.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path as FilePath
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from fmcat.errors import FmcatError
from fmcat.text import (
    DEEPEST,
    MOST_ITEMS,
    SECTION_LEVELS,
    TOO_DEEP,
    TOO_MANY,
    Unfit,
    examined,
    examined_key,
    examined_text,
    forbidden,
)

LARGEST_FILE = 64 * 1024 * 1024
#: Bytes that are allowed characters by themselves: a file that has no others is known to be sound in no time.
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])
_MOST_DIGITS = 20
#: libyaml's parser where PyYAML was built with it.
LOADER = getattr(yaml, "CLoader", yaml.Loader)


class Spot(FmcatError):
    """What is wrong at one place of a file. `line` and `column` count from 1; 0 is the whole file."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class Place(NamedTuple):
    """A position in a file, counted from 1; `line` 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


#: The way from an entry to one of its values: keys and list positions.
Path = tuple[str | int, ...]


class Text(str):
    """A scalar as written. There may be millions of them, so that its place is packed into one number."""

    __slots__ = ("_at", "_file")

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self._file, self._at >> 32, self._at & 0xFFFFFFFF)

    @place.setter
    def place(self, place: Place) -> None:
        self._file: str = place.file
        self._at: int = place.line << 32 | place.column


class Items(list[Any]):
    """A sequence."""

    __slots__ = ("place",)
    place: Place


class Keys(dict[str, Any]):
    """A mapping. `spots` holds the place of every key."""

    __slots__ = ("place", "spots")
    place: Place

    def __init__(self, values: Mapping[str, object] = MappingProxyType({})) -> None:
        super().__init__(values)
        self.spots: dict[str, Place] = {}


def trimmed(text: str) -> str:
    """The text without blanks around it, knowing its place where it did."""
    bare = text.strip()
    if bare != text and isinstance(text, Text):
        bare, place = Text(bare), text.place
        bare.place = place
    return bare


def content_of(path: FilePath) -> bytes:
    """What a file holds, read no further than `decode` needs to refuse it."""
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


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
    if data.translate(None, _PLAIN) and (found := forbidden(text)):
        raise Spot(
            f"the invisible character U+{ord(found[0]):04X} is not allowed", *_line_and_column(text[: found.start()])
        )
    return text


def _line_and_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def read_yaml(text: str, file: str, placed: bool = True) -> Any:
    """The one document of a YAML text, or None where there is none; Spot where it cannot be read.

    Values know their places when `placed`; plain ones are read twice as fast.

    Anchors, aliases, tags and merge keys are refused: every entry says what it says in full. So no
    small file can grow in memory, and none can nest deeper than DEEPEST.
    """
    try:
        return _build(iter(LOADER(text).get_event, None), file if placed else None)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and (deep := _opening_too_deep(text[: mark.index])):
            raise Spot(TOO_DEEP, *deep) from None
        problem = _plain_words(str(error.problem or error.context))
        raise Spot(problem, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0) from None
    except yaml.YAMLError as error:
        raise Spot(f"not valid YAML: {' '.join(str(error).split())}") from None


def _opening_too_deep(text: str) -> tuple[int, int] | None:
    """Where a YAML text, up to where its parser gave up, opens a level below DEEPEST.

    A parser reads ahead of what it reports, and some versions limit nesting on the way in words of their own. What
    they had read until then tells whether that was the reason, whatever they say.
    """
    depth = 0
    with suppress(yaml.YAMLError):
        for event in iter(LOADER(text).get_event, None):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return _at(event)
    return None


def _plain_words(problem: str) -> str:
    if "\\t" in problem or "cannot start any token" in problem:
        return "a tab or a reserved character stands where a value begins; indent with spaces and quote the value"
    return f"not valid YAML: {problem}"


def _build(events: Iterator[Any], file: str | None) -> Any:
    """The document that events describe; with a `file`, of values that know their places in it."""
    text, keys, items = (Text, Keys, Items) if file else (str, dict, list)
    root: Any = None
    open_parents: list[list[Any]] = []  # each with the key that waits for its value
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = text(_examined(examined_text, event))
        elif kind is yaml.MappingStartEvent:
            value = keys()
        elif kind is yaml.SequenceStartEvent:
            value = items()
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            open_parents.pop()
            continue
        elif kind is yaml.AliasEvent:
            raise Spot("aliases (*name) are not used here; write the value out", *_at(event))
        elif kind is yaml.DocumentStartEvent and root is not None:
            raise Spot("a registry is one YAML document; remove this ---", *_at(event))
        else:
            continue
        if event.anchor or event.tag:
            raise Spot("anchors (&name) and tags (!name) are not used here; write the plain value", *_at(event))
        if file:
            value.place = Place(file, *_at(event))
        if open_parents:
            _put(open_parents[-1], value, event, len(open_parents) > SECTION_LEVELS)
        else:
            root = value
        if kind is not yaml.ScalarEvent:
            if len(open_parents) == DEEPEST:
                raise Spot(TOO_DEEP, *_at(event))
            open_parents.append([value, None])
    return root


def _examined(examine: Callable[[str], str], event: Any) -> str:
    try:
        return examine(event.value)
    except Unfit as unfit:
        raise Spot(unfit.message, *_at(event)) from None


def _put(open_parent: list[Any], value: object, event: object, is_bounded: bool) -> None:
    parent, key = open_parent
    if isinstance(parent, list):
        if len(parent) >= MOST_ITEMS and is_bounded:
            raise Spot(TOO_MANY, *_at(event))
        parent.append(value)
    elif key is not None:
        parent[key] = value
        open_parent[1] = None
    elif not isinstance(value, str):
        raise Spot("a key must be a plain text", *_at(event))
    elif value in parent:
        first = f" (first on line {parent.spots[value].line})" if isinstance(parent, Keys) else ""
        raise Spot(f"the key {str(value)!r} stands here twice{first}", *_at(event))
    elif len(parent) == MOST_ITEMS:
        raise Spot(TOO_MANY, *_at(event))
    else:
        _examined(examined_key, event)
        if isinstance(parent, Keys):
            parent.spots[intern(str(value))] = Place(parent.place.file, *_at(event))
        parent[intern(str(value))] = None  # so that the same key later on is noticed
        open_parent[1] = intern(str(value))


def _at(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def read_json(text: str, file: str, line: int = 1, levels: int = DEEPEST) -> Any:
    """One JSON value of at most so many levels; Spot where it cannot be read.

    JSON values stand at the line they begin on.
    """
    try:
        value = json.loads(text, object_pairs_hook=_no_key_twice, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise Spot(f"not valid JSON: {error.msg}", line + error.lineno - 1, error.colno) from None
    except RecursionError:  # a limit of the reader, far beyond ours
        raise Spot(TOO_DEEP, line, 1) from None
    except ValueError as error:
        raise Spot(str(error), line, 1) from None
    try:
        return examined(value, levels)
    except Unfit as unfit:
        path = "" if unfit.message == TOO_DEEP else ".".join(map(str, unfit.path))
        raise Spot(f"{path}: {unfit.message}" if path else unfit.message, line, 1) from None


def _whole_number(digits: str) -> int:
    """A number of a JSON text, before a limit of Python's own can refuse it."""
    if len(digits) > _MOST_DIGITS:
        raise Unfit("the number is too large")
    return int(digits)


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Unfit(f"the key {twice!r} stands twice in one object")
    if len(value) > MOST_ITEMS:
        raise Unfit(TOO_MANY)
    return value


def place_of(value: object, path: Path, fallback: Place, at_key: bool = False) -> Place:
    """Where the value at `path` stands: a text itself, anything larger (and all with `at_key`) at its key.

    Parts of the path that lead nowhere (names a validator added, a key that is missing) are passed over.
    """
    place = getattr(value, "place", None) or fallback
    for part in path:
        if isinstance(value, dict) and part in value:
            key_place = getattr(value, "spots", {}).get(part, place)
            value = value[part]
            place = getattr(value, "place", key_place) if isinstance(value, str) and not at_key else key_place
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            place = getattr(value, "place", place)
    return place


def origin(entry: object) -> Place:
    """Where an entry begins, as far as that is known."""
    place: Place = getattr(entry, "place", None) or Place("registry")
    return place
