"""How an error is said on stderr."""

import sys

from rich.cells import cell_len

from fmcat.errors import BadQuery, BadRegistry, FmcatError
from fmcat.text import disarmed, one_line

_INDENT = " " * len("error: ")
#: How much of a long query is shown around the culprit.
_WINDOW = 70
_LONGEST = 2000


def said(error: FmcatError) -> str:
    """The error as lines: what is wrong, where (with a caret in a query), and how to mend it."""
    if isinstance(error, BadRegistry):
        lines = [one_line(problem) for problem in error.problems]
        count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''} in the registry"
        hint = [_INDENT + error.hint] if error.hint else []
        return disarmed("\n".join([*lines, f"{_heading()} {count}", *hint]))
    lines = [f"{_heading()} {_cut(one_line(error.message))}"]
    if isinstance(error, BadQuery) and error.query:
        lines += _pointed(one_line(error.query), error.start, error.end)
    lines += [_INDENT + _cut(one_line(detail)) for detail in error.details]
    return disarmed("\n".join(lines))


def _cut(text: str) -> str:
    """The text, or as much of one without end as a person reads."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _heading() -> str:
    return "\x1b[1;31merror:\x1b[0m" if sys.stderr.isatty() else "error:"


def _pointed(query: str, start: int, end: int) -> list[str]:
    first = max(0, start - _WINDOW // 2)
    shown = query[first : first + _WINDOW]
    carets = "^" * max(1, cell_len(query[start : min(end, first + _WINDOW)]))
    return [_INDENT + shown, _INDENT + " " * cell_len(query[first:start]) + carets]
