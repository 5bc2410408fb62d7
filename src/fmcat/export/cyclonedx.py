"""A CycloneDX 1.6 bill of materials (ML-BOM, https://cyclonedx.org/capabilities/mlbom/)."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.lineage import relations_besides_descent
from fmcat.export import Choice
from fmcat.fields import FIELDS, Document
from fmcat.text import indented, showable
from fmcat.version import __version__
from fmcat.wording import Wording

#: CycloneDX's names of our links.
_REFERENCES = {
    "paper": "documentation",
    "announcement": "release-notes",
    "code": "vcs",
    "weights": "distribution",
    "model-card": "model-card",
    "docs": "documentation",
    "project": "website",
    "demo": "website",
    "license": "license",
}
#: The broadest methods and CycloneDX's five approaches.
_APPROACHES = (
    ("self-supervised-learning", "self-supervised"),
    ("supervised-learning", "supervised"),
    *((method, "reinforcement-learning") for method in ("rlhf", "rlaif", "rl-verifiable-rewards")),
)


def to_cyclonedx(choice: Choice) -> Iterator[str]:
    """The bill of materials: one machine-learning-model component per model, with its ancestors as pedigree."""
    catalog = choice.catalog
    wording = Wording("en", catalog.labels("en"))
    documents = choice.documents()
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"tools": {"components": [{"type": "application", "name": "fmcat", "version": __version__}]}},
        "components": [_component(catalog, document, wording) for document in documents],
    }
    yield indented(bill)


def _component(catalog: Catalog, document: Document, wording: Wording) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "machine-learning-model",
        "bom-ref": document["id"],
        "name": showable(document["name"]),
        "publisher": wording.vendors(document),
        "description": wording.bilingual(document.get("summary", {})),
        "licenses": _licenses(document.get("license", {}).get("weights", "")),
        "externalReferences": [
            {"type": _REFERENCES.get(kind, "other"), "url": url}
            for kind, link in document.get("links", {}).items()
            if (url := _address(link))
        ],
        "pedigree": _pedigree(catalog, document),
        "components": _variants(document),
        "modelCard": {"modelParameters": _parameters(catalog, document, wording)},
        "properties": [
            {"name": f"fmcat:{name}", "value": value}
            for name in ("released", "parameters", "context", "access", "commercial", "conditions", "country", "method")
            if (value := wording.fact(FIELDS[name], document, exact=True))
        ],
    }
    return {key: value for key, value in component.items() if value}


def _variants(document: Document) -> list[dict[str, object]]:
    """The variants with another license than the model's, each with its own."""
    own = document.get("license", {}).get("weights")
    return [
        {
            "type": "machine-learning-model",
            "bom-ref": f"{document['id']}#{number}",
            "name": showable(variant["name"]),
            "licenses": _licenses(variant["license"]),
        }
        for number, variant in enumerate(document.get("variants", ()))
        if variant.get("license", own) not in (own, "undisclosed")
    ]


def _address(url: str) -> str:
    """The address as an IRI that strict validators accept, or None if it is not http or https."""
    scheme, _, address = showable(url).partition("://")
    address, _, fragment = address.partition("#")
    host, slash, rest = address.partition("/")
    if scheme not in ("http", "https") or re.search(r"[^\w.:-]", host):
        return ""
    return f"{scheme}://{host}{slash}{_quoted(rest)}" + (f"#{_quoted(fragment)}" if fragment else "")


def _quoted(part: str) -> str:
    """A path, query or fragment with everything encoded except percent signs before two hexadecimal digits."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe="%/?:@!$&'()*+,;=~-._")


def _licenses(license: str) -> list[dict[str, object]]:
    if not license or license == "undisclosed":
        return []
    if " " in license:
        return [{"expression": license}]
    return [{"license": {"name" if license.startswith("LicenseRef-") else "id": license}}]


def _pedigree(catalog: Catalog, document: Document) -> dict[str, object]:
    """The models whose weights are passed on to it, each once."""
    names = {}
    other = relations_besides_descent(catalog)
    for relation, targets in document.get("lineage", {}).items():
        for target in () if relation in other else targets:
            if isinstance(target, dict):
                names[target["external"]] = target["external"]
            elif target in catalog:
                names[target] = catalog.document(target)["name"]
    ancestors = [{"type": "machine-learning-model", "name": showable(name)} for name in names.values()]
    return {"ancestors": ancestors} if ancestors else {}


def _parameters(catalog: Catalog, document: Document, wording: Wording) -> dict[str, object]:
    methods = set(FIELDS["method"].values(document))
    approach = next(
        (said for broad, said in _APPROACHES if methods & set(catalog.narrower("method", broad))),
        None,
    )
    found: dict[str, object] = {
        "approach": {"type": approach} if approach else None,
        "task": ", ".join(document.get("capabilities", ())),
        "architectureFamily": wording.fact(FIELDS["architecture"], document),
        "inputs": [{"format": kind} for kind in document.get("inputs", ())],
        "outputs": [{"format": kind} for kind in document.get("outputs", ())],
    }
    return {key: value for key, value in found.items() if value}
