"""Everything about one model, in groups; unknown facts are named in one line at the end."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.catalog.evidence import disputed_keys, unknown_fields
from fmcat.catalog.lineage import Edge
from fmcat.catalog.tiers import Tiers
from fmcat.checkpoints import facts_of
from fmcat.days import day, today
from fmcat.facts import own_words
from fmcat.fields import FIELDS, GROUPS, Document, is_own
from fmcat.messages import message
from fmcat.schema.document import VariantDocument, WorkDocument
from fmcat.text import showable
from fmcat.views.table import labelled
from fmcat.views.theme import BULLET, DASH, DIM, DISPUTED, HEADING, SEPARATOR, WARNING, accent
from fmcat.wording import Wording

Row = tuple[str, Text]
_LONGEST_LIST = 12


def detail_page(
    document: Document,
    wording: Wording,
    parents: Sequence[Edge],
    children: Sequence[Edge],
    works: Mapping[str, WorkDocument],
    origins: Mapping[str, str],
    tiers: Tiers | None = None,
) -> RenderableType:
    """A model's card. `works` are the catalog's reference works by id, `origins` the layers of values that are not
    bundled.

    With `tiers`, which tell how close each source is to the maker, it lists the sources.
    """
    language = wording.language
    groups = {heading: _group(heading, document, wording) for heading in GROUPS}
    groups["other"] += _own_keys(document)
    groups["made_from"], groups["made_into"] = _edges(parents, wording), _edges(children, wording)
    groups["sources"] = _sources(document, works, tiers, wording) if tiers else []
    page: list[RenderableType] = [_title(document, wording)]
    if summary := wording.bilingual(document.get("summary", {})):
        page.append(Text(summary))
    for heading, rows in groups.items():
        if rows:
            page += [Text(), Text(message(heading, language), HEADING), labelled(rows)]
    missing = [field.inline(language) for field in unknown_fields(document)]
    notes = [message("not_known", language, fields=", ".join(missing))] if missing else []
    notes += _origins(origins, language)
    disputed = [field.name for field in FIELDS.values() if field.entry_key in disputed_keys(document)]
    for field in disputed[:1]:
        notes.append(message("disputed", language, mark=DISPUTED, model=document["id"], field=field))
    if notes:
        page += [Text(), *(Text(note, DIM) for note in notes)]
    return Group(*page)


def _origins(origins: Mapping[str, str], language: str) -> list[str]:
    """A line for each layer above the first that changes the model."""
    lines = []
    for layer in dict.fromkeys(origins.values()):
        paths = [path for path, name in origins.items() if name == layer]
        what = message("whole_entry", language) if "" in paths else ", ".join(paths)
        lines.append(message("from_layer", language, layer=layer, what=what))
    return lines


def _title(document: Document, wording: Wording) -> Text:
    modalities = wording.terms("modality", document["modalities"])
    title = Text().append(showable(document["name"]), accent(document["modalities"]))
    title.append(SEPARATOR.join(["", wording.vendors(document), day(document["released"], wording.language)]))
    title.append_text(_mark(document, "released")).append(f"{SEPARATOR}{modalities}")
    title.append(f"  {document['id']}", DIM)
    return title


def _rows(document: Document, wording: Wording, *names: str) -> list[Row]:
    facts = [(FIELDS[name], wording.fact(FIELDS[name], document)) for name in names]
    return [
        (field.label_in(wording.language), Text(fact).append_text(_mark(document, field.entry_key)))
        for field, fact in facts
        if fact
    ]


def _mark(document: Document, key: str) -> Text:
    """The mark after a fact whose sources disagree."""
    return Text(f" {DISPUTED}", WARNING) if key in disputed_keys(document) else Text()


def _group(heading: str, document: Document, wording: Wording) -> list[Row]:
    """The rows of the fields under a heading."""
    rows: list[Row] = []
    for field in FIELDS.values():
        if field.group == heading:
            painted = _PAINTED.get(field.name)
            rows += painted(document, wording) if painted else _rows(document, wording, field.name)
    return rows


def _own_keys(document: Document) -> list[Row]:
    """The keys that the registry's owner added: each starts with `x-`."""
    return [(showable(key), Text(showable(own_words(document, key)))) for key in filter(is_own, document)]


def _training(document: Document, wording: Wording) -> list[Row]:
    return [
        (wording.term("stage", stage), Text(wording.terms("method", methods)))
        for stage, methods in document.get("training", {}).items()
    ]


def _sizes(document: Document, wording: Wording) -> list[Row]:
    parameters = document.get("parameters")
    rows: list[Row] = []
    size = Text()
    if isinstance(parameters, str):
        size = Text(SEPARATOR.join(wording.sizes(parameters)), DIM)
    elif parameters:
        size = Text(SEPARATOR.join(wording.sizes(parameters["total"], parameters.get("active"))))
    if size:
        label = FIELDS["parameters"].label_in(wording.language)
        rows.append((label, size.append_text(_mark(document, "parameters"))))
    for number, variant in enumerate(document.get("variants", ())):
        said = _variant(variant, facts_of(document, number), wording) or DASH
        rows.append((showable(variant["name"]), Text(said)))
    return rows


