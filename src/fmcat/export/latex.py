"""Text as LaTeX takes it."""

import re

from fmcat.text import showable

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_ANY = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def latex(text: str) -> str:
    """The text with everything that means something to LaTeX escaped."""
    return _ANY.sub(lambda found: _SPECIAL[found[0]], showable(text))


def table(head: list[str], rows: list[list[str]], columns: str) -> str:
    """A booktabs table; `columns` are its column specifiers."""
    body = [" & ".join(map(latex, row)) + r" \\" for row in rows]
    lines = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", " & ".join(map(latex, head)) + r" \\", r"\midrule"]
    return "\n".join([*lines, *body, r"\bottomrule", r"\end{tabular}"]) + "\n"
