"""Text from outside: its normal form, how two names are compared, and what is safe to show."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from fmcat.messages import say

# Patterns are strings here: `re` compiles and caches them on first use, which most runs never need.

#: Characters that no text may contain, by Unicode property, so that what is visible is what is stored: every control
#: character (Cc) but tab and newline, surrogates (Cs), line and paragraph separators (Zl, Zp), every noncharacter, the
#: interlinear annotation marks, and every code point with Default_Ignorable_Code_Point: those that a renderer draws as
#: nothing, such as bidi controls, zero-width characters, fillers, variation selectors and tags. `unicodedata` does not
#: have that last property; its ranges are those of DerivedCoreProperties.txt, which Unicode extends but does not move
#: (tests/test_text.py checks them). Private use (Co) and unassigned characters are visible, so they are allowed.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ud800-\udfff"
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_FORBIDDEN = f"[{_CONTROLS}{_IGNORABLE}{_NONCHARACTERS}]"
#: Characters that are allowed, as bytes of UTF-8.
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])
#: Levels that values may nest, and characters of a text and of one line, in every format.
DEEPEST, LONGEST_TEXT, LONGEST_LINE = 20, 5000, 500
TOO_DEEP = say("values nest deeper than {most} levels", most=DEEPEST)
#: Values of a list inside an entry, and keys of a mapping: more is a mistake or an attack.
MOST_ITEMS = 10_000
TOO_MANY = say("more than {most} values in one list or mapping", most=MOST_ITEMS)
#: Levels at which lists are sections of a file, of any number of entries: `models`, or `taxonomy.method`.
SECTION_LEVELS = 3
#: Levels that an entry alone may nest, so that a file with it nests no deeper than DEEPEST.
ENTRY_LEVELS = DEEPEST - 2
#: The largest whole number: SQLite and most JSON readers represent less than twenty digits exactly.
_LARGEST = 2**63 - 1
#: Latin letters that Unicode does not decompose into an ASCII letter and a mark.
# fmt: off
_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng",
}
# fmt: on
_BLANKS = r"[\s_‐-―-]+"
#: What a forge's log reads as a command: `::name::` at the beginning of a line, also after spaces and colors (GitHub),
#: `##[name]` anywhere (GitHub, Azure), `##vso[` and `##teamcity[`.
_COMMAND = r"(?im)^((?:[^\S\n]|\x1b\[[\d;]*m|\x1b\]8;[^\x1b\n]*\x1b\\)*):(?=:)|#(?=#(?:\[|vso\[|teamcity\[))"


def normal(text: str) -> str:
    """The text in Unicode Normalization Form C, so that Hangul typed on any system compares equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as search compares it: NFC, case folded."""
    return text.lower() if text.isascii() else normal(normal(text).casefold())


@lru_cache(65536)
def name_key(text: str) -> str:
    """The text as names are compared: folded, without spaces, hyphens and underscores.

    >>> name_key("DINO v2") == name_key("dino-V2") == "dinov2"
    True
    """
    folded = fold(text)
    if folded.isascii():  # most names are, and without a pattern this is fast
        return "".join(folded.split()).replace("-", "").replace("_", "")
    return re.sub(_BLANKS, "", folded)


def slug(text: str) -> str:
    """An id made of a name: `My Lab 2.0` is my-lab-2.0, `Universität` universitat, `PanGu-Σ` pangu-sigma.

    Empty if a letter or digit of the name has no Latin spelling, so that two different names never get the same id.
    """
    lower = text.lower()
    latin = lower.replace("?", " ") if lower.isascii() else "".join(map(_latin, unicodedata.normalize("NFKD", lower)))
    return "" if "?" in latin else "-".join(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", latin))


def _latin(letter: str) -> str:
    """The ASCII spelling of a lower-case letter: Greek letters by their names; `?` if there is none."""
    if letter.isascii():
        return letter.replace("?", " ")
    if letter in _LATIN:
        return _LATIN[letter]
    if unicodedata.name(letter, "").startswith("GREEK SMALL LETTER"):
        return unicodedata.name(letter).rpartition(" ")[2].lower()
    kind = unicodedata.category(letter)
    return "" if kind == "Mn" else "?" if kind[0] in "LN" else " "


def forbidden(text: str) -> re.Match[str] | None:
    """The first forbidden character of a text, or None. Only what is not plain is examined, which takes longer."""
    if text.isascii() and text.isprintable():
        return None
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return re.search(_FORBIDDEN, text) if re.search(_FORBIDDEN, unusual) else None


class Unfit(ValueError):
    """A value that is not allowed. `path` is its position within the examined value: keys and list positions."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.path = message, path


