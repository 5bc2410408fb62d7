"""What is known about a model, in the groups of its card (`fmcat.fields.GROUPS`), as rows of labels and facts."""

from collections.abc import Callable, Mapping
from functools import partial

from fmcat.catalog.lineage import Edge
from fmcat.checkpoints import checkpoints
from fmcat.days import day
from fmcat.export.site.frame import Place, external, h
from fmcat.export.site.paths import segment
from fmcat.export.site.sources import Sources
from fmcat.facts import own_words
from fmcat.fields import FIELDS, Document, Field, as_list, is_own

#: A label and a fact, both HTML.
Row = tuple[str, str]
#: What has a place of its own on the page, besides the rows.
_APART = ("commercial", "conditions", "citation")
_UNKNOWN = '<span class="dim">–</span>'


class Facts:
    """The facts of one model, for its page."""

    def __init__(self, place: Place, document: Document, sources: Sources) -> None:
        self.place, self.document, self.sources = place, document, sources
        self.language = place.site.language

    def rows(self, group: str) -> list[Row]:
        """The rows of the fields under a heading."""
        found: list[Row] = []
        for field in FIELDS.values():
            if field.group == group and field.name not in _APART:
                painted = _PAINTED.get(field.name, partial(Facts.plain, name=field.name))
                found += painted(self)
        return found + (self._own_keys() if group == "other" else [])

    def plain(self, name: str) -> list[Row]:
        """The label and the value, each term with a link."""
        field = FIELDS[name]
        values = field.values(self.document)
        if field.vocabulary and values and all(isinstance(value, str) for value in values):
            return [self._row(field, ", ".join(self._named(field, value) for value in values))]
        fact = self.place.wording.fact(field, self.document)
        return [self._row(field, h(fact))] if fact else []

    def _named(self, field: Field, value: str) -> str:
        if field.vocabulary == "model":
            return self.place.link("model", value, self.place.site.names.get(value, value))
        return self.place.term(field.vocabulary, value)

    def _row(self, field: Field, fact: str) -> Row:
        return h(field.label_in(self.language)), fact + self.sources.of(field.entry_key)

    def _own_keys(self) -> list[Row]:
        """The keys that the registry's owner added."""
        return [(h(key), h(own_words(self.document, key))) for key in filter(is_own, self.document)]

    # ── fields whose rows are not simply the label and the value ─────────────────────────────

    def training(self) -> list[Row]:
        """A row per stage."""
        told = self.document.get("training", {}).items()
        stages = [(h(self.place.wording.term("stage", stage)), self.place.terms("method", one)) for stage, one in told]
        return [(stage, methods + self.sources.of("training")) for stage, methods in stages]

    def sizes(self) -> list[Row]:
        """The size, with the parameters that are active."""
        told = self.document.get("parameters")
        if not told:
            return []
        sizes = (told, None) if isinstance(told, str) else (told["total"], told.get("active"))
        return [self._row(FIELDS["parameters"], h(" · ".join(self.place.wording.sizes(*sizes))))]

    def tokens(self, name: str) -> list[Row]:
        """A number of tokens."""
        count = FIELDS[name].read(self.document)
        return [self._row(FIELDS[name], h(self.place.wording.tokens(count)))] if count else []

    def compute(self) -> list[Row]:
        """The compute, who says so, and how certain an estimate is."""
        compute = self.document.get("training-compute")
        if not isinstance(compute, dict):
            return self.plain("training-compute")
        return [self._row(FIELDS["training-compute"], h(self.place.wording.compute(compute)))]

    def licenses(self) -> list[Row]:
        """The licenses of weights, code and data."""
        licenses = self.document.get("license", {})
        after, wording = self.sources.of("license"), self.place.wording
        rows = [(h(wording.license_of(part)), self.place.expression(one) + after) for part, one in licenses.items()]
        if FIELDS["open"].read(self.document) and "weights" not in licenses:
            rows.append((h(wording.license_of("weights")), self.place.site.message("not_stated")))
        return rows

    def dates(self) -> list[Row]:
        """Every known day of its life, seen from the day when the data were last read."""
        wording, at = self.place.wording, self.place.site.catalog.newest
        return [
            (h(wording.event(event, date, self.document, at)), h(day(date, self.language)) + self.sources.of("dates"))
            for event, date in self.document.get("dates", {}).items()
        ]

    def entry_day(self, name: str) -> list[Row]:
        """A day of the entry, in full."""
        date = FIELDS[name].read(self.document)
        return [(h(FIELDS[name].label_in(self.language)), h(day(date, self.language)))] if date else []

    def links(self) -> list[Row]:
        """The pages about it."""
        links = self.document.get("links", {}).items()
        return [(self.place.site.message(f"link_{kind}"), external(url)) for kind, url in links]

    def ids(self) -> list[Row]:
        """Its ids in other catalogs."""
        ids = self.document.get("ids", {}).items()
        named = [(FIELDS[place].label if place in FIELDS else place, found) for place, found in ids]
        return [(h(place), h(", ".join(as_list(found)))) for place, found in named]

    # ── what is not a field ──────────────────────────────────────────────────────────────────

    def edges(self, edges: list[Edge]) -> list[Row]:
        """What it was made from, or what was made from it, by relation."""
        by_relation: dict[str, list[str]] = {}
        for edge in edges:
            named = self.place.link("model", edge.id, edge.name) if edge.id else external(edge.url, edge.name)
            by_relation.setdefault(self.place.wording.relation(edge.relation, edge.down), []).append(named)
        after = self.sources.of("lineage") if edges and not edges[0].down else ""
        return [(h(relation), ", ".join(names) + after) for relation, names in by_relation.items()]

    def checkpoints(self) -> str:
        """The checkpoints in a table: their sizes, their licenses, and every fact in which they differ."""
        if "variants" not in self.document:
            return ""
        chosen = checkpoints(self.document)
        fields = [field for field in FIELDS.values() if self._differs(field, chosen)]
        head = "".join(
            f'<th scope="col" class="{field.kind}">{h(field.label_in(self.language))}</th>' for field in fields
        )
        lines = [
            f'<tr id="{h(anchor(one["id"]))}"><th scope="row">{h(variant["name"])}</th>'
            + "".join(f'<td class="{field.kind}">{self._cell(field, one)}</td>' for field in fields)
            for one, variant in zip(chosen, self.document["variants"], strict=True)
        ]
        label = self.place.site.label
        title = f'<th scope="col">{self.place.site.message("checkpoint")}</th>'
        return (
            f'<div class="scroll" tabindex="0" role="group" aria-label="{label("checkpoints")}"><table>\n'
            f"<thead><tr>{title}{head}</tr></thead>\n<tbody>\n"
            + "".join(f"{line}</tr>\n" for line in lines)
            + "</tbody></table></div>"
        )

    def _differs(self, field: Field, chosen: list[Document]) -> bool:
        """Whether the table has a column for a field. What follows from another field has none."""
        if field.scope != "checkpoint" or field.name == "year" or field.kind == "flag":
            return False
        if field.kind == "quantity" and not field.compared:
            return False
        said = {self.place.wording.fact(field, one) for one in chosen}
        return len(said) > 1 or (field.name in ("parameters", "license", "commercial") and said != {""})

    def _cell(self, field: Field, one: Document) -> str:
        is_term = field.vocabulary and field.kind == "term"
        named = self.place.terms(field.vocabulary, field.values(one)) if is_term else ""
        return named or h(self.place.wording.fact(field, one)) or _UNKNOWN


def anchor(checkpoint: str) -> str:
    """The id of a checkpoint's row within its model's page."""
    return f"checkpoint-{segment(checkpoint.partition('/')[2])}"


#: How the rows of a field are made, where they are not simply the label and the value.
_PAINTED: Mapping[str, Callable[[Facts], list[Row]]] = {
    "method": Facts.training,
    "parameters": Facts.sizes,
    "context": partial(Facts.tokens, name="context"),
    "max-output": partial(Facts.tokens, name="max-output"),
    "training-compute": Facts.compute,
    "license": Facts.licenses,
    "dates": Facts.dates,
    "links": Facts.links,
    "ids": Facts.ids,
    "added": partial(Facts.entry_day, name="added"),
    "changed": partial(Facts.entry_day, name="changed"),
}
