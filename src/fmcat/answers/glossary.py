"""Notes and terms as a Markdown glossary."""

from collections.abc import Iterable, Iterator

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.topics import TermFacts, term_facts
from fmcat.export.kit.markdown import escaped
from fmcat.export.kit.markdown import link as linked
from fmcat.facts import main_link
from fmcat.messages import message, vocabulary_label
from fmcat.schema.document import ConceptDocument
from fmcat.wording import Wording


def record(catalog: Catalog, kind: str, topic: str) -> dict[str, object]:
    """A topic as plain JSON values: the note, or the term with narrower terms and how many models use it."""
    if kind == "concept":
        return {"kind": kind, **catalog.entries("concept")[topic]}
    facts = term_facts(catalog, kind.removeprefix("term:"), topic)
    return {"kind": kind, **facts.term, "narrower": list(facts.narrower), "models": facts.count, "query": facts.query}


def to_markdown(catalog: Catalog, topics: Iterable[tuple[str, str]], wording: Wording) -> Iterator[str]:
    """The topics in their order, each vocabulary under its own heading."""
    before = ""
    for kind, topic in topics:
        if kind != before:
            label = "concepts" if kind == "concept" else ""
            heading = message(label, wording.language) if label else _vocabulary(kind, wording)
            yield f"## {heading}\n\n"
            before = kind
        if kind == "concept":
            yield from _note(catalog.entries("concept")[topic], wording)
        else:
            yield from _term(term_facts(catalog, kind.removeprefix("term:"), topic), wording)
        yield "\n"


def _vocabulary(kind: str, wording: Wording) -> str:
    return vocabulary_label(kind.removeprefix("term:"), wording.language)


def _note(note: ConceptDocument, wording: Wording) -> Iterator[str]:
    bilingual = wording.bilingual
    yield f"### {escaped(bilingual(note['title']))}\n\n"
    if "text" in note:
        yield f"{escaped(bilingual(note['text']))}\n\n"
    for point in note.get("points", ()):
        text = f": {escaped(bilingual(point['text']))}" if "text" in point else ""
        yield f"- **{escaped(bilingual(point['label']))}**{text}\n"
    if "contrasts" in note:
        yield f"| {message('before', wording.language)} | {message('after', wording.language)} |\n| --- | --- |\n"
        for contrast in note["contrasts"]:
            yield f"| {escaped(bilingual(contrast['before']))} | {escaped(bilingual(contrast['after']))} |\n"
    for link in note.get("links", ()):
        yield f"- {linked(bilingual(link['title']), link['url'])}\n"


def _term(facts: TermFacts, wording: Wording) -> Iterator[str]:
    language, term = wording.language, facts.term
    yield f"### {escaped(wording.bilingual(term['label']))}\n\n"
    yield f"`{term['id']}` · {escaped(wording.bilingual(term['definition']))}\n\n"
    for key, terms in (("broader", facts.broader), ("narrower", facts.narrower)):
        if terms:
            yield f"- {message(key, language)}: {escaped(wording.terms(facts.vocabulary, terms))}\n"
    if facts.examples:
        names = (linked(one["name"], main_link(one)) for one in facts.examples)
        yield f"- {message('well_known', language)}: {', '.join(names)}\n"
    if "reference" in term:
        yield f"- {message('reference', language)}: {linked(term['reference'], term['reference'])}\n"
