"""What all pages of a site share: the head, the way to the other pages, and the foot; and how a page names another.

Pages are built as strings, since each has only a few parts; every text goes through `h` on its way in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.releases import data_version
from fmcat.days import day
from fmcat.export.kit.rights import attributions, is_bundled
from fmcat.export.site.paths import FOLDERS
from fmcat.export.site.sentences import label
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.text import as_json, showable
from fmcat.version import __version__
from fmcat.wording import Wording

#: No script runs, and nothing is loaded but the site's own style sheet and pictures.
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
_HTTP = ("http://", "https://")
STYLE, FEED = "site.css", "changes.atom"
#: The pages that the head of every page leads to.
_WAYS = {**{kind: f"{folder}/index.html" for kind, folder in FOLDERS.items()}, "changes": "changes/index.html"}


def h(text: str) -> str:
    """A text of a registry as HTML, also within an attribute."""
    return escape(text if text.isascii() and text.isprintable() else showable(text))  # most are


@dataclass(frozen=True)
class Site:
    """What is in a site: its models, newest first, and the addresses of the pages about them, by kind and id.

    `names` are those of all models of the catalog, also of those that have no page here.
    `base` is the address at which the site is published, with a slash at its end; empty if that is unknown. With
    `has_previews`, there are pictures for where a link to a page is shown.
    """

    catalog: Catalog
    wording: Wording
    documents: Sequence[Document]
    paths: Mapping[tuple[str, str], str]
    names: Mapping[str, str]
    base: str = ""
    has_previews: bool = False
    foot: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "foot", _foot(self))

    @property
    def language(self) -> str:
        """The language of its labels."""
        return self.wording.language

    def label(self, key: str, **values: object) -> str:
        """A label as HTML."""
        return h(label(key, self.language, **values))

    def message(self, key: str, **values: object) -> str:
        """A label of the interface as HTML."""
        return h(message(key, self.language, **values))

    def heading(self, key: str) -> str:
        """A label of the interface as HTML, beginning with a capital letter."""
        return h(titled(message(key, self.language)))

    def at(self, path: str) -> "Place":
        """The place of a page, from which the other pages are named."""
        return Place(self, path, "../" * path.count("/"))

    def json_of(self, model: str) -> str:
        """The address of a model's facts as JSON."""
        return f"api/v1/models/{self.paths['model', model].split('/')[1]}.json"

    def counted(self, count: int) -> str:
        """How many models, as HTML."""
        return self.label("one") if count == 1 else self.label("models", count=f"{count:,}")


