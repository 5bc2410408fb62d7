"""Shell completion, answered from the compiled catalog. A catalog that cannot be read completes nothing."""

import os
from collections.abc import Callable, Iterator

from fmcat.catalog.collection import Catalog
from fmcat.errors import FmcatError
from fmcat.fields import FIELD_NAMES, FIELDS
from fmcat.query.parse import SPECIAL
from fmcat.registry.locate import find_layers

_MOST = 200


def values_of(field: str) -> Callable[[str], list[str]]:
    """The completion of a field's values."""
    return words_of(FIELDS[field].vocabulary)


def words_of(vocabulary: str) -> Callable[[str], list[str]]:
    """The completion of a vocabulary's terms."""
    return lambda incomplete: list(_words(vocabulary, incomplete))


def model_names(incomplete: str) -> list[str]:
    """Ids of models, found by any of their names."""
    return list(_words("model", incomplete))


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
    return list(_words("modality", incomplete))


def query_words(incomplete: str) -> list[str]:
    """Field names, then the values of the field that stands before the colon."""
    field = _field_split_off_by_bash()
    if field:
        return [term.removeprefix(f"{field}:") for term in _terms(f"{field}:{incomplete}")]
    return _terms(incomplete)


def _field_split_off_by_bash() -> str:
    """The field before the colon, which bash takes for a word of its own.

    Right after the colon the colon itself is the word, and bash is told nothing until a letter is typed.
    """
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = int(os.environ.get("COMP_CWORD") or 0)
    return words[number - 2] if 2 <= number <= len(words) and words[number - 1] == ":" else ""


def _terms(incomplete: str) -> list[str]:
    name, colon, value = incomplete.partition(":")
    if not colon:
        return [f"{field}:" for field in [*FIELD_NAMES, *SPECIAL] if field.startswith(name)]
    if name in ("has", "sort"):
        return [f"{name}:{field}" for field in FIELDS if field.startswith(value)]
    vocabulary = "model" if name in ("under", "id") else FIELD_NAMES[name].vocabulary if name in FIELD_NAMES else ""
    done, comma, last = value.rpartition(",")
    return [f"{name}:{done}{comma}{word}" for word in _words(vocabulary, last)] if vocabulary else []


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


def _words(vocabulary: str, start: str) -> Iterator[str]:
    """The ids of a vocabulary that begin as typed."""
    try:
        rows = Catalog(find_layers()).rows(
            "SELECT DISTINCT id FROM word WHERE vocabulary = :kind AND substr(id, 1, length(:start)) = :start"
            " ORDER BY id LIMIT :most",
            {"kind": vocabulary, "start": start, "most": _MOST},
        )
        yield from (row[0] for row in rows)
    except FmcatError:
        return
