"""The answers to agents' questions, as plain JSON values from one catalog."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from fmcat.agents import trees
from fmcat.agents.pages import Pages
from fmcat.agents.shapes import (
    Answer,
    Compared,
    Explained,
    Hits,
    Layers,
    License,
    Models,
    Parts,
    Resolved,
    Shown,
    Tree,
    Why,
)
from fmcat.answers import comparison as compared
from fmcat.catalog import comparison, evidence, lineage, timeline, topics
from fmcat.catalog import license as terms
from fmcat.catalog import search as searching
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.nothing import hints
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.selection import as_asked
from fmcat.checkpoints import model_of
from fmcat.errors import BadUsage
from fmcat.export import Choice
from fmcat.export.json import record
from fmcat.fields import FIELDS, Document, Field
from fmcat.messages import say
from fmcat.query.beginnings import spaced
from fmcat.query.expression import Query
from fmcat.query.parse import read
from fmcat.query.sql import newest_first
from fmcat.query.values import near_fields
from fmcat.text import did_you_mean, fold

#: The default fields of `list` and `search`.
SHORT = tuple(FIELDS[name] for name in ("id", "name", "vendor", "released", "parameters", "license"))
PARTS = ("year", "month", "era")
#: How many models are listed for a year, an era or a term; a query lists the others.
_TOLD = 20
_MOST_WORDS = 12
_BROADER = "describe what you need with a query instead: list query='modality:vision open:yes can:segmentation'"


def search(catalog: Catalog, text: str, limit: int) -> Hits:
    """The models that match a text, best first."""
    found = searching.search(catalog, text, limit)
    hits = [record(catalog.document(hit.id), SHORT) | {"rank": searching.RANKS[hit.rank]} for hit in found]
    answer: Hits = {"hits": hits}
    if not hits:
        answer["hint"] = _search_hint(catalog, text)
    if layers := _layers(catalog, (hit.id for hit in found)):
        answer["layers"] = layers
    return answer


def list_(
    catalog: Catalog,
    query: str,
    fields: Sequence[str],
    checkpoints: bool,
    full: bool,
    sources: bool,
    limit: int,
    cursor: str,
) -> Models:
    """The models or checkpoints that match: short rows, or rows of the named `fields`, or whole documents."""
    chosen = newest_first(catalog.query(query))
    columns = [_field(catalog, name) for name in fields] or SHORT
    whole = not fields and (full or sources)
    # Each with its id, which the requested fields may leave out, to find its layers.
    records = (
        (model_of(document), _told(document, sources) if whole else record(document, columns, facts))
        for document, facts in Choice(catalog, chosen, checkpoints=checkpoints).chosen()
    )
    pages = Pages(catalog, "list", query, fields, checkpoints, full, sources)
    found, following = pages.page(records, limit, cursor)
    answer: Models = {"total": catalog.count(chosen, checkpoints), "models": [model for _, model in found]}
    if following:
        answer["next"] = following
    if read_as := _read_as(catalog, query):
        answer["read_as"] = read_as
    if not answer["total"]:
        answer["hint"] = _query_hint(catalog, query)
    if layers := _layers(catalog, (model_id for model_id, _ in found)):
        answer["layers"] = layers
    return answer


def show(catalog: Catalog, name: str, sources: bool) -> Shown | Answer:
    """Everything about one model."""
    meant = catalog.resolve(name)
    if not meant.is_found or not meant.model:
        return _missing(catalog, name, meant)
    document = catalog.card(name)
    answer: Shown = {"found": True, "model": _told(document, sources)}
    if meant.match != "exact":
        answer["resolved"] = meant.record()
    if disputed := evidence.disputed_keys(document):
        answer["disputed"] = sorted(disputed)
    if unknown := [field.name for field in evidence.unknown_fields(document)]:
        answer["unknown"] = unknown
    by_layer: dict[str, list[str]] = {}
    for path, layer in catalog.origins(meant.model).items():
        by_layer.setdefault(layer, []).append(path or "the whole entry")
    return answer | {"layers": by_layer} if by_layer else answer


def compare(catalog: Catalog, names: Sequence[str], sources: bool) -> Compared | Answer:
    """Models side by side."""
    by_id: dict[str, str] = {}
    for name in names:
        meant = catalog.resolve(name)
        if not meant.is_found or not meant.model:
            return _missing(catalog, name, meant)
        if meant.model in by_id:
            same = say("names: {first!r} and {name!r} are the same model", first=by_id[meant.model], name=name)
            raise BadUsage(same, [say("name two different models")])
        by_id[meant.model] = name
    documents = [catalog.document(model) for model in by_id]
    facts = compared.record(documents, comparison.compare(documents))
    answer: Compared = {"found": True, **facts}  # type: ignore[typeddict-item]
    if sources:
        answer["sources"] = {one["id"]: [{**source} for source in one.get("sources", ())] for one in documents}
    if layers := _layers(catalog, by_id):
        answer["layers"] = layers
    return answer


def resolve(catalog: Catalog, ids: Sequence[str]) -> Resolved:
    """Which model and checkpoint each of some ids means."""
    return {"ids": [catalog.resolve(one).record() for one in ids]}


def family(catalog: Catalog, name: str, down: bool, depth: int, sources: bool) -> Tree | Answer:
    """What a model was made from or, with `down`, what was made from it."""
    meant = catalog.resolve(name)
    if not meant.is_found or not meant.model:
        return _missing(catalog, name, meant)
    document = catalog.document(meant.model)
    tree = trees.fitted(lineage.family_tree(catalog, document, down, depth))
    answer: Tree = {"found": True, "down": tree} if down else {"found": True, "up": tree}
    if sources:
        answer["sources"] = [{**one} for one in document.get("sources", ()) if "lineage" in one["for"]]
    if layers := _layers(catalog, trees.models(tree)):
        answer["layers"] = layers
    return answer


def license(catalog: Catalog, name: str) -> License | Answer:
    """What may be done with a model and its checkpoints, by its license and by those of what it was made from."""
    meant = catalog.resolve(name)
    if not meant.is_found or not meant.model:
        return _missing(catalog, name, meant)
    document, card = catalog.document(meant.model), catalog.card(name)
    told = terms.record(catalog, document, terms.statements(catalog, document, card["id"]))
    answer: License = {"found": True, "id": document["id"], "checkpoints": told["checkpoints"], "note": told["note"]}
    if layers := _layers(catalog, [document["id"]]):
        answer["layers"] = layers
    return answer


def through_time(catalog: Catalog, query: str, by: str, limit: int, cursor: str) -> Parts:
    """Models through time, in one of PARTS."""
    chosen = catalog.query(query)
    parts = _eras(catalog, chosen) if by == "era" else _periods(catalog, chosen, by == "month")
    told, following = Pages(catalog, "timeline", query, by).page(parts, limit, cursor)
    answer: Parts = {"by": by, "parts": told}
    if following:
        answer["next"] = following
    if read_as := _read_as(catalog, query):
        answer["read_as"] = read_as
    if not parts and not catalog.finds(chosen):
        answer["hint"] = _query_hint(catalog, query)
    if layers := _layers(catalog, (model["id"] for part in told for model in part["models"])):
        answer["layers"] = layers
    return answer


def explain(catalog: Catalog, topic: str) -> Explained:
    """What a term or a note means."""
    found = topics.meanings(catalog, topic)
    if not found:
        answer: Explained = {"found": False, "name": topic, "near": topics.near_topics(catalog, topic)}
        if model := catalog.find("model", topic):
            answer["note"] = f"{topic} is a model: show name={model}"
        return answer
    return {"found": True, "meanings": [_topic(catalog, kind, topic_id) for kind, topic_id in found]}


def why(catalog: Catalog, name: str, field: str) -> Why | Answer:
    """Where a fact was read, and who states another value."""
    asked = _field(catalog, field)
    meant = catalog.resolve(name)
    if not meant.is_found or not meant.model:
        return _missing(catalog, name, meant)
    document = catalog.document(meant.model)
    said = evidence.record(catalog, document, asked)
    answer: Why = {"found": True, **said, "state": asked.state(document) or "unknown"}  # type: ignore[typeddict-item]
    return answer


def _missing(catalog: Catalog, name: str, meant: Resolution) -> Answer:
    """That no model has an id, with the ids of models that it may mean; a note that none is like it only if so."""
    if meant.candidates or not (near := catalog.near("model", meant.query)):
        return {"found": False, "name": name, "near": [*meant.candidates], "note": meant.note}
    return {"found": False, "name": name, "near": near}


def _field(catalog: Catalog, name: str) -> Field:
    field = catalog.field(name)
    if field is None:
        hint = did_you_mean(near_fields(name, catalog.own_keys())) or say(
            "the resource fmcat://fields lists all fields"
        )
        raise BadUsage(say("unknown field {name!r}", name=name), [hint])
    return field


def _layers(catalog: Catalog, models: Iterable[str]) -> Layers:
    """The layers above the first that add or override these models."""
    wanted = set(models)
    if len(catalog.layers) < 2 or not wanted:
        return {}
    found: Layers = {}
    rows = catalog.rows("SELECT DISTINCT o.layer, m.id FROM origin o JOIN model m ON m.n = o.model ORDER BY m.id", {})
    for layer, model in rows:
        if model in wanted:
            found.setdefault(layer, []).append(model)
    return found


def _read_as(catalog: Catalog, query: str) -> list[str]:
    """What bare words of a query are read as."""
    return list(dict.fromkeys(str(reading.note) for reading in read(query, catalog)[1]))[:_MOST_WORDS]


def _query_hint(catalog: Catalog, query: str) -> str:
    return "; ".join(["no model matches", *hints(catalog, query, "en")])


def _search_hint(catalog: Catalog, text: str) -> str:
    words = list(dict.fromkeys(re.findall(r"\w+", fold(text))))[:_MOST_WORDS]
    missing = [word for word in words if not any(catalog.rows(*_having(word)))]
    which = f"no model mentions {', '.join(missing)}" if missing else "no model mentions all of these words"
    return f"{which}; {_BROADER}"


def _having(word: str) -> tuple[str, dict[str, Any]]:
    return "SELECT 1 FROM model WHERE instr(words, :word) > 0 LIMIT 1", {"word": spaced(word)}


def _told(document: Document, sources: bool) -> dict[str, object]:
    return {key: value for key, value in document.items() if sources or key != "sources"}


def _brief(document: Document) -> dict[str, object]:
    return {key: document[key] for key in ("id", "name", "released")}


def _periods(catalog: Catalog, chosen: Query, months: bool) -> list[dict[str, object]]:
    return [
        {"when": part.when, "count": len(part.documents), "models": [*map(_brief, part.documents[:_TOLD])]}
        for part in timeline.periods(as_asked(catalog, chosen), months)
    ]


def _eras(catalog: Catalog, chosen: Query) -> list[dict[str, object]]:
    wanted = {document["id"] for document in catalog.documents(chosen)}
    return [
        {"modality": curated["modality"]} | _era(era)
        for curated in catalog.entries("timeline").values()
        for era in timeline.eras(catalog, curated, wanted)
    ]


def _era(era: timeline.Era) -> dict[str, object]:
    told = [_brief(one.document) | ({"note": one.note} if one.note else {}) for one in era.milestones]
    return {"when": era.years, "headline": era.headline, "count": len(told), "models": told}


def _topic(catalog: Catalog, kind: str, topic_id: str) -> dict[str, object]:
    if kind == "concept":
        return {"kind": "concept", **catalog.entries("concept")[topic_id]}
    facts = topics.term_facts(catalog, kind.removeprefix("term:"), topic_id)
    said = {"kind": facts.vocabulary, **facts.term, "narrower": list(facts.narrower)}
    first = [_brief(document) for document in facts.first]
    return said | ({"count": facts.count, "query": facts.query, "first": first} if facts.query else {})
