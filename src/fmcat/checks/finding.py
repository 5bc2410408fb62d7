"""What a check finds, and what it examines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fmcat.fields import Document
from fmcat.registry.position import Position
from fmcat.registry.read import Registry
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
    """A valid registry under examination. `today` is YYYY-MM-DD."""

    registry: Registry
    models: Sequence[Model]
    today: str

    @cached_property
    def by_id(self) -> dict[str, Model]:
        """The models by id."""
        return {model.id: model for model in self.models}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The models' documents by id."""
        return {model.id: model.document() for model in self.models}

    def finding(self, model: Model, path: Path, message: str) -> Finding:
        """A finding about a field of a model."""
        return Finding(model.id, path, message, self.registry.position(model.id, path))


Findings = Iterator[Finding]


def explained(model: Model) -> Mapping[str, str]:
    """The rules that a model's entry departs from, each with its reason."""
    said = model.extra.get(EXPLAINED)
    return said if isinstance(said, dict) else {}
