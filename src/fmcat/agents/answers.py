"""What agents ask, answered with plain JSON values."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NotRequired, TypedDict

from fmcat.agents.pages import MOST_BYTES, Pages, size
from fmcat.catalog import comparison, evidence, lineage, timeline, topics
from fmcat.catalog.collection import Catalog
from fmcat.catalog.search import search
from fmcat.errors import BadUsage
from fmcat.export import comparison as compared
from fmcat.export import graph
from fmcat.export.json import record
from fmcat.fields import FIELD_NAMES, Document, Field
from fmcat.text import did_you_mean, near

#: Models that are told of a year, an era or a term; there may be more, which a query lists.
_TOLD = 20
_MOST_HITS = 50


class Answer(TypedDict):
    """Whether the catalog has what was asked for; where not, `near` are the names that come nearest."""

    found: bool
    name: NotRequired[str]
    near: NotRequired[list[str]]


class Models(TypedDict):
    """A page of models in the order of the query; `total` counts all of them, `next` is absent after the last."""

    total: int
    models: list[dict[str, Any]]
    next: NotRequired[str]


class Hits(TypedDict):
    """Models that answer a search, best first; `rank` says how well: name, beginning, part, words or likeness."""

    hits: list[dict[str, str]]


class Shown(Answer):
    """One model's document."""

    model: NotRequired[dict[str, Any]]


class Compared(Answer):
    """Facts by field and model; what nobody found has no key."""

    models: NotRequired[list[str]]
    facts: NotRequired[dict[str, dict[str, Any]]]
    differing: NotRequired[list[str]]
    sources: NotRequired[dict[str, list[dict[str, Any]]]]


class Tree(Answer):
    """A family tree either way; `left_out` counts the steps below a model that are not shown."""

    up: NotRequired[dict[str, Any]]
    down: NotRequired[dict[str, Any]]
    sources: NotRequired[list[dict[str, Any]]]


class Parts(TypedDict):
    """Eras, years or months, oldest first; `count` is how many models each has, of which some are told."""

    by: str
    parts: list[dict[str, Any]]
    next: NotRequired[str]


class Explained(Answer):
    """What a word may mean: terms with their facts, and notes."""

    meanings: NotRequired[list[dict[str, Any]]]


class Why(Answer):
    """A fact with where it was read; `state` is known, undisclosed or unknown."""

    id: NotRequired[str]
    field: NotRequired[str]
    state: NotRequired[str]
    value: NotRequired[Any]
    layers: NotRequired[list[str]]
    sources: NotRequired[list[dict[str, Any]]]


