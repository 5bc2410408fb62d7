"""The home of a site: the web page to search and browse, with the way to the other pages."""

from collections.abc import Iterator

from fmcat.catalog.releases import data_version
from fmcat.export import Choice
from fmcat.export.kit.rights import is_bundled
from fmcat.export.page import to_page
from fmcat.export.site import linked
from fmcat.export.site.frame import FEED, Site, data
from fmcat.export.site.sentences import label
from fmcat.messages import message
from fmcat.version import __version__

PAGE = "index.html"
_OFFERED = tuple(f"api/v1/{name}.json" for name in ("models", "checkpoints", "names", "changes"))


def home(site: Site, choice: Choice) -> Iterator[tuple[str, str]]:
    """The page of `--format page`, which also says what the site is to those who run no scripts."""
    place = site.at(PAGE)
    title = f"fmcat · {message('fmcat_is', site.language)}"
    count = f"{len(site.documents):,}"
    what = label("about", site.language, count=count)
    version = data_version(site.catalog) or __version__
    stated = linked.dataset(site, what, version, is_bundled(site.catalog), _OFFERED)
    head = [
        *place.preview(title, what, "picture.png"),
        f'<link rel="alternate" type="application/atom+xml" href="{FEED}">',
        f'<script type="application/ld+json">{data(stated)}</script>',
    ]
    unscripted = f"<noscript><p>{site.label('unscripted', count=count)}</p></noscript>"
    ways = f'<nav class="ways" aria-label="{site.label("pages")}">{place.ways()}{unscripted}</nav>'
    own = {document["id"]: place.to(site.paths["model", document["id"]]) for document in site.documents}
    yield PAGE, "".join(to_page(choice, "\n".join(head), ways, own))
