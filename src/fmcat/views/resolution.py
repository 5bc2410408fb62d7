"""What ids mean, one row each."""

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from fmcat.catalog.resolution import Resolution
from fmcat.catalog.spellings import Match
from fmcat.messages import Sentence, say, spoken
from fmcat.text import one_line
from fmcat.views.table import plain_table
from fmcat.views.theme import DASH, DIM

_HEADINGS = (say("id"), say("match"), say("checkpoint"), say("note"))
_LONGEST = 80
#: How closely an id is known, in words.
_MATCHES: Mapping[Match, Sentence] = {
    "exact": say("exact"),
    "checkpoint": say("checkpoint"),
    "snapshot": say("snapshot"),
    "repackaged": say("repackaged"),
    "family": say("family"),
    "none": say("none"),
}


def resolution_table(answers: Iterable[Resolution], language: str) -> Table:
    """The ids with how closely each is known, what it means, and what was removed from it."""
    table = plain_table()
    for heading in _HEADINGS:
        table.add_column(spoken(heading, language).upper(), overflow="fold")
    for answer in answers:
        shown = one_line(answer.query)
        shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
        meant = Text(answer.checkpoint or answer.model or DASH, "" if answer.is_found else DIM)
        match = Text(spoken(_MATCHES[answer.match], language))
        table.add_row(Text(shown), match, meant, Text(spoken(answer.note, language), DIM))
    return table
