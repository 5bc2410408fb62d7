"""What a source states about one model, under the catalog's keys but in the source's words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from fmcat.facts import Fact
from fmcat.messages import say
from fmcat.text import Unfit, examined

NOTHING: Mapping[str, Fact] = MappingProxyType({})


class Draft(NamedTuple):
    """One row, card or line. `place` is its position: a file, and a line counted from 1.

    `key` is the source's id of the model, and `ids_key` its place in an entry's `ids` (empty for our own id). `names`
    are the names it may have in the catalog, `name` the one to show.

    `facts` are keys of an entry, `license.weights` for a part of a mapping: dates as texts, counts as numbers, terms in
    the source's words. `loose` are facts precise enough to compare but not to write. `modalities` are the source's own
    categories; they are not compared, since the taxonomy is ours. `found` is the position of a fact, if not `place`.
    `sources` cite the facts they are `for`, or all of them. `unread` is what the source states and an entry cannot
    represent: pairs of a key of an entry and the reason.
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
        """The position of a fact."""
        return self.found.get(key, self.place)

    @property
    def is_guess(self) -> bool:
        """Whether `key` was guessed from the names of folders: then it finds a model and is never written."""
        return f"ids.{self.ids_key}" in self.loose


class LeftOut(NamedTuple):
    """What a source states and an import cannot take: its position, its subject, and the reason."""

    place: str
    about: str
    why: str


def stated(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts without empty ones."""
    return {key: fact for key, fact in facts.items() if fact}


def admitted(draft: Draft) -> Draft | LeftOut:
    """The draft with its texts in NFC, or why it is skipped: it contains forbidden values (`text.examined`)."""
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
