"""A model's checkpoints: their ids, and their facts where a variant leaves something out.

People choose a checkpoint (Qwen2.5-72B), not a generation (Qwen2.5). Every item of `variants` is one; a model without
variants is its own single checkpoint. A checkpoint has a document like its model's, so that every field, view and
export reads it as it reads a model.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from fmcat.facts import Document
from fmcat.text import name_key, slug

if TYPE_CHECKING:
    from fmcat.schema.document import SizesDocument, Undisclosed, VariantDocument

#: What a variant can state in place of its model, besides its day and its repository.
_OF_CHECKPOINTS: tuple[Literal["parameters", "context", "license", "access", "status"], ...] = (
    "parameters",
    "context",
    "license",
    "access",
    "status",
)
#: How many names of checkpoints are kept: they are asked for several times in a row while a model is compiled.
_NAMES_KEPT = 1024
_WORD = r"[^\s_-]+"


def checkpoints(document: Document) -> list[Document]:
    """The documents of a model's checkpoints, in the order of its variants; at least one."""
    return [checkpoint(document, number) for number in numbers_of(document)]


def numbers_of(document: Document) -> range:
    """The numbers of a model's checkpoints."""
    return range(len(document.get("variants", ())) or 1)


def checkpoint(document: Document, number: int) -> Document:
    """The document of a model's checkpoint with this number; the model's own if it has no variants."""
    made = facts_of(document, number)
    if variants := document.get("variants"):
        made["id"] = checkpoint_id(document, variants[number])
        made["name"] = full_name(document["name"], variants[number])
        made.pop("aliases", None)
    return made


def facts_of(document: Document, number: int) -> Document:
    """What is known about a checkpoint, under its model's id and names, for tables of models.

    What the variant leaves out is as in the model's entry, with two exceptions. The model's parameters are those of its
    largest size, so a variant without parameters has an unknown number of them. And a repository of the model that
    another variant names is not this one's.
    """
    variants = document.get("variants")
    if not variants:
        return document
    variant = variants[number]
    made: Document = {**document}
    made.pop("variants", None)
    made.pop("parameters", None)
    if sizes := _sizes(document, variant):
        made["parameters"] = sizes
    if "released" in variant:
        made["released"] = variant["released"]
    if "context" in variant:
        made["context"] = variant["context"]
    if "access" in variant:
        made["access"] = variant["access"]
    if "status" in variant:
        made["status"] = variant["status"]
    if "bases" in variant:
        made["bases"] = variant["bases"]
    if "license" in variant:
        made["license"] = {**document.get("license", {}), "weights": variant["license"]}
    if "huggingface" in variant or "ids" in document:
        _take_repositories(made, document, variant)
    if terms := made.pop("terms", None):
        own = checkpoint_id(document, variant)
        made |= {"terms": {own: terms[own]}} if own in terms else {}
    return made


def presented(document: Document) -> list[tuple[int, Document]]:
    """The numbers and documents of a model's first checkpoints as of the day it was presented, if that was before.

    Queries that ask for a day find such a model by its own as well: o3, which no one could use in the year it is from.
    """
    variants, own = document.get("variants", ()), document["released"]
    days = [variant.get("released", own) for variant in variants]
    first = min(days, default=own)
    if own >= first or first.startswith(own):  # 2024-12 may be any of its days
        return []
    numbers = [number for number, day in enumerate(days) if day == first]
    return [(number, {**checkpoint(document, number), "released": own}) for number in numbers]


def narrowed(document: Document, positions: Sequence[int]) -> Document:
    """A model restricted to the checkpoints at these positions of the catalog, and their facts.

    Its release date is their first, its size their largest. A negative position, ~n, is that of checkpoint n as of the
    day the model was presented, which then stays its date.
    """
    variants = document.get("variants", [])
    numbers = sorted({max(position, ~position) for position in positions})
    is_whole = len(numbers) >= len(variants)
    if is_whole and (min(positions) < 0 or not presented(document)):
        return document
    chosen = [facts_of(document, number) for number in numbers]
    made: Document = {**document, "variants": [variants[number] for number in numbers]}
    if min(positions) >= 0:
        made["released"] = min(one["released"] for one in chosen)
    if is_whole:
        return made
    if "terms" in document:
        made["terms"] = {name: terms for one in chosen for name, terms in one.get("terms", {}).items()}
    made.pop("parameters", None)
    known = [one["parameters"] for one in chosen if "parameters" in one]
    if known:
        made["parameters"] = max(known, key=lambda size: size["total"] if isinstance(size, dict) else 0)
    return made


