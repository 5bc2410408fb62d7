"""When the catalog and a source agree on a fact, even if they write it differently."""

from collections.abc import Callable, Mapping
from typing import Literal

from fmcat.catalog.catalog import Catalog
from fmcat.facts import Fact, compute, fact_at, total_parameters
from fmcat.fields import Document
from fmcat.schema.dates import PartialDate, read_date
from fmcat.sources.entry import value_at
from fmcat.text import name_key

#: Counts agree if they differ by at most this share: names round them.
_REACH = 0.05


def agrees(catalog: Catalog, document: Document, key: str, theirs: object) -> bool:
    """Whether a document, which states the fact, agrees with a source's value in the form of an entry."""
    ours = value_at(document, key)
    if ours == theirs or (isinstance(ours, list) and isinstance(theirs, list) and all(one in ours for one in theirs)):
        return True
    return key in _AGREE and _AGREE[key](catalog, document, theirs)


def elsewhere(document: Document, key: str, value: Fact) -> bool:
    """Whether a document states a fact elsewhere: a base in another relation, a repository at a variant."""
    if key.startswith("lineage."):
        known = [target for targets in document.get("lineage", {}).values() for target in targets]
    elif key == "ids.huggingface":
        known = [*document.get("ids", {}).get("huggingface", ()), *repositories(document)]
    else:
        return False
    return all(one in known for one in value)


def as_variant(document: Document, repository: str) -> Document:
    """A model with the license of its variant in that repository, if the variant has its own."""
    for variant in document.get("variants", ()):
        if "license" in variant and name_key(variant.get("huggingface", "")) == name_key(repository):
            return {**document, "license": {**document.get("license", {}), "weights": variant["license"]}}
    return document


def repositories(document: Document) -> list[str]:
    """The Hub's repositories of a model's variants."""
    return [variant["huggingface"] for variant in document.get("variants", ()) if "huggingface" in variant]


def _same_day(catalog: Catalog, document: Document, theirs: str) -> bool:
    """A date agrees with the release, or with any known day of the model or a variant."""
    days = [document["released"], *document.get("dates", {}).values()]
    days += [variant["released"] for variant in document.get("variants", ()) if "released" in variant]
    return any(_same_date(read_date(day), theirs) for day in days)


def _same_cutoff(catalog: Catalog, document: Document, theirs: str) -> bool:
    return _same_date(read_date(document["knowledge_cutoff"]), theirs)


def _same_date(ours: PartialDate, theirs: str) -> bool:
    try:
        other = read_date(theirs)
    except ValueError:
        return False
    return ours.overlaps(other)


def _same_vendor(catalog: Catalog, document: Document, theirs: list[str]) -> bool:
    """Vendors agree if both name the same one, or one is part of the other's."""
    named = {vendor for name in theirs if (vendor := catalog.find("vendor", name))}
    ours = set(document["vendor"])
    return any(
        vendor in catalog.narrower("vendor", other) or other in catalog.narrower("vendor", vendor)
        for vendor in named
        for other in ours
    )


def _same_size(catalog: Catalog, document: Document, theirs: object) -> bool:
    theirs = theirs["total"] if isinstance(theirs, dict) else theirs
    total = total_parameters(document)
    return _near(total, theirs) or _near_a_variant(document, "parameters", theirs)


def _same_context(catalog: Catalog, document: Document, theirs: object) -> bool:
    return _near(document["context"], theirs) or _near_a_variant(document, "context", theirs)


def _same_compute(catalog: Catalog, document: Document, theirs: object) -> bool:
    """Compute agrees if it is about the same, or less: that of a smaller size."""
    ours = compute(document)
    flop = theirs["flop"] if isinstance(theirs, dict) else theirs
    return isinstance(ours, float) and isinstance(flop, float) and flop <= ours * (1 + _REACH)


def _same_count(key: Literal["training-tokens", "max-output"]) -> "Agree":
    def agree(catalog: Catalog, document: Document, theirs: object) -> bool:
        return _near(document[key], theirs)

    return agree


def _near(ours: object, theirs: object) -> bool:
    return isinstance(ours, int) and isinstance(theirs, int) and abs(ours - theirs) <= _REACH * max(ours, theirs)


def _near_a_variant(document: Document, key: str, theirs: object) -> bool:
    return any(_near(variant.get(key), theirs) for variant in document.get("variants", ()))


def _same_kinds(key: str) -> "Agree":
    """Kinds of data agree if the entry has each of the source's, or something narrower (speech for audio)."""

    def agree(catalog: Catalog, document: Document, theirs: list[str]) -> bool:
        return all(set(catalog.narrower("data-type", kind)) & set(fact_at(document, key)) for kind in theirs)

    return agree


def _same_access(catalog: Catalog, document: Document, theirs: str) -> bool:
    """Access agrees if both let anyone download the weights, or neither does."""
    ours: str = document["access"]
    return ours.startswith("open") == theirs.startswith("open")


Agree = Callable[[Catalog, Document, Fact], bool]
_AGREE: Mapping[str, Agree] = {
    "released": _same_day,
    "vendor": _same_vendor,
    "parameters": _same_size,
    "context": _same_context,
    "max-output": _same_count("max-output"),
    "training-tokens": _same_count("training-tokens"),
    "training-compute": _same_compute,
    "knowledge_cutoff": _same_cutoff,
    "inputs": _same_kinds("inputs"),
    "outputs": _same_kinds("outputs"),
    "access": _same_access,
}
