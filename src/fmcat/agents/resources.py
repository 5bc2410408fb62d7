"""The resources of the MCP server: the schema, fields and vocabularies of the catalog."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from fmcat.answers.fields import described
from fmcat.catalog.catalog import Catalog
from fmcat.errors import NotFound
from fmcat.messages import say
from fmcat.schema.json_schema import documents_schema

_SCHEME = "fmcat://"
#: The address of one kind of words, and the part before the kind.
WORDS_TEMPLATE, _WORDS = f"{_SCHEME}vocabulary/{{name}}", "vocabulary/"
WORDS_HELP = "One kind of words in full: method, capability, license, vendor, concept …"


class Resource(NamedTuple):
    """One resource: its description, and how its content is read from the catalog."""

    help: str
    read: Callable[[Catalog], object]


def _kinds(catalog: Catalog) -> dict[str, str]:
    """The kinds of words by their names in addresses."""
    return {name: f"term:{name}" for name in catalog.vocabularies} | {
        kind: kind for kind in ("vendor", "concept", "source")
    }


def _all_words(catalog: Catalog) -> dict[str, list[str]]:
    return {name: list(catalog.entries(kind)) for name, kind in _kinds(catalog).items()}


RESOURCES: Mapping[str, Resource] = {
    "schema": Resource("The JSON Schema of the documents.", lambda catalog: documents_schema(catalog.words())),
    "fields": Resource("Every field a query can name: its meaning, operators and values.", described),
    "vocabulary": Resource(
        "The ids of all terms, vendors, topics and works; one kind in full is under /NAME.", _all_words
    ),
}


def address(name: str) -> str:
    """The address of a resource."""
    return f"{_SCHEME}{name}"


def read(catalog: Catalog, uri: str) -> object:
    """The content of a resource as plain JSON values; raises NotFound if there is none at this address."""
    path = uri.removeprefix(_SCHEME)
    if path.startswith(_WORDS):
        kinds, name = _kinds(catalog), path.removeprefix(_WORDS)
        if name not in kinds:
            raise NotFound(say("{name!r} is not one of {known}", name=name[:60], known=", ".join(kinds)))
        return [*catalog.entries(kinds[name]).values()]
    if path not in RESOURCES or path == uri:
        raise NotFound(
            say(
                "unknown resource {uri!r}; the resources are {known}",
                uri=uri[:60],
                known=", ".join(map(address, RESOURCES)),
            )
        )
    return RESOURCES[path].read(catalog)
