"""How facts are said to a person: terms by their labels, dates and sizes as people write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fmcat.fields import UNDISCLOSED, Document, Field
from fmcat.messages import message, month
from fmcat.schema.quantities import say_quantity
from fmcat.text import showable

Labels = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Wording:
    """A language and what the catalog's terms and vendors are called in it."""

    language: str
    labels: Labels

    def term(self, vocabulary: str, term: str) -> str:
        """A term's label, or its id where it has none."""
        return showable(self.labels.get((vocabulary, term), term))

    def terms(self, vocabulary: str, terms: Sequence[str]) -> str:
        """Several terms' labels, comma-separated."""
        return ", ".join(self.term(vocabulary, term) for term in terms)

    def fact(self, field: Field, document: Document) -> str:
        """What a model's document says of a field, or nothing where that is unknown."""
        fact = field.read(document)
        if field.name == "summary":
            return self.bilingual(document.get("summary", {}))
        if fact is None or fact == []:
            return ""
        if fact == UNDISCLOSED:
            return message("undisclosed", self.language)
        return ", ".join(self._said(field, value) for value in (fact if isinstance(fact, list) else [fact]))

    def _said(self, field: Field, value: Any) -> str:
        if field.kind == "quantity":
            return say_quantity(value)
        if field.kind == "date":
            return month(value, self.language)
        if field.kind == "flag":
            return message("yes" if value else "no", self.language)
        if field.vocabulary == "license":
            return showable(value.removeprefix("LicenseRef-"))
        if isinstance(value, dict):
            return showable(next(iter(value.values())))
        return self.term(field.vocabulary, value) if field.vocabulary else showable(str(value))

    def bilingual(self, text: Mapping[str, str]) -> str:
        """A bilingual text in this language, or in the other where it has only that."""
        return showable(text.get(self.language) or text.get("en") or text.get("ko") or "")

    def vendors(self, document: Document) -> str:
        """Who made a model."""
        return self.terms("vendor", document["vendor"])
