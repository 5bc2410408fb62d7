"""Entries as plain JSON: the types of the documents in the compiled catalog.

`schema.model` validates entries; these types describe what `Model.document()` returns, without importing pydantic.
Unknown facts have no key.
"""

from typing import Literal, NotRequired, Required, TypeAlias, TypedDict

#: A value of JSON.
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Undisclosed: TypeAlias = Literal["undisclosed"]


class BilingualDocument(TypedDict, total=False):
    """A text in English and Korean; at least one of them."""

    en: str
    ko: str


class SizesDocument(TypedDict):
    """A parameter count."""

    total: int
    active: NotRequired[int]


class ComputeDocument(TypedDict):
    """What a training took."""

    flop: float
    kind: Literal["stated", "estimated"]
    confidence: NotRequired[Literal["confident", "likely", "speculative"]]


class VariantDocument(TypedDict, total=False):
    """One size or checkpoint."""

    name: Required[str]
    id: str
    parameters: int | Undisclosed
    active: int
    context: int | Undisclosed
    released: str
    license: str
    access: str
    status: str
    huggingface: str
    bases: list[str]


class ExternalDocument(TypedDict):
    """A lineage target that is not an entry of the registry."""

    external: str
    url: NotRequired[str]
    license: NotRequired[str]


class CitationDocument(TypedDict):
    """How the model's paper is cited."""

    title: str
    authors: list[str]
    year: int
    venue: NotRequired[str]


SourceDocument = TypedDict(
    "SourceDocument",
    {"source": str, "url": str, "for": Required[list[str]], "read": str, "says": str, "reason": str},
    total=False,
)


class TermsDocument(TypedDict, total=False):
    """What binds a checkpoint, computed when the catalog is compiled."""

    commercial: str
    conditions: list[str]


#: One released model generation. It may also have keys of your own (`x-…`).
ModelDocument = TypedDict(
    "ModelDocument",
    {
        "id": Required[str],
        "name": Required[str],
        "aliases": list[str],
        "vendor": Required[list[str]],
        "family": str,
        "released": Required[str],
        "dates": dict[str, str],
        "status": str,
        "replaced-by": list[str],
        "modalities": Required[list[str]],
        "inputs": list[str],
        "outputs": list[str],
        "architecture": list[str],
        "training": dict[str, list[str]],
        "capabilities": list[str],
        "languages": list[str] | int | Undisclosed,
        "parameters": SizesDocument | Undisclosed,
        "variants": list[VariantDocument],
        "context": int | Undisclosed,
        "max-output": int | Undisclosed,
        "embedding-dimension": int | Undisclosed,
        "knowledge_cutoff": str,
        "training-tokens": int | Undisclosed,
        "training-compute": ComputeDocument | Undisclosed,
        "hardware": str,
        "license": dict[str, str],
        "access": str,
        "lineage": dict[str, list[str | ExternalDocument]],
        "bases": list[str],
        "links": dict[str, str],
        "ids": dict[str, str | list[str]],
        "citation": CitationDocument,
        "summary": BilingualDocument,
        "sources": list[SourceDocument],
        "country": list[str],
        "layer": list[str],
        "added": str,
        "changed": str,
        "terms": dict[str, TermsDocument],
    },
    total=False,
)


VendorDocument = TypedDict(
    "VendorDocument",
    {
        "id": Required[str],
        "label": Required[BilingualDocument],
        "aliases": list[str],
        "country": list[str],
        "kind": str,
        "part-of": str,
        "url": str,
        "hosts": list[str],
        "organizations": list[str],
    },
    total=False,
)


ConditionDocument = TypedDict(
    "ConditionDocument",
    {"is": Required[str], "clause": str, "limit": int, "text": str, "note": BilingualDocument},
    total=False,
)


class TermDocument(TypedDict, total=False):
    """One word of a vocabulary."""

    id: Required[str]
    label: Required[BilingualDocument]
    definition: Required[BilingualDocument]
    broader: list[str]
    aliases: list[str]
    reference: str
    examples: list[str]
    commercial: str
    osi: bool
    conditions: list[ConditionDocument]
    kind: str
    inverse: BilingualDocument


class MilestoneDocument(TypedDict):
    """A model that represents an era."""

    id: str
    note: NotRequired[BilingualDocument]


class EraDocument(TypedDict):
    """Some years of a timeline under one headline."""

    id: str
    start: int
    end: int
    headline: BilingualDocument
    models: list[MilestoneDocument]


class TimelineDocument(TypedDict):
    """The curated eras of one modality."""

    id: str
    title: BilingualDocument
    modality: str
    eras: list[EraDocument]


class PointDocument(TypedDict):
    """One point of a concept note."""

    label: BilingualDocument
    text: NotRequired[BilingualDocument]
    terms: NotRequired[list[str]]


class ContrastDocument(TypedDict):
    """How something was done before, and how it is done now."""

    before: BilingualDocument
    after: BilingualDocument


class ReadingDocument(TypedDict):
    """A page worth reading."""

    title: BilingualDocument
    url: str


class ConceptDocument(TypedDict, total=False):
    """A short note on what a foundation model is."""

    id: Required[str]
    title: Required[BilingualDocument]
    aliases: list[str]
    text: BilingualDocument
    points: list[PointDocument]
    contrasts: list[ContrastDocument]
    links: list[ReadingDocument]
    reference: str


class SourceKindDocument(TypedDict):
    """A kind of page, and the addresses it is recognized by."""

    id: str
    tier: str
    label: BilingualDocument
    hosts: NotRequired[list[str]]
    paths: NotRequired[list[str]]


class WorkDocument(TypedDict):
    """A reference work that facts were read in."""

    id: str
    title: str
    url: str
    license: str
    snapshot: str
    publisher: NotRequired[str]
    attribution: NotRequired[str]


class ChangedFactDocument(TypedDict):
    """A fact of a model that changed, before and after as short texts; an absent one was unknown."""

    key: str
    before: NotRequired[str]
    after: NotRequired[str]


class RenamingDocument(TypedDict):
    """An id that became another one."""

    old: str
    new: str


class RevisionDocument(TypedDict):
    """What changed in a model's entry; of `other` keys the values are not repeated."""

    id: str
    facts: NotRequired[list[ChangedFactDocument]]
    other: NotRequired[list[str]]


class ReleaseDocument(TypedDict, total=False):
    """A release of the data, and what it changed since the one before."""

    id: Required[str]
    date: Required[str]
    package: Required[str]
    models: Required[int]
    base: str
    added: list[str]
    removed: list[str]
    renamed: list[RenamingDocument]
    changed: list[RevisionDocument]
