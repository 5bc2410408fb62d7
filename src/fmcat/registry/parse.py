"""Parses YAML and JSON text into plain values that know their positions.

Every scalar is read as the text that was written: YAML 1.1's guesses (`no` is false, `3.10` is 3.1, `12:30` is 750)
never happen, and the schema decides what a text means.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from sys import intern

import yaml

from fmcat.errors import FmcatError
from fmcat.messages import reason, say
from fmcat.registry.position import PlacedDict, PlacedList, PlacedStr, Position, Raw
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
#: Bytes that are allowed characters on their own: a file with no others needs no further check.
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])
_MOST_DIGITS = 20
#: Keys, texts, lists and mappings of one YAML or JSON file: with their positions they take about 300 bytes each.
MOST_VALUES = 2_500_000
#: Values that any YAML file may have, and bytes that each one beyond has on average: reading takes time by the value,
#: and a small file is to take little. A model written as shortly as can be has more than 7 of them.
FEW_VALUES, SHORTEST_VALUE = 100_000, 5
#: libyaml's parser, if PyYAML was built with it.
LOADER = getattr(yaml, "CLoader", yaml.Loader)
#: Events that begin a value.
_BEGINNINGS = frozenset((yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent))


class ParseError(FmcatError):
    """An error at a position in a file. `line` and `column` count from 1; 0 is the whole file."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def content_of(path: Path) -> bytes:
    """The content of a file, read only as far as `decode` needs to refuse it."""
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def decode(data: bytes) -> str:
    """The file's text, without a byte-order mark; ParseError if it is not UTF-8 or contains a forbidden character."""
    if len(data) > LARGEST_FILE:
        raise ParseError(
            say(
                "the file is larger than {size} MiB; write large registries as JSON Lines",
                size=LARGEST_FILE // 2**20,
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(data[: error.start].decode("utf-8", "replace"))
        raise ParseError(
            say("byte 0x{byte:02x} is not UTF-8; save the file as UTF-8", byte=data[error.start]), line, column
        ) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    # What is left without plain characters is whole characters too, and usually few of them.
    unusual = data.translate(None, _PLAIN).decode("utf-8", "replace").removeprefix("\ufeff")
    if forbidden(unusual.replace("\r", "")) and (found := forbidden(text)):
        raise ParseError(
            say("the invisible character U+{code:04X} is not allowed", code=ord(found[0])),
            *_line_and_column(text[: found.start()]),
        )
    return text


def _line_and_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def read_yaml(text: str, file: str, placed: bool = True) -> Raw:
    """The single document of a YAML text, or None if it is empty; ParseError if it cannot be read.

    With `placed`, values know their positions; without, reading is twice as fast.

    Anchors, aliases, tags and merge keys are refused, so no small file can grow in memory, and none can nest deeper
    than DEEPEST.
    """
    return counted_yaml(text, file if placed else None, most_values(len(text.encode("utf-8", "surrogatepass"))))[0]


def counted_yaml(text: str, file: str | None, most: int) -> tuple[Raw, int]:
    """What `read_yaml` reads, and how many values it has; ParseError with more than `most`.

    With a `file`, values know their positions in it.
    """
    try:
        return _build(iter(LOADER(text).get_event, None), file, most)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and (deep := _opening_too_deep(text[: mark.index])):
            raise ParseError(TOO_DEEP, *deep) from None
        problem = _plain_words(str(error.problem or error.context))
        raise ParseError(problem, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0) from None
    except yaml.YAMLError as error:
        raise ParseError(say("not valid YAML: {reason}", reason=" ".join(str(error).split()))) from None


def most_values(size: int) -> int:
    """How many values a file with a size in bytes may have."""
    return min(MOST_VALUES, FEW_VALUES + size // SHORTEST_VALUE)


def too_large(most: int) -> str:
    """The error for a file of more than `most` values."""
    return say("more than {most} values in a file of this size; write large registries as JSON Lines", most=f"{most:,}")


def _opening_too_deep(text: str) -> tuple[int, int] | None:
    """Where a YAML text, up to where its parser gave up, first nests deeper than DEEPEST.

    A parser reads ahead of what it reports, and some versions limit nesting with their own messages. What they had read
    until then shows whether nesting was the reason.
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
        return say("a value begins with a tab or a reserved character; indent with spaces and quote the value")
    return say("not valid YAML: {reason}", reason=problem)


_DECORATED = say("anchors (&name) and tags (!name) are not allowed; write the plain value")


def _build(events: Iterator[Raw], file: str | None, most: int) -> tuple[Raw, int]:
    """The document that events describe, and how many values it has; with a `file`, they know their positions."""
    text, keys, items = (PlacedStr, PlacedDict, PlacedList) if file else (str, dict, list)
    document: list[Raw] = []
    names: dict[str, str] = {}  # keys that were checked; the same few occur in every entry
    above: list[Raw] = []
    parent: Raw = document
    key: str | None = None  # that waits for its value
    left = most
    for event in events:
        kind = type(event)
        if kind not in _BEGINNINGS:
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                parent, key = above.pop(), None
            else:
                _refuse(event, kind, document)
            continue
        if event.anchor or event.tag:
            raise ParseError(_DECORATED, *_at(event))
        if (left := left - 1) < 0:
            raise ParseError(too_large(most), *_at(event))
        if key is None and isinstance(parent, dict):
            key = _name(parent, event, names, file)
            continue
        if kind is yaml.ScalarEvent:
            written = event.value
            value: Raw = text(
                written if written.isascii() and written.isprintable() else _examined(examined_text, event)
            )
        else:
            value = keys() if kind is yaml.MappingStartEvent else items()
        if file:
            value.put_at(file, *_at(event))
        if key is not None:
            parent[key], key = value, None
        elif len(parent) >= MOST_ITEMS and len(above) > SECTION_LEVELS:
            raise ParseError(TOO_MANY, *_at(event))
        else:
            parent.append(value)
        if kind is not yaml.ScalarEvent:
            _descend(above, parent, event)
            parent = value
    return (document[0] if document else None), most - left


def _descend(above: list[Raw], parent: Raw, event: Raw) -> None:
    """Add the parent of a list or mapping that begins; raises ParseError if it nests too deep."""
    if len(above) == DEEPEST:
        raise ParseError(TOO_DEEP, *_at(event))
    above.append(parent)


def _refuse(event: Raw, kind: type, document: list[Raw]) -> None:
    """Raise ParseError for an event that is not allowed in a registry."""
    if kind is yaml.AliasEvent:
        raise ParseError(say("aliases (*name) are not allowed; write the value in full"), *_at(event))
    if kind is yaml.DocumentStartEvent and document:
        raise ParseError(say("a registry must be one YAML document; remove this ---"), *_at(event))


def _examined(examine: Callable[[str], str], event: Raw) -> str:
    try:
        return examine(event.value)
    except Unfit as unfit:
        raise ParseError(unfit.message, *_at(event)) from None


def _name(mapping: Raw, event: Raw, names: dict[str, str], file: str | None) -> str:
    """The key of the mapping that a scalar is, which the next value belongs to."""
    if type(event) is not yaml.ScalarEvent:
        raise ParseError(say("a key must be plain text"), *_at(event))
    if (key := names.get(event.value)) is None:
        key = names[event.value] = intern(_examined(examined_key, event))
    if key in mapping:
        line = mapping.key_positions[key].line if file else 0
        raise ParseError(
            say(
                "duplicate key {key!r} (first on line {line})" if line else "duplicate key {key!r}", key=key, line=line
            ),
            *_at(event),
        )
    if len(mapping) == MOST_ITEMS:
        raise ParseError(TOO_MANY, *_at(event))
    if file:
        mapping.key_positions[key] = Position(file, *_at(event))
    mapping[key] = None  # so that a repeated key is noticed
    return key


def _at(event: Raw) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def read_json(text: str, file: str, line: int = 1, levels: int = DEEPEST) -> Raw:
    """One JSON value with a limited nesting; ParseError if it cannot be read.

    The position of a JSON value is the line it begins on.
    """
    if text.count(",") + text.count("[") + text.count("{") > MOST_VALUES:  # before they take memory
        raise ParseError(too_large(MOST_VALUES), line, 1)
    try:
        value = json_decoder().decode(text)
    except json.JSONDecodeError as error:
        raise ParseError(
            say("not valid JSON: {reason}", reason=error.msg), line + error.lineno - 1, error.colno
        ) from None
    except RecursionError:  # a limit of the reader, far above ours
        raise ParseError(TOO_DEEP, line, 1) from None
    except ValueError as error:
        raise ParseError(reason(error), line, 1) from None
    try:
        return examined(value, levels)
    except Unfit as unfit:
        path = "" if unfit.message == TOO_DEEP else ".".join(map(str, unfit.path))
        raise ParseError(
            say("{path}: {problem}", path=path, problem=unfit.message) if path else unfit.message, line, 1
        ) from None


@lru_cache
def json_decoder() -> json.JSONDecoder:
    """Reads JSON texts with no key twice; raises ValueError, or RecursionError if they nest far too deep."""
    return json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_int=_whole_number)


def _whole_number(digits: str) -> int:
    """A number of a JSON text, checked before Python's own limit refuses it."""
    if len(digits) > _MOST_DIGITS:
        raise Unfit(say("the number is too large"))
    return int(digits)


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Unfit(say("duplicate key {key!r} in an object", key=twice))
    if len(value) > MOST_ITEMS:
        raise Unfit(TOO_MANY)
    return value
