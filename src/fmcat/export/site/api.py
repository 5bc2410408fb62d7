"""The facts of a site for programs: JSON files at stable addresses, with their schemas, and a page about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fmcat.catalog.releases import data_version
from fmcat.checkpoints import checkpoints, model_of
from fmcat.export.kit.rights import attributions, is_bundled
from fmcat.export.site import linked
from fmcat.export.site.frame import Place, Site, h
from fmcat.export.site.ids import Ids
from fmcat.export.site.sentences import label
from fmcat.fields import Document
from fmcat.schema.document import ReleaseDocument
from fmcat.schema.json_schema import changes_schema, documents_schema
from fmcat.text import as_json, indented
from fmcat.version import __version__

ROOT, PAGE = "api/v1", "api/index.html"
#: What a checkpoint's object has of its document; the rest is its model's.
_OF_CHECKPOINTS = ("id", "name", "released", "status", "parameters", "context", "license", "access", "ids")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Api:
    """Writes the files of the API."""

    site: Site
    known: Ids
    releases: Sequence[ReleaseDocument]

    def files(self) -> Iterator[tuple[str, str]]:
        """The address and the content of each file."""
        documents = sorted(self.site.documents, key=lambda one: one["id"])
        yield f"{ROOT}/index.json", indented(self._index())
        yield f"{ROOT}/models.json", indented(documents)
        yield f"{ROOT}/checkpoints.json", indented(list(_checkpoints(documents)))
        yield f"{ROOT}/names.json", indented(self._names())
        yield f"{ROOT}/changes.json", indented(self.releases)
        for name, schema in self._schemas().items():
            yield f"{ROOT}/schema/{name}.json", indented(schema)
        for document in documents:
            yield self.site.json_of(document["id"]), as_json(document) + "\n"
        yield PAGE, self._page(self.site.at(PAGE))

    def _index(self) -> dict[str, object]:
        """What the API has, of which data, and who is to be named."""
        catalog = self.site.catalog
        told = {
            "fmcat": __version__,
            "data": data_version(catalog),
            "read": catalog.newest,
            "models": len(self.site.documents),
            "license": "CC-BY-4.0" if is_bundled(catalog) else "",
            "attributions": attributions(catalog, self.site.documents),
            "files": list(_FILES),
        }
        return {key: value for key, value in told.items() if value}

    def _names(self) -> dict[str, str]:
        """What each id means, as far as that is one model or checkpoint."""
        meant = ((spelling, targets) for spellings, targets in self.known.values() for spelling in spellings)
        return {spelling: targets[0] for spelling, targets in meant if len(targets) == 1}

    def _schemas(self) -> Mapping[str, Mapping[str, object]]:
        words = self.site.catalog.words()
        models = documents_schema(words)
        one = {**models, "title": "fmcat model", "type": "object", "$ref": "#/$defs/Model"}
        one.pop("items")
        return {
            "models": models,
            "model": one,
            "checkpoints": _SCHEMA_OF_CHECKPOINTS,
            "names": _SCHEMA_OF_NAMES,
            "changes": changes_schema(words),
        }

    def _page(self, place: Place) -> str:
        language = self.site.language
        title = label("api", language)
        lines = [
            f'<tr><th scope="row">{_linked(place, path)}</th><td>{self.site.label(key)}</td></tr>\n'
            for path, key in _FILES.items()
        ]
        intro = f"<p>{self.site.label('api_what')}</p>"
        table = f'<table class="index"><tbody>\n{"".join(lines)}</tbody></table>'
        body, what = f"<h1>{h(title)}</h1>\n{intro}\n{table}", label("api_what", language)
        return place.page(title, what, body, linked=linked.page("WebAPI", title, what), also=f"{ROOT}/index.json")


def _linked(place: Place, path: str) -> str:
    """The path of a file with a link to it; of a pattern, only its text."""
    shown = f"<code>/{h(path)}</code>"
    return shown if "{" in path else f'<a href="{place.to(path)}">{shown}</a>'


def _checkpoints(documents: Sequence[Document]) -> Iterator[dict[str, object]]:
    """Each checkpoint of the models: what it is called, its model, and its own facts."""
    for document in documents:
        for one in checkpoints(document):
            facts: Mapping[str, object] = {**one}
            told = {key: facts[key] for key in _OF_CHECKPOINTS if key in facts}
            terms = document.get("terms", {}).get(one["id"])
            yield {**told, "model": model_of(one), **({"terms": terms} if terms else {})}


#: The files, each with the key of the sentence about it.
_FILES: Mapping[str, str] = {
    f"{ROOT}/index.json": "api_index",
    f"{ROOT}/models.json": "api_models",
    f"{ROOT}/models/{{id}}.json": "api_model",
    f"{ROOT}/checkpoints.json": "api_checkpoints",
    f"{ROOT}/names.json": "api_names",
    f"{ROOT}/changes.json": "api_changes",
    **{f"{ROOT}/schema/{name}.json": "api_schema" for name in ("models", "model", "checkpoints", "names", "changes")},
    "id/{id}/": "api_id",
    "changes.atom": "api_feed",
}
_TEXT = {"type": "string"}
_SCHEMA_OF_NAMES = {
    "$schema": _DIALECT,
    "title": "fmcat names",
    "description": "By id or name, the id of the model or checkpoint (model/checkpoint) that it means.",
    "type": "object",
    "additionalProperties": _TEXT,
}
_SCHEMA_OF_CHECKPOINTS = {
    "$schema": _DIALECT,
    "title": "fmcat checkpoints",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "name", "released", "model"],
        "additionalProperties": False,
        "properties": {
            "id": _TEXT,
            "name": _TEXT,
            "released": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
            "model": {"type": "string", "description": "The id of its model."},
            "status": _TEXT,
            "parameters": {
                "anyOf": [
                    {"const": "undisclosed"},
                    {
                        "type": "object",
                        "required": ["total"],
                        "properties": {"total": {"type": "integer"}, "active": {"type": "integer"}},
                    },
                ]
            },
            "context": {"anyOf": [{"const": "undisclosed"}, {"type": "integer"}]},
            "license": {"type": "object", "additionalProperties": _TEXT},
            "access": _TEXT,
            "ids": {"type": "object"},
            "terms": {
                "type": "object",
                "properties": {
                    "commercial": {"enum": ["yes", "conditional", "no"]},
                    "conditions": {"type": "array", "items": _TEXT},
                },
            },
        },
    },
}
