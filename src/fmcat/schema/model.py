"""The entry of one released model generation."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, cast

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from fmcat.messages import say
from fmcat.schema.document import ModelDocument
from fmcat.schema.parts import (
    UNDISCLOSED,
    Bilingual,
    Date,
    Entry,
    Line,
    Name,
    Quantity,
    QuantityOrUndisclosed,
    Slug,
    Url,
    Year,
)
from fmcat.schema.training import Languages, TrainingCompute
from fmcat.schema.vocabulary import (
    Access,
    Architecture,
    Capability,
    DataType,
    License,
    Method,
    Modality,
    ModelId,
    Relation,
    SourceId,
    Stage,
    Status,
    VendorId,
)
from fmcat.text import ENTRY_LEVELS, LONGEST_TEXT, Unfit, examined

LONGEST_SUMMARY = 160


class Dates(Entry):
    """The known days of a model's life."""

    paper: Date | None = None
    announced: Date | None = None
    weights: Date | None = None
    api: Date | None = None
    deprecated: Date | None = None
    retired: Date | None = None


class Sizes(Entry):
    """A parameter count: the total, and for a mixture of experts those active for one token."""

    total: Quantity
    active: Quantity | None = None


class Variant(Entry):
    """One size or checkpoint of the generation; what it leaves out is as in the entry."""

    name: Line
    id: Slug | None = None
    parameters: QuantityOrUndisclosed | None = None
    active: Quantity | None = None
    context: QuantityOrUndisclosed | None = None
    released: Date | None = None
    license: License | None = None
    access: Access | None = None
    status: Status | None = None
    huggingface: Line | None = None
    bases: list[Line] = []
    """What of `lineage` its weights come from, where it is not all of it: models, or checkpoints (`qwen2.5/7b`)."""


class Licenses(Entry):
    """The licenses of the weights, the code and the data."""

    weights: License | None = None
    code: License | None = None
    data: License | None = None


class External(Entry):
    """A lineage target that is not an entry of the registry."""

    external: Line
    url: Url | None = None
    license: License | None = None


class Links(Entry):
    """Pages about the model."""

    paper: Url | None = None
    announcement: Url | None = None
    code: Url | None = None
    weights: Url | None = None
    model_card: Url | None = Field(default=None, alias="model-card")
    docs: Url | None = None
    project: Url | None = None
    demo: Url | None = None
    license: Url | None = None


def _own(value: object) -> object:
    """The value of an `x-` key, checked like everything else; ValueError, with its path, if it is not allowed."""
    try:
        return examined(value, ENTRY_LEVELS - 1, LONGEST_TEXT)
    except Unfit as unfit:
        path = "".join(f"{step}: " for step in unfit.path)
        raise ValueError(say("{path}{problem}", path=path, problem=unfit.message)) from None


Own = Annotated[object, BeforeValidator(_own)]

_ARXIV = r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})$"
#: https://www.doi.org/the-identifier/resources/handbook/2_numbering, without characters that are markup.
_DOI = r'^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s{}\\"]+$'


def _bare(around: str) -> BeforeValidator:
    """Ids without a prefix, a version or the address of a site."""
    pattern = re.compile(around, re.IGNORECASE)
    return BeforeValidator(lambda value: pattern.sub("", value.strip()) if isinstance(value, str) else value)


class Ids(Entry):
    """The model's ids in other catalogs."""

    arxiv: (
        Annotated[str, _bare(r"^(arxiv:|https?://arxiv\.org/(abs|pdf)/)|(v\d+)?(\.pdf)?$"), Field(pattern=_ARXIV)]
        | None
    ) = None
    doi: Annotated[str, _bare(r"^(doi:|https?://(dx\.)?doi\.org/)"), Field(pattern=_DOI)] | None = None
    huggingface: list[Annotated[Line, _bare(r"^https?://huggingface\.co/|/$")]] = []
    github: Line | None = None
    models_dev: list[Line] = Field(default=[], alias="models.dev")
    epoch: list[Line] = []
    openalex: Line | None = None


class Citation(Entry):
    """How the model's paper is cited."""

    title: Line
    authors: list[Line] = Field(min_length=1)
    year: Year
    venue: Line | None = None


class Source(Entry):
    """A work or page that was read, and the facts that were read in it.

    `says` is its value if it disagrees with the entry, and `reason` why the entry does not follow it.
    """

    source: SourceId | None = None
    url: Url | None = None
    facts: list[Slug | Literal["knowledge_cutoff"]] = Field(alias="for", min_length=1)
    read: Date | None = None
    says: Line | None = None
    reason: Line | None = None

    @staticmethod
    def refuse(said: Mapping[str, object]) -> None:
        """Raise ValueError unless one place is named."""
        if (said.get("source") is None) == (said.get("url") is None):
            raise ValueError(say("name either a source of sources.yaml or a url, not both"))

    @model_validator(mode="after")
    def _names_one_place(self) -> "Source":
        self.refuse(self.__dict__)
        return self


