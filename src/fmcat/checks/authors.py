"""Rules about the authors of a citation."""

import re

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say

#: Two names in one text: "Ann Bee and Cy Dee". An organization, which begins with "=", may have such a name.
_TWO_NAMES = re.compile(r"[^\s,]+ [^,]+ (?:and|&) [^\s,]+ \S+|.+, .+ and .+, .+|.*;.*")


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
