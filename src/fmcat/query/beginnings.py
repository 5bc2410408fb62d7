"""How bare words find text: at the beginning of its words, never in the middle. text.js of the page is its port."""

import re
import unicodedata
from functools import lru_cache

from fmcat.text import fold

#: Scripts without spaces between words (kana and Chinese characters): each letter begins a word.
_UNSPACED = (
    ("\u3041", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_HANGUL = (("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"))
#: Letters and digits, with the dots inside numbers and versions; Hangul; else one letter or sign at a time.
_WORD = r"w+(?:\.w+)*|h+|[^ ]"
#: The same of text that is folded, ASCII and printable.
_ASCII_WORD = r"[a-z0-9]+(?:\.[a-z0-9]+)*|[^ _-]"
#: How many words of a name can be found written together, and how many characters of it count then.
_MOST_TAILS, _LONGEST_TAIL = 12, 60


class _Classes(dict[int, str]):
    """By character: `w` (Hangul: `h`) for part of a word, `u` for a word by itself, a space between words, otherwise
    itself or `s`.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isspace() or letter in "-_" or "\u2010" <= letter <= "\u2015":
            found = " "
        elif any(first <= letter <= last for first, last in _UNSPACED):
            found = "u"
        elif any(first <= letter <= last for first, last in _HANGUL):
            found = "h"
        else:
            found = "w" if unicodedata.category(letter)[0] in "LMN" else letter if letter == "." else "s"
        self[code] = found
        return found


_CLASSES = _Classes()


def spaced(text: str) -> str:
    """The folded text with one space before each word and sign, so that a phrase found after a space begins with a
    word.

    Spaces, hyphens and underscores only separate. A text without any word is empty.

    >>> spaced("Open-vocabulary (v2.5)")
    ' open vocabulary ( v2.5 )'
    """
    return "".join([_spaced_part(part) for part in fold(text).split()])


@lru_cache(65536)
def _spaced_part(part: str) -> str:
    """The same of a folded text without spaces: texts have many in common."""
    if part.isascii() and part.isprintable():  # the letters of most are their own classes
        return "".join([f" {word}" for word in re.findall(_ASCII_WORD, part)])
    return "".join(f" {part[found.start() : found.end()]}" for found in re.finditer(_WORD, part.translate(_CLASSES)))


def joined_name(name: str) -> str:
    """A name without its spaces from each of its words on, each after a space: `dinov2` begins one of DINO v2.

    >>> joined_name("Segment Anything 2")
    ' segmentanything2 anything2 2'
    """
    words = spaced(name).split()
    starts = [start for start in range(1, len(words)) if words[start][0].isalnum()]
    tails = ["".join(words), *("".join(words[start:])[:_LONGEST_TAIL] for start in starts[: _MOST_TAILS - 1])]
    return "".join([f" {tail}" for tail in dict.fromkeys(tails) if tail])
