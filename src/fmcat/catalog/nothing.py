"""What was meant where nothing is found: which term of a query excludes everything, which name an id is close to."""

import re
from typing import TYPE_CHECKING

from fmcat.messages import message, spoken
from fmcat.query.asked import Asked
from fmcat.text import did_you_mean

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog
    from fmcat.catalog.resolution import Resolution

#: What people write for years.
_YEARS = r"(19|20)\d\d(\.\.((19|20)\d\d)?|\+)?|\.\.(19|20)\d\d"
#: A text that may be a name, with no field, quotation or parenthesis.
_WORDS = r"[^:()\"]+"
#: What a bare word is sooner than a model's name, which it may be close to by chance if it has fewer letters.
_LISTED_BY, _LEAST = ("modality", "method", "capability"), 4


def hints(catalog: "Catalog", asked: str | Asked, language: str) -> list[str]:
    """How to change a query that finds nothing: its years as a field, the terms to drop, or similar words or names."""
    asked = Asked(asked) if isinstance(asked, str) else asked
    notes = [message("ask_years", language, word=word) for word in asked.text.split() if re.fullmatch(_YEARS, word)]
    for term, rest in () if notes else asked.relaxed():
        if count := catalog.count(catalog.query(rest)):
            notes.append(message("without", language, term=term, count=count))
    if not notes and asked.text and not asked.options and re.fullmatch(_WORDS, asked.text):
        listed_by = _LISTED_BY if len(asked.text) >= _LEAST else ()
        terms = [term for vocabulary in listed_by for term in catalog.near(vocabulary, asked.text)]
        near = did_you_mean(terms[:3]) or likely_meant(catalog, catalog.resolve(asked.text))
        notes += [spoken(near, language)] if near else []
    return notes


def likely_meant(catalog: "Catalog", meant: "Resolution") -> str:
    """What an id that means nothing may have meant: a term of another kind, or models of similar names; else `""`."""
    return catalog.hint("model", meant.query) or did_you_mean(meant.candidates)
