"""Rules about how values are written, which can be fixed automatically."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fmcat.checks.finding import Examined, Finding, Findings, Path
from fmcat.facts import Fact
from fmcat.messages import say
from fmcat.registry.position import PlacedDict, PlacedStr, Position
from fmcat.yaml_text import PLAIN, number

#: Windows of a power of two as they are often rounded, and what is meant. 128k or 1M may be meant literally.
_WINDOWS: Mapping[str, int] = {"4k": 4096, "131k": 131072, "262k": 262144, "524k": 524288}


class _Written(NamedTuple):
    """A text of an entry, its position, and the value it was read as."""

    path: Path
    text: str
    position: Position
    value: object


def normal_form(examined: Examined) -> Findings:
    """Terms and licenses are written as their ids, dates as 2023-04-14, sizes as 1.1B, ids without their site."""
    for model in examined.models:
        for path, text, position, value in _texts(
            examined.registry.written(model.id), examined.documents[model.id], ()
        ):
            normal = _normal(value, path)
            if text != normal:
                yield Finding(
                    model.id,
                    path,
                    say("{text!r} should be written {normal}", text=str(text), normal=normal),
                    position,
                    normal,
                )


def exact_windows(examined: Examined) -> Findings:
    """A context window of a power of two is exact: 131072, not 131k."""
    for model in examined.models:
        for path, text, position, _ in _texts(examined.registry.written(model.id), examined.documents[model.id], ()):
            if path[-1] in ("context", "max-output") and (exact := _WINDOWS.get(text.lower())):
                found = say("{text!r} is a rounded {exact}; write that", text=str(text), exact=exact)
                yield Finding(model.id, path, found, position, str(exact))


def _texts(written: object, value: Fact, path: Path) -> Iterator[_Written]:
    """Every text of an entry with the value it was read as."""
    if isinstance(written, PlacedStr):
        if isinstance(value, dict):  # `parameters: 1.1B` is short for {total: 1.1B}
            value = next(iter(value.values()))
        yield _Written(path, written, written.position, value[0] if isinstance(value, list) else value)
    elif isinstance(written, list):
        for number, (part, read) in enumerate(zip(written, value, strict=False)):
            yield from _texts(part, read, (*path, number))
    elif isinstance(written, PlacedDict) and path in (("training",), ("lineage",)):
        yield from _keyed_by_terms(written, value, path)
    elif isinstance(written, dict):
        for key in written:
            if key in value:
                yield from _texts(written[key], value[key], (*path, key))


def _keyed_by_terms(written: PlacedDict, value: Mapping[str, object], path: Path) -> Iterator[_Written]:
    """The same for a mapping whose keys are terms; both are in the order of the file."""
    if len(written) == len(value):  # not if two keys are the same term
        for (key, part), (term, read) in zip(written.items(), value.items(), strict=True):
            yield _Written((*path, key), key, written.key_positions[key], term)
            yield from _texts(part, read, (*path, key))


def _normal(value: object, path: Path) -> str:
    return str(number(value, path[-1] in PLAIN) if isinstance(value, int | float) else value)
