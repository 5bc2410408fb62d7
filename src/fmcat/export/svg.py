"""A small SVG writer: shapes and texts in the colours of the catalog's shelves, light and dark, safe to open anywhere.

Every colour is a class, so that one style sheet turns the picture dark with the reader's system. Texts from a
registry pass `safe`; links are only ever http(s), as the schema holds.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape

from fmcat.text import showable

#: Okabe and Ito's colours for all kinds of colour vision (https://jfly.uni-koeln.de/color/), darkened for texts
#: on white to a contrast of at least 4.5:1, and as they are on a dark page.
_SHELVES: Mapping[str, tuple[str, str]] = {
    "vision": ("#0065a3", "#56b4e9"),
    "language": ("#00694d", "#2fc79b"),
    "multimodal": ("#9a3f76", "#e59ac4"),
    "audio": ("#7a5a00", "#f0c542"),
    "generation": ("#a84300", "#f08a4b"),
}
_OTHER = ("#3b4754", "#c3ccd6")
_FONTS = (
    "Inter,'Noto Sans','Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo',NanumGothic,'Malgun Gothic',sans-serif"
)
SIZE = 13.0
#: The width of a letter, in parts of the font's size: most fonts are narrower, and none of these much wider.
_WIDE, _USUAL = 1.02, 0.6
_WIDTHS = {**dict.fromkeys("ijltfrI.,:;'|!()[] -", 0.38), **dict.fromkeys("mwMW@%", 0.92)}


def measure(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in pixels, rather too much than too little."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(letter, 0.72 if letter.isupper() else _USUAL)


def safe(text: str) -> str:
    """Text of a registry as it may stand in XML."""
    return escape(showable(text), quote=False)


def shelf_class(shelves: Sequence[str]) -> str:
    """The class that colours a model of these shelves."""
    return next((f"s-{shelf}" for shelf in shelves if shelf in _SHELVES), "s-other")


class Picture:
    """Shapes and texts, gathered in the order they are drawn."""

    def __init__(self, width: float, title: str) -> None:
        self.width, self.title = width, title
        self._parts: list[str] = []

    def text(
        self, x: float, y: float, text: str, kind: str = "", anchor: str = "start", link: str = "", hover: str = ""
    ) -> None:
        """A line of text at its baseline; `kind` are classes, `hover` what a pointer over it is told."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        classes = f' class="{kind}"' if kind else ""
        end = f' text-anchor="{anchor}"' if anchor != "start" else ""
        drawn = f'<text x="{x:g}" y="{y:g}"{classes}{end}>{tip}{safe(text)}</text>'
        self._parts.append(_linked(drawn, link))

    def words(self, x: float, y: float, parts: Sequence[tuple[str, str]], link: str = "", hover: str = "") -> None:
        """A line of texts with classes of their own, one right after the other."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        spans = "".join(f'<tspan class="{kind}">{safe(text)}</tspan>' for text, kind in parts)
        self._parts.append(_linked(f'<text x="{x:g}" y="{y:g}" xml:space="preserve">{tip}{spans}</text>', link))

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> None:
        """A straight line."""
        self._parts.append(f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>')

    def path(self, data: str, kind: str = "rule") -> None:
        """A path without a filling."""
        self._parts.append(f'<path d="{data}" class="{kind}" fill="none"/>')

    def dot(self, x: float, y: float, radius: float, kind: str, link: str = "", hover: str = "") -> None:
        """A filled circle."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        drawn = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" class="{kind}">{tip}</circle>'
        self._parts.append(_linked(drawn, link))

    def bar(self, x: float, y: float, width: float, height: float, kind: str, hover: str = "") -> None:
        """A filled rectangle with round ends."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{height / 2:g}"'
        self._parts.append(f'<rect {place} class="{kind}">{tip}</rect>')

    def written(self, height: float) -> str:
        """The whole file, `height` pixels high."""
        size = f'width="{self.width:g}" height="{height:g}" viewBox="0 0 {self.width:g} {height:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title">'
        ground = f'<rect width="{self.width:g}" height="{height:g}" class="page"/>'
        title = f'<title id="title">{safe(self.title)}</title>'
        return "\n".join([head, title, f"<style>{_style()}</style>", ground, *self._parts, "</svg>"]) + "\n"


def _linked(drawn: str, link: str) -> str:
    return f'<a href="{escape(showable(link))}" target="_blank">{drawn}</a>' if link else drawn


def _style() -> str:
    """The style sheet, in plain colours: renderers that know no variables draw the light page."""
    plain = f"text{{font:{SIZE:g}px {_FONTS}}}.head{{font-weight:600}}.title{{font-size:18px;font-weight:600}}"
    plain += ".small{font-size:11px}.link{stroke-width:1.2}.span{opacity:.4}a:hover text{text-decoration:underline}"
    return f"{plain}{_colors(0)}@media (prefers-color-scheme:dark){{{_colors(1)}}}"


def _colors(page: int) -> str:
    """The rules that colour a light page (0) or a dark one (1)."""
    paper, ink, dim, rule = (
        ("#ffffff", "#1c2430", "#5d6773", "#d5dae0"),
        ("#12161c", "#e8edf2", "#9aa5b1", "#333c47"),
    )[page]
    rules = f".page{{fill:{paper}}}text{{fill:{ink}}}.dim{{fill:{dim}}}.rule{{stroke:{rule}}}.link{{stroke:{dim}}}"
    shelves = {**_SHELVES, "other": _OTHER}
    return rules + "".join(f".s-{shelf}{{fill:{colors[page]}}}" for shelf, colors in shelves.items())
