"""What the releases of the data changed: a page, and an Atom feed."""

from collections.abc import Iterator, Sequence

from fmcat.catalog.releases import is_breaking
from fmcat.export.kit.changes import anchor, fact, head, to_atom
from fmcat.export.site import linked
from fmcat.export.site.frame import FEED, Place, Site, h
from fmcat.export.site.sentences import label
from fmcat.messages import message
from fmcat.schema.document import ReleaseDocument

PAGE = "changes/index.html"
#: How many models or changes are told without a click.
_AT_ONCE = 40


def changes(site: Site, releases: Sequence[ReleaseDocument]) -> Iterator[tuple[str, str]]:
    """The page and the feed, the newest release first."""
    place = site.at(PAGE)
    title = label("changes", site.language)
    body = [
        f'<h1>{h(title)}</h1>\n<p><a href="{place.to(FEED)}">Atom</a></p>',
        *(_told(place, one) for one in releases),
    ]
    what = label("changes_of", site.language)
    stated = linked.page("CollectionPage", title, what)
    yield (
        PAGE,
        place.page(title, what, "\n".join(body), linked=stated, picture="picture.png", also="api/v1/changes.json"),
    )
    yield FEED, "".join(to_atom(releases, site.language, *[place.address] if site.base else []))


def _told(place: Place, release: ReleaseDocument) -> str:
    """A release under its heading: what it added, removed and renamed, and the facts that changed."""
    site = place.site
    lines = [f'<h2 id="{anchor(release)}">{h(release["id"])}</h2>', f"<p>{h(head(release, site.language))}</p>"]
    if is_breaking(release):
        lines.append(f'<p class="disputed">{site.label("breaking")}</p>')
    names = {
        "added": [_named(place, one) for one in release.get("added", ())],
        "removed": [h(one) for one in release.get("removed", ())],
        "renamed": [site.message("is_now", **one) for one in release.get("renamed", ())],
    }
    for kind, told in names.items():
        if told:
            lines.append(_under(site.message(kind, count=len(told)), f"<p>{', '.join(told)}</p>", len(told)))
    return "\n".join([*lines, *_revised(place, release)])


def _revised(place: Place, release: ReleaseDocument) -> Iterator[str]:
    """The facts that changed, a line per model; other changes only as names."""
    revised = [(one["id"], one.get("facts", [])) for one in release.get("changed", ())]
    language = place.site.language
    facts = [
        f"<li>{_named(place, name)}: {h('; '.join(fact(it, language) for it in told))}</li>"
        for name, told in revised
        if told
    ]
    if facts:
        heading = h(message("changed", language, count=len(facts)))
        yield _under(heading, f"<ul>{''.join(facts)}</ul>", len(facts))
    if other := [_named(place, name) for name, told in revised if not told]:
        yield _under(place.site.label("texts", count=len(other)), f"<p>{', '.join(other)}</p>", len(other))


def _under(heading: str, content: str, count: int) -> str:
    """What is told under a heading; many things open by it, so that the page can be read over."""
    if count <= _AT_ONCE:
        return f"<h3>{heading}</h3>\n{content}"
    return f"<details>\n<summary><h3>{heading}</h3></summary>\n{content}\n</details>"


def _named(place: Place, name: str) -> str:
    return place.link("model", name, place.site.names.get(name, name))
