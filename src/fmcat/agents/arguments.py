"""The arguments of the tools: their JSON Schema, and how those of a call are read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fmcat.errors import BadUsage
from fmcat.fields import FIELD_NAMES
from fmcat.messages import Sentence, say
from fmcat.text import did_you_mean, near

Kind = Literal["text", "texts", "count", "flag"]

_LONGEST_NAME = 300
_LONGEST_NUMBER = 9
_LONGEST_BITS = 64
_SHOWN = 60
_TYPES: Mapping[Kind, str] = {"text": "string", "texts": "array", "count": "integer", "flag": "boolean"}
_NEEDED: Mapping[Kind, Sentence] = {
    "text": say("needs text"),
    "texts": say("needs a list of texts"),
    "count": say("needs a whole number"),
    "flag": say("needs true or false"),
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool; without a default it is required.

    `least` and `most` bound a number, the characters of a text, or the items of a list.
    """

    name: str
    kind: Kind
    help: str
    default: object = None
    least: int = 0
    most: int = _LONGEST_NAME
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, object]:
        """The JSON Schema of the argument."""
        schema: dict[str, object] = {"type": _TYPES[self.kind], "description": self.help}
        if self.kind == "count":
            schema |= {"minimum": self.least, "maximum": self.most}
        elif self.kind == "texts":
            schema |= {"items": {"type": "string", "maxLength": _LONGEST_NAME}}
            schema |= {"minItems": self.least, "maxItems": self.most}
        elif self.choices:
            schema |= {"enum": list(self.choices)}
        elif self.kind == "text":
            schema |= {"minLength": self.least, "maxLength": self.most}
        return schema if self.default is None else schema | {"default": self.default}

    def read(self, value: object) -> object:
        """The value in a call, also if it is JSON in a text; raises BadUsage if it is invalid."""
        found = _READERS[self.kind](value)
        if found is None:
            raise BadUsage(
                say("{name}: {needed}, not {value}", name=self.name, needed=_NEEDED[self.kind], value=shortened(value))
            )
        if self.choices and found not in self.choices:
            raise BadUsage(
                say(
                    "{name}: {value} is not one of {known}",
                    name=self.name,
                    value=shortened(found),
                    known=", ".join(self.choices),
                )
            )
        if self.kind == "count":
            self._bound(found, say("{name}: is {size}; {least} to {most} are allowed", **self._bounds(found)))
        elif self.kind == "text":
            self._bound(
                len(found),
                say("{name}: has {size} characters; {least} to {most} are allowed", **self._bounds(len(found))),
            )
        elif self.kind == "texts":
            self._bound(
                len(found), say("{name}: has {size} items; {least} to {most} are allowed", **self._bounds(len(found)))
            )
            longest = max(map(len, found), default=0)
            if longest > _LONGEST_NAME:
                raise BadUsage(
                    say(
                        "{name}: an item has {count} characters; at most {most} are allowed",
                        name=self.name,
                        count=longest,
                        most=_LONGEST_NAME,
                    )
                )
        return found

    def _bounds(self, size: int) -> dict[str, object]:
        return {"name": self.name, "size": size, "least": self.least, "most": self.most}

    def _bound(self, size: int, wrong: Sentence) -> None:
        """Raise BadUsage, with the reason, if a size is out of bounds."""
        if not self.least <= size <= self.most:
            raise BadUsage(wrong)


def input_schema(arguments: Sequence[Argument]) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments; unknown ones are refused."""
    return {
        "type": "object",
        "properties": {argument.name: argument.schema() for argument in arguments},
        "required": [argument.name for argument in arguments if argument.default is None],
        "additionalProperties": False,
    }


def read(arguments: Sequence[Argument], given: Mapping[str, object]) -> dict[str, object]:
    """The arguments of a call by name, defaults filled in; null counts as absent.

    Raises BadUsage for an unknown or missing argument, or an invalid value.
    """
    known = [argument.name for argument in arguments]
    for name in given:
        if name not in known:
            raise BadUsage(
                say("unknown argument {value}", value=shortened(name)), list(filter(None, _meant(name, known)))
            )
    values = {}
    for argument in arguments:
        value = given.get(argument.name)
        if value is None and argument.default is None:
            raise BadUsage(say("{name}: needs a value", name=argument.name), [argument.help])
        values[argument.name] = argument.default if value is None else argument.read(value)
    return values


def shortened(value: object) -> str:
    """A value as quoted in an error: never longer than a line."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_BITS:  # Python refuses to print thousands of digits
        return "a number that large"
    text = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _meant(name: str, known: Sequence[str]) -> list[str]:
    in_query = name in FIELD_NAMES and "query" in known
    return [
        f"{name} is a field to ask for in query: {name}:VALUE"
        if in_query
        else did_you_mean(near(name[:_SHOWN], known)),
        f"the arguments are {', '.join(known)}",
    ]


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _texts(value: object) -> list[str] | None:
    if isinstance(value, str):
        parsed = _parsed(value)
        value = parsed if isinstance(parsed, list) else value.split(",")
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    return [one.strip() for one in value if one.strip()]


def _count(value: object) -> int | None:
    if isinstance(value, str) and len(value) <= _LONGEST_NUMBER:
        value = _parsed(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value) if abs(value) < 10**_LONGEST_NUMBER else None


def _flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


_READERS: Mapping[Kind, Callable[[object], Any]] = {"text": _text, "texts": _texts, "count": _count, "flag": _flag}
