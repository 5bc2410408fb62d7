"""What a site tells search engines and servers: its sitemap, robots.txt, and the page for unknown addresses."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from fmcat.export.site.frame import Place, Site, h
from fmcat.export.site.sentences import label

#: The most addresses of one sitemap (https://www.sitemaps.org/protocol.html).
_MOST = 50_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def for_crawlers(site: Site, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files; a sitemap of these pages only if the site's address is known, since it needs whole addresses."""
    robots = "User-agent: *\nAllow: /\n"
    if site.base:
        yield from _sitemaps(site, pages)
        robots += f"Sitemap: {site.base}sitemap.xml\n"
    yield "robots.txt", robots
    yield "404.html", _missing(site)


def _sitemaps(site: Site, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sitemap, or if there are more pages than one may have, several and a list of them."""
    days = {site.paths["model", one["id"]]: one["changed"] for one in site.documents if "changed" in one}
    parts = [pages[start : start + _MOST] for start in range(0, len(pages), _MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", _sitemap(site, pages, days)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = "".join(f"<sitemap><loc>{h(site.base)}{name}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_XML}<sitemapindex {_SCHEMA}>\n{listed}</sitemapindex>\n"
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap(site, part, days)


def _sitemap(site: Site, pages: Sequence[str], days: Mapping[str, str]) -> str:
    lines = []
    for page in pages:
        changed = f"<lastmod>{days[page]}</lastmod>" if page in days else ""
        lines.append(f"<url><loc>{h(site.base + quote(page.removesuffix('index.html')))}</loc>{changed}</url>\n")
    return f"{_XML}<urlset {_SCHEMA}>\n{''.join(lines)}</urlset>\n"


def _missing(site: Site) -> str:
    """The page for addresses that do not exist, which a server shows at any of them.

    So its links are whole addresses; if the site's is unknown, it has none.
    """
    title = label("missing", site.language)
    if site.base:
        return Place(site, "404.html", site.base).page(title, title, f"<h1>{h(title)}</h1>")
    return (
        f'<!doctype html>\n<html lang="{site.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{h(title)} · fmcat</title>\n</head>\n<body>\n<main>\n<h1>{h(title)}</h1>\n</main>\n</body>\n</html>\n"
    )
