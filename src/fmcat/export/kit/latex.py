"""Escapes text for LaTeX."""

import re
import unicodedata

from fmcat.text import showable

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Not \{: BibTeX counts braces regardless of a backslash before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
#: Greek letters that LaTeX has commands of; it has none of letters that look like Latin ones, and of those with marks.
_CAPITALS = frozenset(("gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega"))
_GREEK = _CAPITALS | frozenset(
    ("alpha", "beta", "epsilon", "zeta", "eta", "iota", "kappa", "mu", "nu", "rho", "varsigma", "tau", "chi")
)
_ANY = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def latex(text: str) -> str:
    """The text on one line, with LaTeX's special characters escaped and symbols that pdfLaTeX lacks as commands.

    Hangul and Chinese stay as they are, and need XeLaTeX or LuaLaTeX.
    """
    escaped = _ANY.sub(lambda found: _SPECIAL[found[0]], " ".join(showable(text).split()))
    return escaped if escaped.isascii() else "".join(_symbol(letter) or letter for letter in escaped)


def _symbol(letter: str) -> str:
    """A Greek letter or a lowered digit as a command, or nothing where LaTeX has none."""
    name = unicodedata.name(letter, "")
    kind, _, word = name.replace("FINAL SIGMA", "VARSIGMA").replace("LAMDA", "LAMBDA").lower().rpartition(" ")
    if kind == "greek small letter" and word in _GREEK:
        return rf"{{\ensuremath{{\{word}}}}}"
    if kind == "greek capital letter" and word in _CAPITALS:
        return rf"{{\ensuremath{{\{word.capitalize()}}}}}"
    if name.startswith("SUBSCRIPT "):
        return rf"{{\textsubscript{{{unicodedata.normalize('NFKD', letter)}}}}}"
    return ""


def table(head: list[str], rows: list[list[str]], columns: str) -> str:
    """A booktabs table; `columns` are its column specifiers."""
    body = [" & ".join(map(_cell, row)) + r" \\" for row in rows]
    lines = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", " & ".join(map(_cell, head)) + r" \\", r"\midrule"]
    return "\n".join([*lines, *body, r"\bottomrule", r"\end{tabular}"]) + "\n"


def _cell(text: str) -> str:
    """A cell; at the beginning of a row `[` and `*` would be options of the line before, and a log reads `::` as a
    command.
    """
    return ("{}" if text.startswith(("[", "*", ":")) else "") + latex(text)


#: Combining marks, by their Unicode names, and their LaTeX commands.
_MARKS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
}
_LETTERS = {
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "å": r"{\aa}",
    "Å": r"{\AA}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "ı": r"{\i}",
    "đ": r"{\dj}",
    "–": "--",
    "—": "---",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "…": r"{\ldots}",
    "·": r"{\textperiodcentered}",
    "\u00a0": "~",
}


def ascii_latex(text: str) -> str:
    """The same in ASCII: letters with marks as LaTeX commands; others (Hangul) stay as they are."""
    return "".join(_ascii(letter) for letter in " ".join(showable(text).split()))


def _ascii(letter: str) -> str:
    if letter.isascii():
        return _SPECIAL.get(letter, letter)
    if found := _LETTERS.get(letter) or _symbol(letter):
        return found
    parts = unicodedata.normalize("NFD", letter)
    base, mark = parts[0], _MARKS.get(parts[1:], "")
    if mark and base.isascii():
        return f"{{\\{mark}{' ' if mark.isalpha() else ''}{base}}}"
    return letter
