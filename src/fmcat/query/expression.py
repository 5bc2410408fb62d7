"""What a query means, as frozen values that compare equal when they mean the same.

Every leaf is either true or false for a model: an unknown or undisclosed fact satisfies only the leaves that ask for
exactly that.
"""

from typing import Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Node:
    """A frozen value that compares and hashes by its fields.

    Like `dataclass(frozen=True)`, without the ten milliseconds that creating twelve of them costs at every start.
    """

    __match_args__: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        cls.__match_args__ = tuple(cls.__annotations__)  # type: ignore[misc]

    def __new__(cls, *values: object, **named: object) -> Self:
        """Create the value; omitted fields have the class's default.

        Raises TypeError for an excess, repeated, unknown or missing argument, as any call does.
        """
        node, fields = super().__new__(cls), cls.__match_args__
        given = dict(zip(fields, values, strict=False)) | named
        if len(given) != len(values) + len(named) or not given.keys() <= set(fields):
            raise TypeError(f"{cls.__name__} takes {', '.join(fields)}, not {values} and {named}")
        for name in fields:
            if name not in given and not hasattr(cls, name):
                raise TypeError(f"{cls.__name__} needs {name}")
            object.__setattr__(node, name, given[name] if name in given else getattr(cls, name))
        return node

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _held(self) -> tuple[object, ...]:
        return (type(self), *(getattr(self, name) for name in self.__match_args__))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self._held() == other._held()

    def __hash__(self) -> int:
        return hash(self._held())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._held()[1:]))})"


class AllOf(Node):
    """True if every part is; without parts, always true."""

    parts: tuple["Expression", ...] = ()


class AnyOf(Node):
    """True if at least one part is."""

    parts: tuple["Expression", ...]


class Not(Node):
    """True if its part is not, including models whose fact is unknown."""

    part: "Expression"


class Word(Node):
    """A folded text that begins with a word of a model's names, vendor, family, terms or summary.

    Spaces, hyphens and underscores only separate words, and in names they do not matter.
    """

    text: str


class HasTerm(Node):
    """One of the field's terms is among these, which already include narrower terms."""

    field: str
    terms: tuple[str, ...]


class Is(Node):
    """One of the field's texts is exactly this one (both as `compared`)."""

    field: str
    text: str


class Contains(Node):
    """One of the field's texts contains this one (both as `compared`)."""

    field: str
    text: str


class During(Node):
    """The field's date overlaps these days (YYYY-MM-DD, both included); None is an open end."""

    field: str
    first: str | None
    last: str | None


class Between(Node):
    """One of the field's quantities is at least `low` and at most `high`; None is an open end."""

    field: str
    low: float | None
    high: float | None


class Flag(Node):
    """The field is known to be yes, or known to be no."""

    field: str
    value: bool


class State(Node):
    """The field is `known`, `undisclosed`, or `unknown`."""

    field: str
    state: str


class Under(Node):
    """Descended from the model with this id, by any number of lineage steps."""

    model: str


Expression = AllOf | AnyOf | Not | Word | HasTerm | Is | Contains | During | Between | Flag | State | Under


class Sort(Node):
    """One key of the order: a sortable field, largest or latest first when `down`."""

    field: str
    down: bool = False


class Query(Node):
    """Which models, and in which order (default: by release, then by id)."""

    where: Expression = AllOf()
    order: tuple[Sort, ...] = ()
