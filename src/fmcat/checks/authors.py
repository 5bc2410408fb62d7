"""Rules about citations: authors, year and venue."""

import re

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say

#: Two names in one text: "Ann Bee and Cy Dee". An organization, which begins with "=", may have such a name.
_TWO_NAMES = re.compile(r"[^\s,]+ [^,]+ (?:and|&) [^\s,]+ \S+|.+, .+ and .+, .+|.*;.*")
#: A year within a venue: "CVPR 2024".
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: What bibliographies write in place of the remaining names.
_CUT_SHORT = ("others", "et al", "et al.", "and others")


def one_author_each(examined: Examined) -> Findings:
    """A citation lists every author, each as a separate text."""
    for model in examined.models:
        for number, author in enumerate(model.citation.authors if model.citation else ()):
            path = ("citation", "authors", number)
            if not author.startswith("=") and _TWO_NAMES.fullmatch(author):
                yield examined.finding(
                    model, path, say("{author!r} looks like two authors; list each one separately", author=author)
                )
            elif author.lower() in _CUT_SHORT:
                yield examined.finding(
                    model, path, say("{author!r} is not an author; name every author, or the group", author=author)
                )


def year_and_venue(examined: Examined) -> Findings:
    """A citation is not older than the arXiv id of its paper, and its venue is named without the year."""
    for model in examined.models:
        if not (citation := model.citation):
            continue
        arxiv = model.ids and model.ids.arxiv
        if arxiv and "/" not in arxiv and int(citation.year) < (year := 2000 + int(arxiv[:2])):
            found = say(
                "cited as of {cited}, but arXiv id {arxiv} is from {year}", cited=citation.year, arxiv=arxiv, year=year
            )
            yield examined.finding(model, ("citation", "year"), found)
        if citation.venue and _YEAR.search(citation.venue):
            found = say(
                "{venue!r} contains a year; write the venue alone, the year has its own field", venue=citation.venue
            )
            yield examined.finding(model, ("citation", "venue"), found)
