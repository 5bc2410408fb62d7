"""What a bill of materials states of checkpoints: only what the registry states, or a scan found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.evidence import tiers
from fmcat.catalog.inventory import LEAVING, Inventory, Occurrence, Unknown, binding, replacement
from fmcat.catalog.license import Statement, asked, licensing, rows
from fmcat.catalog.tiers import holder
from fmcat.checkpoints import checkpoint, shared
from fmcat.facts import Document, has_weights
from fmcat.fields import FIELDS
from fmcat.licensing import Bound, Origin
from fmcat.messages import message
from fmcat.wording import Wording

if TYPE_CHECKING:
    from fmcat.schema.document import VendorDocument

HUB = "https://huggingface.co/"
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?", re.ASCII)
_PINNED = re.compile(r"@([0-9a-f]{40})$")
_DAY = re.compile(r"(?<!\d)(?:20\d{2}-\d{2}-\d{2}|20\d{6})(?!\d)")
#: How those have a model who only use it as a service of its maker.
_SERVED = ("api", "limited")
#: What is said of licenses, by the label of `license.rows`.
_TERMS: Mapping[str, str] = {
    message("license_asks", "en"): "License condition",
    message("license_inherited", "en"): "Inherited terms",
    message("license_conflict", "en"): "Contradicting terms",
    message("unknown", "en"): "Unknown terms",
}


class Parent(NamedTuple):
    """What weights came from: the relation, and the id of a part of the bill; empty if the catalog does not have it."""

    relation: str
    id: str
    name: str
    url: str = ""
    license: str = ""


class Source(NamedTuple):
    """A page that was read: for which keys of the entry, on which day, and the other value it states, if it does.

    `tier` is how close it is to the maker: one of TIERS.
    """

    url: str
    title: str
    keys: Sequence[str]
    read: str
    says: str
    tier: str


@dataclass(frozen=True)
class Part:
    """A checkpoint, or a model of which nobody says which checkpoint: then only what all its checkpoints share.

    `licenses` are those of the checkpoints where they differ and `license` is unknown for that reason. `terms` are
    what binds it, in words, each with its kind; `notices` are texts to ship with it. `repositories` are those of the
    Hub that hold it; `purl` names the one of its makers. `supplier` is the maker that gives it out.
    """

    id: str
    name: str
    document: Document
    makers: "Sequence[VendorDocument]"
    supplier: "VendorDocument | None"
    license: str
    licenses: Sequence[str]
    bound: Bound | None
    terms: Sequence[tuple[str, str]]
    notices: Sequence[str]
    repositories: Sequence[str]
    links: Mapping[str, str]
    purl: str
    retired: str
    replacement: str
    parents: Sequence[Parent]
    sources: Sequence[Source]
    version: str = ""
    occurrences: Sequence[Occurrence] = ()


class _Model(NamedTuple):
    """A model, the ids of its checkpoints, and what binds each."""

    whole: Document
    names: Sequence[str]
    origin: Origin
    bound: Mapping[str, Bound]


@dataclass(frozen=True)
class Bill:
    """The parts of a bill, and by id everything that they come from.

    Of a scan, `subject` is what was scanned, and `unknown` the names that no model has.
    """

    catalog: Catalog
    parts: Sequence[Part]
    ancestors: Mapping[str, Part]
    subject: str = ""
    unknown: Sequence[Unknown] = ()

    def ancestry(self, part: Part) -> Iterator[tuple[str, Parent]]:
        """Everything a part comes from, each once, nearest first, with the way there: `a finetuned-from b`."""
        seen, waiting = {part.id}, [("", part)]
        for way, near in waiting:
            for parent in near.parents:
                step = f"{near.id} {parent.relation} {parent.id or parent.name}"
                path = f"{way}, {step}" if way else step
                if (name := parent.id or parent.name) not in seen:
                    seen.add(name)
                    yield path, parent
                    if parent.id:
                        waiting.append((path, self.ancestors[parent.id]))


class Bills:
    """Makes bills from a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.wording = Wording("en", catalog.labels("en"))
        self._licensing = licensing(catalog)
        self._vendors, self._tiers = catalog.entries("vendor"), tiers(catalog)
        self._models: dict[str, _Model] = {}
        self._parts: dict[str, Part] = {}

    def of_checkpoints(self, names: Iterable[str]) -> Bill:
        """A bill of the checkpoints with these ids."""
        parts = [self._part(name) for name in names]
        return Bill(self.catalog, parts, self._ancestors(parts))

    def of_scan(self, made: Inventory, subject: str) -> Bill:
        """A bill of what a scan found."""
        parts = [_placed(self._part(used.id), used.occurrences) for used in made.used]
        return Bill(self.catalog, parts, self._ancestors(parts), subject, made.unknown)

    def _ancestors(self, parts: Sequence[Part]) -> dict[str, Part]:
        found: dict[str, Part] = {}
        waiting = list(parts)
        for part in waiting:
            for parent in part.parents:
                if parent.id and parent.id not in found:
                    found[parent.id] = self._part(parent.id)
                    waiting.append(found[parent.id])
        return found

    def _part(self, name: str) -> Part:
        """The part of a checkpoint's id, or of the id of a model."""
        if name not in self._parts:
            self._parts[name] = self._made(self._model(name.partition("/")[0]), name)
        return self._parts[name]

    def _model(self, name: str) -> _Model:
        if name not in self._models:
            whole = self.catalog.document(name)
            origin = self._licensing.origin(whole)
            self._models[name] = _Model(whole, list(origin.licenses), origin, self._licensing.bound(name, origin))
        return self._models[name]

    def _made(self, model: _Model, name: str) -> Part:
        whole, names = model.whole, [name] if name in model.names else model.names
        document = checkpoint(whole, model.names.index(name)) if name in model.names else shared(whole)
        licenses = list(dict.fromkeys(model.origin.licenses[one] for one in names))
        bound = binding(model.bound, name)
        repositories = [one for one in document.get("ids", {}).get("huggingface", ()) if _REPOSITORY.fullmatch(one)]
        owners = {one: owner for one in repositories if (owner := self._owner(whole, f"{HUB}{one}"))}
        links = _links(whole, repositories) if names != model.names else whole.get("links", {})
        retired = "" if has_weights(document) else whole.get("dates", {}).get("retired", "")
        is_leaving = bool(retired) or FIELDS["status"].read(document) in LEAVING
        return Part(
            name,
            document["name"],
            document,
            [self._vendors[vendor] for vendor in whole["vendor"] if vendor in self._vendors],
            next(iter(owners.values()), None)
            or self._owner(whole, links.get("weights", ""))
            or self._server(whole, document),
            license=licenses[0] if len(licenses) == 1 else "",
            licenses=[one or "unknown" for one in licenses] if len(licenses) > 1 else (),
            bound=bound,
            terms=list(self._terms(whole, name, bound)) if bound else (),
            notices=self._notices(whole, name, bound) if bound else (),
            repositories=repositories,
            links=links,
            purl=f"pkg:huggingface/{quote(next(iter(owners)))}" if len(owners) == 1 else "",
            retired=retired,
            replacement=replacement(self.catalog, whole["id"]) if is_leaving else "",
            parents=self._parents(model, names),
            sources=list(self._sources(whole)),
        )

    def _owner(self, whole: Document, url: str) -> "VendorDocument | None":
        """The maker, or what it is part of, that holds a page; None if it is a stranger's."""
        names = list(whole["vendor"])
        for name in names:
            above = self._vendors[name].get("part-of") if name in self._vendors else None
            if above and above not in names:
                names.append(above)
        return holder(url, [self._vendors[name] for name in names if name in self._vendors])

    def _server(self, whole: Document, document: Document) -> "VendorDocument | None":
        """The maker of a model that is only a service, if it is one maker."""
        is_served = document.get("access") in _SERVED and len(whole["vendor"]) == 1
        return self._vendors.get(whole["vendor"][0]) if is_served else None

    def _terms(self, whole: Document, name: str, bound: Bound) -> Iterator[tuple[str, str]]:
        for label, texts in rows(self.catalog, Statement(whole, [name], 0, bound), self.wording):
            if label in _TERMS:
                yield from ((_TERMS[label], re.sub(" {2,}", " ", text)) for text in texts)

    def _notices(self, whole: Document, name: str, bound: Bound) -> list[str]:
        conditions = (condition for _, condition in asked(self.catalog, Statement(whole, [name], 0, bound)))
        return list(dict.fromkeys(condition["text"] for condition in conditions if "text" in condition))

    def _parents(self, model: _Model, names: Sequence[str]) -> list[Parent]:
        """What all of these checkpoints were made from."""
        found = [self._licensing.parents(model.origin, name) for name in names]
        common = [step for step in found[0] if all(step in steps for steps in found)]
        return [self._parent(model.whole, *step) for step in common]

    def _parent(self, whole: Document, relation: str, target: str, license: str | None, used: str) -> Parent:
        is_entry = license is None or relation == "bases"
        if is_entry and self.catalog.find("model", target) == target:
            far = self._model(target)
            return Parent(relation, used if used in far.names else target, far.whole["name"])
        for other in whole.get("lineage", {}).get(relation, ()):
            if isinstance(other, dict) and other["external"] == target:
                return Parent(relation, "", target, other.get("url", ""), license or "")
        return Parent(relation, "", target)

    def _sources(self, whole: Document) -> Iterator[Source]:
        works = self.catalog.entries("source")
        for source in whole.get("sources", ()):
            reason = f" ({source['reason']})" if "reason" in source else ""
            says = f"{source['says']}{reason}" if "says" in source else ""
            told = (source["for"], source.get("read", ""), says, self._tiers.of(whole, source))
            if "url" in source:
                yield Source(source["url"], "", *told)
            elif work := works.get(source["source"]):
                yield Source(work["url"], work["title"], *told)


