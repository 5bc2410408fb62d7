"""What names look like in model positions that the catalog does not know: of models, and of other things."""

import re
from collections.abc import Set

from fmcat.scan.literal import Slot
from fmcat.scan.words import DEVICES, FORMS, GENERIC, OTHERS, RUNS, SIZES

#: Placeholders for names, and folders that people keep files in.
STAND_IN = re.compile(
    r"(?:your|my|the|some|path|foo|bar|baz|example|examples|dummy|placeholder|user|username|org|organization|orgname|owner"
    r"|namespace|repo|xxx+|abc|todo|name|model|fake|mock|test|unknown|invalid|nonexistent|non-existent|does-not-exist)"
    r"(?:[-_](?:org|organization|username|user|name|repo|account|company|team|hf|id|to|provider"
    r"|(?=[^\W_]*model)[^\W_]+)(?![^\W_]))*",
    re.IGNORECASE,
)
#: Days and times, identifiers without a meaning, sums and numbers, HTTP's own headers, versions of APIs (`apps/v1`).
_MEANINGLESS = re.compile(
    r"\d{4}-\d\d?-\d\d?.*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}|[\d.]+e[-+]?\d+|x-.*|ft-\w{16,}"
    r"|[\w.-]+/v\d+(?:(?:alpha|beta)\d+)?",
    re.IGNORECASE,
)
#: A number of parameters, and how tags of Ollama are written.
_SIZE = re.compile(r"(?:\d{1,2}x)?\d{1,4}(?:\.\d+)?[bm]", re.IGNORECASE)
_TAGGED = re.compile(rf"[a-z][\w.-]*:(?:{_SIZE.pattern}(?:-[\w.-]+)?|latest)")
#: Model positions where nothing but a model's own name is written, so that a form such as `-pro` tells enough.
# fmt: off
_STRONG = frozenset(
    (
        "model", "default-model", "llm", "base-model", "model-name-or-path", "embedding", "builder", "class-of-models",
        "ai-sdk", "agent", "models-table", "models-address",
    )
)
# fmt: on


def words_of(text: str) -> list[str]:
    """The words of a name, in small letters."""
    return [word for word in re.split(r"[-_.:@]", text.casefold()) if word]


def is_of_something_else(text: str) -> bool:
    """Whether a text in a model position is not the name of a model: a day, a mere number, a placeholder."""
    return bool(_MEANINGLESS.fullmatch(text)) or any(STAND_IN.fullmatch(part) for part in re.split(r"[/:]", text))


def has_size(text: str) -> bool:
    """Whether a name has a number of parameters behind its first word: `parrot-13b`."""
    return any(_SIZE.fullmatch(word) for word in words_of(text)[1:])


def looks_like_model(text: str, slot: Slot, heads: Set[str], owners: Set[str]) -> bool:
    """Whether a plain name in a model position looks like a model's; `heads` are first words of names in the catalog.

    Names of makers and hosts alone (`amazon-bedrock`), runs, tests, devices and classes do not.
    """
    words = words_of(text)
    if all(word in owners for word in words) or words[0] in RUNS or STAND_IN.fullmatch(words[0]):
        return False
    if "_" in text and slot.rule != "timm":
        return False
    if slot.degree == "certain":
        return bool(re.search(r"[-\d:_]", text)) and len(text) > 2
    if not OTHERS.isdisjoint(words) or words[0] in DEVICES or (slot.rule == "part" and not re.search(r"\d", text)):
        return False
    return bool(_TAGGED.fullmatch(text)) or (
        "-" in text and len(words) > 1 and _has_form(text, words, slot, heads, owners)
    )


def _has_form(text: str, words: list[str], slot: Slot, heads: Set[str], owners: Set[str]) -> bool:
    """Whether a name of several words has a version, a size or a word that names of models end in."""
    is_headed = re.split(r"\d", words[0])[0] in heads
    if any(_SIZE.fullmatch(word) for word in words[1:]) or (is_headed and re.search(r"\d", text)):
        return True
    if text[0].isupper():
        return False
    if re.search(r"\d", text) or is_headed:
        return True
    is_own = all(word in owners or word in GENERIC or word in SIZES for word in words)
    return slot.rule in _STRONG and not is_own and not FORMS.isdisjoint(words[1:])
