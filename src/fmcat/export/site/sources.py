"""Where the facts of a model's page were read: numbers at the facts, both values of disputes, and the sources."""

import re
from collections.abc import Iterator

from fmcat.catalog.tiers import Tiers
from fmcat.days import day
from fmcat.export.site.frame import Place, external, h
from fmcat.fields import Document
from fmcat.schema.document import SourceDocument


class Sources:
    """The sources of one model, numbered in the order of its entry."""

    def __init__(self, place: Place, document: Document, tiers: Tiers) -> None:
        self._place, self._document, self._tiers = place, document, tiers
        self._works = place.site.catalog.entries("source")
        self._numbered = list(enumerate(document.get("sources", ()), start=1))

    def of(self, key: str) -> str:
        """What follows a fact: the numbers of its sources, then what other sources state."""
        return self.numbers(key) + self.others(key)

    def numbers(self, key: str) -> str:
        """The numbers of the sources that state a fact."""
        found = [_number(number) for number, source in self._numbered if key in source["for"] and "says" not in source]
        return f"<sup>{' '.join(found)}</sup>" if found else ""

    def others(self, key: str) -> str:
        """What other sources state of a fact."""
        read = [(number, source) for number, source in self._numbered if key in source["for"] and "says" in source]
        return "".join(self._otherwise(number, source) for number, source in read)

    def _otherwise(self, number: int, source: SourceDocument) -> str:
        says = self._place.site.message("source_says", value=source["says"])
        why = f" <small>{_reason(source['reason'])}</small>" if "reason" in source else ""
        who, title = h(self._title(source)), self._place.site.message("sources_disagree")
        return (
            f'<div class="otherwise"><span class="disputed" title="{title}">≠</span> '
            f"{who} {says}<sup>{_number(number)}</sup>{why}</div>"
        )

    def listed(self) -> str:
        """The sources, each with how close it is to the maker, what it was read for, and when; empty without any."""
        items = "".join(f'<li id="source-{number}">{self._source(source)}</li>\n' for number, source in self._numbered)
        return f'<ol class="sources">\n{items}</ol>' if items else ""

    def _source(self, source: SourceDocument) -> str:
        url = source["url"] if "url" in source else self._works[source["source"]]["url"]
        title = self._works[source["source"]]["title"] if "source" in source else ""
        return f"{external(url, title)} <small>{' · '.join(self._notes(source))}</small>"

    def _notes(self, source: SourceDocument) -> Iterator[str]:
        site = self._place.site
        yield site.message(f"tier_{self._tiers.of(self._document, source)}")
        yield site.message("source_for", fields=site.wording.keys(source["for"]))
        if "read" in source:
            yield site.message("source_read", date=day(source["read"], site.language))
        if "says" in source:
            yield site.message("source_says", value=source["says"])
        elif "reason" in source:
            yield _reason(source["reason"])

    def _title(self, source: SourceDocument) -> str:
        if "source" in source:
            return self._works[source["source"]]["title"]
        return source["url"].partition("://")[2].removeprefix("www.").partition("/")[0]


def _reason(text: str) -> str:
    """Why a source is read as it is, marked as the language it is written in, whichever the page is in."""
    language = "ko" if re.search(r"[\uac00-\ud7a3]", text) else "en"
    return f'<span lang="{language}">{h(text)}</span>'


def _number(number: int) -> str:
    return f'<a href="#source-{number}">{number}</a>'
