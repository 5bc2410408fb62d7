"""What is known about a vendor, a license, a method or a modality, besides its models."""

from collections.abc import Iterator

from fmcat.catalog.license import conditions
from fmcat.export.site.facts import Row
from fmcat.export.site.frame import Place, Site, external, h
from fmcat.fields import FIELDS
from fmcat.schema.document import ConditionDocument, EraDocument, TermDocument, VendorDocument
from fmcat.schema.quantities import say_quantity


class About:
    """Describes the terms and vendors that have pages."""

    def __init__(self, site: Site) -> None:
        self._site, self._catalog, self._language = site, site.catalog, site.language
        self._places = {kind: {name: n for n, name in enumerate(self._terms(kind))} for kind in ("method", "modality")}

    def _terms(self, kind: str) -> dict[str, TermDocument]:
        return dict(self._catalog.terms(kind))

    def _vendor(self, name: str) -> VendorDocument | None:
        return self._catalog.entries("vendor").get(name)

    def what(self, kind: str, name: str) -> str:
        """One sentence about it, as plain text; empty if there is none."""
        term = self._catalog.terms(kind).get(name) if kind != "vendor" else None
        return self._site.wording.bilingual(term["definition"]) if term and "definition" in term else ""

    def order(self, kind: str, name: str, count: int) -> tuple[int, str]:
        """Its place in the list of its kind: as the taxonomy has it; vendors and licenses by their models."""
        place = self._places.get(kind, {}).get(name)
        return (-count if place is None else place, self._site.wording.term(kind, name).casefold())

    def line(self, place: Place, kind: str, name: str) -> str:
        """What the list of its kind tells about it, as HTML."""
        if kind == "vendor":
            vendor = self._vendor(name)
            above = place.term("vendor", vendor["part-of"]) if vendor and "part-of" in vendor else ""
            return ", ".join(filter(None, [above, self._countries(vendor)]))
        if kind == "license":
            return self._commercial(name)
        return h(self.what(kind, name))

    def facts(self, place: Place, kind: str, name: str) -> list[Row]:
        """What is known about it, as rows."""
        if kind == "vendor":
            return list(self._of_vendor(place, name))
        return list(self._of_license(place, name) if kind == "license" else self._of_term(place, kind, name))

    def _countries(self, vendor: VendorDocument | None) -> str:
        wording = self._site.wording
        return h(wording.terms("country", vendor.get("country", ())) if vendor else "")

    def _of_vendor(self, place: Place, name: str) -> Iterator[Row]:
        site, vendor = self._site, self._vendor(name)
        if vendor is None:
            return
        if "aliases" in vendor:
            yield site.heading("also_called"), h(", ".join(vendor["aliases"]))
        if countries := self._countries(vendor):
            yield h(FIELDS["country"].label_in(self._language)), countries
        if "part-of" in vendor:
            yield site.label("of"), place.term("vendor", vendor["part-of"])
        below = [one for one, other in self._catalog.entries("vendor").items() if other.get("part-of") == name]
        if shown := place.terms("vendor", [one for one in below if ("vendor", one) in site.paths]):
            yield site.label("includes"), shown
        if "url" in vendor:
            yield site.label("website"), external(vendor["url"])

    def _of_term(self, place: Place, kind: str, name: str) -> Iterator[Row]:
        site, terms = self._site, self._catalog.terms(kind)
        if name not in terms:
            return
        term = terms[name]
        if "aliases" in term:
            yield site.heading("also_called"), h(", ".join(term["aliases"]))
        if "broader" in term:
            yield site.heading("broader"), place.terms(kind, term["broader"])
        if narrower := [one for one, other in terms.items() if name in other.get("broader", ())]:
            yield site.heading("narrower"), place.terms(kind, narrower)
        if "reference" in term:
            yield site.heading("reference"), external(term["reference"])

    def _of_license(self, place: Place, name: str) -> Iterator[Row]:
        site, term = self._site, self._catalog.terms("license").get(name)
        if term is None:
            return
        if "aliases" in term:
            yield site.heading("also_called"), h(", ".join(term["aliases"]))
        if "broader" in term:
            kinds = [place.link("license", one, site.wording.term("license", one)) for one in term["broader"]]
            yield site.heading("broader"), ", ".join(kinds)
        if answer := self._commercial(name):
            yield site.heading("commercial"), answer
        if "osi" in term:
            yield site.label("osi"), site.message("yes" if term["osi"] else "no")
        if asked := [self._condition(condition) for _, condition in conditions(self._catalog, name)]:
            yield site.heading("license_asks"), f"<ul>{''.join(f'<li>{one}</li>' for one in asked)}</ul>"
        if "reference" in term:
            yield site.label("text"), external(term["reference"])

    def _commercial(self, name: str) -> str:
        answer = self._catalog.terms("license").get(name, {"commercial": ""}).get("commercial", "")
        return h(self._site.wording.term("commercial", answer)) if answer else ""

    def _condition(self, condition: ConditionDocument) -> str:
        wording = self._site.wording
        parts = [h(wording.term("condition", condition["is"]))]
        parts += [h(say_quantity(condition["limit"]))] if "limit" in condition else []
        parts += [h(wording.bilingual(condition["note"]))] if "note" in condition else []
        parts += [f"<q>{h(condition['text'])}</q>"] if "text" in condition else []
        parts += [f'<span class="dim">{h(condition["clause"])}</span>'] if "clause" in condition else []
        return " · ".join(parts)

    def eras(self, place: Place, modality: str) -> str:
        """The curated eras of a modality, with the models that represent each."""
        timelines = self._catalog.entries("timeline").values()
        eras = [era for timeline in timelines if timeline["modality"] == modality for era in timeline["eras"]]
        lines = [self._era(place, era) for era in eras]
        return f'<h2 id="eras">{self._site.label("eras")}</h2>\n{"".join(lines)}' if any(lines) else ""

    def _era(self, place: Place, era: EraDocument) -> str:
        """An era; empty if none of its models is in the catalog."""
        years = f"{era['start']}" if era["start"] == era["end"] else f"{era['start']}–{era['end']}"
        names = self._site.names
        named = [place.link("model", one["id"], names[one["id"]]) for one in era["models"] if one["id"] in names]
        headline = h(self._site.wording.bilingual(era["headline"]))
        head = f'<span class="dim">{years}</span> <strong>{headline}</strong>'
        return f'<p class="era">{head}<br>{", ".join(named)}</p>\n' if named else ""
