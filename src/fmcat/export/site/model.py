"""A model's page: its facts in the groups of its card, what binds it, its family, its sources, and how to cite it."""

from collections.abc import Iterator, Sequence

from fmcat.catalog.evidence import tiers, unknown_fields
from fmcat.catalog.license import Row as Told
from fmcat.catalog.license import licensing, statements
from fmcat.catalog.license import rows as told_of
from fmcat.catalog.lineage import Edge, made_from, made_into
from fmcat.days import day
from fmcat.export.citations import Reference, bibtex, references
from fmcat.export.kit.svg import modality_class
from fmcat.export.site import linked
from fmcat.export.site.facts import Facts
from fmcat.export.site.frame import Place, Site, external, h, rows, titled
from fmcat.export.site.sources import Sources
from fmcat.fields import FIELDS, GROUPS, Document
from fmcat.messages import message

#: What a glance at a model answers, if it is known.
_AT_A_GLANCE = ("parameters", "context", "license", "commercial", "access", "status")


class Models:
    """Writes the pages of the models of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._tiers, self._licensing = tiers(site.catalog), licensing(site.catalog)

    def pages(self) -> Iterator[tuple[str, str]]:
        """The address and the content of each page."""
        documents = self._site.documents
        for document, reference in zip(documents, references(self._site.catalog, documents), strict=True):
            place = self._site.at(self._site.paths["model", document["id"]])
            yield place.path, self._page(place, document, reference)

    def _page(self, place: Place, document: Document, reference: Reference) -> str:
        site = self._site
        what = site.wording.bilingual(document.get("summary", {})) or self._one_of(document)
        cite = "".join(bibtex([reference])).strip()
        body = [
            self._head(place, document),
            *self._groups(place, document),
            f'<h2 id="cite">{site.message("cite")}</h2>\n<pre tabindex="0">{h(cite)}</pre>',
        ]
        if missing := [field.inline(site.language) for field in unknown_fields(document)]:
            body.append(f'<p class="dim">{site.message("not_known", fields=", ".join(missing))}</p>')
        return place.page(
            document["name"],
            what,
            "\n".join(body),
            linked=linked.model(place, document, reference),
            picture=self._picture_of(document),
            also=site.json_of(document["id"]),
        )

    def _one_of(self, document: Document) -> str:
        """One sentence about a model without a summary."""
        wording = self._site.wording
        parts = [wording.vendors(document), day(document["released"], self._site.language)]
        return " · ".join([*parts, wording.terms("modality", document["modalities"])])

    def _head(self, place: Place, document: Document) -> str:
        wording, sources = self._site.wording, Sources(place, document, self._tiers)
        by = [
            place.terms("vendor", document["vendor"]) + sources.numbers("vendor"),
            h(day(document["released"], self._site.language)) + sources.numbers("released"),
            place.terms("modality", document["modalities"]),
            f"<code>{h(document['id'])}</code>",
        ]
        title = f'<h1 class="{modality_class(document["modalities"])}">{h(document["name"])}</h1>'
        summary, others = wording.bilingual(document.get("summary", {})), map(sources.others, ("vendor", "released"))
        lines = [title, f'<p class="by">{" · ".join(by)}</p>', *others, f"<p>{h(summary)}</p>" if summary else ""]
        glance = [(FIELDS[name], wording.fact(FIELDS[name], document)) for name in _AT_A_GLANCE]
        known = [f"<dt>{h(one.label_in(self._site.language))}</dt><dd>{h(fact)}</dd>" for one, fact in glance if fact]
        parts = "".join(f"<div>{one}</div>" for one in known)
        return "\n".join([*filter(None, lines), f'<dl class="glance">{parts}</dl>' if parts else ""])

    def _picture_of(self, document: Document) -> str:
        """The picture that stands for a model where a link to it is shown: of its first modality."""
        return self._site.paths["modality", document["modalities"][0]].replace("index.html", "picture.png")

    def _groups(self, place: Place, document: Document) -> Iterator[str]:
        sources = Sources(place, document, self._tiers)
        facts = Facts(place, document, sources)
        for group in GROUPS:
            if content := self._content(group, facts, sources):
                yield f'<h2 id="{group}">{self._site.message(group)}</h2>\n{content}'

    def _content(self, group: str, facts: Facts, sources: Sources) -> str:
        """What is under a heading; empty if nothing is known."""
        catalog, document = self._site.catalog, facts.document
        if group == "sources":
            return sources.listed()
        if group == "made_from":
            return self._family(facts, made_from(catalog, document))
        if group == "made_into":
            return self._family(facts, made_into(catalog, document["id"]))
        found = facts.rows(group)
        parts = [rows(found)] if found else []
        parts += [facts.checkpoints()] if group == "sizes" else []
        parts += [self._binding(facts.place, document)] if group == "license_and_access" else []
        return "\n".join(filter(None, parts))

    def _family(self, facts: Facts, edges: list[Edge]) -> str:
        return rows(facts.edges(edges)) if edges else ""

    def _binding(self, place: Place, document: Document) -> str:
        """What binds its checkpoints, those of the same terms together, and that it is not legal advice."""
        site = self._site
        found = statements(site.catalog, document, document["id"], self._licensing)
        told = [self._statement(told_of(site.catalog, one, site.wording)) for one in found]
        note = f'<p class="dim">{site.message("not_legal_advice")}</p>'
        return f'<h3 id="binds">{site.label("binds")}</h3>\n' + "\n".join([*told, note])

    def _statement(self, told: Sequence[Told]) -> str:
        warnings = {message(key, self._site.language) for key in ("license_conflict", "unknown")}
        return rows([(h(titled(label)), _lines(lines, label in warnings)) for label, lines in told])


def _lines(lines: Sequence[str], is_warning: bool) -> str:
    parted = [line.partition(" ") for line in lines]  # an address, maybe with what its page says behind it
    shown = [external(first) + h(space + rest) for first, space, rest in parted]
    kind = ' class="disputed"' if is_warning else ""
    if len(shown) == 1:
        return f"<span{kind}>{shown[0]}</span>"
    return f"<ul{kind}>" + "".join(f"<li>{line}</li>" for line in shown) + "</ul>"