@dataclass(frozen=True)
class Place:
    """A page: its address, and `root`, the way from there to the root of the site, wherever that is published."""

    site: Site
    path: str
    root: str

    def to(self, path: str) -> str:
        """The address of another file of the site, as an attribute has it."""
        return self.root + quote(path)

    def link(self, kind: str, name: str, text: str) -> str:
        """A link to the page of a model, vendor and so on; only its text if it has none here."""
        path = self.site.paths.get((kind, name))
        return f'<a href="{self.to(path)}">{h(text)}</a>' if path else h(text)

    def term(self, vocabulary: str, term: str) -> str:
        """A term's label, with a link if it has a page."""
        shown = term.removeprefix("LicenseRef-") if vocabulary == "license" else self.wording.term(vocabulary, term)
        return self.link(vocabulary, term, shown)

    def terms(self, vocabulary: str, terms: Sequence[str]) -> str:
        """Several terms."""
        return ", ".join(self.term(vocabulary, term) for term in terms)

    def expression(self, license: str) -> str:
        """A license expression, each license with a link."""
        parts = re.split(r"([\s()]+)", license)
        return "".join(self.term("license", part) if number % 2 == 0 else h(part) for number, part in enumerate(parts))

    @property
    def wording(self) -> Wording:
        """Facts in words."""
        return self.site.wording

    def page(
        self, title: str, what: str, body: str, *, linked: object = None, picture: str = "", also: str = ""
    ) -> str:
        """The whole page: `title`, one sentence about it, and its content as HTML.

        `linked` is what it states as JSON-LD, `picture` a file of the site for previews, and `also` the same facts for
        programs.
        """
        site = self.site
        title = f"{title} · fmcat"
        head = [
            f'<!doctype html>\n<html lang="{site.language}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f'<title>{h(title)}</title>\n<meta name="description" content="{h(what)}">',
            *self.preview(title, what, picture),
            f'<link rel="stylesheet" href="{self.root}{STYLE}">',
            f'<link rel="alternate" type="application/atom+xml" href="{self.root}{FEED}">',
        ]
        if also:
            head.append(f'<link rel="alternate" type="application/json" href="{self.to(also)}">')
        if linked:
            head.append(f'<script type="application/ld+json">{data(linked)}</script>')
        beside = f'<p><a href="{self.to(also)}">{site.label("as_json")}</a></p>\n' if also else ""
        return "\n".join([*head, "</head>\n<body>", self._top(), f'<main id="main">\n{body}\n</main>']) + (
            f"\n<footer>\n{beside}{site.foot}</footer>\n</body>\n</html>\n"
        )

    def preview(self, title: str, what: str, picture: str) -> list[str]:
        """What a page says of itself where a link to it is shown; its own address only if that is known."""
        site, base = self.site, self.site.base
        told = {"og:type": "website", "og:site_name": "fmcat", "og:title": title, "og:description": what}
        if base:
            told["og:url"] = self.address
            told |= {"og:image": base + quote(picture)} if picture and site.has_previews else {}
        tags = [f'<meta property="{name}" content="{h(text)}">' for name, text in told.items()]
        return [*tags, f'<link rel="canonical" href="{h(self.address)}">'] if base else tags

    @property
    def address(self) -> str:
        """The page's own address on the web; empty if the site's is unknown."""
        return self.site.base + quote(self.path.removesuffix("index.html")) if self.site.base else ""

    def _top(self) -> str:
        return (
            f'<a class="skip" href="#main">{self.site.label("skip")}</a>\n<header>\n'
            f'<p class="brand"><a href="{self.root}index.html">fmcat</a> {self.site.message("fmcat_is")}</p>\n'
            f"<nav>{self.ways()}</nav>\n</header>"
        )

    def ways(self) -> str:
        """The links to the lists of the site."""
        links = []
        for kind, path in {**_WAYS, "api": "api/index.html"}.items():
            here = ' aria-current="page"' if path == self.path else ""
            links.append(f'<a href="{self.root}{path}"{here}>{self.site.label(kind)}</a>')
        return " ".join(links)


def titled(text: str) -> str:
    """A label, beginning with a capital letter."""
    return text[:1].upper() + text[1:]


def data(value: object) -> str:
    """JSON within HTML: `<` would end its element."""
    return as_json(value).replace("<", "\\u003c")


def external(url: str, text: str = "") -> str:
    """A link to a page elsewhere; only the text if the address is not http or https."""
    shown = h(text or re.sub(r"^https?://(?:www\.)?", "", url))
    return f'<a href="{h(url)}">{shown}</a>' if url.startswith(_HTTP) else shown


def rows(facts: Sequence[tuple[str, str]]) -> str:
    """Labels and facts, both HTML already, as a list of definitions."""
    return "<dl>\n" + "".join(f"<dt>{label}</dt><dd>{fact}</dd>\n" for label, fact in facts) + "</dl>"


def _foot(site: Site) -> str:
    catalog, language = site.catalog, site.language
    newest, version = catalog.newest, data_version(catalog)
    parts = (
        [site.label("part", count=f"{len(site.documents):,}", all=f"{len(catalog):,}")]
        if len(site.documents) < len(catalog)
        else []
    )
    if newest:
        key = "version" if version else "read"
        parts.append(site.label(key, version=version, date=day(newest, language)))
    rights = [site.message("rights")] if is_bundled(catalog) else []
    rights += map(h, attributions(catalog, site.documents))
    lines = [" ".join([*parts, site.label("built", version=__version__)]), *rights]
    return "".join(f"<p>{line}</p>\n" for line in lines)
