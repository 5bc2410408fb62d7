"""Which texts of code stand together: in a list, a table of rows, a block of constants, an enumeration."""

import re
from bisect import bisect_right

from fmcat.scan.code import Code, Frame
from fmcat.scan.masked import BEGIN, REST

#: What stands between two members of a Python enumeration: `A = "a"`, `b: str = "b"`.
_MEMBER_BELOW = re.compile(r"[ \t;,)]{0,200}(?:\s*\n)[ \t]+[A-Za-z_][\w. \t]{0,100}(?::[^=\n]{0,100})?=[ \t]*")
_MOST_MEMBERS, _HEADER = 1000, 1000
#: What follows the first of a row that is not a text.
_NO_TEXT = re.compile(rf"\s{{0,80}},\s{{0,80}}[^\s{BEGIN}{REST})\]]")
#: Functions and attributes that tell how a member of an enumeration is written: `#[serde(rename = "gpt-4o")]`.
_NAMING = frozenset(("serde", "strum", "EnumMember", "SerialName", "SerializedName", "JsonProperty", "JsonValue"))


def among(code: Code, start: int, end: int, frame: Frame) -> str:
    """What a text with this innermost frame shares with others like it, as a key; empty where it is alone."""
    opened = code.enclosing(start)
    if frame.kind == "list" or frame.name == "const":
        is_first = frame.kind == "list" and _begins_row(code, start, end, opened)
        return f"rows {code.enclosing(opened)}" if is_first else f"list {opened}"
    if frame.kind == "call":
        is_name = (frame.name.isupper() and _is_first(code, start, opened)) or frame.name in _NAMING
        return f"members {_block(code, opened)}" if is_name else ""
    if frame.kind == "set" and opened >= 0:
        return f"set {opened}"
    if frame.kind == "set" and (first := _enumeration(code, start)) >= 0:
        return f"members from {first}"
    return f"{frame.kind} {frame.name}" if frame.name else ""


def _block(code: Code, opened: int) -> int:
    """The bracket in which another one stands, those of an attribute (`#[serde(…)]`) passed over."""
    outer = code.enclosing(opened)
    return code.enclosing(outer) if outer >= 0 and code.masked[outer] == "[" else outer


def _begins_row(code: Code, start: int, end: int, opened: int) -> bool:
    """Whether a text is the first in brackets within brackets, and no text follows it: `("gpt-4o", 2.5, 10)`."""
    is_inner = _is_first(code, start, opened) and code.enclosing(opened) >= 0
    return is_inner and bool(_NO_TEXT.match(code.masked, end))


def _is_first(code: Code, start: int, opened: int) -> bool:
    return opened + 1 == start or code.masked[opened + 1 : start].isspace()


def _enumeration(code: Code, start: int) -> int:
    """Where the first member is of the Python enumeration of which a text is a member; -1 if it is of none."""
    known = code.enumerations
    walked: list[int] = []
    number = bisect_right(code.spans, (start, len(code.text) + 1)) - 1
    while (place := code.spans[number][0]) not in known and len(walked) < _MOST_MEMBERS:
        walked.append(place)
        if number == 0 or not _MEMBER_BELOW.fullmatch(code.masked, code.spans[number - 1][1], place):
            above = code.masked[max(0, place - _HEADER) : place]
            header = above[above.rfind("class ") :].partition("\n")[0]
            is_indented = above.rpartition("\n")[2][:1].isspace()
            known[place] = place if is_indented and "Enum" in header else -1
            break
        number -= 1
    first = known.get(place, -1)
    known.update(dict.fromkeys(walked, first))
    return first
