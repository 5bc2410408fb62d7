"""How ids are written: what a rule about their spelling is, what it leaves of an id, and the key ids are looked up by.

The rules are rows of `addresses` and `endings`, each with an example; docs/resolve.md lists them. A rule never says
which model an id means: it names a part that services, file names or repackagers add, and the closest match that is
still possible then.
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
#: The longest id that is looked at; longer ones are unknown.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which ids are written.

    The groups of `pattern` are what remains (`owner`, `name`); everything else is taken off. `best` is the closest
    match that remains possible, `label` what the taken-off part is. `needs_weights` says that the rule is only true
    of models whose weights can be downloaded.
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
    """An id as far as it is taken apart: in which space of names it is looked up, whose it is, and what was taken off.

    `removed` holds the taken-off parts with the rule of each, `day` the date among them.
    """

    text: str
    owner: str = ""
    space: str = "name"
    best: Match = "exact"
    removed: tuple[tuple[Rule, str], ...] = ()
    day: str = ""

    @property
    def needs_weights(self) -> bool:
        """Whether a rule was used that is only true of downloadable models."""
        return any(rule.needs_weights for rule, _ in self.removed)

    @property
    def is_repackaged(self) -> bool:
        """Whether the id itself says that it is a quantization or a conversion."""
        return self.best == "repackaged"


def weaker(one: Match, other: Match) -> Match:
    """The match that is less close."""
    return max(one, other, key=MATCHES.index)


@lru_cache(65536)
def key(text: str) -> str:
    """The text as ids are compared: folded; of what separates, only dots and other separators between digits count.

    >>> key("Claude 3.5 Sonnet"), key("claude-3-5-sonnet"), key("ViT-B/32")
    ('claude3.5sonnet', 'claude3-5sonnet', 'vitb/32')
    """
    dotted = re.sub(r"(?<=\d)\.(?=\d)", "\0", fold(text))
    spaced = re.sub(r"[^\w+/\0]|_", " ", dotted)
    return re.sub(r"(?<=\d) +(?=\d)", "-", spaced).replace(" ", "").replace("\0", ".")


def loose_key(text: str) -> str:
    """The key of a stored name as less careful ids write it: 3-5 for 3.5, B-32 for B/32."""
    return key(re.sub(r"[./]", "-", text))


@lru_cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern of a rule, compiled when it is first used."""
    return re.compile(text, re.IGNORECASE)