def _sizes_or_word(value: object) -> str:
    return "word" if value == UNDISCLOSED else "sizes"


def _open_sizes(value: object) -> object:
    return {"total": value} if isinstance(value, str | int | float) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _target(value: object) -> str:
    return "external" if isinstance(value, dict | External) else "model"


Parameters = Annotated[
    Annotated[Sizes, BeforeValidator(_open_sizes), Tag("sizes")] | Annotated[Literal["undisclosed"], Tag("word")],
    Discriminator(_sizes_or_word),
]
Target = Annotated[
    Annotated[ModelId, Tag("model")] | Annotated[External, Tag("external")],
    Discriminator(_target),
]


class Model(Entry):
    """One released model generation (DINOv2, Llama 3.1, GPT-4o); its sizes are `variants`."""

    id: Slug
    """Stable slug; a renamed model keeps its old id among the aliases."""
    name: Name
    """The name, as the vendor writes it."""
    aliases: list[Name] = []
    """Other names people use."""
    vendor: Annotated[list[VendorId], BeforeValidator(_as_list), Field(min_length=1)]
    """Who made it; several if labs released it together."""
    family: Slug | None = None
    """The model family."""
    released: Date
    """The day it became public, as precisely as it is known."""
    dates: Dates | None = None
    """Every known day."""
    status: Status | None = None
    """Its stage of life."""
    replaced_by: list[ModelId] = Field(default=[], alias="replaced-by")
    """The models its maker recommends in its place, once it is superseded, deprecated or retired."""
    modalities: Annotated[list[Modality], Field(min_length=1)]
    """The modalities it belongs to."""
    inputs: list[DataType] = []
    """What it takes as input."""
    outputs: list[DataType] = []
    """What it outputs."""
    architecture: list[Architecture] = []
    """How it is built."""
    training: dict[Stage, list[Method]] = {}
    """How it was trained: stage → methods."""
    capabilities: list[Capability] = []
    """What it can do."""
    languages: Languages | None = None
    """The languages it is made for, as its maker states them: ISO 639 codes, or only how many."""
    parameters: Parameters | None = None
    """The largest released size; `undisclosed` if the vendor withholds it."""
    variants: list[Variant] = []
    """Its sizes and checkpoints."""
    context: QuantityOrUndisclosed | None = None
    """How many tokens it reads at once."""
    max_output: QuantityOrUndisclosed | None = Field(default=None, alias="max-output")
    """How many tokens it writes at most in one answer."""
    embedding_dimension: QuantityOrUndisclosed | None = Field(default=None, alias="embedding-dimension")
    """How many numbers an embedding has, of its largest checkpoint."""
    knowledge_cutoff: Date | None = None
    """The date up to which its training data reaches."""
    training_tokens: QuantityOrUndisclosed | None = Field(default=None, alias="training-tokens")
    """How many tokens its largest checkpoint was trained on, repeated ones counted again."""
    training_compute: TrainingCompute | None = Field(default=None, alias="training-compute")
    """What the training of its largest checkpoint took, or of the largest for which it is known."""
    hardware: Line | None = None
    """What it was trained on: `2,048 H800 GPUs`."""
    license: Licenses | None = None
    """Licenses, as SPDX ids or LicenseRef."""
    access: Access | None = None
    """How people can get it."""
    lineage: dict[Relation, list[Target]] = {}
    """What it was made from: relation → models."""
    bases: list[Line] = []
    """The checkpoints of `lineage` its weights come from, where that is known (`qwen2.5/7b`)."""
    links: Links | None = None
    """Pages about the model."""
    ids: Ids | None = None
    """Its ids in other catalogs."""
    citation: Citation | None = None
    """How its paper is cited."""
    summary: Bilingual | None = None
    """One sentence, at most 160 characters."""
    sources: list[Source] = []
    """What was read, and for which facts."""
    extra: dict[str, Own] = Field(default={}, exclude=True)
    """Keys of your own, each starting with `x-`."""

    @model_validator(mode="before")
    @classmethod
    def _gather_own_keys(cls, data: object) -> object:
        if not isinstance(data, dict) or not any(str(key).startswith("x-") for key in data):
            return data
        own = {key: value for key, value in data.items() if key.startswith("x-")}
        return {key: value for key, value in data.items() if key not in own} | {"extra": own}

    def document(self) -> ModelDocument:
        """The entry as plain JSON values in schema order; unknown facts have no key."""
        return cast("ModelDocument", {**super().document(), **self.extra})
