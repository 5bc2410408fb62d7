"""Shell completion, answered from the compiled catalog. A catalog that cannot be read completes nothing."""

import os
from collections.abc import Callable

from fmcat.catalog import completion
from fmcat.catalog.collection import Catalog
from fmcat.errors import FmcatError
from fmcat.fields import FIELDS
from fmcat.registry.locate import find_layers


def values_of(field: str) -> Callable[[str], list[str]]:
    """The completion of a field's values."""
    return words_of(FIELDS[field].vocabulary)


def words_of(vocabulary: str) -> Callable[[str], list[str]]:
    """The completion of a vocabulary's terms."""
    return lambda incomplete: _words(vocabulary, incomplete)


def model_names(incomplete: str) -> list[str]:
    """Ids of models, found by any of their names."""
    return _words("model", incomplete)


def topics(incomplete: str) -> list[str]:
    """Ids of terms and notes."""
    try:
        catalog = Catalog(find_layers())
        kinds = ["concept", *(f"term:{name}" for name in catalog.vocabularies)]
        return [topic for kind in kinds for topic in catalog.notes(kind) if topic.startswith(incomplete)]
    except FmcatError:
        return []


def shelves(incomplete: str) -> list[str]:
    """Shelves of the timeline."""
    return _words("modality", incomplete)


def query_words(incomplete: str) -> list[str]:
    """Field names, then the values of the field that stands before the colon."""
    field = _field_split_off_by_bash()
    if field:
        return [term.removeprefix(f"{field}:") for term in _terms(f"{field}:{incomplete}")]
    return _terms(incomplete)


def _field_split_off_by_bash() -> str:
    """The field before the colon, which bash takes for a word of its own."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = int(os.environ.get("COMP_CWORD") or 0)
    return words[number - 2] if 2 <= number <= len(words) and words[number - 1] == ":" else ""


def step_over_colon() -> None:
    """Right after `field:` bash completes an empty word, but names the colon as the one that is typed: step over it."""
    words, number = os.environ.get("COMP_WORDS", "").split("\n"), int(os.environ.get("COMP_CWORD") or 0)
    if 0 < number < len(words) and words[number] == ":":
        os.environ["COMP_CWORD"] = str(number + 1)


def _terms(incomplete: str) -> list[str]:
    try:
        return completion.query_words(Catalog(find_layers()), incomplete)
    except FmcatError:
        return []


def sortable_fields(incomplete: str) -> list[str]:
    """Names of fields with an order, each way."""
    return [
        name
        for field in FIELDS.values()
        if field.column
        for name in (field.name, f"{field.name}-")
        if name.startswith(incomplete)
    ]


def columns(incomplete: str) -> list[str]:
    """Names of fields, after those already chosen."""
    done, comma, last = incomplete.rpartition(",")
    return [f"{done}{comma}{name}" for name in FIELDS if name.startswith(last)]


def _words(vocabulary: str, start: str) -> list[str]:
    try:
        return completion.words(Catalog(find_layers()), vocabulary, start)
    except FmcatError:
        return []
