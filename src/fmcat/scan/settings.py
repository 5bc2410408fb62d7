"""Readers of configuration in lines: YAML, INI, .env and properties. Half a file is read as well as a whole one."""

import re
from collections.abc import Iterable, Iterator

from fmcat.scan.code import ID
from fmcat.scan.commands import named_by_commands
from fmcat.scan.glance import may_yaml_name
from fmcat.scan.json_text import read_json
from fmcat.scan.literal import Asked, Literal, Slot
from fmcat.scan.positions import of_key, of_table
from fmcat.scan.programs import WHOLE, addressed, of_keys
from fmcat.scan.shell import words

_LINE = re.compile(
    r"(?P<indent>[ ]*)(?P<dash>(?:-[ ]+)*)"
    r"(?:(?P<key>\"[^\"\n]*+\"[ ]*+|'[^'\n]*+'[ ]*+|[\w./$@{][^:#\n\"']*+(?:(?::(?!\s|$))[^:#\n\"']*+)*):(?=[ ]|$))?"
    r"[ ]*(?P<value>[^\n]*)"
)
_VALUE = re.compile(rf"(?:!\S+\s+|&\S+\s+)?[\"']?(?P<id>{ID})[\"']?\s*(?:#.*)?$")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:#.*)?$")
_SETTING = re.compile(
    r"(?m)^[ \t]*(?:\[(?P<section>[^\]\n]*)\][^\n]*"
    r"|(?:export[ \t]+|set[ \t]+)?(?P<quote>[\"']?)(?P<key>[\w.\-]+|(?<=[\"'])[\w.:/@\-]+)(?P=quote)"
    r"[ \t]*[=:][ \t]*[\"']?(?P<id>[\w@][\w.:/@+\-]*)[\"']?[ \t]*(?:[#;].*)?)$"
)
#: What ids have that other keys seldom have; most keys are passed by without a closer look.
_SEPARATED = re.compile(r"[-/:.@]")
#: Keys whose values are commands.
_COMMANDS = ("run", "command", "entrypoint", "script", "args", "cmd", "shell")


def read_settings(text: str, asked: Asked) -> Iterator[Literal]:
    """The values of INI, .env and properties files."""
    section, begin = "", 0
    for found in _SETTING.finditer(text):
        if found["section"] is not None:
            section, begin = found["section"], found.start()
            continue
        key = found["key"]
        if (found["quote"] or _SEPARATED.search(key)) and asked.may_name(key) and WHOLE.fullmatch(key):
            yield from addressed(Literal(key, found.start("key"), of_table(section), among=f"keys {begin}"))
        slot = of_key(key)
        if asked.takes(found["id"], slot):
            yield from addressed(Literal(found["id"], found.start("id"), slot))


#: Keys whose texts of more lines are read by people.
_PROSE = re.compile(r"(?i).*(?:description|summary|comment|notes?|message|help|docs?|documentation|readme|about)")


class _Level:
    """A key of YAML that is open, where it begins, how far it is indented, and what stood last in its list.

    One without a key is a mapping that is a member of a list.
    """

    __slots__ = ("before", "begin", "indent", "key")

    def __init__(self, indent: int, key: str, begin: int) -> None:
        self.indent, self.key, self.begin, self.before = indent, key, begin, ""


def read_yaml(text: str, asked: Asked) -> Iterator[Literal]:
    """The values of YAML, each in the keys above it; scripts in it are read as scripts."""
    if not may_yaml_name(text, asked, _COMMANDS):
        return
    levels: list[_Level] = []
    block, begin = -1, 0
    offset = 0
    for line in text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        line = line.rstrip("\r\n")
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not bare or 0 <= block < indent:
            continue
        if block >= 0:
            yield from _block(text[begin:start], begin, levels, asked)
            block = -1
        found = None if bare.startswith("#") else _LINE.match(line)
        if not found:
            continue
        depth = indent + len(found["dash"])
        while levels and levels[-1].indent >= depth + (found["key"] is None and bool(found["dash"])):
            levels.pop()
        while found["dash"] and levels and levels[-1].indent > indent:
            levels.pop()
        if found["key"] is not None:
            yield from _key(found, line, start, levels, asked)
        value, at = found["value"], start + found.start("value")
        if _BLOCK.match(value):
            block, begin = indent, offset
        elif value:
            yield from _value(value, at, levels, asked)
    if block >= 0:
        yield from _block(text[begin:], begin, levels, asked)


