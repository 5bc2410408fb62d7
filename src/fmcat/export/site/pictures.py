"""The pictures of a site: its models month by month, for the pages of modalities and where a link to it is shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from fmcat.export.kit.picture import to_png
from fmcat.export.kit.svg import Picture, modality_class
from fmcat.export.site.frame import Site
from fmcat.export.site.members import Members
from fmcat.export.site.sentences import label
from fmcat.fields import Document

#: Twice this is the size that services show (1200 × 630), which is what a PNG has.
_WIDTH, _HEIGHT = 600.0, 315.0
_LEFT, _RIGHT, _GROUND, _TALLEST = 40.0, 560.0, 268.0, 140.0


def has_previews(base: str) -> bool:
    """Whether previews can have pictures: they are named by whole addresses, and are PNG, which needs an extra."""
    return bool(base) and find_spec("resvg_py") is not None


def pictures(site: Site, listed: Members) -> Iterator[tuple[str, str | bytes]]:
    """A picture of all models, and one of each modality: as SVG, and for previews as PNG."""
    what = label("what", site.language)
    drawn = {"picture": _drawing(site, what, "s-other", site.documents)}
    for kind, name in listed:
        if kind == "modality":
            place = site.paths[kind, name].rpartition("/")[0]
            title = site.wording.term(kind, name)
            drawn[f"{place}/picture"] = _drawing(site, title, modality_class([name]), listed[kind, name])
    for path, svg in drawn.items():
        yield f"{path}.svg", svg
        if site.has_previews:
            yield f"{path}.png", to_png(svg)


def _drawing(site: Site, title: str, kind: str, documents: Sequence[Document]) -> str:
    """A dot for each model above its month; of those whose month is unknown, in the middle of their year."""
    years = sorted({one["released"][:4] for one in documents})
    span = "–".join(dict.fromkeys([*years[:1], *years[-1:]]))
    counted = label("one" if len(documents) == 1 else "models", site.language, count=f"{len(documents):,}")
    picture = Picture(_WIDTH, title)
    picture.text(_LEFT, 56, "fmcat", "head")
    picture.text(_LEFT, 88, title, "title")
    picture.text(_LEFT, 112, f"{counted} · {span}" if span else counted, "dim")
    if years:
        _draw_dots(picture, kind, documents, int(years[0]), int(years[-1]))
    return picture.written(_HEIGHT)


def _draw_dots(picture: Picture, kind: str, documents: Sequence[Document], first: int, last: int) -> None:
    months = Counter((int(one["released"][:4]) - first) * 12 + int(one["released"][5:7] or 7) - 1 for one in documents)
    width = (_RIGHT - _LEFT) / (12 * (last - first + 1))
    step = min(width, _TALLEST / max(months.values()), 9.0)
    for month, count in sorted(months.items()):
        for number in range(count):
            place = round(_LEFT + (month + 0.5) * width, 1), round(_GROUND - (number + 0.5) * step, 1)
            picture.dot(*place, round(step * 0.43, 2), kind)
    picture.line(_LEFT, _GROUND + 3, _RIGHT, _GROUND + 3)
    every = -(-(last - first + 1) // 9)
    for year in range(first, last + 1, every):
        picture.text(_LEFT + (year - first) * 12 * width, _GROUND + 20, f"{year}", "small dim")
