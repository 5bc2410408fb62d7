"""Classes of licenses, and the class of every license on the SPDX list."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

#: The classes, each a term of the taxonomy, broader than its licenses; the most permissive first.
CLASSES = (
    "permissive",
    "weak-copyleft",
    "copyleft",
    "open-rail",
    "community",
    "non-commercial",
    "research-only",
    "proprietary",
)
#: Whether a class allows commercial use. For the other classes it depends on the license.
COMMERCIAL: Mapping[str, str] = {
    "permissive": "yes",
    "weak-copyleft": "yes",
    "copyleft": "yes",
    "non-commercial": "no",
    "research-only": "no",
}


#: Written by `docs/spdx.py`.
SPDX = Path(__file__).with_name("spdx-classes.txt")


@lru_cache(1)
def spdx_classes() -> Mapping[str, str]:
    """The class of every license on the SPDX list, by its id."""
    found, kind = {}, ""
    for word in " ".join(line for line in SPDX.read_text("utf-8").splitlines() if not line.startswith("#")).split():
        if word.endswith(":"):
            kind = word[:-1]
        else:
            found[word] = kind
    return found
