"""How ids are written: rules about their spelling, readings of an id, and the keys for looking ids up.

The rules are rows of `addresses` and `endings`, each with an example; docs/resolve.md lists them. A rule never tells
which model an id means: it describes a part that services, file names or repackagers add, and the closest match that
remains possible.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from fmcat.messages import Sentence, say
from fmcat.text import fold

Match = Literal["exact", "checkpoint", "snapshot", "repackaged", "family", "none"]
#: How closely an id is known, the closest first.
MATCHES: tuple[Match, ...] = ("exact", "checkpoint", "snapshot", "repackaged", "family", "none")
#: The longest id; longer ones are unknown.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which ids are written.

    The groups of `pattern` are what remains (`owner`, `name`); everything else is removed. `best` is the closest match
    that remains possible, `label` what the removed part is. With `needs_weights`, the rule only applies to models with
    downloadable weights.
    """

    name: str
    pattern: str
    example: str
    remains: str
    best: Match = "exact"
    space: str = ""
    label: Sentence = field(default_factory=lambda: say(""))
    needs_weights: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A partly parsed id: the space of names to look it up in, its owner, and the removed parts.

    `removed` has the removed parts with the rule of each, `day` the date among them.
    """

    text: str
    owner: str = ""
    space: str = "name"
    best: Match = "exact"
    removed: tuple[tuple[Rule, str], ...] = ()
    day: str = ""

    @property
    def needs_weights(self) -> bool:
        """Whether a rule was used that only applies to downloadable models."""
        return any(rule.needs_weights for rule, _ in self.removed)

    @property
    def is_repackaged(self) -> bool:
        """Whether the id itself states that it is a quantization or a conversion."""
        return self.best == "repackaged"


def weaker(one: Match, other: Match) -> Match:
    """The match that is less close."""
    return max(one, other, key=MATCHES.index)


#: By ASCII character: itself if it counts in a key, else a space.
_SEPARATED = "".join(letter if letter.isalnum() or letter in "+/\0" else " " for letter in map(chr, range(128)))


@lru_cache(65536)
def key(text: str) -> str:
    """The key for comparing ids: folded; only dots and other separators between digits count.

    >>> key("Claude 3.5 Sonnet"), key("claude-3-5-sonnet"), key("ViT-B/32")
    ('claude3.5sonnet', 'claude3-5sonnet', 'vitb/32')
    """
    folded = fold(text)
    dotted = pattern(r"(?<=\d)\.(?=\d)").sub("\0", folded) if "." in folded else folded
    spaced = dotted.translate(_SEPARATED) if text.isascii() else re.sub(r"[^\w+/\0]|_", " ", dotted)
    words = spaced.split()
    for number, word in enumerate(words[1:], 1):
        if word[0].isdecimal() and words[number - 1][-1].isdecimal():
            words[number] = f"-{word}"
    return "".join(words).replace("\0", ".")


def loose_key(text: str) -> str:
    """The key of a stored name in a less careful spelling: 3-5 for 3.5, B-32 for B/32."""
    return key(text.replace(".", "-").replace("/", "-"))


@lru_cache
def pattern(text: str) -> re.Pattern[str]:
    """A rule's pattern, compiled on first use."""
    return re.compile(text, re.IGNORECASE)
