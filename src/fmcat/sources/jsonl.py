"""Another catalog as JSON Lines: one entry per line, as `fmcat export --format jsonl` writes them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from fmcat.errors import SourceError
from fmcat.facts import COMPUTED, Fact
from fmcat.messages import say
from fmcat.registry.parse import ParseError, decode, read_json
from fmcat.schema.keys import has_parts
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.table import at
from fmcat.text import DEEPEST

_LONGEST_LINE = 1024 * 1024
#: Keys that are not facts of a model, that are computed, or that are facts of the other catalog only.
_NO_FACTS = ("id", "sources", "layers", *COMPUTED)


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The entries, one after the other; other lines are skipped and listed. Raises SourceError if there are none."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(at(name, say("is not a file")))
        with path.open("rb") as stream:
            number, first = 0, dict[str, int]()
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                if len(line) > _LONGEST_LINE:
                    raise SourceError(
                        say(
                            "{path}:{line}: the line is larger than {size} MiB",
                            path=name,
                            line=number,
                            size=_LONGEST_LINE // 2**20,
                        )
                    )
                if line.strip():
                    entry = _entry(line, name, number)
                    if isinstance(entry, Draft) and (stood := first.setdefault(entry.key, number)) != number:
                        entry = LeftOut(entry.place, entry.key, say("duplicate id (first on line {line})", line=stood))
                    yield entry
    except (OSError, ValueError) as error:
        raise SourceError(
            say("{path}: cannot be read: {reason}", path=name, reason=getattr(error, "strerror", None) or error)
        ) from None


def _entry(line: bytes, name: str, number: int) -> Draft | LeftOut:
    place = f"{name}:{number}"
    try:
        entry = read_json(decode(line), name, number)
    except ParseError as error:
        return LeftOut(place, "", error.message)
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not entry["id"]:
        return LeftOut(place, "", say("an entry must be a mapping with an id"))
    if _is_deep(entry, DEEPEST):
        return LeftOut(place, entry["id"], say("values nest deeper than {most} levels", most=DEEPEST))
    names = (entry["id"], _text(entry.get("name")), *_texts(entry.get("aliases")))
    return Draft(
        key=entry["id"],
        ids_key="",
        place=place,
        name=_text(entry.get("name")),
        names=tuple(dict.fromkeys(filter(None, names))),
        facts=dict(_facts(entry)),
        modalities=_texts(entry.get("modalities")),
        sources=[source for source in _list(entry.get("sources")) if _is_source(source)],
    )


def _facts(entry: Mapping[str, object]) -> Iterator[tuple[str, Fact]]:
    for key, value in entry.items():
        if key in _NO_FACTS or value is None:
            continue
        if isinstance(value, dict) and has_parts(key):
            yield from ((f"{key}.{part}", fact) for part, fact in value.items())
        elif key in ("vendor", "aliases"):
            yield key, _texts(value)
        elif key == "released":
            yield key, str(value)
        else:
            yield key, value


def _is_deep(value: object, left: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(left == 0 or _is_deep(part, left - 1) for part in parts)


def _is_source(source: object) -> bool:
    return isinstance(source, dict) and bool(_texts(source.get("for")))


def _list(value: object) -> list[Fact]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in _list(value) if isinstance(one, str)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
