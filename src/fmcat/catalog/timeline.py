"""Models through time: the curated eras of a modality, and its models year by year or month by month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fmcat.catalog.catalog import Catalog
from fmcat.fields import FIELDS, Document
from fmcat.query.asked import TOKEN, Asked
from fmcat.query.expression import AllOf, HasTerm, Query
from fmcat.query.parse import read
from fmcat.schema.dates import read_date
from fmcat.schema.document import BilingualDocument, MilestoneDocument, TimelineDocument


def led_by_modality(catalog: Catalog, asked: Asked) -> tuple[str | None, Query, Asked]:
    """The modality that the first words of a query name, the query with it in their place, and the rest of the query.

    They name it only if they are joined to the rest by *and*: in `vision or dino` they are search words.
    """
    query, readings = read(asked, catalog)
    parts = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    if not readings or not isinstance(parts[0], HasTerm):
        return None, query, asked
    words, (field, _, modality) = readings[0].word, readings[0].term.partition(":")
    tokens = list(re.finditer(TOKEN, asked.text))[: len(words.split())]
    if field != "modality" or [found[0] for found in tokens] != words.split():
        return None, query, asked
    return modality, query, asked._replace(text=asked.text[tokens[-1].end() :].strip())


@dataclass(frozen=True, slots=True)
class Milestone:
    """A model that represents an era, and why (in both languages)."""

    document: Document
    note: BilingualDocument


@dataclass(frozen=True, slots=True)
class Era:
    """Some years under one headline. `end` is included."""

    start: int
    end: int
    headline: BilingualDocument
    milestones: tuple[Milestone, ...]

    @property
    def years(self) -> str:
        """Its years in words: `2020–2021`, or `2022` alone."""
        return str(self.start) if self.start == self.end else f"{self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Period:
    """The models released in one year (`2023`) or month (`2023-04`), in the order of their release.

    Among months, `2023` has those whose month is unknown.
    """

    when: str
    documents: tuple[Document, ...]


def curated(catalog: Catalog, modality: str) -> TimelineDocument | None:
    """The curated timeline of a modality, if it has one."""
    return next((line for line in catalog.entries("timeline").values() if line["modality"] == modality), None)


def eras(catalog: Catalog, line: TimelineDocument, chosen: Iterable[str] | None = None) -> list[Era]:
    """A curated timeline's eras with their models; with `chosen`, only those ids, and no empty era."""
    wanted = None if chosen is None else set(chosen)
    found = [
        Era(era["start"], era["end"], era["headline"], tuple(_milestones(catalog, era["models"], wanted)))
        for era in line["eras"]
    ]
    return [era for era in found if era.milestones]


def _milestones(catalog: Catalog, models: Iterable[MilestoneDocument], wanted: set[str] | None) -> list[Milestone]:
    """An era's models in the order of their release, whatever their order in the timeline."""
    found = [
        Milestone(catalog.document(model["id"]), model.get("note", {}))
        for model in models
        if model["id"] in catalog and (wanted is None or model["id"] in wanted)
    ]
    return sorted(found, key=lambda milestone: read_date(milestone.document["released"]).earliest)


def periods(documents: Iterable[Document], months: bool = False) -> list[Period]:
    """The documents by the year (or month) of their release, oldest first."""
    released = FIELDS["released"].read
    in_order = sorted(documents, key=lambda document: (released(document), document["id"]))
    length = len("2023-04" if months else "2023")
    groups = groupby(in_order, key=lambda document: str(released(document))[:length])
    return [Period(when, tuple(group)) for when, group in groups]
