"""What a search found, the best first."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from fmcat.catalog.search import NAME, RANKS, WORDS, Hit
from fmcat.days import month
from fmcat.fields import FIELDS, Document
from fmcat.messages import message
from fmcat.text import fold, showable
from fmcat.views.table import plain_table
from fmcat.views.theme import DIM, STRONG, name_of
from fmcat.wording import Wording

#: How much of a long text is shown around the match.
_AROUND = 24


def hits_table(hits: Sequence[tuple[Hit, Document]], text: str, wording: Wording) -> Table:
    """The models with their matching text."""
    language = wording.language
    table = plain_table()
    dates = [month(document["released"], language) for _, document in hits]
    for name in ("name", "vendor", "released"):
        least = max(map(cell_len, dates), default=0) if name == "released" else None
        table.add_column(FIELDS[name].label_in(language).upper(), no_wrap=True, overflow="ellipsis", min_width=least)
    # Its cells are cut separately rather than wrapped: Rich would narrow all columns that must not wrap.
    table.add_column(message("matched", language).upper(), overflow="ellipsis")
    for (hit, document), when in zip(hits, dates, strict=True):
        matched = _matched(hit, document, text, language)
        matched.no_wrap = True
        table.add_row(name_of(document), wording.vendors(document, 1), when, matched)
    return table


def _matched(hit: Hit, document: Document, text: str, language: str) -> Text:
    how = Text(message(f"rank_{RANKS[hit.rank]}", language), DIM)
    if hit.rank == NAME or hit.matched == document["name"]:
        return how
    shown = Text(showable(_clipped(hit.matched, text)))
    if hit.rank == WORDS:
        for word in fold(text).split():
            shown.highlight_words([word], STRONG, case_sensitive=False)
        return shown
    return shown.append("  ").append_text(how)


def _clipped(matched: str, text: str) -> str:
    """The text around its first match, if it is long."""
    words = fold(text).split()
    place = min((found for word in words if (found := matched.find(word)) >= 0), default=0)
    start = max(place - _AROUND, 0) if len(matched) > 3 * _AROUND else 0
    return ("…" if start else "") + matched[start:]
