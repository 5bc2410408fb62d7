"""Edits of a registry file as splices of its text: every other byte, including comments and order, stays as it is."""

from collections.abc import Iterator, Mapping, Sequence

import yaml

from fmcat.errors import FmcatError
from fmcat.messages import say
from fmcat.registry import nodes
from fmcat.registry.parse import LOADER
from fmcat.registry.position import Raw
from fmcat.yaml_text import inline, scalar, written

#: A value's position: line and column, counted from 1.
Point = tuple[int, int]


def replaced(text: str, values: Mapping[Point, str]) -> str:
    """The text with the scalars at these positions replaced."""
    pieces, done = [], 0
    for start, end, point in _scalars(text):
        if point in values:
            pieces += [text[done:start], scalar(values[point])]
            done = end
    return "".join([*pieces, text[done:]])


def _scalars(text: str) -> Iterator[tuple[int, int, Point]]:
    """Where every scalar of a YAML text begins and ends, by its position."""
    events: Iterator[object] = iter(LOADER(text).get_event, None)
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark, event.end_mark
            yield start.index, end.index, (start.line + 1, start.column + 1)


# ── one value of an entry ─────────────────────────────────────────────────────────────────────


def has(text: str, section: str, entry_id: str, keys: Sequence[str] = ()) -> bool:
    """Whether the text has this entry, and a value at the end of `keys` in it."""
    node = nodes.entry(text, section, entry_id)
    for key in keys:
        node = nodes.value_of(node, key)
    return node is not None


def is_bare(text: str, section: str, entry_id: str) -> bool:
    """Whether the text has this entry, with nothing but its id."""
    return len(getattr(nodes.entry(text, section, entry_id), "value", ())) == 1


def put(text: str, section: str, entry_id: str, keys: Sequence[str], value: object, order: Sequence[str] = ()) -> str:
    """The text in which an entry has this value; a missing key is added at its place in `order`, else at the end.

    Raises FmcatError if a key leads into something other than a mapping.
    """
    mapping, (*outer, key) = nodes.entry(text, section, entry_id), keys
    for number, name in enumerate(outer):
        inner = nodes.value_of(mapping, name)
        if inner is None or nodes.is_empty(inner):
            for part in reversed([*outer[number + 1 :], key]):
                value = {part: value}
            key = name
            break
        if not isinstance(inner, yaml.MappingNode):
            raise FmcatError(
                say("{entry}.{key} is one value, not a mapping; set {key} as a whole", entry=entry_id, key=name)
            )
        mapping = inner
    old = nodes.value_of(mapping, key)
    if old is None:
        return _with_key(text, mapping, key, value, order if mapping is not None and not outer else ())
    if nodes.is_inline(text, old) and (mapping.flow_style or _fits_a_line(value)):
        return _spliced(
            text, nodes.start_of(old), nodes.end_of(text, old), (" " if nodes.is_empty(old) else "") + _on_a_line(value)
        )
    return _spliced(
        text, *nodes.span_of(text, mapping, key), _indented(text, {key: value}, nodes.column_of(mapping)).strip()
    )


def extend(text: str, section: str, entry_id: str, keys: Sequence[str], values: Sequence[object]) -> str:
    """The text in which the existing list at the end of `keys` also has these values, each once."""
    node = nodes.entry(text, section, entry_id)
    for key in keys:
        node = nodes.value_of(node, key)
    if not isinstance(node, yaml.SequenceNode):
        raise FmcatError(
            say("{entry}.{key} is not a list; set it with = instead of +=", entry=entry_id, key=".".join(keys))
        )
    values = [value for value in values if value not in map(nodes.plain, node.value)]
    if not values:
        return text
    if node.flow_style:
        added = ", ".join(map(inline, values))
        if not node.value:
            return _spliced(text, nodes.start_of(node) + 1, nodes.start_of(node) + 1, added)
        end = nodes.end_of(text, node.value[-1])
        return _spliced(text, end, end, f", {added}")
    block = "".join(_item(text, value, node.start_mark.column) for value in values)
    return _below(text, nodes.end_of(text, node), block)


def append(
    text: str,
    section: str,
    entry_id: str,
    keys: Sequence[str],
    values: Sequence[object],
    over: bool,
    order: Sequence[str] = (),
) -> str:
    """The text in which an entry's list also has these values, each once, whether it is written as `name` or `+name`.

    A missing list is created: as `+name`, for an entry that is laid `over` one of a lower layer.
    """
    added = (*keys[:-1], f"+{keys[-1]}")
    for path in (keys, added):
        if has(text, section, entry_id, path):
            return extend(text, section, entry_id, path, values)
    return put(text, section, entry_id, added if over else keys, values, order)


def drop(text: str, section: str, entry_id: str, keys: Sequence[str]) -> str:
    """The text in which an entry has no value at the end of `keys`; a mapping that becomes empty is removed too."""
    mapping, (*outer, key) = nodes.entry(text, section, entry_id), keys
    for name in outer:
        inner = nodes.value_of(mapping, name)
        if inner is not None and len(inner.value) == 1:
            return drop(text, section, entry_id, keys[:-1])
        mapping = inner
    start, end = nodes.span_of(text, mapping, key)
    if mapping.flow_style:
        return _without_part(
            text, [(nodes.start_of(one), nodes.end_of(text, other)) for one, other in mapping.value], (start, end)
        )
    return _without_lines(text, start, end)


