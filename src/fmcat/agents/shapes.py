"""The shapes of the answers; the server publishes each as a tool's output schema."""

from typing import Any, NotRequired

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

#: By layer above the first one, the models of the answer that it adds or overrides.
Layers = dict[str, list[str]]


class Answer(TypedDict):
    """Whether the catalog has what was asked for; if not, `near` lists the most similar ids, and `note` explains."""

    found: bool
    name: NotRequired[str]
    near: NotRequired[list[str]]
    note: NotRequired[str]


class Resolved(TypedDict):
    """What each id means: `match` (exact, checkpoint, snapshot, repackaged, family, none), model, checkpoint, note."""

    ids: list[dict[str, str | None]]


class Models(TypedDict):
    """One page of models, in the query's order; `total` counts all matches, `next` is absent on the last page.

    `read_as` tells which bare words of the query are read as terms.
    """

    total: int
    models: list[dict[str, object]]
    next: NotRequired[str]
    read_as: NotRequired[list[str]]
    hint: NotRequired[str]
    layers: NotRequired[Layers]


class Hits(TypedDict):
    """Models that match a search, best first; `rank` is name, beginning, part, words or likeness."""

    hits: list[dict[str, object]]
    hint: NotRequired[str]
    layers: NotRequired[Layers]


class Shown(Answer):
    """One model; `disputed` lists fields whose sources disagree, `unknown` fields that nobody found."""

    model: NotRequired[dict[str, object]]
    resolved: NotRequired[dict[str, str | None]]
    disputed: NotRequired[list[str]]
    unknown: NotRequired[list[str]]
    layers: NotRequired[dict[str, list[str]]]


class Compared(Answer):
    """Facts by field and model; an unknown fact has no key."""

    models: NotRequired[list[str]]
    facts: NotRequired[dict[str, dict[str, object]]]
    differing: NotRequired[list[str]]
    sources: NotRequired[dict[str, list[dict[str, object]]]]
    layers: NotRequired[Layers]


class Tree(Answer):
    """A family tree in one direction; `left_out` counts the steps below a model that are not listed."""

    up: NotRequired[dict[str, object]]
    down: NotRequired[dict[str, Any]]
    sources: NotRequired[list[dict[str, object]]]
    layers: NotRequired[Layers]


class License(Answer):
    """What binds a model, by groups of checkpoints that the same binds; commercial use may be `unknown`."""

    id: NotRequired[str]
    checkpoints: NotRequired[list[dict[str, object]]]
    note: NotRequired[str]
    layers: NotRequired[Layers]


class Parts(TypedDict):
    """Eras, years or months, oldest first; `count` is the number of models in each, `models` lists the first."""

    by: str
    parts: list[dict[str, object]]
    next: NotRequired[str]
    read_as: NotRequired[list[str]]
    hint: NotRequired[str]
    layers: NotRequired[Layers]


class Explained(Answer):
    """What a word may mean: terms with their facts, and notes."""

    meanings: NotRequired[list[dict[str, object]]]


class Why(Answer):
    """A fact with its sources; `state` is known, undisclosed or unknown."""

    id: NotRequired[str]
    field: NotRequired[str]
    state: NotRequired[str]
    value: NotRequired[object]
    layers: NotRequired[list[str]]
    sources: NotRequired[list[dict[str, object]]]
