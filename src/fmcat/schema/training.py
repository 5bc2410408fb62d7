"""What a training took, and the languages that a model is made for."""

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from fmcat.schema.parts import UNDISCLOSED, Entry, Flop, QuantityOrUndisclosed
from fmcat.schema.vocabulary import Language


class Compute(Entry):
    """What the training of the largest checkpoint took."""

    flop: Flop
    """Floating-point operations, all of its training runs together."""
    kind: Literal["stated", "estimated"]
    """Whether its maker states it, or others estimate it from what the maker states."""
    confidence: Literal["confident", "likely", "speculative"] | None = None
    """How certain those who estimate it say they are."""


def _is_list(value: object) -> str:
    return "codes" if isinstance(value, list) else "count"


def _is_word(value: object) -> str:
    return "word" if value == UNDISCLOSED else "compute"


Languages = Annotated[
    Annotated[list[Language], Tag("codes")] | Annotated[QuantityOrUndisclosed, Tag("count")], Discriminator(_is_list)
]
TrainingCompute = Annotated[
    Annotated[Compute, Tag("compute")] | Annotated[Literal["undisclosed"], Tag("word")], Discriminator(_is_word)
]
