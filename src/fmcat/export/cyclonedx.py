"""CycloneDX bills of materials (ML-BOM, https://cyclonedx.org/capabilities/mlbom/), versions 1.6 and 1.7."""

import uuid
from collections.abc import Iterator, Sequence

from fmcat.catalog.bill import Bill, Parent, Part
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.inventory import Occurrence, Unknown
from fmcat.catalog.releases import data_version
from fmcat.export import Choice
from fmcat.export.kit.bill import LicenseName, address, bill_of, license_names, moment, pages, properties, reading
from fmcat.facts import Document
from fmcat.fields import FIELDS
from fmcat.schema.document import VendorDocument
from fmcat.text import as_json, one_line, showable
from fmcat.version import __version__
from fmcat.wording import Wording

#: The namespace of serial numbers.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/fmcat/fmcat/cyclonedx")
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
#: The reference to what was scanned.
_SUBJECT = "fmcat:scanned"

Object = dict[str, object]


def to_cyclonedx(choice: Choice) -> Iterator[str]:
    """The bill of materials in version 1.6: one machine-learning-model component per checkpoint that matches."""
    yield cyclonedx(bill_of(choice))


def to_cyclonedx_1_7(choice: Choice) -> Iterator[str]:
    """The same in version 1.7."""
    yield cyclonedx(bill_of(choice), "1.7")


def cyclonedx(bill: Bill, version: str = "1.6") -> str:
    """A bill as CycloneDX JSON. Its serial number is that of its content."""
    wording = Wording("en", bill.catalog.labels("en"))
    content: Object = {"version": 1, "metadata": _metadata(bill)}
    content["components"] = [_component(bill, part, wording) for part in bill.parts] + [*map(_unknown, bill.unknown)]
    if bill.subject:
        names = [*(part.id for part in bill.parts), *(_unknown_ref(one) for one in bill.unknown)]
        content["dependencies"] = [{"ref": _SUBJECT, "dependsOn": names}]
        content["compositions"] = [{"aggregate": "unknown", "dependencies": [_SUBJECT]}]
    head: Object = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, as_json([version, content]))}",
    }
    return as_json(head | content, indent=2) + "\n"


def _metadata(bill: Bill) -> Object:
    tool = {"type": "application", "name": "fmcat", "version": __version__}
    found: Object = {
        "timestamp": moment(),
        "lifecycles": [{"phase": "pre-build"}] if bill.subject else None,
        "tools": {"components": [tool]},
        "component": {"type": "application", "bom-ref": _SUBJECT, "name": showable(bill.subject)}
        if bill.subject
        else None,
        "properties": [{"name": "fmcat:data-version", "value": data}] if (data := data_version(bill.catalog)) else None,
    }
    return _known(found)


def _component(bill: Bill, part: Part, wording: Wording) -> Object:
    catalog, document = bill.catalog, part.document
    names = license_names(catalog, part.license)
    return _known(
        {
            "type": "machine-learning-model",
            "bom-ref": part.id,
            "supplier": _organization([part.supplier]) if part.supplier else None,
            "manufacturer": _organization(part.makers),
            "name": showable(part.name),
            "version": part.version,
            "description": wording.bilingual(document.get("summary", {})),
            "licenses": _licenses(part.license, names),
            "purl": part.purl,
            "pedigree": _pedigree(bill, part),
            "externalReferences": _references(part, names),
            "evidence": _known({"occurrences": [*map(_occurrence, part.occurrences)]}),
            "modelCard": _known(
                {
                    "modelParameters": _parameters(catalog, document, wording),
                    "considerations": _considerations(part),
                }
            ),
            "properties": [{"name": f"fmcat:{name}", "value": value} for name, value in properties(catalog, part)],
        }
    )


def _known(found: Object) -> Object:
    """Without what is unknown."""
    return {key: value for key, value in found.items() if value}


def _organization(makers: Sequence[VendorDocument]) -> Object:
    """One organization; of several makers together, their names and pages."""
    countries = makers[0].get("country", []) if len(makers) == 1 else []
    return _known(
        {
            "name": ", ".join(showable(maker["label"].get("en", maker["id"])) for maker in makers),
            "address": {"country": showable(countries[0])} if len(countries) == 1 else None,
            "url": [url for maker in makers if (url := address(maker.get("url", "")))],
        }
    )


