"""Escapes text for LaTeX."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from fmcat.text import cells, one_line, showable, slug

_LONGEST_LABEL = 40
#: The letters in a line of a page, at the size of tables: wide ones, and usual ones as in a long word.
_TEXT_WIDTH, _MOST_LETTERS = 73, 80
#: In letters, what is between two columns, and the width of columns that are never wrapped.
_BETWEEN, _SHORT = 2.6, 20

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


class Command(str):
    """LaTeX that is written as it is."""

    __slots__ = ()


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int], caption: str, notes: Sequence[str]
) -> str:
    """A table that floats, with a caption and a label; the columns `numbers` are right-aligned.

    Long columns are wrapped if the table would be wider than a page's text. It begins with comments: the packages it
    needs, and `notes`.
    """
    columns = _columns([head, *rows], numbers)
    package = "booktabs,array" if any("p{" in column for column in columns) else "booktabs"
    lines = [*(f"% {one_line(note)}" for note in (rf"\usepackage{{{package}}}", *notes))]
    lines += [r"\begin{table}", r"\centering", r"\small", rf"\caption{{{latex(caption)}}}"]
    lines += [rf"\label{{tab:{slug(caption)[:_LONGEST_LABEL].rstrip('-.') or 'models'}}}"]
    lines += [rf"\begin{{tabular}}{{{''.join(columns)}}}", r"\toprule", _row(head), r"\midrule", *map(_row, rows)]
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", r"\end{table}"]) + "\n"


def _columns(rows: Sequence[Sequence[str]], numbers: Collection[int]) -> list[str]:
    """The specifiers of columns: natural widths if all fit, else long ones share what the others leave,
    each at least as wide as its longest word.
    """
    widths = [max(map(_letters, column)) for column in zip(*rows, strict=True)]
    is_wide = sum(widths) + _BETWEEN * len(widths) > _TEXT_WIDTH
    wrapped = {n: width**0.5 for n, width in enumerate(widths) if is_wide and n not in numbers and width > _SHORT}
    natural = sum(width for n, width in enumerate(widths) if n not in wrapped)
    room = 1 - (natural + _BETWEEN * len(widths)) / _TEXT_WIDTH
    words = {n: max(map(cells, re.split(r"[ -]", " ".join(row[n] for row in rows)))) for n in wrapped}
    least = {n: letters / _MOST_LETTERS for n, letters in words.items()}
    spare = max(room - sum(least.values()), 0)
    shares = {n: least[n] + spare * part / sum(wrapped.values()) for n, part in wrapped.items()}
    return [
        rf">{{\raggedright\arraybackslash}}p{{{shares[n]:.2f}\linewidth}}"
        if n in shares
        else "r"
        if n in numbers
        else "l"
        for n in range(len(widths))
    ]


def _letters(cell: str) -> int:
    """About how many letters wide a cell is; a citation is a number in brackets."""
    return 4 if isinstance(cell, Command) else cells(cell)


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(_cell, cells)) + r" \\"


def _cell(text: str) -> str:
    """A cell; at the beginning of a row `[` and `*` would be options of the line before, and a log reads `::` as a
    command.
    """
    if isinstance(text, Command):
        return text
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
