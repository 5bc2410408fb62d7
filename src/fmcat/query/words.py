"""What the parser needs from a catalog. In a separate module, since creating a Protocol costs a millisecond at
start-up.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from fmcat.fields import Field


class Words(Protocol):
    """The parser's questions about the words of a catalog."""

    def meanings(self, keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """The field and the value that bare words name, by their `name_key`."""

    def field(self, name: str) -> Field | None:
        """The field of a name or alias, including `x-` keys."""

    def own_keys(self) -> Sequence[str]:
        """The `x-` keys in use."""

    def find(self, vocabulary: str, word: str) -> str | None:
        """The id a word stands for."""

    def hint(self, vocabulary: str, word: str) -> str:
        """What an unknown word may mean, as a sentence, or `""`."""

    def narrower(self, vocabulary: str, term: str) -> Sequence[str]:
        """The term and everything narrower."""
