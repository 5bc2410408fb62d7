"""Why a query finds nothing: which of its terms stands in the way."""

import re

from fmcat.catalog.collection import Catalog
from fmcat.messages import message
from fmcat.query.parse import spared

#: What somebody writes who means years.
_YEARS = r"(19|20)\d\d(\.\.((19|20)\d\d)?|\+)?|\.\.(19|20)\d\d"
#: Terms of a longer query are not tried one by one: each costs a count.
_MOST_TERMS = 20


def hints(catalog: Catalog, query: str, language: str) -> list[str]:
    """How to change a query that finds nothing: years it names as words, else the terms without which it finds."""
    said = [message("ask_years", language, word=word) for word in query.split() if re.fullmatch(_YEARS, word)]
    terms = [] if said else spared(query)
    for term, rest in terms if len(terms) <= _MOST_TERMS else ():
        if count := catalog.count(catalog.query(rest)):
            said.append(message("without", language, term=term, count=count))
    return said
