"""Rules about the authors of a citation."""

import re

from fmcat.checks.finding import Examined, Findings

#: Two names in one text: "Ann Bee and Cy Dee". An organization, which begins with "=", may be called so.
_TWO_NAMES = re.compile(r"[^\s,]+ [^,]+ (?:and|&) [^\s,]+ \S+|.+, .+ and .+, .+|.*;.*")


def one_author_each(examined: Examined) -> Findings:
    """Each author of a citation is a text of its own."""
    for model in examined.models:
        for number, author in enumerate(model.citation.authors if model.citation else ()):
            if not author.startswith("=") and _TWO_NAMES.fullmatch(author):
                path = ("citation", "authors", number)
                yield examined.finding(model, path, f"{author!r} looks like two authors; write each by itself")