def _licenses(expression: str, names: Sequence[LicenseName]) -> list[Object]:
    if not expression:
        return []
    if len(names) != 1 or names[0].id != expression:
        return [{"expression": expression, "acknowledgement": "declared"}]
    [name] = names
    license: Object = {
        "name" if name.id.startswith("LicenseRef-") else "id": name.id,
        "acknowledgement": "declared",
        "url": name.url,
        "properties": [{"name": "fmcat:label", "value": name.label}] if name.label else None,
    }
    return [{"license": _known(license)}]


def _pedigree(bill: Bill, part: Part) -> Object:
    """Everything whose weights were passed on to it, nearest first, each once."""
    found = [_ancestor(bill, way, parent) for way, parent in bill.ancestry(part)]
    return {"ancestors": found} if found else {}


def _ancestor(bill: Bill, way: str, parent: Parent) -> Object:
    part = bill.ancestors.get(parent.id)
    license = part.license if part else parent.license
    return _known(
        {
            "type": "machine-learning-model",
            "manufacturer": _organization(part.makers) if part and part.makers else None,
            "name": showable(part.name if part else parent.name),
            "licenses": _licenses(license, license_names(bill.catalog, license)),
            "purl": part.purl if part else None,
            "externalReferences": [{"type": "website", "url": url}] if (url := address(parent.url)) else None,
            "properties": [{"name": "fmcat:derivation", "value": showable(way)}],
        }
    )


def _references(part: Part, names: Sequence[LicenseName]) -> list[Object]:
    """Its pages, each once for each use, then what was read of it."""
    listed = pages(part, _REFERENCES, "distribution") + [("license", name.url, name.label) for name in names]
    found = {(kind, address(url)): comment for kind, url, comment in reversed(listed)}
    told = [*((*page, comment) for page, comment in reversed(found.items()))]
    told += dict.fromkeys(("evidence", address(source.url), reading(source)) for source in part.sources)
    return [_known({"type": kind, "url": url, "comment": comment}) for kind, url, comment in told if url]


def _considerations(part: Part) -> Object:
    """What binds those who use it; CycloneDX has no better place for the conditions of licenses."""
    return _known({"ethicalConsiderations": [{"name": f"{kind}: {text}"} for kind, text in part.terms]})


def _parameters(catalog: Catalog, document: Document, wording: Wording) -> Object:
    methods = set(FIELDS["method"].values(document))
    approach = next(
        (said for broad, said in _APPROACHES if methods & set(catalog.narrower("method", broad))),
        None,
    )
    return _known(
        {
            "approach": {"type": approach} if approach else None,
            "task": ", ".join(document.get("capabilities", ())),
            "architectureFamily": wording.fact(FIELDS["architecture"], document),
            "inputs": [{"format": kind} for kind in document.get("inputs", ())],
            "outputs": [{"format": kind} for kind in document.get("outputs", ())],
        }
    )


# ── what a scan found ────────────────────────────────────────────────────────────────────────


def _occurrence(one: Occurrence) -> Object:
    told = (
        f"column {one.column}" if one.line else "",
        f"cell {one.cell}" if one.cell else "",
        one.rule,
        f"resolved as {one.match}" if one.match != "none" else "",
        f"revision {one.revision}" if one.revision else "",
    )
    return _known(
        {
            "location": showable(one.file),
            "line": one.line,
            "symbol": showable(one_line(one.text)),
            "additionalContext": showable("; ".join(filter(None, told))),
        }
    )


def _unknown_ref(one: Unknown) -> str:
    return f"unknown:{showable(one_line(one.text))}"


def _unknown(one: Unknown) -> Object:
    """What is named as a model, and is none that the catalog has: nothing but its name is known."""
    return {
        "type": "machine-learning-model",
        "bom-ref": _unknown_ref(one),
        "name": showable(one_line(one.text)),
        "evidence": {"occurrences": [*map(_occurrence, one.occurrences)]},
        "properties": [{"name": "fmcat:unknown", "value": "no model of the catalog has this name"}],
    }
