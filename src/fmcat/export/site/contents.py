"""Everything that is in a site, file by file."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

from fmcat.catalog.releases import releases
from fmcat.export import Choice
from fmcat.export.page import asset, colors
from fmcat.export.site.api import PAGE as API
from fmcat.export.site.api import Api
from fmcat.export.site.changes import PAGE as CHANGES
from fmcat.export.site.changes import changes
from fmcat.export.site.crawlers import for_crawlers
from fmcat.export.site.frame import STYLE, Site
from fmcat.export.site.home import home
from fmcat.export.site.ids import ids, redirects
from fmcat.export.site.lists import Lists
from fmcat.export.site.members import Members, members
from fmcat.export.site.model import Models
from fmcat.export.site.paths import places
from fmcat.export.site.pictures import has_previews, pictures
from fmcat.query.expression import Query
from fmcat.wording import Wording


def contents(choice: Choice) -> Iterator[tuple[str, str | bytes]]:
    """Each file of the site: its path and its content, in a stable order."""
    choice.models_only("site")
    site, listed = _site(choice)
    told, known = releases(choice.catalog), ids(site.documents)
    yield STYLE, _style()
    yield ".nojekyll", ""  # without it, GitHub Pages leaves out what begins with an underscore
    yield from home(site, choice)
    pages = ["index.html"]
    for path, text in chain(Models(site).pages(), Lists(site, listed).pages()):
        pages.append(path)
        yield path, text
    yield from changes(site, told)
    yield from pictures(site, listed)
    yield from Api(site, known, told).files()
    yield from redirects(site, known)
    yield from for_crawlers(site, [*pages, CHANGES, API])


def _site(choice: Choice) -> tuple[Site, Members]:
    """The site, and which models its lists have."""
    catalog, language = choice.catalog, choice.language
    documents = sorted(choice.documents(), key=lambda one: (one["released"], one["id"]), reverse=True)
    listed = members(catalog, documents)
    kinds: dict[str, list[str]] = {"model": [one["id"] for one in documents]}
    for kind, name in listed:
        kinds.setdefault(kind, []).append(name)
    paths = {key: path for kind, names in kinds.items() for key, path in places(kind, names)}
    every = documents if len(documents) == len(catalog) else catalog.documents(Query())
    names = {one["id"]: one["name"] for one in every}
    wording = Wording(language, catalog.labels(language))
    return Site(catalog, wording, documents, paths, names, choice.base, has_previews(choice.base)), listed


def _style() -> str:
    """The style sheet, with the colors of the web page: those before its first rule, and those of the modalities."""
    theme, _, _ = asset("page.css").partition("* {")
    return theme + files(__package__).joinpath("site.css").read_text("utf-8") + colors()