def _links(whole: Document, repositories: Sequence[str]) -> dict[str, str]:
    """The links of a model that are of a checkpoint with these repositories: not the pages of its other checkpoints."""
    pages = {*whole.get("ids", {}).get("huggingface", ()), *(one.get("huggingface", "") for one in whole["variants"])}
    others = {f"{HUB}{one}".casefold() for one in pages - set(repositories)}
    return {kind: url for kind, url in whole.get("links", {}).items() if url.rstrip("/").casefold() not in others}


def _placed(part: Part, occurrences: Sequence[Occurrence]) -> Part:
    """A part with the places that name it, and with what they tell of it: its version, and whether it is the maker's.

    A name that is not the repository's may be of a copy (`ollama run llama3.1`), so that its purl and supplier are
    unknown.
    """
    repository = unquote(part.purl.removeprefix("pkg:huggingface/"))
    texts = [one.text.casefold().replace("--", "/") for one in occurrences]
    is_named = bool(part.purl) and any(repository.casefold() in text for text in texts)
    revisions = {one.revision or (found[1] if (found := _PINNED.search(one.text)) else "") for one in occurrences} - {
        ""
    }
    days = {found[0] if (found := _DAY.search(one.text)) else "" for one in occurrences}
    is_dated = len(days) == 1 and all(one.match == "snapshot" for one in occurrences)
    version = revisions.pop() if is_named and len(revisions) == 1 else days.pop() if is_dated else ""
    if is_named:
        purl = f"{part.purl}@{version}" if version else part.purl
        return replace(part, occurrences=occurrences, version=version, purl=purl)
    is_served = part.document.get("access") in _SERVED
    return replace(
        part, occurrences=occurrences, version=version, purl="", supplier=part.supplier if is_served else None
    )
