"""What the parser asks of a catalog. Apart, since making a Protocol costs every start a millisecond."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Words(Protocol):
    """What the parser asks about the words of a catalog."""

    def meanings(self, keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """The field and the value that bare words name, by their `name_key`."""

    def find(self, vocabulary: str, word: str) -> str | None:
        """The id a word stands for."""

    def hint(self, vocabulary: str, word: str) -> str:
        """What a word that is unknown may have meant, as a sentence, or `""`."""

    def narrower(self, vocabulary: str, term: str) -> Sequence[str]:
        """The term and everything narrower."""
