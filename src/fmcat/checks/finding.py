"""What a check finds, and what it examines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from fmcat.catalog.context import Context
from fmcat.catalog.tiers import Tiers
from fmcat.fields import Document
from fmcat.registry.position import Position
from fmcat.registry.read import Registry
from fmcat.schema.document import SourceKindDocument
from fmcat.schema.model import Model

Path = tuple[str | int, ...]

#: The key of an entry under which somebody explains why it departs from a rule: `{rule: reason}`.
EXPLAINED = "x-check"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: in which entry, at which field, and how to fix it.

    `fix` is the text to write there instead, if only the form is wrong.
    """

    entry: str
    path: Path
    message: str
    position: Position
    fix: str | None = None


@dataclass(frozen=True)
class Examined:
    """A valid registry under examination: all its models, and the day as YYYY-MM-DD.

    With `layer`, only the models of which that layer says something are examined.
    """

    registry: Registry
    all_models: Sequence[Model]
    today: str
    layer: str | None = None

    @cached_property
    def models(self) -> Sequence[Model]:
        """The models that are examined."""
        if self.layer is None:
            return self.all_models
        return [model for model in self.all_models if self.layer in self.registry.origins(model.id).values()]

    @cached_property
    def by_id(self) -> dict[str, Model]:
        """All models by id."""
        return {model.id: model for model in self.all_models}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents of all models by id."""
        return {model.id: model.document() for model in self.all_models}

    @cached_property
    def context(self) -> Context:
        """What models depend on besides each other: terms, vendors, days."""
        return Context.of(self.registry)

    @cached_property
    def tiers(self) -> Tiers:
        """Tells how near a source stands, by the vendors and the kinds of pages of the registry."""
        kinds = [cast("SourceKindDocument", kind.document()) for kind in self.registry.source_kinds]
        return Tiers(self.context.vendors, kinds)

    def finding(self, model: Model, path: Path, message: str) -> Finding:
        """A finding about a field of a model."""
        return Finding(model.id, path, message, self.registry.position(model.id, path))


Findings = Iterator[Finding]


def explained(model: Model) -> Mapping[str, str]:
    """The rules that a model's entry departs from, each with its reason."""
    said = model.extra.get(EXPLAINED)
    return said if isinstance(said, dict) else {}