def shared(document: Document) -> Document:
    """A model with only those facts of its checkpoints that all of them share."""
    made: Document = {**document}
    chosen = [facts_of(document, number) for number in numbers_of(document)]
    for key in _OF_CHECKPOINTS:
        if any(one.get(key) != chosen[0].get(key) for one in chosen):
            made.pop(key, None)
    return made


def model_of(document: Document) -> str:
    """The id of the model that a document, of it or of one of its checkpoints, describes."""
    return document["id"].partition("/")[0]


def checkpoint_id(document: Document, variant: "VariantDocument") -> str:
    """The id of a variant's checkpoint: the model's id, and the variant's `id` or a slug of its name.

    Raises ValueError if the name has no letter or digit for a slug.
    """
    own = variant.get("id") or variant_slug(document["name"], document["id"], variant["name"])
    if not own:
        raise ValueError(variant["name"])
    return f"{document['id']}/{own}"


@lru_cache(_NAMES_KEPT)
def variant_slug(model: str, model_id: str, variant: str) -> str:
    """A variant's name as an id within its model, without the model's name or id that it begins with.

    Empty if none of its letters or digits has a Latin spelling.

    >>> variant_slug("Qwen2.5", "qwen2.5", "Qwen2.5-72B"), variant_slug("o1", "o1", "o1")
    ('72b', 'o1')
    >>> variant_slug("Swin Transformer V2", "swin-v2", "SwinV2-T")
    't'
    """
    rest = _without(model, variant)
    if rest == variant:
        rest = _without(model_id, variant)
    return slug(rest.replace("+", " plus ")) or slug(variant)


def full_name(model: str, variant: "VariantDocument") -> str:
    """A checkpoint's name: the variant's, with the model's in front if it does not contain it."""
    return _full_name(model, variant["name"])


@lru_cache(_NAMES_KEPT)
def _full_name(model: str, name: str) -> str:
    first = next((word[0].casefold() for word in _words(name)), "")
    has_it = _without(model, name) != name or name_key(model) in name_key(name)
    return name if has_it or first in {word[0].casefold() for word in _words(model)} else f"{model} {name}"


def _without(model: str, variant: str) -> str:
    """The variant's name without the model's at its beginning, or without the first words the two share."""
    if _differ(model[:1], variant[:1]):
        return variant
    rest = variant[_reach(model, variant) :]
    if rest != variant:
        return rest
    words = _words(variant)
    shared = 0
    for one, other in zip(words, _words(model), strict=False):
        if one[0].casefold() != other[0].casefold():
            break
        shared += 1
    return variant[words[shared - 1].end() :] if shared else variant


def _differ(one: str, other: str) -> bool:
    """Whether two characters are different letters or digits of ASCII."""
    return one.isascii() and other.isascii() and one.isalnum() and other.isalnum() and one.lower() != other.lower()


@lru_cache(_NAMES_KEPT)
def _words(name: str) -> list[re.Match[str]]:
    return list(re.finditer(_WORD, name))


@lru_cache(_NAMES_KEPT)
def _letters(name: str) -> list[str]:
    return [letter for letter in name.casefold() if letter.isalnum()]


def _reach(model: str, variant: str) -> int:
    """How many letters of the variant's name are the model's name; 0 if it does not begin with it."""
    wanted = _letters(model)
    found = 0
    for place, letter in enumerate(variant):
        if found == len(wanted):
            goes_on = letter.isalnum() or re.match(r"\.\d", variant[place:])  # Olmo 3 is not in Olmo 3.1
            return 0 if goes_on else place
        if letter.isalnum():
            if letter.casefold() != wanted[found]:
                return 0
            found += 1
    return len(variant) if found == len(wanted) else 0


def _sizes(document: Document, variant: "VariantDocument") -> "SizesDocument | Undisclosed | None":
    total = variant.get("parameters")
    if not isinstance(total, int):
        return total
    whole = document.get("parameters")
    active = variant.get("active")
    if active is None and isinstance(whole, dict) and whole["total"] == total:
        active = whole.get("active")
    return {"total": total} if active is None else {"total": total, "active": active}


def _take_repositories(made: Document, document: Document, variant: "VariantDocument") -> None:
    ids = dict(document.get("ids", {}))
    own = variant.get("huggingface")
    claimed = {other.get("huggingface") for other in document.get("variants", ())}
    shared = [one for one in ids.get("huggingface", ()) if one not in claimed]
    ids.pop("huggingface", None)
    if repositories := [own] if own else shared:
        ids["huggingface"] = repositories
    made["ids"] = ids
    if not ids:
        made.pop("ids")
