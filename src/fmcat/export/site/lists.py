"""The pages that list models: one a vendor, license, method and modality, and a list of each kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from fmcat.export.site import linked
from fmcat.export.site.about import About
from fmcat.export.site.frame import Place, Site, h, rows
from fmcat.export.site.members import Members
from fmcat.export.site.paths import FOLDERS
from fmcat.export.site.sentences import label
from fmcat.export.site.tables import Tables
from fmcat.fields import Document

_LISTED = tuple(kind for kind in FOLDERS if kind != "model")


class Lists:
    """Writes the pages that list the models of a site."""

    def __init__(self, site: Site, members: Members) -> None:
        self._site, self._members = site, members
        self._tables, self._about = Tables(site), About(site)

    def pages(self) -> Iterator[tuple[str, str]]:
        """The address and the content of each page."""
        yield from self._models()
        for kind in _LISTED:
            yield from self._index(kind)
            for (one, name), documents in self._members.items():
                if one == kind:
                    yield from self._page(kind, name, documents)

    def _models(self) -> Iterator[tuple[str, str]]:
        place = self._site.at(f"{FOLDERS['model']}/index.html")
        documents = self._site.documents
        body = f"<h1>{self._site.label('model')}</h1>\n<p>{self._site.counted(len(documents))}</p>\n"
        yield place.path, self._written(place, "model", body + self._tables.of(place, documents), "api/v1/models.json")

    def _index(self, kind: str) -> Iterator[tuple[str, str]]:
        place, site = self._site.at(f"{FOLDERS[kind]}/index.html"), self._site
        named = {name: documents for (one, name), documents in self._members.items() if one == kind}
        lines = [
            f'<tr><th scope="row">{place.term(kind, name)}</th><td>{self._about.line(place, kind, name)}</td>'
            f'<td class="quantity">{len(named[name]):,}</td></tr>\n'
            for name in sorted(named, key=lambda name: self._about.order(kind, name, len(named[name])))
        ]
        count = f'<th scope="col" class="quantity">{site.label("model")}</th>'
        head = f'<th scope="col">{site.label("name")}</th><td></td>{count}'
        table = f'<table class="index">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{"".join(lines)}</tbody>\n</table>'
        yield place.path, self._written(place, kind, f"<h1>{site.label(kind)}</h1>\n{table}")

    def _written(self, place: Place, kind: str, body: str, also: str = "") -> str:
        title = label(kind, self._site.language)
        what = label("one_of", self._site.language, what=title)
        stated = linked.page("CollectionPage", title, what)
        return place.page(title, what, body, linked=stated, picture="picture.png", also=also)

    def _page(self, kind: str, name: str, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
        place, site = self._site.at(self._site.paths[kind, name]), self._site
        title = site.wording.term(kind, name)
        facts = self._about.facts(place, kind, name)
        what = self._about.what(kind, name)
        parts = [
            f'<p class="kind">{site.label(kind)}</p>\n<h1>{h(title)}</h1>',
            f"<p>{h(what)}</p>" if what else "",
            rows(facts) if facts else "",
            f'<img class="picture" src="picture.svg" alt="{site.label("drawn")}">' if kind == "modality" else "",
            self._about.eras(place, name) if kind == "modality" else "",
            f"<h2>{site.counted(len(documents))}</h2>\n{self._tables.of(place, documents)}",
        ]
        yield (
            place.path,
            place.page(
                title,
                what or label("one_of", site.language, what=title),
                "\n".join(filter(None, parts)),
                linked=_LINKED[kind](place, name),
                picture=f"{place.path.rpartition('/')[0]}/picture.png" if kind == "modality" else "picture.png",
            ),
        )


def _vendor(place: Place, name: str) -> linked.Linked:
    return linked.vendor(place, name, place.site.catalog.entries("vendor")[name])


def _license(place: Place, name: str) -> linked.Linked:
    return linked.license(place, name, place.site.catalog.terms("license").get(name))


def _method(place: Place, name: str) -> linked.Linked:
    return linked.term(place, "method", name, place.site.catalog.terms("method")[name])


def _modality(place: Place, name: str) -> linked.Linked:
    return linked.term(place, "modality", name, place.site.catalog.terms("modality")[name])


_LINKED: Mapping[str, Callable[[Place, str], linked.Linked]] = {
    "vendor": _vendor,
    "license": _license,
    "method": _method,
    "modality": _modality,
}
