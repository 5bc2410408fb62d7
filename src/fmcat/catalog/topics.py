"""What the catalog knows of a term of its taxonomy, and which topics a word may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmcat.catalog.collection import Catalog
from fmcat.fields import FIELDS, Document
from fmcat.text import name_key


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A term with its surroundings. `query` asks for the `count` models that use it or a narrower one."""

    vocabulary: str
    term: Document
    broader: Sequence[str]
    narrower: Sequence[str]
    examples: Sequence[Document]
    count: int
    query: str


def term_facts(catalog: Catalog, vocabulary: str, term_id: str) -> TermFacts:
    """The facts of one term."""
    terms = catalog.notes(f"term:{vocabulary}")
    term = terms[term_id]
    narrower = [other for other, found in terms.items() if term_id in found.get("broader", ())]
    query = next((f"{field.name}:{term_id}" for field in FIELDS.values() if field.vocabulary == vocabulary), "")
    return TermFacts(
        vocabulary,
        term,
        term.get("broader", ()),
        narrower,
        [catalog.document(model) for model in term.get("examples", ()) if model in catalog],
        catalog.count(catalog.query(query)) if query else 0,
        query,
    )


def meanings(catalog: Catalog, topic: str) -> list[tuple[str, str]]:
    """What a word may mean: (`concept`, id) and (`term:method`, id) pairs, in that order."""
    key = name_key(topic)
    concepts = [
        ("concept", concept_id)
        for concept_id, note in catalog.notes("concept").items()
        if key in map(name_key, [concept_id, *note["title"].values(), *note.get("aliases", ())])
    ]
    terms = [(f"term:{name}", found) for name in catalog.vocabularies if (found := catalog.find(name, topic))]
    return concepts + [(kind, term) for kind, term in terms if term in catalog.notes(kind)]


def near_topics(catalog: Catalog, topic: str) -> list[str]:
    """Topics that look like a word, best first."""
    from fmcat.text import near

    ids = list(catalog.notes("concept"))
    for vocabulary in catalog.vocabularies:
        ids += catalog.near(vocabulary, topic)
    return near(topic, dict.fromkeys(ids))
