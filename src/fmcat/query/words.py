"""What the parser asks of a catalog. Apart, since making a Protocol costs every start a millisecond."""

from collections.abc import Sequence
from typing import Protocol


class Words(Protocol):
    """What the parser asks about the words of a catalog."""

    def find(self, vocabulary: str, word: str) -> str | None:
        """The id a word stands for."""

    def hint(self, vocabulary: str, word: str) -> str:
        """What a word that is unknown may have meant, as a sentence, or `""`."""

    def narrower(self, vocabulary: str, term: str) -> Sequence[str]:
        """The term and everything narrower."""
