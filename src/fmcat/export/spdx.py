"""SPDX 3.0.1 bills of materials with the AI profile, as JSON-LD (https://spdx.github.io/spdx-spec/v3.0.1/)."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from fmcat.catalog.bill import HUB, Bill, Part
from fmcat.catalog.inventory import Occurrence, Unknown
from fmcat.catalog.releases import data_version
from fmcat.export import Choice
from fmcat.export.kit.bill import address, bill_of, license_names, moment, pages, properties, reading
from fmcat.facts import in_language
from fmcat.fields import FIELDS
from fmcat.schema.document import VendorDocument
from fmcat.text import as_json, one_line, showable
from fmcat.version import __version__

_CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_PLACE = "https://spdx.org/spdxdocs/fmcat-"
#: The namespace of documents.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/fmcat/fmcat/spdx")
#: SPDX needs a time; this is that of no document.
_NO_TIME = "1970-01-01T00:00:00Z"
_NO_ASSERTION = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
#: SPDX's names of our links.
_REFERENCES = {
    "paper": "documentation",
    "announcement": "releaseNotes",
    "code": "vcs",
    "weights": "altDownloadLocation",
    "model-card": "productMetadata",
    "docs": "documentation",
    "project": "altWebPage",
    "demo": "altWebPage",
    "license": "license",
}
#: What every package must have for a document to conform to the AI profile, besides its licenses and its purpose.
_DEMANDED = {"releaseTime", "suppliedBy", "software_downloadLocation", "software_packageVersion"}

Element = dict[str, object]


def to_spdx(choice: Choice) -> Iterator[str]:
    """The bill of materials: one AI package per checkpoint that matches, and one per ancestor."""
    yield spdx(bill_of(choice))


def spdx(bill: Bill) -> str:
    """A bill as JSON-LD. The name of its document is a hash of its content."""
    content = as_json(_Graph(bill, "").elements)
    graph = _Graph(bill, f"{_PLACE}{uuid.uuid5(_NAMESPACE, content)}#").elements
    return as_json({"@context": _CONTEXT, "@graph": graph}, indent=2) + "\n"


class _Graph:
    """The elements of a bill, whose ids begin with `base`."""

    def __init__(self, bill: Bill, base: str) -> None:
        self.bill, self.base = bill, base
        self._found: dict[str, Element] = {}
        parts = [self._package(part) for part in bill.parts]
        parts += [self._unknown(one) for one in bill.unknown]
        subject = [self._subject(parts)] if bill.subject else []
        for part in bill.ancestors.values():
            self._package(part)
        packages = [one for one in self._found.values() if one["type"] == "ai_AIPackage"]
        profiles = ["core", "software", "simpleLicensing", *(["ai"] if all(map(_DEMANDED.issubset, packages)) else [])]
        roots = subject or parts
        contents: Element = {"rootElement": roots, "element": list(dict.fromkeys([*roots, *parts]))}
        contents["software_sbomType"] = ["source"] if subject else []
        made = self._add("bill", "software_Sbom", contents)
        self._add("agent/fmcat", "SoftwareAgent", {"name": f"fmcat {__version__}"})
        names = list(self._found)
        self._add("document", "SpdxDocument", {"rootElement": [made], "element": names, "profileConformance": profiles})

    @property
    def elements(self) -> list[Element]:
        """How the elements came to be, and all of them, the document last."""
        time = moment()
        creation: Element = {
            "type": "CreationInfo",
            "@id": "_:creation",
            "specVersion": "3.0.1",
            "created": time or _NO_TIME,
            "createdBy": [f"{self.base}agent/fmcat"],
        }
        comments = [f"The data of fmcat have version {data}."] if (data := data_version(self.bill.catalog)) else []
        comments += [] if time else ["SOURCE_DATE_EPOCH was not set, so no time of creation is stated."]
        if comments:
            creation["comment"] = " ".join(comments)
        return [creation, *self._found.values()]

    def _add(self, local: str, kind: str, facts: Element) -> str:
        """Add an element, once; what is unknown is left out. The answer is its id."""
        name = self._id(local)
        if name not in self._found:
            head = {"type": kind, "spdxId": name, "creationInfo": "_:creation"}
            self._found[name] = head | {key: value for key, value in facts.items() if value}
        return name

    def _id(self, local: str) -> str:
        return self.base + quote(local, safe="/:@.-_~")

    def _relate(self, near: str, relation: str, far: Sequence[str], comment: str = "") -> None:
        local = f"relationship/{relation}/{near.removeprefix(self.base)}" + (f"/{comment}" if comment else "")
        facts: Element = {"from": near, "relationshipType": relation, "to": list(far), "comment": comment}
        self._add(local, "Relationship", facts)

    # ── models ───────────────────────────────────────────────────────────────────────────────

    def _package(self, part: Part) -> str:
        document = part.document
        downloads = [*(f"{HUB}{one}" for one in part.repositories), part.links.get("weights", "")]
        download = next(filter(None, map(address, downloads)), "")
        released = document["released"]
        name = self._add(
            f"model/{part.id}",
            "ai_AIPackage",
            {
                "name": showable(part.name),
                "summary": showable(in_language(document.get("summary", {}), "en")),
                "externalRef": self._references(part, download),
                "originatedBy": [self._organization(maker) for maker in part.makers],
                "suppliedBy": self._organization(part.supplier) if part.supplier else "",
                "releaseTime": _time(released),
                "validUntilTime": _time(part.retired),
                "supportLevel": ["endOfSupport"] if FIELDS["status"].read(document) == "retired" else [],
                "software_primaryPurpose": "model",
                "software_packageVersion": part.version,
                "software_packageUrl": part.purl,
                "software_downloadLocation": download,
                "software_homePage": address(part.links.get("project", "")),
                "software_attributionText": [showable(text) for text in part.notices],
                "ai_domain": document.get("modalities", []),
                "ai_typeOfModel": document.get("architecture", []),
                "ai_informationAboutTraining": _listed(document.get("training", {})),
                "ai_informationAboutApplication": _listed(
                    {
                        "capabilities": document.get("capabilities", []),
                        "inputs": document.get("inputs", []),
                        "outputs": document.get("outputs", []),
                    }
                ),
            },
        )
        self._license(name, part.license)
        self._annotate(name, "terms", part.terms)
        self._annotate(name, "facts", properties(self.bill.catalog, part))
        self._descend(name, part)
        self._evidence(name, part.occurrences)
        return name

    def _references(self, part: Part, download: str) -> list[Element]:
        """Its pages, then what was read of it."""
        listed = pages(part, _REFERENCES, "altDownloadLocation")
        told = [(kind, url, comment) for kind, link, comment in listed if (url := address(link)) and url != download]
        told += [("other", url, reading(source)) for source in part.sources if (url := address(source.url))]
        return [_reference(*one) for one in dict.fromkeys(told)]

    def _organization(self, maker: VendorDocument) -> str:
        page = address(maker.get("url", ""))
        found = [_reference("altWebPage", page)] if page else []
        name = showable(maker["label"].get("en", maker["id"]))
        return self._add(f"organization/{maker['id']}", "Organization", {"name": name, "externalRef": found})

    def _license(self, package: str, expression: str) -> None:
        """Its license as declared; what is to be concluded is for a lawyer to say, as the AI profile demands."""
        declared = self._expression(expression) if expression else _NO_ASSERTION
        self._relate(package, "hasDeclaredLicense", [declared])
        self._relate(package, "hasConcludedLicense", [_NO_ASSERTION])

    def _expression(self, expression: str) -> str:
        own = []
        for name in license_names(self.bill.catalog, expression):
            if name.id.startswith("LicenseRef-"):
                text = f"See {name.url}" if name.url else "NOASSERTION"
                facts: Element = {"name": name.label, "simplelicensing_licenseText": text}
                place = self._add(f"license-text/{name.id}", "simplelicensing_SimpleLicensingText", facts)
                own.append({"type": "DictionaryEntry", "key": name.id, "value": place})
        named: Element = {"simplelicensing_licenseExpression": expression, "simplelicensing_customIdToUri": own}
        return self._add(f"license/{expression}", "simplelicensing_LicenseExpression", named)

    def _annotate(self, subject: str, kind: str, found: Iterable[tuple[str, str]]) -> None:
        """Say what SPDX has no property for, a line each."""
        lines = [showable(f"{name}: {text}") for name, text in found]
        if lines:
            facts: Element = {"annotationType": "other", "subject": subject, "statement": "\n".join(lines)}
            self._add(f"annotation/{kind}/{subject.removeprefix(self.base)}", "Annotation", facts)

    def _descend(self, name: str, part: Part) -> None:
        """Which weights were passed on to it, a relationship per kind of descent."""
        kinds: dict[str, list[str]] = {}
        for parent in part.parents:
            if parent.id:
                far = self._id(f"model/{parent.id}")
            else:
                page = address(parent.url)
                facts: Element = {"name": showable(parent.name), "software_homePage": page}
                far = self._add(f"model/external/{parent.name}", "ai_AIPackage", facts)
                self._license(far, parent.license)
            kinds.setdefault(parent.relation, []).append(far)
        for relation, ancestors in kinds.items():
            self._relate(name, "descendantOf", ancestors, relation)

    # ── what a scan found ────────────────────────────────────────────────────────────────────

    def _subject(self, parts: Sequence[str]) -> str:
        """What was scanned, which depends on what it names; whether on nothing else is not asserted."""
        name = self._add("scanned", "software_Package", {"name": showable(self.bill.subject)})
        if parts:
            facts: Element = {"from": name, "relationshipType": "dependsOn", "to": list(parts)}
            self._add("relationship/dependsOn", "Relationship", facts | {"completeness": "noAssertion"})
        return name

    def _unknown(self, one: Unknown) -> str:
        """What is named as a model, and is none that the catalog has: nothing but its name is known."""
        text = showable(one_line(one.text))
        facts: Element = {"name": text, "comment": "No model of the catalog has this name."}
        name = self._add(f"model/unknown/{text}", "ai_AIPackage", facts)
        self._license(name, "")
        self._evidence(name, one.occurrences)
        return name

    def _evidence(self, package: str, occurrences: Sequence[Occurrence]) -> None:
        """The places that name a model: a part of a file each."""
        found = []
        for one in occurrences:
            file = self._add(f"file/{one.file}", "software_File", {"name": showable(one.file)})
            if not one.line:
                found.append(file)
                continue
            cell = f"cell {one.cell}, " if one.cell else ""
            lines = {"type": "PositiveIntegerRange", "beginIntegerRange": one.line, "endIntegerRange": one.line}
            facts: Element = {
                "name": showable(one_line(one.text)),
                "comment": showable(f"{cell}column {one.column}" + (f", {one.rule}" if one.rule else "")),
                "software_snippetFromFile": file,
                "software_lineRange": {} if one.cell else lines,
            }
            place = "/".join(map(str, filter(None, (one.file, one.cell, one.line, one.column))))
            found.append(self._add(f"place/{place}", "software_Snippet", facts))
        if found:
            self._relate(package, "hasEvidence", found)


def _reference(kind: str, url: str, comment: str = "") -> Element:
    found: Element = {"type": "ExternalRef", "externalRefType": kind, "locator": [url]}
    return found | {"comment": comment} if comment else found


def _time(day: str) -> str:
    """The beginning of a day; empty where only the month or the year is known, since SPDX takes nothing less."""
    return f"{day}T00:00:00Z" if len(day) == len("YYYY-MM-DD") else ""


def _listed(found: Mapping[str, Sequence[str]]) -> str:
    """Lists under their names: `pretraining: a, b; alignment: c`."""
    return showable("; ".join(f"{name}: {', '.join(words)}" for name, words in found.items() if words))
