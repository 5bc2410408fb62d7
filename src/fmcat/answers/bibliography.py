"""Adds references to an existing bibliography, whose entries stay as they are."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from fmcat.errors import BadUsage
from fmcat.export.citations import Reference
from fmcat.messages import say
from fmcat.text import indented

#: The key of an entry: in BibTeX after the brace, in Hayagriva YAML at the beginning of a line.
_KEYS = {"bibtex": r"(?m)^[ \t]*@\w+\s*[{(]\s*([^\s,{}=]+)\s*,", "typst": r"(?m)^[\"']?([^\s#:\"'-][^\s:\"']*)[\"']?:"}
#: The formats that references can be added to.
MERGED = (*_KEYS, "csl")


def merged(
    style: str, before: str, found: Sequence[Reference], write: Callable[[Iterable[Reference]], Iterable[str]]
) -> str:
    """The text `before` with the references whose keys it lacks, in any case.

    Raises BadUsage if `before` is not a bibliography of this style.
    """
    if style == "csl":
        return _merged_csl(before, found, write)
    known = keys(style, before)
    added = "".join(write([one for one in found if one.key.lower() not in known]))
    if not before.strip() or not added:
        return before + added
    return before.rstrip("\n") + ("\n\n" if style == "bibtex" else "\n") + added


def keys(style: str, text: str) -> set[str]:
    """The keys of the entries in a bibliography, in lower case; raises BadUsage if it cannot be read."""
    if style != "csl":
        return {key.lower() for key in re.findall(_KEYS[style], text)}
    return {str(item.get("id", "")).lower() for item in _items(text)}


def _merged_csl(before: str, found: Sequence[Reference], write: Callable[[Iterable[Reference]], Iterable[str]]) -> str:
    known = keys("csl", before)
    added = json.loads("".join(write([one for one in found if one.key.lower() not in known])))
    return indented([*_items(before), *added])


def _items(text: str) -> list[Mapping[str, object]]:
    try:
        items = json.loads(text or "[]")
    except ValueError:
        items = None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadUsage(say("--append: the file does not contain a JSON array of references"))
    return items