def examined(value: object, levels: int = DEEPEST, longest: int | None = None) -> Any:
    """The value with its texts in NFC; every value from outside is checked here.

    Takes plain values from YAML, JSON or a command line: texts, numbers, true, false, None, and lists and mappings of
    them, nested at most `levels` deep (for an entry, pass ENTRY_LEVELS). Raises Unfit if a text contains a forbidden
    character, a key is not one short line, a number is not finite or exceeds 64 bits, values nest too deep, a list or
    mapping has too many values, or a text is longer than `longest` characters.
    """
    if isinstance(value, str):
        if longest and len(value) > longest:
            raise Unfit(say("{count} characters are too many (at most {most})", count=len(value), most=longest))
        return examined_text(value)
    if isinstance(value, dict | list):
        if not levels:
            raise Unfit(TOO_DEEP)
        if len(value) > MOST_ITEMS and (levels <= DEEPEST - SECTION_LEVELS or isinstance(value, dict)):
            raise Unfit(TOO_MANY)
        if isinstance(value, dict):
            return {examined_key(key): _examined_part(part, key, levels, longest) for key, part in value.items()}
        return [_examined_part(part, number, levels, longest) for number, part in enumerate(value)]
    if isinstance(value, float) and not isfinite(value):
        raise Unfit(say("a number must be finite"))
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise Unfit(say("the number is too large"))
    return value


def _examined_part(value: object, step: str | int, levels: int, longest: int | None) -> object:
    if longest is None and isinstance(value, str) and value.isascii() and value.isprintable():  # fast, and true of most
        return value
    try:
        return examined(value, levels - 1, longest)
    except Unfit as unfit:
        raise Unfit(unfit.message, (step, *unfit.path)) from None


def examined_text(text: str) -> str:
    """The text in NFC; raises Unfit if it contains a forbidden character."""
    if text.isascii() and text.isprintable():  # fast, and true of most
        return text
    if found := forbidden(text):
        raise Unfit(say("the invisible character U+{code:04X} is not allowed", code=ord(found[0])))
    return normal(text)


@lru_cache(4096)
def examined_key(key: str) -> str:
    """A key or an id in NFC; raises Unfit if it contains a forbidden character or is not one short line."""
    if len(key) > LONGEST_LINE:
        wrong = say("a key of {count} characters is too long (at most {most})", count=len(key), most=LONGEST_LINE)
        raise Unfit(wrong)
    key = examined_text(key)
    if "\n" in key or "\t" in key:
        raise Unfit(say("a key must be on one line"))
    return key


