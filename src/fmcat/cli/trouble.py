"""Prints errors on stderr, in the user's language, each part on its own line."""

import re
import sys
from collections.abc import Sequence

from fmcat.errors import BadQuery, BadRegistry, BadUsage, FmcatError
from fmcat.messages import Sentence, say, spoken
from fmcat.text import cells, did_you_mean, disarmed, near, one_line

#: How much of a long query is shown around the mistake.
_WINDOW = 70
_LONGEST = 2000
_ERROR = say("error:")


def printed(error: FmcatError, language: str) -> str:
    """The error as lines: what is wrong, where (with a caret in a query), and how to fix it."""

    def line(text: str) -> str:
        return _cut(one_line(spoken(text, language)))

    indent = " " * (cells(spoken(_ERROR, language)) + 1)
    if isinstance(error, BadRegistry):
        lines = [*map(line, error.problems), f"{_heading(language)} {line(total(error))}"]
        lines += [indent + line(error.hint)] if error.hint else []
        return disarmed("\n".join(lines))
    lines = [f"{_heading(language)} {line(error.message)}"]
    if isinstance(error, BadQuery) and error.query:
        lines += [indent + one for one in _pointed(one_line(error.query), error.start, error.end)]
    lines += [indent + line(detail) for detail in error.details]
    return disarmed("\n".join(lines))


def total(error: BadRegistry) -> Sentence:
    """How many problems the registry has."""
    if error.is_cut and error.count > 1:
        return say("at least {count} problems in the registry", count=error.count)
    return say(
        "1 problem in the registry" if error.count == 1 else "{count} problems in the registry", count=error.count
    )


def _heading(language: str) -> str:
    """The word that errors begin with, in color on a terminal."""
    word = spoken(_ERROR, language)
    return f"\x1b[1;31m{word}\x1b[0m" if sys.stderr.isatty() else word


def _cut(text: str) -> str:
    """The text, cut to what a person can read."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _pointed(query: str, start: int, end: int) -> list[str]:
    first = max(0, start - _WINDOW // 2)
    shown = query[first : first + _WINDOW]
    carets = "^" * max(1, cells(query[start : min(end, first + _WINDOW)]))
    return [shown, " " * cells(query[first:start]) + carets]


def usage_error(words: str, hints: Sequence[str] = ()) -> BadUsage:
    """Typer's error about a command line as one of our errors in our words, with our hints instead of its own."""
    for pattern, sentence in _TYPERS.items():
        if found := re.fullmatch(pattern, words, re.DOTALL):
            values = found.groupdict()
            hint = did_you_mean(near(values["option"], values["known"].split(", "))) if values.get("known") else ""
            return BadUsage(Sentence(sentence.template, values), hints or list(filter(None, [hint])))
    return BadUsage(words, hints)


#: Typer's messages about a command line, and ours: each group fills its placeholder.
_TYPERS = {
    r"No such option: (?P<option>.+?)(?: \(Possible options: (?P<known>.+)\))?": say("unknown option {option}"),
    r"Missing argument '\{?(?P<name>[^{}]+)\}?'\.": say("{name} is missing"),
    r"Missing option '(?P<name>.+)'\.": say("{name} is missing"),
    r"Option '(?P<option>.+)' requires an argument\.": say("{option} needs a value"),
    r"Option '(?P<option>.+)' does not take a value\.": say("{option} takes no value"),
    r"Got unexpected extra argument\(?s?\)? \((?P<words>.+)\)": say("unexpected argument: {words}"),
    r"Invalid value for '(?P<option>[^']+)'(?: / '[^']+')*: (?P<value>.+) is not a valid int.*": say(
        "{option}: {value} is not a whole number"
    ),
    r"Invalid value for '(?P<option>[^']+)'(?: / '[^']+')*: (?P<value>.+) is not in the range x>=(?P<least>\d+)\.": say(
        "{option}: {value} is less than {least}"
    ),
    r"Invalid value for '(?P<option>[^']+)': (?P<value>.+) is not in the range (?P<least>\d+)<=x<=(?P<most>\d+)\.": say(
        "{option}: {value} is not between {least} and {most}"
    ),
}
