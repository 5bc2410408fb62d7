"""A small SVG writer: shapes and texts in the colors of modalities, light and dark, safe to open anywhere.

Every color is a class, so that one style sheet makes the picture dark when the reader's system is. Texts from a
registry go through `safe`; links are always http(s), which the schema ensures.
"""

import re
import unicodedata
from collections.abc import Sequence
from html import escape

from fmcat.export.kit.palette import MODALITY_COLORS, OTHER
from fmcat.text import showable

_KOREAN = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo',NanumGothic,'Malgun Gothic'"
_FONTS = f"Inter,'Noto Sans',{_KOREAN},sans-serif"
SIZE = 13.0
#: The width of letters, relative to the font size, in the widest likely font: DejaVu Sans Bold, the fallback of systems
#: without the fonts above. With those, names have a little more space.
_WIDE, _USUAL = 1.02, 0.85
_BY_WIDTH = {
    0.38: "'ijl /IJ\\|,.·",
    0.46: ":;-f!()[]",
    0.5: "tr_`–",
    0.6: '"*?zcs',
    0.72: "Lvxyak$EFTeo0123456789{}hnuSYbdgpq",
    0.78: "CPZBAKRVX",
    0.92: "w&OQDGU#+<=>HN^~",
    1.04: "%@Mm—…",
    1.1: "W",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
#: Characters that XML 1.0 does not allow, even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def measure(text: str, size: float = SIZE) -> float:
    """The approximate width of a text in pixels, rather too large than too small."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(letter, _USUAL)


def clipped(text: str, room: float) -> str:
    """The text, ended with an ellipsis if it is wider than this many pixels."""
    if measure(text) <= room:
        return text
    while text and measure(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def safe(text: str) -> str:
    """Text of a registry, escaped for XML."""
    return escape(re.sub(_NOT_XML, "\N{REPLACEMENT CHARACTER}", showable(text)), quote=False)


def _classes(kind: str, text: str) -> str:
    """The classes of a text: with Hangul, a Korean font comes first, since some renderers only try the first."""
    return f"{kind} ko".strip() if any(unicodedata.east_asian_width(letter) in "WF" for letter in text) else kind


def modality_class(modalities: Sequence[str]) -> str:
    """The class that colors a model of these modalities."""
    return next((f"s-{modality}" for modality in modalities if modality in MODALITY_COLORS), "s-other")


class Picture:
    """Shapes and texts, collected in drawing order."""

    def __init__(self, width: float, title: str) -> None:
        self.width, self.title = width, title
        self._parts: list[str] = []

    def text(
        self, x: float, y: float, text: str, kind: str = "", anchor: str = "start", link: str = "", hover: str = ""
    ) -> None:
        """A line of text at its baseline; `kind` are classes, `hover` is the tooltip."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        kind = _classes(kind, text)
        classes = f' class="{kind}"' if kind else ""
        end = f' text-anchor="{anchor}"' if anchor != "start" else ""
        drawn = f'<text x="{x:g}" y="{y:g}"{classes}{end}>{tip}{safe(text)}</text>'
        self._parts.append(_linked(drawn, link))

    def words(self, x: float, y: float, parts: Sequence[tuple[str, str]], link: str = "", hover: str = "") -> None:
        """A line of texts with their own classes, one right after the other."""
        tip = f"<title>{safe(hover)}</title>" if hover else ""
        spans = "".join(f'<tspan class="{_classes(kind, text)}">{safe(text)}</tspan>' for text, kind in parts)
        self._parts.append(_linked(f'<text x="{x:g}" y="{y:g}" xml:space="preserve">{tip}{spans}</text>', link))

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> None:
        """A straight line."""
        self._parts.append(f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>')

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
    """The style sheet, in plain colors: renderers without support for variables draw the light page."""
    plain = f"text{{font:{SIZE:g}px {_FONTS}}}.ko{{font-family:{_KOREAN},sans-serif}}"
    plain += ".head{font-weight:600}.title{font-size:18px;font-weight:600}.small{font-size:11px}"
    plain += ".link{stroke-width:1.2}.span{opacity:.4}a:hover text{text-decoration:underline}"
    plain += ".name{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}"
    return f"{plain}{_colors(0)}@media (prefers-color-scheme:dark){{{_colors(1)}}}"


def _colors(page: int) -> str:
    """The rules that color a light page (0) or a dark one (1)."""
    paper, ink, dim, rule = (
        ("#ffffff", "#1c2430", "#5d6773", "#d5dae0"),
        ("#12161c", "#e8edf2", "#9aa5b1", "#333c47"),
    )[page]
    rules = f".page{{fill:{paper}}}text{{fill:{ink}}}.dim{{fill:{dim}}}.rule{{stroke:{rule}}}.link{{stroke:{dim}}}"
    rules += f".name{{stroke:{paper}}}"  # so that no line crosses a name
    return rules + "".join(
        f".s-{modality}{{fill:{colors[page]}}}" for modality, colors in {**MODALITY_COLORS, "other": OTHER}.items()
    )