def showable(text: str) -> str:
    """The text with everything that could steer a terminal or hide in one replaced by U+FFFD.

    Every text from a registry, an import or an argument goes through this before it is printed.
    """
    return re.sub(_FORBIDDEN, "\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The `showable` text with its line breaks shown as ⏎, for messages, which are one line."""
    return showable(text).replace("\n", "⏎")


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Hangul syllable, none for a combining mark."""
    if text.isascii():
        return len(text)
    kinds = ((unicodedata.category(letter), unicodedata.east_asian_width(letter)) for letter in text)
    return sum(0 if kind in ("Mn", "Me", "Cf") else 2 if width in "WF" else 1 for kind, width in kinds)


def disarmed(text: str) -> str:
    """The text without any line that a forge's log reads as a command: look-alikes replace a first colon or number
    sign.

    Everything written for people goes through this last, because fmcat also runs in workflows on proposals from
    strangers. Data for programs is escaped in its format instead.

    >>> disarmed("::error::no")
    '∶:error::no'
    """
    return re.sub(_COMMAND, lambda found: "♯" if found[1] is None else f"{found[1]}∶", text)


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that are most similar to `word`, best first, for suggestions.

    First names that begin with it and are at most twice as long; then the closest ones, with at most a third of its
    letters changed (at least one). If more than one letter changes, the first letter must be the same.
    """
    by_key: dict[str, str] = {}
    for name in known:
        by_key.setdefault(name_key(name), name)
    wanted = name_key(word)
    begins = sorted((key for key in by_key if _begins(key, wanted)), key=len)
    far: dict[str, int] = {}
    for key in filter(None, by_key) if wanted else ():
        reach = max(1, len(wanted) // 3) if key[0] == wanted[0] else 1
        if abs(len(key) - len(wanted)) <= reach and (steps := distance(wanted, key, reach)) <= reach:
            far[key] = steps
    nearest = min(far.values(), default=0)
    close = [key for key in far if far[key] == nearest]
    return [by_key[key] for key in dict.fromkeys([*begins, *close])][:most]


def _begins(key: str, wanted: str) -> bool:
    return len(wanted) >= 3 and len(key) <= 2 * len(wanted) and key.startswith(wanted)


def distance(one: str, other: str, most: int) -> int:
    """How many letters to change, add, drop or swap with a neighbor to turn one text into the other.

    This is the restricted edit distance (optimal string alignment); any distance above `most` is `most + 1`.
    """
    two_up: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, theirs in enumerate(other):
            steps = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != theirs))
            if i and j and letter == other[j - 1] and one[i - 1] == theirs:
                steps = min(steps, two_up[j - 1] + 1)
            row.append(steps)
        if min(row) > most and min(above) > most:
            return most + 1
        two_up, above = above, row
    return min(above[-1], most + 1)


def did_you_mean(names: Iterable[str]) -> str:
    """`did you mean A, B or C?`, or empty without names."""
    *most, last = list(names) or [""]
    if not last:
        return ""
    meant = say("{some} or {last}", some=", ".join(most), last=last) if most else last
    return say("did you mean {names}?", names=meant)


def as_json(value: object, indent: int | None = None) -> str:
    """The JSON of a value, as every command and export writes it: UTF-8, but with control and invisible characters
    and commands to a forge's log escaped. Raises ValueError for NaN and infinity.
    """
    text = _encoder(indent).encode(value)
    text = re.sub(_FORBIDDEN, _code_units, text) if forbidden(text) else text
    return re.sub(_COMMAND, r"\\u0023", text) if "##" in text else text


@lru_cache
def _encoder(indent: int | None) -> "json.JSONEncoder":
    return json.JSONEncoder(ensure_ascii=False, indent=indent, allow_nan=False)


def _code_units(letter: re.Match[str]) -> str:
    return re.sub("....", r"\\u\g<0>", letter[0].encode("utf-16-be", "surrogatepass").hex())


def indented(value: object) -> str:
    """The same with each item of the outermost array or object on its own line, and a newline at the end.

    Indenting everything would take several times as long.
    """
    if isinstance(value, Mapping) and value:
        lines = [f"{as_json(key)}: {as_json(item)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"
    if isinstance(value, list):
        return b"".join(array(as_json(item).encode() for item in value)).decode()
    return as_json(value) + "\n"


def array(items: Iterable[bytes]) -> Iterator[bytes]:
    """A JSON array of items that are JSON already, one per line, in chunks."""
    before = b"[\n"
    for item in items:
        yield before + item
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"