def _variant(variant: VariantDocument, whole: Document, wording: Wording) -> str:
    """What a variant states: its size and context, and what differs from the model; `whole` are all its facts."""
    language = wording.language
    parts = wording.sizes(variant.get("parameters"), variant.get("active"))
    if isinstance(context := variant.get("context"), int):
        parts.append(wording.tokens(context))
    if "license" in variant:
        parts.append(wording.value(FIELDS["license"], variant["license"]))
    if "released" in variant:
        parts.append(day(variant["released"], language))
    parts.append(wording.term("access", variant["access"]) if "access" in variant else "")
    parts.append(wording.fact(FIELDS["status"], whole) if "status" in variant else "")
    return SEPARATOR.join(filter(None, [*parts, showable(variant.get("huggingface", ""))]))


def _tokens(name: str, document: Document, wording: Wording) -> list[Row]:
    field = FIELDS[name]
    count = field.read(document)
    if not count:
        return []
    tokens = Text(wording.tokens(count)).append_text(_mark(document, field.entry_key))
    return [(field.label_in(wording.language), tokens)]


def _compute(document: Document, wording: Wording) -> list[Row]:
    """The compute, who says so, and how certain an estimate is."""
    compute = document.get("training-compute")
    if not isinstance(compute, dict):
        return _rows(document, wording, "training-compute")
    row = Text(wording.compute(compute)).append_text(_mark(document, "training-compute"))
    return [(FIELDS["training-compute"].label_in(wording.language), row)]


def _licenses(document: Document, wording: Wording) -> list[Row]:
    licenses = document.get("license", {})
    mark = _mark(document, "license")
    rows = [
        (wording.license_of(part), Text(wording.value(FIELDS["license"], text)).append_text(mark))
        for part, text in licenses.items()
    ]
    if FIELDS["open"].read(document) and "weights" not in licenses:  # never rely on facts that nobody stated
        not_stated = Text(message("not_stated", wording.language), WARNING)
        rows.append((FIELDS["license"].label_in(wording.language), not_stated))
    return rows


def _dates(document: Document, wording: Wording) -> list[Row]:
    at = today().isoformat()
    return [
        (wording.event(event, date, document, at), Text(day(date, wording.language)))
        for event, date in document.get("dates", {}).items()
    ]


def _entry_day(name: Literal["added", "changed"], document: Document, wording: Wording) -> list[Row]:
    if name not in document:
        return []
    return [(FIELDS[name].label_in(wording.language), Text(day(document[name], wording.language)))]


def _citation(document: Document, wording: Wording) -> list[Row]:
    if "citation" not in document:
        return []
    citation = document["citation"]
    parts = [_some(citation["authors"]), citation["title"], citation.get("venue", ""), str(citation["year"])]
    return [(FIELDS["citation"].label_in(wording.language), Text(showable(". ".join(filter(None, parts)))))]


def _edges(edges: Sequence[Edge], wording: Wording) -> list[Row]:
    by_relation: dict[str, list[str]] = {}
    for edge in edges:
        by_relation.setdefault(wording.relation(edge.relation, edge.down), []).append(showable(edge.name))
    return [(relation, Text(_some(names))) for relation, names in by_relation.items()]


def _some(names: list[str]) -> str:
    more = len(names) - _LONGEST_LIST
    return ", ".join(names[:_LONGEST_LIST]) + (f", … (+{more})" if more > 0 else "")


def _links(document: Document, wording: Wording) -> list[Row]:
    return [
        (message(f"link_{kind}", wording.language), Text(showable(url), Style(link=showable(url), underline=False)))
        for kind, url in document.get("links", {}).items()
    ]


def _ids(document: Document, wording: Wording) -> list[Row]:
    return [
        (place, Text(showable(_some(found) if isinstance(found, list) else found)))
        for place, found in document.get("ids", {}).items()
    ]


def _sources(document: Document, works: Mapping[str, WorkDocument], tiers: Tiers, wording: Wording) -> list[Row]:
    """The sources: how close each is to the maker, what it was read for and when, what it says, or how it was read."""
    language = wording.language
    rows = []
    for source in document.get("sources", ()):
        where = works[source["source"]]["title"] if "source" in source else source["url"]
        near = message(f"tier_{tiers.of(document, source)}", language)
        parts = [showable(where), near, message("source_for", language, fields=wording.keys(source["for"]))]
        parts += [message("source_read", language, date=day(source["read"], language))] if "read" in source else []
        if "says" in source:
            parts.append(message("source_says", language, value=showable(source["says"])))
        elif "reason" in source:
            parts.append(showable(source["reason"]))
        rows.append((BULLET, Text(SEPARATOR.join(parts))))
    return rows


#: Fields whose rows are not simply the label and the value.
_PAINTED: Mapping[str, Callable[[Document, Wording], list[Row]]] = {
    "method": _training,
    "parameters": _sizes,
    "context": partial(_tokens, "context"),
    "max-output": partial(_tokens, "max-output"),
    "training-compute": _compute,
    "license": _licenses,
    "dates": _dates,
    "links": _links,
    "ids": _ids,
    "citation": _citation,
    "added": partial(_entry_day, "added"),
    "changed": partial(_entry_day, "changed"),
}
