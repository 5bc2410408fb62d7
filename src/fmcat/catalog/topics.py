"""Facts about a term of the taxonomy, and which topics a word may mean."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fmcat.catalog.catalog import Catalog
from fmcat.fields import FIELDS, Document
from fmcat.query.sql import select
from fmcat.schema.document import TermDocument
from fmcat.text import name_key, near

#: How many of the first models that used a term are listed.
_FIRST = 3
#: How many similar topics are suggested.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A term and its related facts. `query` finds the models that use it or a narrower one.

    `examples` are its best-known models, `first` the earliest ones, and `by_year` counts them by the year of their
    release, including years without any.
    """

    vocabulary: str
    term: TermDocument
    broader: Sequence[str]
    narrower: Sequence[str]
    examples: Sequence[Document]
    first: Sequence[Document]
    by_year: Mapping[int, int]
    query: str

    @property
    def count(self) -> int:
        """How many models use it."""
        return sum(self.by_year.values())


def term_facts(catalog: Catalog, vocabulary: str, term_id: str) -> TermFacts:
    """The facts of one term."""
    terms = catalog.terms(vocabulary)
    term = terms[term_id]
    narrower = [other for other, found in terms.items() if term_id in found.get("broader", ())]
    query = next((f"{field.name}:{term_id}" for field in FIELDS.values() if field.vocabulary == vocabulary), "")
    return TermFacts(
        vocabulary,
        term,
        term.get("broader", ()),
        narrower,
        [catalog.document(model) for model in term.get("examples", ()) if model in catalog],
        list(catalog.documents(catalog.query(query), _FIRST)) if query else [],
        _by_year(catalog, query) if query else {},
        query,
    )


def _by_year(catalog: Catalog, query: str) -> dict[int, int]:
    years = Counter(int(day[:4]) for (day,) in catalog.rows(*select(catalog.query(query), "m.released")))
    return {year: years[year] for year in range(min(years), max(years) + 1)} if years else {}


def meanings(catalog: Catalog, topic: str) -> list[tuple[str, str]]:
    """What a word may mean: (`concept`, id) and (`term:method`, id) pairs, in that order."""
    key = name_key(topic)
    concepts = [
        ("concept", concept_id)
        for concept_id, note in catalog.entries("concept").items()
        if key in map(name_key, [concept_id, *map(str, note["title"].values()), *note.get("aliases", ())])
    ]
    terms = [(f"term:{name}", found) for name in catalog.vocabularies if (found := catalog.find(name, topic))]
    return concepts + [(kind, term) for kind, term in terms if term in catalog.entries(kind)]


def every_topic(catalog: Catalog) -> list[tuple[str, str]]:
    """Every topic, the notes first, then the terms of each vocabulary."""
    kinds = ["concept", *(f"term:{name}" for name in catalog.vocabularies)]
    return [(kind, topic) for kind in kinds for topic in catalog.entries(kind)]


def near_topics(catalog: Catalog, topic: str) -> list[str]:
    """Topics similar to a word, best first; a term is also found by another name of it."""
    terms = [term for vocabulary in catalog.vocabularies for term in catalog.near(vocabulary, topic)]
    close = near(topic, [*catalog.entries("concept"), *terms])
    return list(dict.fromkeys([*close, *terms]))[:_NEAR]


def other_answers(catalog: Catalog, word: str) -> list[str]:
    """Other meanings of a word that is not a topic: a model or a vendor."""
    commands = {"model": "fmcat show {}", "vendor": "fmcat list vendor:{}"}
    found = {kind: catalog.find(kind, word) for kind in commands}
    return [f"{word} is a {kind}: {commands[kind].format(name)}" for kind, name in found.items() if name]