class Answers:
    """The questions. `current` gives the catalog as its files are now."""

    def __init__(self, current: Callable[[], Catalog]) -> None:
        self._current = current

    def search(self, text: str, limit: int = 10) -> Hits:
        """The models that answer a text, best first."""
        if not 1 <= limit <= _MOST_HITS:
            raise BadUsage(f"limit: {limit} is not between 1 and {_MOST_HITS}")
        catalog = self._current()
        hits = search(catalog, text, limit)
        return {"hits": [hit.record() | {"name": catalog.document(hit.id)["name"]} for hit in hits]}

    def list(
        self, query: str = "", fields: Sequence[str] = (), sources: bool = False, limit: int = 20, cursor: str = ""
    ) -> Models:
        """The models a query chooses."""
        catalog = self._current()
        chosen, columns = catalog.query(query), [_field(name) for name in fields]
        documents: Iterable[Document] = catalog.documents(chosen)
        records = (record(one, columns) if columns else _told(one, sources) for one in documents)
        models, following = Pages(catalog, query, fields, sources).page(records, limit, cursor)
        answer: Models = {"total": catalog.count(chosen), "models": models}
        return answer | {"next": following} if following else answer

    def show(self, name: str, sources: bool = False) -> Shown:
        """Everything about one model."""
        catalog = self._current()
        if name not in catalog:
            return {"found": False, "name": name, "near": catalog.near("model", name)}
        document = catalog.document(name)
        origins = catalog.origins(document["id"])
        return {"found": True, "model": _told(document, sources) | ({"layers": origins} if origins else {})}

    def compare(self, names: Sequence[str], sources: bool = False) -> Compared:
        """Models side by side."""
        catalog = self._current()
        for name in names:
            if name not in catalog:
                return {"found": False, "name": name, "near": catalog.near("model", name)}
        documents = list({one["id"]: one for one in map(catalog.document, names)}.values())
        if not 2 <= len(documents) <= comparison.MOST:
            raise BadUsage(f"names: two to {comparison.MOST} models can be compared, not {len(documents)}")
        facts = compared.record(documents, comparison.compare(documents))
        answer: Compared = {"found": True, **facts}  # type: ignore[typeddict-item]
        if sources:
            answer["sources"] = {one["id"]: one.get("sources", []) for one in documents}
        return answer

    def lineage(self, name: str, down: bool = False, depth: int = 3, sources: bool = False) -> Tree:
        """What a model was made from or, `down`, what was made from it."""
        catalog = self._current()
        if name not in catalog:
            return {"found": False, "name": name, "near": catalog.near("model", name)}
        if depth < 1:
            raise BadUsage(f"depth: {depth} is less than 1")
        document = catalog.document(name)
        tree = graph.record(lineage.family_tree(catalog, document, down, depth))
        while size(tree) > MOST_BYTES and depth > 1:
            depth -= 1
            tree = graph.record(lineage.family_tree(catalog, document, down, depth))
        while size(tree) > MOST_BYTES:  # even the nearest are too many
            kept = tree["branches"][: len(tree["branches"]) // 2]
            tree["left_out"] = tree.get("left_out", 0) + len(tree["branches"]) - len(kept)
            tree["branches"] = kept
        answer: Tree = {"found": True, "down": tree} if down else {"found": True, "up": tree}
        if sources:
            answer["sources"] = [one for one in document.get("sources", ()) if "lineage" in one["for"]]
        return answer

    def timeline(self, query: str = "", by: str = "year", limit: int = 50, cursor: str = "") -> Parts:
        """Models through time."""
        catalog = self._current()
        chosen = catalog.query(query)
        if by == "era":
            wanted = {document["id"] for document in catalog.documents(chosen)}
            parts = [
                {"shelf": line["modality"]} | _era(era)
                for line in catalog.notes("timeline").values()
                for era in timeline.eras(catalog, line, wanted)
            ]
        elif by in ("year", "month"):
            parts = [
                {"when": part.when, "count": len(part.documents), "models": [*map(_brief, part.documents[:_TOLD])]}
                for part in timeline.periods(catalog.documents(chosen), by == "month")
            ]
        else:
            raise BadUsage(f"by: {by!r} is none of era, year, month")
        told, following = Pages(catalog, query, by).page(parts, limit, cursor)
        answer: Parts = {"by": by, "parts": told}
        return answer | {"next": following} if following else answer

    def explain(self, topic: str) -> Explained:
        """What a term or a note says."""
        catalog = self._current()
        found = topics.meanings(catalog, topic)
        if not found:
            return {"found": False, "name": topic, "near": topics.near_topics(catalog, topic)}
        return {"found": True, "meanings": [_topic(catalog, kind, topic_id) for kind, topic_id in found]}

    def why(self, name: str, field: str) -> Why:
        """Where a fact was read, and who says otherwise."""
        catalog, asked = self._current(), _field(field)
        if name not in catalog:
            return {"found": False, "name": name, "near": catalog.near("model", name)}
        document = catalog.document(name)
        said = evidence.record(catalog, document, asked)
        return {"found": True, **said, "state": asked.state(document) or "unknown"}  # type: ignore[typeddict-item]


def _field(name: str) -> Field:
    field = FIELD_NAMES.get(name.strip().lower())
    if field is None:
        hint = did_you_mean(near(name, FIELD_NAMES)) or "the resource fmcat://fields lists them all"
        raise BadUsage(f"no field is called {name!r}", [hint])
    return field


def _told(document: Document, sources: bool) -> dict[str, Any]:
    return {key: value for key, value in document.items() if sources or key != "sources"}


def _brief(document: Document) -> dict[str, Any]:
    return {key: document[key] for key in ("id", "name", "released")}


def _era(era: timeline.Era) -> dict[str, Any]:
    told = [_brief(one.document) | ({"note": one.note} if one.note else {}) for one in era.milestones]
    return {"when": era.years, "headline": era.headline, "count": len(told), "models": told}


def _topic(catalog: Catalog, kind: str, topic_id: str) -> dict[str, Any]:
    if kind == "concept":
        return {"kind": "concept", **catalog.notes("concept")[topic_id]}
    facts = topics.term_facts(catalog, kind.removeprefix("term:"), topic_id)
    said = {"kind": facts.vocabulary, **facts.term, "narrower": list(facts.narrower)}
    first = [_brief(document) for document in facts.first]
    return said | ({"count": facts.count, "query": facts.query, "first": first} if facts.query else {})
