"""What an id means, as `Catalog.resolve` answers."""

from dataclasses import dataclass

from fmcat.catalog.spellings import Match
from fmcat.messages import Sentence, say

NOTHING = say("")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an id means. `model` and `checkpoint` are ids or None; `candidates` are similar ids.

    `match` is how closely: `exact` an id of the model, `checkpoint` of one of its checkpoints or a form of one,
    `snapshot` a dated version, `repackaged` a copy, conversion or quantization of its weights, `family` only something
    that begins with its name, `none` unknown.
    """

    query: str
    match: Match
    model: str | None = None
    checkpoint: str | None = None
    note: Sentence = NOTHING
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the id means a model of the catalog, not just something in its family."""
        return self.match not in ("family", "none")

    def record(self) -> dict[str, str | None]:
        """The resolution as plain JSON values."""
        names = ("query", "match", "model", "checkpoint", "note")
        return {name: getattr(self, name) for name in names}