# ── whole entries ─────────────────────────────────────────────────────────────────────────────


def ids(text: str, section: str) -> list[str]:
    """The ids of a section's entries."""
    return [nodes.id_of(node) for node in getattr(nodes.value_of(nodes.root(text), section), "value", None) or ()]


def add(text: str, section: str, *entries: Mapping[str, object]) -> str:
    """The text with new entries, each before the first one whose id is greater."""
    new = sorted(entries, key=lambda entry: str(entry["id"]))
    standing = nodes.value_of(nodes.root(text), section)
    if not new:
        return text
    if standing is None:
        ended = text if text.endswith("\n") or not text else text + _newline(text)
        return ended + _indented(text, {section: new}, 0)
    if nodes.is_empty(standing):
        return _below(text, nodes.end_of(text, standing), _indented(text, new, 0))
    if not isinstance(standing, yaml.SequenceNode):
        raise FmcatError(say("{section}: must be a list of entries", section=section))
    if standing.flow_style:
        if not standing.value:  # a comment after the brackets stays on its line
            start, end = len(text[: nodes.start_of(standing)].rstrip(" ")), nodes.end_of(text, standing)
            return _below(_spliced(text, start, end, ""), start, _indented(text, new, 0))
        end = nodes.end_of(text, standing.value[-1])
        return _spliced(text, end, end, "".join(f", {inline(entry)}" for entry in new))
    for entry in reversed(new):  # from the end, so that earlier positions stay valid
        text = _with_entry(text, standing, entry)
    return text


def _with_entry(text: str, standing: Raw, entry: Mapping[str, object]) -> str:
    """The text with one more entry in a block list."""
    block = _indented(text, [entry], standing.start_mark.column)
    before = [node for node in standing.value if nodes.id_of(node) < str(entry["id"])]
    if before:
        return _below(text, nodes.end_of(text, before[-1]), block)
    start = _line_start(text, nodes.start_of(standing))
    while (above := _line_start(text, start - 1)) < start and text[above:start].lstrip().startswith("#"):
        start = above
    return _spliced(text, start, start, block)


def remove(text: str, section: str, entry_id: str) -> str:
    """The text without an entry; the comments above it stay."""
    entries = nodes.value_of(nodes.root(text), section)
    node = nodes.entry(text, section, entry_id)
    start, end = nodes.start_of(node), nodes.end_of(text, node)
    if entries.flow_style:
        return _without_part(
            text, [(nodes.start_of(one), nodes.end_of(text, one)) for one in entries.value], (start, end)
        )
    return _without_lines(text, start, end)


# ── text ──────────────────────────────────────────────────────────────────────────────────────


def _with_key(text: str, mapping: Raw, key: str, value: object, order: Sequence[str]) -> str:
    """The text with one more key in a mapping."""
    place = {name: number for number, name in enumerate(order)}
    rank = place.get(key.removeprefix("+"), len(place))
    before = [pair for pair in mapping.value if place.get(pair[0].value.removeprefix("+"), len(place)) <= rank]
    last = (before or mapping.value[:1])[-1]
    end = nodes.end_of(text, last[1])
    if mapping.flow_style:
        return _spliced(text, end, end, f", {scalar(key)}: {inline(value)}")
    return _below(text, max(end, last[0].end_mark.index), _indented(text, {key: value}, nodes.column_of(mapping)))


def _fits_a_line(value: object) -> bool:
    """Whether a value fits on one line after its key."""
    return written({"k": value}).count("\n") == 1


def _on_a_line(value: object) -> str:
    return scalar(value) if isinstance(value, str) else inline(value)


def _indented(text: str, value: object, column: int) -> str:
    """A value as lines that begin at a column, with the file's own line endings."""
    lines = written(value).splitlines()
    return "".join(" " * column + line + _newline(text) for line in lines)


def _item(text: str, value: object, column: int) -> str:
    """A value as an item of a block list."""
    if isinstance(value, dict):
        return _indented(text, [value], column)
    return f"{' ' * column}- {inline(value)}{_newline(text)}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _below(text: str, place: int, block: str) -> str:
    """The text with a block of lines inserted below a line."""
    end = text.find("\n", place)
    if end < 0:
        return text + _newline(text) + block
    return _spliced(text, end + 1, end + 1, block)


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, max(place, 0)) + 1


def _without_lines(text: str, start: int, end: int) -> str:
    """The text without the lines from one position to another."""
    after = text.find("\n", end)
    return _spliced(text, _line_start(text, start), len(text) if after < 0 else after + 1, "")


def _without_part(text: str, parts: Sequence[tuple[int, int]], part: tuple[int, int]) -> str:
    """The text without one of the parts between two brackets, and without one comma."""
    number = [start for start, _ in parts].index(part[0])
    if number:
        return _spliced(text, parts[number - 1][1], part[1], "")
    return _spliced(text, part[0], parts[1][0] if len(parts) > 1 else part[1], "")
