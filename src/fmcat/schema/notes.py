"""Entries about models: timelines, concept notes, and the works facts were read in."""

from typing import Annotated

from pydantic import Field

from fmcat.schema.parts import Bilingual, Date, Entry, Line, Slug, TermId, Url, Year
from fmcat.schema.vocabulary import Modality, ModelId


class Milestone(Entry):
    """A model that represents an era, and why."""

    id: ModelId
    note: Bilingual | None = None


class Era(Entry):
    """Some years of a modality under one headline."""

    id: Slug
    start: Year
    end: Year
    headline: Bilingual
    models: list[Milestone] = Field(min_length=1)


class Timeline(Entry):
    """The curated eras of one modality."""

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


class SourceKind(Entry):
    """A kind of page: how close it is to the makers of models, and the addresses it is recognized by."""

    id: Slug
    tier: Annotated[str, Field(pattern="^(primary|secondary|refused)$")]
    """Refused pages are never sources."""
    label: Bilingual
    hosts: list[Line] = []
    """Hosts, including their subdomains, or a host and the beginning of a path; without them, every host."""
    paths: list[Line] = []
    """Parts of a path, of which an address of this kind has one; without them, every path."""


class Work(Entry):
    """A reference work that facts were read in, and the terms for using it."""

    id: Slug
    title: Line
    url: Url
    license: Line
    snapshot: Date
    publisher: Line | None = None
    attribution: Line | None = None