def _key(found: "re.Match[str]", line: str, start: int, levels: list[_Level], asked: Asked) -> Iterator[Literal]:
    """What a key names, which is open from here on."""
    key = found["key"].strip("\"' ")
    above = levels[-1] if levels else None
    table = of_table(above.key) if above else None
    if (table or _SEPARATED.search(key)) and asked.may_name(key) and WHOLE.fullmatch(key):
        among = f"keys {above.begin if above else -1}"
        yield from addressed(Literal(key, start + line.index(key, found.start("key")), table, among=among))
    indent = len(found["indent"])
    if found["dash"]:
        levels.append(_Level(indent + 1, "", start))
    levels.append(_Level(indent + len(found["dash"]), key, start))


def _block(text: str, begin: int, levels: list[_Level], asked: Asked) -> Iterator[Literal]:
    """What a text of more lines names: JSON, or a script."""
    if levels and _PROSE.fullmatch(levels[-1].key):
        return
    if text.lstrip()[:1] in ("[", "{"):
        yield from _shifted(read_json(text, asked, levels[-1].key if levels else ""), begin)
        return
    for line in text.splitlines(keepends=True):
        if not line.lstrip().startswith("#"):
            yield from _shifted(words(line.partition(" #")[0].rstrip("\r\n")), begin)
        begin += len(line)


def _value(value: str, at: int, levels: list[_Level], asked: Asked) -> Iterable[Literal]:
    """What one value names."""
    named: Iterable[Literal] = ()
    found = _VALUE.match(value)
    if value[0] in "[{":
        named = _flow(value, at, _below(levels))
    elif found:
        before = levels[-1].before if levels else ""
        slot = (of_key(before) if before.startswith("-") else None) or _below(levels)
        if asked.takes(found["id"], slot):
            among = f"map {levels[-1].key}" if levels else ""
            named = addressed(Literal(found["id"], at + found.start("id"), slot, among=among))
    elif levels and levels[-1].key in _COMMANDS:
        named = _shifted(words(value), at)
    else:
        named = _shifted(named_by_commands(value), at)
    if levels:
        levels[-1].before = value.strip("\"'")
    return named


def _below(levels: list[_Level]) -> Slot | None:
    """The model position below the keys that are open."""
    return of_keys([level.key for level in levels[-1:-5:-1]])


def _flow(value: str, at: int, slot: Slot | None) -> Iterator[Literal]:
    """Lists and mappings on one line: `[gpt-4o, "org/name"]`, `{model: gpt-4o}`."""
    before = ""
    for found in re.finditer(
        rf"(?<![\w.:/@+-])(?:(?P<key>\w+)[\"']?\s*:\s*)?[\"']?(?P<id>--?[\w.-]+|{ID})[\"']?(?=\s*[,\]}}])", value
    ):
        meant = of_key(found["key"]) if found["key"] else of_key(before) if before.startswith("-") else slot
        yield Literal(found["id"], at + found.start("id"), meant)
        before = found["id"]


def _shifted(found: Iterator[Literal], by: int) -> Iterator[Literal]:
    return (one.moved(by) for one in found)


def read_card(text: str, asked: Asked) -> Iterator[Literal]:
    """What the head of a model card names: what the model was made from."""
    if not text.startswith("---"):
        return
    end = text.find("\n---", 3)
    for found in read_yaml(text[: end if end > 0 else len(text)], asked):
        if found.slot and found.slot.rule == "base-model":
            yield found._replace(slot=Slot("base-model", "certain"))
