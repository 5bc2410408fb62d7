"""How a later layer overrides an earlier one."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from fmcat.registry.position import PlacedDict, PlacedList, Raw

#: An entry with `hide: yes` in a later layer removes the entry with that id.
HIDE = "hide"


def overlay(under: Mapping[str, object], over: Mapping[str, object]) -> PlacedDict:
    """The entry `under` with the changes of `over`.

    Scalars and lists replace, mappings merge, and a key `+name` appends its list to `name`.
    """
    merged = PlacedDict(under)
    merged.key_positions = dict(getattr(under, "key_positions", {}))
    if at := getattr(under, "position", None) or getattr(over, "position", None):
        merged.position = at
    for key, value in over.items():
        name, appends = (key[1:], True) if key.startswith("+") else (key, False)
        old = merged.get(name)
        if appends and isinstance(value, list):
            value = _extended(old if isinstance(old, list) else [], value)
        elif isinstance(value, dict) and (isinstance(old, dict) or any(part.startswith("+") for part in value)):
            value = overlay(old if isinstance(old, dict) else {}, value)
        elif appends:
            name = key  # `+name` of no list: left as it is, and refused as an unknown key
        merged[name] = value
        if key in getattr(over, "key_positions", {}):
            merged.key_positions[name] = over.key_positions[key]  # type: ignore[attr-defined]
    return merged


def traced(
    origins: Mapping[str, str], under: Mapping[str, object], over: Mapping[str, object], layer: str
) -> dict[str, str]:
    """By path, the layer that each value of an entry comes from after `layer` overrides it with `over`; "" is the entry
    itself.
    """
    if not under:
        return {"": layer}
    paths = dict.fromkeys(_overridden(under, over), layer)
    replaced = _beginnings(paths)
    return {path: name for path, name in origins.items() if not _is_below(path, replaced)} | paths


def _beginnings(paths: Iterable[str]) -> list[str]:
    """What a path below one of these begins with, sorted, and none begins with another."""
    found: list[str] = []
    for beginning in sorted(f"{path}." for path in paths):
        if not (found and beginning.startswith(found[-1])):
            found.append(beginning)
    return found


def _is_below(path: str, beginnings: list[str]) -> bool:
    before = bisect_right(beginnings, path)
    return before > 0 and path.startswith(beginnings[before - 1])


def _overridden(under: Mapping[str, object], over: Mapping[str, object]) -> Iterator[str]:
    """The paths that `over` changes: `license.weights` if both have a mapping there, else `license`."""
    for key, value in over.items():
        name = key.removeprefix("+")
        old = under.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            yield from (f"{name}.{path}" for path in _overridden(old, value))
        elif name not in ("id", HIDE):
            yield name


def _extended(old: list[object], more: list[object]) -> PlacedList:
    """The list with what it lacks of another; both may have thousands of values."""
    items, known = PlacedList(old), set(map(_written, old))
    items += [value for value in more if _written(value) not in known]
    if at := getattr(more, "position", None):
        items.position = at
    return items


def _written(value: object) -> str:
    """The value as a text that only the same value has."""
    return json.dumps(value, sort_keys=True)


def lay(entry_id: str, entry: dict[str, object], known: dict[str, Raw]) -> None:
    """Lay an entry over the existing one, or remove that one."""
    hidden = str(entry.get(HIDE, "")).lower()
    if hidden in ("no", "false"):
        del entry[HIDE]
    if hidden in ("yes", "true"):
        known.pop(entry_id, None)
    elif entry_id in known or any(key.startswith("+") for key in entry):
        known[entry_id] = overlay(known.get(entry_id, {}), entry)
    else:
        known[entry_id] = entry
