"""Tables of models on the pages of a site."""

from collections.abc import Iterable

from fmcat.checkpoints import facts_of, numbers_of
from fmcat.days import month
from fmcat.export.site.frame import Place, Site, h
from fmcat.fields import FIELDS, Document

_COLUMNS = ("vendor", "released", "parameters", "license")
_NOTHING = '<span class="dim">–</span>'


def licenses_of(document: Document) -> list[str]:
    """The licenses of the weights of a model's checkpoints, each once."""
    return FIELDS["license"].across(facts_of(document, number) for number in numbers_of(document))


class Tables:
    """Writes tables of models; a model's row is made once for each depth of page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[tuple[str, str], str] = {}

    def of(self, place: Place, documents: Iterable[Document]) -> str:
        """A table of models with their name, vendor, day, size and license."""
        head = "".join(
            f'<th scope="col" class="{FIELDS[name].kind}">{h(FIELDS[name].label_in(self._site.language))}</th>'
            for name in ("name", *_COLUMNS)
        )
        lines = "".join(self._row(place, document) for document in documents)
        return f'<table class="models">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>'

    def _row(self, place: Place, document: Document) -> str:
        key = (place.root, document["id"])
        if key not in self._made:
            self._made[key] = self._written(place, document)
        return self._made[key]

    def _written(self, place: Place, document: Document) -> str:
        wording = self._site.wording
        cells = {
            "term vendor": place.terms("vendor", document["vendor"]),
            "date": h(month(document["released"], self._site.language)),
            "quantity": h(wording.fact(FIELDS["parameters"], document)),
            "term license": place.terms("license", licenses_of(document))
            or h(wording.fact(FIELDS["license"], document)),
        }
        name = place.link("model", document["id"], document["name"])
        return f'<tr><th scope="row">{name}</th>' + (
            "".join(f'<td class="{kind}">{cell or _NOTHING}</td>' for kind, cell in cells.items()) + "</tr>\n"
        )
