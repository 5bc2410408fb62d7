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
from fmcat.messages import message

#: Twice this is the size that services show (1200 × 630), which is what a PNG has.
_WIDTH, _HEIGHT = 600.0, 315.0
_LEFT, _RIGHT, _GROUND, _TALLEST = 40.0, 560.0, 268.0, 140.0


def has_previews(base: str) -> bool:
    """Whether previews can have pictures: they are named by whole addresses, and are PNG, which needs an extra."""
    return bool(base) and find_spec("resvg_py") is not None


def pictures(site: Site, listed: Members) -> Iterator[tuple[str, str | bytes]]:
    """A picture of all models, and one of each modality: as SVG, and for previews as PNG."""
    what = message("fmcat_is", site.language)
    yield from _drawn(site, "picture", what, "s-other", site.documents)
    for kind, name in listed:
        if kind == "modality":
            place = site.paths[kind, name].rpartition("/")[0]
            title = site.wording.term(kind, name)
            yield from _drawn(site, f"{place}/picture", title, modality_class([name]), listed[kind, name])


def _drawn(
    site: Site, path: str, title: str, kind: str, documents: Sequence[Document]
) -> Iterator[tuple[str, str | bytes]]:
    """The picture for the page, and for previews with a title: a dot for each model above its month.

    Those whose month is unknown are in the middle of their year.
    """
    picture = Picture(_WIDTH, title)
    _draw_dots(picture, kind, documents, 0.0, _WIDTH, _TALLEST)
    yield f"{path}.svg", picture.written(_TALLEST + 30)
    if not site.has_previews:
        return
    years = sorted({one["released"][:4] for one in documents})
    span = "–".join(dict.fromkeys([*years[:1], *years[-1:]]))
    counted = label("one" if len(documents) == 1 else "models", site.language, count=f"{len(documents):,}")
    picture = Picture(_WIDTH, title)
    picture.text(_LEFT, 56, "fmcat", "head")
    picture.text(_LEFT, 88, title, "title")
    picture.text(_LEFT, 112, f"{counted} · {span}" if span else counted, "dim")
    _draw_dots(picture, kind, documents, _LEFT, _RIGHT, _GROUND)
    yield f"{path}.png", to_png(picture.written(_HEIGHT))


def _draw_dots(
    picture: Picture, kind: str, documents: Sequence[Document], left: float, right: float, ground: float
) -> None:
    if not documents:
        return
    years = [int(one["released"][:4]) for one in documents]
    first, last = min(years), max(years)
    months = Counter((int(one["released"][:4]) - first) * 12 + int(one["released"][5:7] or 7) - 1 for one in documents)
    width = (right - left) / (12 * (last - first + 1))
    step = min(width, _TALLEST / max(months.values()), 9.0)
    for month, count in sorted(months.items()):
        for number in range(count):
            place = round(left + (month + 0.5) * width, 1), round(ground - (number + 0.5) * step, 1)
            picture.dot(*place, round(step * 0.43, 2), kind)
    picture.line(left, ground + 3, right, ground + 3)
    every = -(-(last - first + 1) // 9)
    for year in range(first, last + 1, every):
        picture.text(left + (year - first) * 12 * width, ground + 20, f"{year}", "small dim")
