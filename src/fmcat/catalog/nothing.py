"""Why a query finds nothing: which of its terms excludes everything."""

import re

from fmcat.catalog.catalog import Catalog
from fmcat.messages import message
from fmcat.query.asked import Asked

#: What people write for years.
_YEARS = r"(19|20)\d\d(\.\.((19|20)\d\d)?|\+)?|\.\.(19|20)\d\d"


def hints(catalog: Catalog, asked: str | Asked, language: str) -> list[str]:
    """How to change a query that finds nothing: its years as a field, or the terms to drop."""
    asked = Asked(asked) if isinstance(asked, str) else asked
    notes = [message("ask_years", language, word=word) for word in asked.text.split() if re.fullmatch(_YEARS, word)]
    for term, rest in () if notes else asked.relaxed():
        if count := catalog.count(catalog.query(rest)):
            notes.append(message("without", language, term=term, count=count))
    return notes
