"""What the rows of a model depend on besides its own entry: terms, vendors, and the days of its entry."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from fmcat.catalog.terms import classes
from fmcat.facts import in_language
from fmcat.query.beginnings import spaced
from fmcat.registry.references import MOST_BROADER
from fmcat.text import fold

if TYPE_CHECKING:
    from fmcat.registry.read import Registry
    from fmcat.schema.document import TermDocument, VendorDocument

#: The terms directly broader than each term (and vendor), by vocabulary and id.
Broader = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True)
class Context:
    """Vendors and (by vocabulary) terms by id, and for models the days their entries were added and changed."""

    vendors: "Mapping[str, VendorDocument]"
    terms: "Mapping[str, Mapping[str, TermDocument]]"
    days: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, registry: "Registry") -> "Context":
        """That of a registry."""
        terms = {
            kind: {term.id: cast("TermDocument", term.document()) for term in terms}
            for kind, terms in registry.terms.items()
        }
        vendors = {vendor.id: cast("VendorDocument", vendor.document()) for vendor in registry.vendors}
        return cls(vendors, terms, {one.id: (one.added, one.changed) for one in registry.history})

    @classmethod
    def stored(cls, connection: sqlite3.Connection) -> "Context":
        """That of a compiled catalog."""
        vendors: dict[str, VendorDocument] = {}
        terms: dict[str, dict[str, TermDocument]] = {}
        kinds = "SELECT kind, id, doc FROM entry WHERE kind = 'vendor' OR kind LIKE 'term:%' ORDER BY kind, position"
        for kind, name, text in connection.execute(kinds):
            if kind == "vendor":
                vendors[name] = json.loads(text)
            else:
                terms.setdefault(kind.removeprefix("term:"), {})[name] = json.loads(text)
        days = {model: (added, changed) for model, added, changed in connection.execute("SELECT * FROM day")}
        return cls(vendors, terms, days)

    def labels(self, language: str) -> dict[str, dict[str, str]]:
        """The labels of vendors and terms, by vocabulary and id; as `inverse`, of relations from the other end."""
        entries: Mapping[str, Mapping[str, TermDocument | VendorDocument]] = {"vendor": self.vendors, **self.terms}
        found = {
            kind: {name: in_language(entry["label"], language) for name, entry in named.items()}
            for kind, named in entries.items()
        }
        relations = self.terms.get("relation", {}).items()
        inverse = {name: in_language(one["inverse"], language) for name, one in relations if "inverse" in one}
        return {**found, "inverse": inverse}

    def broader(self) -> Broader:
        """The terms directly broader than each, also of those licenses of which only the class is known."""
        found: dict[tuple[str, str], Sequence[str]] = {
            ("vendor", name): [vendor["part-of"]] for name, vendor in self.vendors.items() if "part-of" in vendor
        }
        for kind, terms in self.terms.items():
            found |= {(kind, name): term.get("broader", []) for name, term in terms.items()}
        return found | classes(self.terms.get("license", {}))


#: For how many combinations of terms their searchable lines are kept.
_TEXTS_KEPT = 10_000


class Labels:
    """The searchable words of a model's terms: ids, labels and aliases, folded, also of broader terms."""

    def __init__(self, context: Context) -> None:
        entries: dict[tuple[str, str], TermDocument | VendorDocument] = {
            ("vendor", name): vendor for name, vendor in context.vendors.items()
        }
        for kind, terms in context.terms.items():
            entries |= {(kind, name): term for name, term in terms.items()}
        self._entries, self._broader = entries, context.broader()
        self._spoken: dict[tuple[str, str], Sequence[str]] = {}
        self._written: dict[tuple[str, ...], tuple[str, str]] = {}

    def of(self, vocabulary: str, terms: Sequence[str]) -> tuple[str, str]:
        """The searchable lines of some terms of a model, and the same with a space before every word of them.

        Many models have the same terms, so they are kept.
        """
        asked = (vocabulary, *terms)
        if (found := self._written.get(asked)) is None:
            lines = dict.fromkeys(line for term in terms for line in self._lines(vocabulary, term))
            found = "\n".join(lines), "\n".join(map(spaced, lines))
            if len(self._written) < _TEXTS_KEPT:
                self._written[asked] = found
        return found

    def _lines(self, vocabulary: str, term: str) -> Sequence[str]:
        if (vocabulary, term) not in self._spoken:
            names = [term, *closure(vocabulary, term, self._broader)] if (vocabulary, term) in self._entries else []
            entries = [self._entries[vocabulary, name] for name in names if (vocabulary, name) in self._entries]
            self._spoken[vocabulary, term] = [fold(word) for one in entries for word in spellings(one)] or [fold(term)]
        return self._spoken[vocabulary, term]


def spellings(entry: "TermDocument | VendorDocument") -> Iterator[str]:
    """Every way to write a term or a vendor: its id, its labels, its aliases."""
    yield entry["id"]
    yield from filter(None, (entry["label"].get("en"), entry["label"].get("ko")))
    yield from entry.get("aliases", ())


def closure(kind: str, term: str, broader: Broader) -> list[str]:
    """Every term broader than this one, each once, always in the same order."""
    found: dict[str, None] = {}
    waiting = list(broader.get((kind, term), ()))
    while waiting and len(found) <= MOST_BROADER:  # with more, the registry is invalid, which reading it reports
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += broader.get((kind, name), ())
    return list(found)
