"""What the releases of the data brought, written by `make release-data` into data/history.json."""

from typing import Annotated

from pydantic import Field

from fmcat.schema.parts import Date, Entry, Line, Quantity, Slug


class ChangedFact(Entry):
    """A fact of a model that changed, before and after as short texts; an absent one was unknown."""

    key: Line
    before: Line | None = None
    after: Line | None = None


class Renaming(Entry):
    """An id that became another one; the old one stays an alias."""

    old: Slug
    new: Slug


class Revision(Entry):
    """What changed in a model's entry."""

    id: Slug
    facts: list[ChangedFact] = []
    other: list[Line] = []
    """Keys whose values are too long to repeat, such as its sources."""


class Release(Entry):
    """A release of the data, and what it changed since the one before."""

    id: Annotated[Slug, Field(pattern=r"^\d{4}\.\d{2}\.\d{2}(\.\d+)?$")]
    """The version: the day, as 2026.11.28, and a number if it is not the first of the day."""
    date: Date
    package: Line
    """The version of fmcat that it is in."""
    models: Quantity
    """How many models it has."""
    base: Line | None = None
    """The git revision of its data, if no tag names it."""
    added: list[Slug] = []
    removed: list[Slug] = []
    renamed: list[Renaming] = []
    changed: list[Revision] = []


class History(Entry):
    """The days on which a model's entry was added and last changed."""

    id: Slug
    added: Date
    changed: Date
