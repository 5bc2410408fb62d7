"""What a query means, as frozen values that compare equal when they mean the same.

Every leaf is true or false of a model, never neither: a fact that is unknown or undisclosed
satisfies no leaf but those that ask for just that.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is; of no parts, everywhere."""

    parts: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """True where at least one part is."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where its part is not, models whose fact is unknown included."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Word:
    """A folded text found anywhere in a model's names, vendor, family, terms or summary."""

    text: str


@dataclass(frozen=True, slots=True)
class HasTerm:
    """One of the field's terms is among these; narrower terms are listed already."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Is:
    """One of the field's texts is exactly this one, folded."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Contains:
    """One of the field's texts has this folded text in it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class During:
    """The field's date overlaps these days (YYYY-MM-DD, both included); None is an open end."""

    field: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Between:
    """One of the field's quantities is at least `low` and at most `high`; None is an open end."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Flag:
    """The field is known to be yes, or known to be no."""

    field: str
    value: bool


@dataclass(frozen=True, slots=True)
class State:
    """The field is `known`, `undisclosed`, or `unknown`."""

    field: str
    state: str


@dataclass(frozen=True, slots=True)
class Under:
    """Descended from the model with this id, by any number of lineage steps."""

    model: str


Expression = All | Any | Not | Word | HasTerm | Is | Contains | During | Between | Flag | State | Under


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of the order: a sortable field, largest or latest first when `down`."""

    field: str
    down: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which models, and in which order. Without an order: by release, then by id."""

    where: Expression = All()
    order: tuple[Sort, ...] = ()
