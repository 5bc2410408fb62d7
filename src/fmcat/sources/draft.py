"""What a source says of one model, in the catalog's terms but not yet in its words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from fmcat.facts import Fact
from fmcat.messages import say
from fmcat.text import Unfit, examined

NOTHING: Mapping[str, Fact] = MappingProxyType({})


class Draft(NamedTuple):
    """One row, card or line. `place` is where it stands: a file, and a line counted from 1.

    `key` is what the source calls the model, and `ids_key` the place in an entry's `ids` where we note that (none
    where it is our own id). `names` are the names it may have with us, `name` the one to show.

    `facts` are keys of an entry, `license.weights` for a part of a mapping: dates as texts, counts as numbers, words
    of vocabularies as the source has them. `loose` are facts that say enough to be compared and too little to be
    written. `modalities` are those the source files it under; they are not a statement, since the taxonomy is ours.
    `found` is where a fact stands, if not at `place`. `sources` cite the facts, those they are `for` or all of them.
    `unread` is what the source states and no entry can say: pairs of a key of an entry and the reason.
    """

    key: str
    ids_key: str
    place: str
    name: str
    names: tuple[str, ...]
    facts: Mapping[str, Fact]
    loose: Mapping[str, object] = NOTHING
    modalities: Sequence[str] = ()
    sources: Sequence[Mapping[str, object]] = ()
    found: Mapping[str, str] = NOTHING
    unread: Sequence[tuple[str, str]] = ()

    def where(self, key: str) -> str:
        """Where a fact stands."""
        return self.found.get(key, self.place)

    @property
    def is_guess(self) -> bool:
        """Whether `key` is a guess, made of the names of folders: it finds a model and is never written."""
        return f"ids.{self.ids_key}" in self.loose


class LeftOut(NamedTuple):
    """What a source says and an import cannot take: where it stands, what it is about, and why not."""

    place: str
    about: str
    why: str


def stated(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts without those that say nothing."""
    return {key: fact for key, fact in facts.items() if fact}


def admitted(draft: Draft) -> Draft | LeftOut:
    """The draft with its texts in NFC, or why it is left out: it holds what may not enter fmcat (`text.examined`)."""
    try:
        return draft._replace(
            key=examined(draft.key),
            name=examined(draft.name),
            names=tuple(examined([*draft.names])),
            facts=examined({**draft.facts}),
            loose=examined({**draft.loose}),
            modalities=examined([*draft.modalities]),
            sources=examined([{**source} for source in draft.sources]),
        )
    except Unfit as unfit:
        path = ".".join(map(str, unfit.path))
        return LeftOut(
            draft.place,
            draft.name or draft.key,
            say("{path}: {problem}", path=path, problem=unfit.message) if path else unfit.message,
        )
