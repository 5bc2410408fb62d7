"""Drafts beside the catalog: which models they speak of, and where they say the same, more, or otherwise."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fmcat.catalog.collection import Catalog
from fmcat.fields import UNDISCLOSED, Document
from fmcat.schema.dates import PartialDate, read_date
from fmcat.schema.quantities import write_quantity
from fmcat.sources.draft import Draft
from fmcat.text import name_key

SAME, MORE, RECORDED, CONFLICT = "same", "more", "recorded", "conflict"
#: What an import may find of a fact, best first.
VERDICTS: Mapping[str, str] = {
    SAME: "the catalog says so too",
    MORE: "the catalog says nothing yet",
    RECORDED: "the catalog says otherwise, and names this source as one that does",
    CONFLICT: "the catalog says otherwise",
}
#: Counts agree when they differ by no more: names round them.
_REACH = 0.05


class Statement(NamedTuple):
    """What a source says of one fact of one of our models, beside what we say. Both are texts."""

    model: str
    row: str
    key: str
    ours: str
    theirs: str
    verdict: str


@dataclass
class Plan:
    """What an import would find: statements about models we have, and rows of models we lack."""

    source: str
    matched: dict[str, list[Draft]] = field(default_factory=dict)
    new: list[Draft] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def counts(self) -> dict[str, Counter[str]]:
        """How often each verdict was found, by key of an entry."""
        counted: dict[str, Counter[str]] = {}
        for statement in self.statements:
            counted.setdefault(statement.key, Counter())[statement.verdict] += 1
        return counted


def plan(catalog: Catalog, drafts: Iterable[Draft], work: str) -> Plan:
    """Compare drafts of the source that sources.yaml calls `work` with the catalog; nothing is written."""
    made = Plan(work)
    documents = {document["id"]: document for document in catalog.to_records()}
    crosswalk = _crosswalk(documents.values())
    for draft in drafts:
        found = crosswalk.get((draft.ids_key, name_key(draft.key)))
        found = found or next(filter(None, (catalog.find("model", name) for name in draft.names)), None)
        if found is None:
            made.new.append(draft)
        else:
            made.matched.setdefault(found, []).append(draft)
    for model, rows in made.matched.items():
        for row in _first_released(rows):
            made.statements += _statements(catalog, documents[model], row, work)
    return made


def _first_released(rows: list[Draft]) -> list[Draft]:
    """The rows of one model; those that are dated later are its later versions, and say nothing of its release."""
    first = min((row.facts["released"] for row in rows if "released" in row.facts), default="")
    return [
        row
        if row.facts.get("released") == first
        else row._replace(facts={key: fact for key, fact in row.facts.items() if key != "released"})
        for row in rows
    ]


def _crosswalk(documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    """Our id by what other catalogs call the model."""
    found = {}
    for document in documents:
        for place, names in document.get("ids", {}).items():
            for name in names if isinstance(names, list) else [names]:
                found[place, name_key(name)] = document["id"]
    return found


def _statements(catalog: Catalog, document: Document, draft: Draft, work: str) -> Iterator[Statement]:
    for key, theirs in draft.facts.items():
        ours = document.get(key)
        if ours is None:
            verdict = MORE
        elif _AGREE[key](catalog, document, theirs):
            verdict = SAME
        else:
            verdict = CONFLICT
        if verdict == CONFLICT and _records(document, key, work):
            verdict = RECORDED
        yield Statement(document["id"], draft.key, key, _said(ours), _said(theirs), verdict)


def _records(document: Document, key: str, work: str) -> bool:
    """Whether the entry notes that this work says otherwise."""
    sources = document.get("sources", ())
    return any(source.get("source") == work and key in source["for"] and "says" in source for source in sources)


# ── when two say the same ─────────────────────────────────────────────────────────────────────


def _same_day(catalog: Catalog, document: Document, theirs: str) -> bool:
    """A date agrees with the release, or with any day that is known of the model or a variant."""
    days = [document["released"], *document.get("dates", {}).values()]
    days += [variant["released"] for variant in document.get("variants", ()) if "released" in variant]
    return any(_overlap(read_date(day), theirs) for day in days)


def _same_cutoff(catalog: Catalog, document: Document, theirs: str) -> bool:
    return _overlap(read_date(document["knowledge_cutoff"]), theirs)


def _overlap(ours: PartialDate, theirs: str) -> bool:
    try:
        other = read_date(theirs)
    except ValueError:
        return False
    return ours.earliest <= other.latest and other.earliest <= ours.latest


def _same_vendor(catalog: Catalog, document: Document, theirs: list[str]) -> bool:
    """Vendors agree where one that both name is the same, or part of the other's."""
    named = {vendor for name in theirs if (vendor := catalog.find("vendor", name))}
    ours = set(document["vendor"])
    return any(
        vendor in catalog.narrower("vendor", other) or other in catalog.narrower("vendor", vendor)
        for vendor in named
        for other in ours
    )


def _same_size(catalog: Catalog, document: Document, theirs: int) -> bool:
    parameters = document["parameters"]
    total = parameters if parameters == UNDISCLOSED else parameters["total"]
    return _near(total, theirs) or _near_a_variant(document, "parameters", theirs)


def _same_context(catalog: Catalog, document: Document, theirs: int) -> bool:
    return _near(document["context"], theirs) or _near_a_variant(document, "context", theirs)


def _near(ours: Any, theirs: int) -> bool:
    return isinstance(ours, int) and abs(ours - theirs) <= _REACH * max(ours, theirs)


def _near_a_variant(document: Document, key: str, theirs: int) -> bool:
    return any(_near(variant.get(key), theirs) for variant in document.get("variants", ()))


def _same_kinds(key: str) -> "Agree":
    """Kinds of data agree where we name each of theirs, or something narrower (speech for audio)."""

    def agree(catalog: Catalog, document: Document, theirs: list[str]) -> bool:
        return all(set(catalog.narrower("data-type", kind)) & set(document[key]) for kind in theirs)

    return agree


def _same_access(catalog: Catalog, document: Document, theirs: str) -> bool:
    """Access agrees where both let anyone download the weights, or neither does."""
    ours: str = document["access"]
    return ours.startswith("open") == theirs.startswith("open")


Agree = Callable[[Catalog, Document, Any], bool]
_AGREE: Mapping[str, Agree] = {
    "released": _same_day,
    "vendor": _same_vendor,
    "parameters": _same_size,
    "context": _same_context,
    "knowledge_cutoff": _same_cutoff,
    "inputs": _same_kinds("inputs"),
    "outputs": _same_kinds("outputs"),
    "access": _same_access,
}


def _said(fact: Any) -> str:
    if isinstance(fact, dict):
        fact = fact["total"]
    if isinstance(fact, list):
        return ", ".join(fact)
    return write_quantity(fact) if isinstance(fact, int) else str(fact or "")
