"""What the pages state for search engines and other programs: JSON-LD of schema.org, only of stated facts.

Addresses of other pages of the site are relative to the page, as links are.
"""

from collections.abc import Iterable

from fmcat.export.citations import Reference
from fmcat.export.site.frame import Place, Site
from fmcat.fields import Document, as_list
from fmcat.schema.document import TermDocument, VendorDocument

_CONTEXT = "https://schema.org"
_RIGHTS = "https://creativecommons.org/licenses/by/4.0/"
#: A JSON-LD object: properties whose values are texts, objects and lists of them.
Linked = dict[str, object]


def _known(kind: str, **properties: object) -> Linked:
    """An object without what is unknown."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def model(place: Place, document: Document, reference: Reference) -> Linked:
    """A model as a SoftwareApplication: what it is called, who made it, when, under which license, and from what."""
    wording, links = place.wording, document.get("links", {})
    license = document.get("license", {}).get("weights", "")
    described = place.site.catalog.terms("license").get(license)
    made = _known(
        "SoftwareApplication",
        applicationCategory="Foundation model",
        name=document["name"],
        alternateName=document.get("aliases"),
        description=wording.bilingual(document.get("summary", {})),
        identifier=_identifiers(document),
        creator=[_organization(place, vendor) for vendor in document["vendor"]],
        datePublished=document["released"],
        keywords=[wording.term("modality", one) for one in document["modalities"]],
        license=_license(described) or license.removeprefix("LicenseRef-"),
        citation=_paper(reference) if "citation" in document else None,
        isBasedOn=_bases(place, document),
        sameAs=list(dict.fromkeys(links[kind] for kind in ("weights", "project", "model-card") if kind in links)),
    )
    return {"@context": _CONTEXT, **made}


def _license(term: TermDocument | None) -> str:
    return term.get("reference", "") if term else ""


def _organization(place: Place, vendor: str) -> Linked:
    return _known("Organization", name=place.wording.term("vendor", vendor), url=_way(place, "vendor", vendor))


def _way(place: Place, kind: str, name: str) -> str:
    path = place.site.paths.get((kind, name))
    return place.to(path) if path else ""


def _identifiers(document: Document) -> list[Linked]:
    found = [_known("PropertyValue", propertyID="fmcat", value=document["id"])]
    for place, ids in document.get("ids", {}).items():
        found += [_known("PropertyValue", propertyID=place, value=one) for one in as_list(ids)]
    return found


def _paper(reference: Reference) -> Linked:
    return _known(
        "ScholarlyArticle",
        name=reference.title,
        author=[author.removeprefix("=") for author in reference.authors],
        datePublished=reference.date,
        url=reference.url,
    )


def _bases(place: Place, document: Document) -> list[Linked]:
    """What it was derived from; what it only succeeds or was taught by is not named."""
    relations = place.site.catalog.terms("relation")
    found = []
    for relation, targets in document.get("lineage", {}).items():
        if relations.get(relation, {"id": ""}).get("kind", "") == "derivation":
            for target in targets:
                name, url = (
                    (place.site.names.get(target, target), _way(place, "model", target))
                    if isinstance(target, str)
                    else (target["external"], target.get("url", ""))
                )
                found.append(_known("SoftwareApplication", name=name, url=url))
    return found


def vendor(place: Place, name: str, document: VendorDocument) -> Linked:
    """A vendor as an Organization."""
    above = document.get("part-of", "")
    made = _known(
        "CollegeOrUniversity" if document.get("kind") == "university" else "Organization",
        name=place.wording.term("vendor", name),
        alternateName=document.get("aliases"),
        url=document.get("url"),
        parentOrganization=_organization(place, above) if above else None,
    )
    return {"@context": _CONTEXT, **made}


def license(place: Place, name: str, document: TermDocument | None) -> Linked:
    """A license as a CreativeWork, with the address of its text."""
    shown, title = name.removeprefix("LicenseRef-"), place.wording.term("license", name)
    return {"@context": _CONTEXT, **_known("CreativeWork", name=title, identifier=shown, url=_license(document))}


def term(place: Place, vocabulary: str, name: str, document: TermDocument) -> Linked:
    """A training method or a modality as a DefinedTerm."""
    made = _known(
        "DefinedTerm",
        name=place.wording.term(vocabulary, name),
        termCode=name,
        alternateName=document.get("aliases"),
        description=place.wording.bilingual(document["definition"]),
        url=document.get("reference"),
    )
    return {"@context": _CONTEXT, **made}


def page(kind: str, name: str, what: str) -> Linked:
    """A page that is about no single thing: a CollectionPage of links, or the documentation of a WebAPI."""
    return {"@context": _CONTEXT, **_known(kind, name=name, description=what)}


def dataset(site: Site, name: str, version: str, is_licensed: bool, files: Iterable[str]) -> Linked:
    """The catalog as a Dataset, which the site's API offers as JSON."""
    made = _known(
        "Dataset",
        name=name,
        version=version,
        dateModified=site.catalog.newest,
        license=_RIGHTS if is_licensed else "",
        url=site.base,
        distribution=[
            _known("DataDownload", encodingFormat="application/json", contentUrl=site.base + one) for one in files
        ],
    )
    return {"@context": _CONTEXT, **made}
