"""Completions of a query's last word, for shells and for the browser."""

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.search import used_spellings
from fmcat.fields import FIELD_NAMES, FIELDS
from fmcat.query.values import SPECIAL

_MOST = 200


#: Large vocabularies, of which only the terms in use are suggested.
_LARGE = ("license",)


def words(catalog: Catalog, vocabulary: str, start: str) -> list[str]:
    """The ids of a vocabulary that begin as typed, in any case, in order; only licenses in use."""
    if vocabulary in _LARGE:
        used = set(used_spellings(catalog, vocabulary).values())
        return sorted(word for word in used if word.lower().startswith(start.lower()))[:_MOST]
    rows = catalog.rows(
        "SELECT DISTINCT id FROM word WHERE vocabulary = :kind AND substr(lower(id), 1, length(:start)) = :start"
        " ORDER BY id LIMIT :most",
        {"kind": vocabulary, "start": start.lower(), "most": _MOST},
    )
    return [word for (word,) in rows]


def query_words(catalog: Catalog, incomplete: str) -> list[str]:
    """Field names with their colon, or after a colon the values of the field."""
    name, colon, value = incomplete.partition(":")
    name = name.lower()
    if not colon:
        return [f"{field}:" for field in [*FIELD_NAMES, *SPECIAL, *catalog.own_keys()] if field.startswith(name)]
    if name in ("has", "sort"):
        return [f"{name}:{field}" for field in FIELDS if field.startswith(value)]
    vocabulary = "model" if name in ("under", "id") else FIELD_NAMES[name].vocabulary if name in FIELD_NAMES else ""
    done, comma, last = value.rpartition(",")
    return [f"{name}:{done}{comma}{word}" for word in words(catalog, vocabulary, last)] if vocabulary else []
