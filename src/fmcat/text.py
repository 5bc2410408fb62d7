"""Text from outside: its normal form, how two names are compared, and what is safe to show."""

import json
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Any

# Patterns stay text here: `re` compiles and keeps them when they are first used, which most runs never do.

#: Control characters but tab and newline, and the marks that reorder or hide text
#: (Unicode UAX #9 explicit bidi controls, zero-width characters, line and paragraph separators).
_FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
#: How alike a name must be at least, and how much less alike than the likest one (difflib's ratio).
_LIKE, _BESIDE = 0.6, 0.1
#: Latin letters that Unicode does not take apart into one of ASCII and a mark.
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŋ": "ng",
}
_BLANKS = r"[\s_‐-―-]+"
#: What a forge's log takes for a command: `::name::` where a line begins, blanks and colors before it or not (GitHub),
#: `##[name]` anywhere (GitHub, Azure), `##vso[` and `##teamcity[`.
_COMMAND = r"(?im)^((?:[^\S\n]|\x1b\[[\d;]*m|\x1b\]8;[^\x1b\n]*\x1b\\)*):(?=:)|#(?=#(?:\[|vso\[|teamcity\[))"


def normal(text: str) -> str:
    """The text in Unicode Normalization Form C, so that Hangul typed on any system compares equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as search compares it: NFC, case folded."""
    return normal(normal(text).casefold())


@lru_cache(65536)
def name_key(text: str) -> str:
    """The text as names are compared: folded, without spaces, hyphens and underscores.

    >>> name_key("DINO v2") == name_key("dino-V2") == "dinov2"
    True
    """
    folded = fold(text)
    if folded.isascii():  # most names are, and without a pattern it is quick
        return "".join(folded.split()).replace("-", "").replace("_", "")
    return re.sub(_BLANKS, "", folded)


def slug(text: str) -> str:
    """An id made of a name: `My Lab 2.0` is my-lab-2.0, `Universität` universitat, `PanGu-Σ` pangu-sigma.

    Nothing where a letter or a digit of the name has no spelling in Latin letters, so that no two names of different
    words make one id.
    """
    latin = "".join(map(_latin, unicodedata.normalize("NFKD", text.lower())))
    return "" if "?" in latin else "-".join(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", latin))


def _latin(letter: str) -> str:
    """A lower-case letter as ASCII spells it: Greek letters by their names; `?` where nothing is near it."""
    if letter.isascii():
        return letter.replace("?", " ")
    if letter in _LATIN:
        return _LATIN[letter]
    if unicodedata.name(letter, "").startswith("GREEK SMALL LETTER"):
        return unicodedata.name(letter).rpartition(" ")[2].lower()
    kind = unicodedata.category(letter)
    return "" if kind == "Mn" else "?" if kind[0] in "LN" else " "


def forbidden(text: str) -> re.Match[str] | None:
    """The first character that no text of a registry may hold, or None."""
    return re.search(_FORBIDDEN, text)


def showable(text: str) -> str:
    """The text with everything that could steer a terminal or hide in one replaced by U+FFFD.

    Every text that comes from a registry, an import or an argument passes here before it is printed.
    """
    return re.sub(_FORBIDDEN, "\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text as `showable` leaves it, its line breaks shown as ⏎: for a message, which is one line."""
    return showable(text).replace("\n", "⏎")


def disarmed(text: str) -> str:
    """The text with no line that a forge's log takes for a command: look-alikes stand for a first colon or number sign.

    Whatever is written for people to read passes here last, because fmcat also runs in workflows on what strangers
    propose. Data for programs is escaped as its format allows instead.

    >>> disarmed("::error::no")
    '∶:error::no'
    """
    return re.sub(_COMMAND, lambda found: "♯" if found[1] is None else f"{found[1]}∶", text)


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that look most like `word`, best first, for a did-you-mean.

    Names that begin with the word come first; far likenesses are left out beside a close one.
    """
    by_key: dict[str, str] = {}
    for name in known:
        by_key.setdefault(name_key(name), name)
    wanted = name_key(word)
    begins = sorted((key for key in by_key if len(wanted) >= 3 and key.startswith(wanted)), key=len)
    close = get_close_matches(wanted, by_key, most, _LIKE)
    if close:
        least = SequenceMatcher(None, wanted, close[0]).ratio() - _BESIDE
        close = [key for key in close if SequenceMatcher(None, wanted, key).ratio() >= least]
    return [by_key[key] for key in dict.fromkeys([*begins, *close])][:most]


def did_you_mean(names: Iterable[str]) -> str:
    """`did you mean A, B or C?`, or nothing when there is no name to offer."""
    *most, last = list(names) or [""]
    if not last:
        return ""
    return f"did you mean {', '.join(most) + ' or ' if most else ''}{last}?"


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as every command and export writes JSON: UTF-8, but what could steer a terminal or hide is escaped.

    So is what a forge's log takes for a command. Raises ValueError on numbers that JSON does not have (NaN, infinity).
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    text = re.sub(_FORBIDDEN, _code_units, text)
    return re.sub(_COMMAND, r"\\u0023", text) if "##" in text else text


def _code_units(letter: re.Match[str]) -> str:
    units = letter[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def indented(value: Any) -> str:
    """The same, one value a line, with a newline at the end."""
    return as_json(value, indent=1) + "\n"
