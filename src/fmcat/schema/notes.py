"""What surrounds the models: eras of a timeline, concept notes, and the works facts were read from."""

from pydantic import Field

from fmcat.schema.parts import Bilingual, Date, Entry, Line, Slug, TermId, Url, Year
from fmcat.schema.vocabulary import Modality, ModelId


class Milestone(Entry):
    """A model that stands for an era, and what it stands for."""

    id: ModelId
    note: Bilingual | None = None


class Era(Entry):
    """Some years of a shelf under one headline."""

    id: Slug
    start: Year
    end: Year
    headline: Bilingual
    models: list[Milestone] = Field(min_length=1)


class Timeline(Entry):
    """The curated eras of one shelf."""

    id: Slug
    title: Bilingual
    modality: Modality
    eras: list[Era] = Field(min_length=1)


class Point(Entry):
    """One point of a note, and the terms it is about."""

    label: Bilingual
    text: Bilingual | None = None
    terms: list[TermId] = []


class Contrast(Entry):
    """How something was done before, and how it is done now."""

    before: Bilingual
    after: Bilingual


class Reading(Entry):
    """A page worth reading."""

    title: Bilingual
    url: Url


class Concept(Entry):
    """A short note on what a foundation model is."""

    id: Slug
    title: Bilingual
    aliases: list[Line] = []
    text: Bilingual | None = None
    points: list[Point] = []
    contrasts: list[Contrast] = []
    links: list[Reading] = []
    reference: Url | None = None


class Work(Entry):
    """A reference work facts were read from, and what using it asks for."""

    id: Slug
    title: Line
    url: Url
    license: Line
    snapshot: Date
    publisher: Line | None = None
    attribution: Line | None = None
