"""Where a fact comes from: the works and pages it was read in, and those that disagree."""

from collections.abc import Mapping
from dataclasses import dataclass

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.tiers import Tiers
from fmcat.checkpoints import model_of
from fmcat.fields import FIELDS, Document, Field
from fmcat.schema.document import SourceDocument, WorkDocument

#: Fields that readers expect of every model.
_EXPECTED = ("parameters", "architecture", "method", "capability", "license", "access", "summary")
#: And of models that read text.
_EXPECTED_OF_READERS = ("context",)
_READERS = {"language", "multimodal"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One work or page that was read for a fact.

    `read` is the day it was read, or with `is_snapshot` the day of a reference work's snapshot. `says` is its value if
    it disagrees, and `reason` why the entry does not follow it; empty if unknown. `tier` is how close it is to the
    maker: one of TIERS.
    """

    title: str
    url: str
    read: str = ""
    is_snapshot: bool = False
    says: str = ""
    reason: str = ""
    tier: str = ""


def tiers(catalog: Catalog) -> Tiers:
    """Tells how close the sources of a catalog are to the makers."""
    return Tiers(catalog.entries("vendor"), list(catalog.entries("source-kind").values()))


def evidence(catalog: Catalog, document: Document, field: Field) -> list[Evidence]:
    """What was read for a fact, in the order the entry lists it."""
    works, near = catalog.entries("source"), tiers(catalog)
    return [_evidence(source, works, near.of(document, source)) for source in _read_for(document, field)]


def _read_for(document: Document, field: Field) -> list[SourceDocument]:
    """The sources of a fact; for a checkpoint's fact, also those of its model's variants."""
    keys = {field.entry_key}
    if field.scope == "checkpoint" and model_of(document) != document["id"]:
        keys.add("variants")
    return [source for source in document.get("sources", ()) if keys & set(source["for"])]


def record(catalog: Catalog, document: Document, field: Field) -> dict[str, object]:
    """A fact with its layers and sources, as plain JSON values."""
    near = tiers(catalog)
    sources = [source | {"tier": near.of(document, source)} for source in _read_for(document, field)]
    values: dict[str, object] = {"id": document["id"], "field": field.name, "value": field.read(document)}
    values |= {"layers": catalog.layers_of(model_of(document), field.entry_key), "sources": sources}
    return {key: value for key, value in values.items() if value is not None}


def disputed_keys(document: Document) -> set[str]:
    """The keys of the entry for which a source states another value."""
    return {key for source in document.get("sources", ()) if "says" in source for key in source["for"]}


def unknown_fields(document: Document) -> list[Field]:
    """The fields that readers expect of a model and that are unknown."""
    expected = _EXPECTED + (_EXPECTED_OF_READERS if _READERS & set(document["modalities"]) else ())
    return [FIELDS[name] for name in expected if not FIELDS[name].state(document)]


def _evidence(source: SourceDocument, works: Mapping[str, WorkDocument], tier: str) -> Evidence:
    says, reason = source.get("says", ""), source.get("reason", "")
    if "url" in source:
        return Evidence("", source["url"], source.get("read", ""), False, says, reason, tier)
    work = works[source["source"]]
    read = source.get("read")
    return Evidence(work["title"], work["url"], read or work["snapshot"], not read, says, reason, tier)
