"""Models through time: the curated eras of a modality, and its models year by year or month by month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fmcat.catalog.catalog import Catalog
from fmcat.fields import FIELDS, Document
from fmcat.query.asked import TOKEN, Asked
from fmcat.query.expression import AllOf, HasTerm, Query, Word
from fmcat.schema.dates import read_date
from fmcat.schema.document import BilingualDocument, MilestoneDocument, TimelineDocument

#: The most words a modality's name has: "computer vision".
_LONGEST_NAME = 2


def led_by_modality(catalog: Catalog, asked: Asked) -> tuple[str | None, Query, Asked]:
    """The modality that the first words of a query name, the query with it in their place, and what else is asked.

    They name it only where they stand alone, joined to the rest by *and*: of `vision or dino` they are words.
    """
    query = catalog.query(asked)
    parts = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    for count in range(_LONGEST_NAME, 0, -1):
        words = [part.text for part in parts[:count] if isinstance(part, Word)]
        modality = catalog.find("modality", " ".join(words)) if len(words) == count else None
        if modality:
            named = HasTerm("modality", tuple(catalog.narrower("modality", modality)))
            ends = [found.end() for found in re.finditer(TOKEN, asked.text)]
            rest = asked._replace(text=asked.text[ends[count - 1] :].strip())
            return modality, Query(AllOf((named, *parts[count:])), query.order), rest
    return None, query, asked


@dataclass(frozen=True, slots=True)
class Milestone:
    """A model that stands for an era, and what it stands for there (in both languages)."""

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
        """Its years as people write them: `2020–2021`, or `2022` alone."""
        return str(self.start) if self.start == self.end else f"{self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Period:
    """The models released in one year (`2023`) or month (`2023-04`), in the order of their release.

    Among months, `2023` holds those whose month is not known.
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
    """An era's models in the order of their release, whatever order the timeline lists them in."""
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
