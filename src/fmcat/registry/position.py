"""Values of a file that know their position in it, so that problems can be reported there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

#: A value of a registry file as it is read, before a schema says what it is.
Raw: TypeAlias = Any


class Position(NamedTuple):
    """A position in a file, counted from 1; `line` 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


#: The path from an entry to one of its values: keys and list positions.
KeyPath = tuple[str | int, ...]


class _Placed:
    """A value of a file. There may be millions of them, so that the place of each is packed into one number."""

    __slots__ = ()
    _file: str
    _at: int

    @property
    def position(self) -> Position:
        """Its position."""
        return Position(self._file, self._at >> 32, self._at & 0xFFFFFFFF)

    @position.setter
    def position(self, position: Position) -> None:
        self.put_at(*position)

    def put_at(self, file: str, line: int, column: int) -> None:
        """Set the position, faster than by creating a Position."""
        self._file = file  # type: ignore[misc]  # a slot of each kind
        self._at = line << 32 | column  # type: ignore[misc]


class PlacedStr(_Placed, str):
    """A scalar as written."""

    __slots__ = ("_at", "_file")


class PlacedList(_Placed, list[object]):
    """A sequence."""

    __slots__ = ("_at", "_file")


class PlacedDict(_Placed, dict[str, object]):
    """A mapping. `key_positions` has the position of every key."""

    __slots__ = ("_at", "_file", "key_positions")

    def __init__(self, values: Mapping[str, object] = MappingProxyType({})) -> None:
        super().__init__(values)
        self.key_positions: dict[str, Position] = {}


def trimmed(text: str) -> str:
    """The text without spaces around it, with its position if it had one."""
    bare = text.strip()
    if bare != text and isinstance(text, PlacedStr):
        bare, position = PlacedStr(bare), text.position
        bare.position = position
    return bare


def position_of(value: object, path: KeyPath, fallback: Position, at_key: bool = False) -> Position:
    """The position of the value at `path`: of a text itself, of anything else (and with `at_key` always) its key's.

    Parts of the path that do not exist (names a validator added, a missing key) are skipped.
    """
    position = getattr(value, "position", None) or fallback
    for part in path:
        if isinstance(value, dict) and part in value:
            key_position = getattr(value, "key_positions", {}).get(part, position)
            value = value[part]
            position = (
                getattr(value, "position", key_position) if isinstance(value, str) and not at_key else key_position
            )
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            position = getattr(value, "position", position)
    return position


def origin(entry: object) -> Position:
    """Where an entry begins, as far as that is known."""
    position: Position = getattr(entry, "position", None) or Position("registry")
    return position
