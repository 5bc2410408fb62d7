"""Rules about lists: entries are in the order of their ids, and no value repeats."""

from collections.abc import Iterator
from itertools import pairwise

from fmcat.checks.finding import Examined, Finding, Findings, Path
from fmcat.messages import say
from fmcat.registry.position import Position


def sorted_by_id(examined: Examined) -> Findings:
    """The models of a file are sorted by id, so that they are easy to find and merge."""
    by_file: dict[str, list[tuple[Position, str]]] = {}
    for model in examined.models:
        position = examined.registry.position(model.id)
        by_file.setdefault(position.file, []).append((position, model.id))
    for entries in by_file.values():
        entries.sort(key=lambda entry: entry[0].line)
        for (_, before), (position, model_id) in pairwise(entries):
            if position.line and model_id < before:
                yield Finding(
                    model_id, (), say("is listed after {before}; sort the models by id", before=before), position
                )


def no_repeats(examined: Examined) -> Findings:
    """No list repeats a value."""
    for model in examined.models:
        for path in _repeating(examined.documents[model.id], ()):
            yield examined.finding(model, path, say("the list repeats a value"))


def _repeating(value: object, path: Path) -> Iterator[Path]:
    """The lists within a document that repeat a value; only authors may share a name."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _repeating(part, (*path, key))
    elif isinstance(value, list) and path != ("citation", "authors"):
        if any(part in value[:number] for number, part in enumerate(value)):
            yield path
        for number, part in enumerate(value):
            yield from _repeating(part, (*path, number))
