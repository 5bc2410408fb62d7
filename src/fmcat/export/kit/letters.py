"""How wide texts are in pictures, whose fonts are those of whoever opens them.

Widths are the mean of Inter and Arial. A picture states the width of each text (`textLength`), so that other fonts are
drawn a little narrower or wider, and nothing overlaps.
"""

import unicodedata

SIZE = 13.0
_BY_WIDTH = {
    0.2: "'’",
    0.24: "ijl",
    0.28: " !,.:;I|·",
    0.32: "/[\\]ft",
    0.36: '"()r{}“”',
    0.4: "-`",
    0.44: "*",
    0.48: "^",
    0.52: "1?J_cksvxyz–",
    0.56: "7Laehnou",
    0.6: "#$02345689FZbdgpq",
    0.64: "&+<=>BEKPSTX~×",
    0.68: "ARVY",
    0.72: "CDHNU",
    0.76: "GOQw",
    0.84: "%m",
    0.88: "M",
    0.92: "…",
    0.96: "@W",
    1.0: "—",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
#: Hangul and Chinese characters, and letters that are not in the table.
_WIDE, _USUAL = 0.93, 0.64
_BOLD = 1.04


def measure(text: str, size: float = SIZE, bold: bool = False) -> float:
    """The width of a text in pixels."""
    return size * sum(map(_width, text)) * (_BOLD if bold else 1)


def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if is_wide(letter):
        return _WIDE
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, 0.0 if unicodedata.combining(letter) else _USUAL)


def is_wide(letter: str) -> bool:
    """Whether it is Hangul, a Chinese character or another wide one."""
    return unicodedata.east_asian_width(letter) in "WF"


def clipped(text: str, room: float, size: float = SIZE, bold: bool = False) -> str:
    """The text, ended with an ellipsis if it is wider than this many pixels."""
    if measure(text, size, bold) <= room:
        return text
    while text and measure(f"{text}…", size, bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, room: float, size: float = SIZE, bold: bool = False, most: int = 0) -> list[str]:
    """The text in lines at most this many pixels wide, broken between words; beyond `most` lines it is clipped."""
    lines: list[str] = []
    words = text.split()
    while words:
        if most and len(lines) == most - 1:
            return [*lines, clipped(" ".join(words), room, size, bold)]
        count = next((n for n in range(len(words), 1, -1) if measure(" ".join(words[:n]), size, bold) <= room), 1)
        lines.append(clipped(" ".join(words[:count]), room, size, bold))
        words = words[count:]
    return lines
