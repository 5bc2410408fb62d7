"""The problems of a registry, reported so that a person can fix them: where, in which entry, and how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fmcat.errors import BadRegistry
from fmcat.messages import Sentence, joined, reason, say
from fmcat.registry.position import KeyPath, Position, position_of
from fmcat.schema.parts import Entry
from fmcat.schema.vocabulary import Vocabulary
from fmcat.text import did_you_mean, near

MOST_PROBLEMS = 1000
#: The number of problems after which reading ends, for files with millions of mistakes.
TOO_MANY = 2 * MOST_PROBLEMS
#: The most characters of a path, or of a message, that quote the file.
LONGEST = 600
E = TypeVar("E", bound=Entry)


@dataclass(order=True, frozen=True)
class Problem:
    """One problem: where it is, in which entry and field, and what it is."""

    file: str
    line: int
    column: int
    path: str
    message: str

    @property
    def sentence(self) -> Sentence:
        """The problem as a line: where it is, in which entry and field, and what is wrong."""
        path = [_cut(self.path)] if self.path else []
        return joined(": ", [str(Position(self.file, self.line, self.column)), *path, _cut(self.message)])


def _cut(text: str) -> str:
    """The text, cut to what fits a line."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass
class Problems:
    """The problems of a registry, at most `most`."""

    most: int = TOO_MANY
    found: list[Problem] = field(default_factory=list)

    def add(self, position: Position, path: str, message: str) -> None:
        """Add a problem; raises BadRegistry with all of them when there are `most`."""
        self.found.append(Problem(position.file, position.line, position.column, path, message))
        if len(self.found) >= self.most:
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Raise BadRegistry with every problem, in the order of files and lines, if there are any.

        Beyond MOST_PROBLEMS they are only counted.
        """
        lines = [problem.sentence for problem in sorted(set(self.found))]
        count, is_cut = len(lines), len(self.found) >= self.most
        if count > MOST_PROBLEMS:
            left = count - MOST_PROBLEMS
            lines[MOST_PROBLEMS:] = [say("… and many more" if is_cut else "… and {count} more", count=left)]
        if lines:
            raise BadRegistry(lines, count=count, is_cut=is_cut)


def validated(
    cls: type[E], raw: object, name: str, position: Position, vocabulary: Vocabulary | None, problems: Problems
) -> E | None:
    """The entry as its schema reads it, or None, with its problems added to `problems`.

    `name` and `place` identify the entry if the raw value does not.
    """
    try:
        return cls.model_validate(raw, context=vocabulary)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_input=False):
            path = tuple(error["loc"])
            at = position_of(raw, path, position, at_key=error["type"] == "extra_forbidden")
            lacking = path[-1:] if error["type"] == "missing" else ()
            problems.add(at, dotted(name, path, raw, lacking), explained(error, cls))
        return None


def dotted(name: str, path: KeyPath, raw: object, lacking: KeyPath = ()) -> str:
    """The path as people read it, without the names that validators add.

    `lacking` is the end of the path that is missing in the raw value.
    """
    steps = [name]
    for part in path:
        if isinstance(raw, dict) and part in raw:
            raw = raw[str(part)]
        elif isinstance(raw, list) and isinstance(part, int):
            raw = raw[part] if part < len(raw) else None
        else:
            continue
        steps.append(str(part))
    return ".".join([*steps, *map(str, lacking)])


_PLAIN = {
    "missing": say("is missing"),
    "list_type": say("must be a list, like [a, b]"),
    "dict_type": say("must be a mapping, like {a: b}"),
    "model_type": say("must be a mapping, like {a: b}"),
    "string_type": say("must be text"),
    "too_short": say("must not be empty; leave the key out if the fact is unknown"),
}


def explained(error: ErrorDetails, cls: type[Entry] | None = None) -> str:
    """An error of pydantic in our words; with a class, with suggestions for an unknown key."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden" and cls:
        return no_key(str(error["loc"][-1]), _keys_at(cls, tuple(error["loc"][:-1])))
    if kind == "value_error":
        return reason(context["error"])
    if kind == "string_pattern_mismatch":
        forms = context["pattern"].strip("^$()").replace("|", ", ")
        return say("must be written like {forms}", forms=forms)
    return _PLAIN.get(kind, error["msg"])


def no_key(name: str, known: Iterable[str]) -> Sentence:
    """The error for an unknown key."""
    known = list(known)
    hint = did_you_mean(near(name, known)) or say("allowed: {known}", known=", ".join(known))
    return say("unknown key {name!r}; {hint}", name=name, hint=hint)


def _keys_at(cls: type[Entry], path: KeyPath) -> list[str]:
    """The keys the schema allows at a path of an entry."""
    for number, part in enumerate(path):
        info = next((info for name, info in cls.model_fields.items() if part in (name, info.alias)), None)
        inner = next((kind for kind in _types_in(info.annotation) if issubclass(kind, Entry)), None) if info else None
        if inner:
            return _keys_at(inner, path[number + 1 :])
    return [info.alias or name for name, info in cls.model_fields.items() if name != "extra"]


def _types_in(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _types_in(part)
