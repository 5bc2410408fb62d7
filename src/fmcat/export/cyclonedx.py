"""A CycloneDX 1.6 bill of materials (ML-BOM, https://cyclonedx.org/capabilities/mlbom/)."""

from collections.abc import Iterator
from typing import Any

from fmcat import __version__
from fmcat.catalog.collection import Catalog
from fmcat.export import Choice
from fmcat.fields import FIELDS, Document
from fmcat.text import indented, showable
from fmcat.wording import Wording

#: What CycloneDX calls our links.
_REFERENCES = {
    "paper": "documentation",
    "announcement": "advisories",
    "code": "vcs",
    "weights": "distribution",
    "model-card": "model-card",
    "docs": "documentation",
    "project": "website",
    "demo": "website",
    "license": "license",
}
#: The broadest methods and the five approaches CycloneDX knows.
_APPROACHES = (
    ("self-supervised-learning", "self-supervised"),
    ("supervised-learning", "supervised"),
    ("post-training", "reinforcement-learning"),
)


def to_cyclonedx(choice: Choice) -> Iterator[str]:
    """The bill: a machine-learning model a component, what it was made from as its pedigree."""
    catalog = choice.catalog
    wording = Wording("en", catalog.labels("en"))
    documents = catalog.documents(choice.query, choice.limit)
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"tools": {"components": [{"type": "application", "name": "fmcat", "version": __version__}]}},
        "components": [_component(catalog, document, wording) for document in documents],
    }
    yield indented(bill)


def _component(catalog: Catalog, document: Document, wording: Wording) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "machine-learning-model",
        "bom-ref": document["id"],
        "name": showable(document["name"]),
        "publisher": wording.vendors(document),
        "description": wording.bilingual(document.get("summary", {})),
        "licenses": _licenses(document.get("license", {}).get("weights", "")),
        "externalReferences": [
            {"type": _REFERENCES[kind], "url": url} for kind, url in document.get("links", {}).items()
        ],
        "pedigree": _pedigree(catalog, document),
        "modelCard": {"modelParameters": _parameters(catalog, document, wording)},
        "properties": [
            {"name": f"fmcat:{name}", "value": value}
            for name in ("released", "parameters", "context", "access", "method")
            if (value := wording.fact(FIELDS[name], document, exact=True))
        ],
    }
    return {key: value for key, value in component.items() if value}


def _licenses(license: str) -> list[dict[str, Any]]:
    if not license or license == "undisclosed":
        return []
    if " " in license:
        return [{"expression": license}]
    return [{"license": {"name" if license.startswith("LicenseRef-") else "id": license}}]


def _pedigree(catalog: Catalog, document: Document) -> dict[str, Any]:
    """The models it was directly made from, each once."""
    names = {}
    for targets in document.get("lineage", {}).values():
        for target in targets:
            if isinstance(target, dict):
                names[target["external"]] = target["external"]
            elif target in catalog:
                names[target] = catalog.document(target)["name"]
    ancestors = [{"type": "machine-learning-model", "name": showable(name)} for name in names.values()]
    return {"ancestors": ancestors} if ancestors else {}


def _parameters(catalog: Catalog, document: Document, wording: Wording) -> dict[str, Any]:
    methods = set(FIELDS["method"].values(document))
    approach = next(
        (said for broad, said in _APPROACHES if methods & set(catalog.narrower("method", broad))),
        None,
    )
    found: dict[str, Any] = {
        "approach": {"type": approach} if approach else None,
        "task": ", ".join(document.get("capabilities", ())),
        "architectureFamily": wording.fact(FIELDS["architecture"], document),
        "inputs": [{"format": kind} for kind in document.get("inputs", ())],
        "outputs": [{"format": kind} for kind in document.get("outputs", ())],
    }
    return {key: value for key, value in found.items() if value}
