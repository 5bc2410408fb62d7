"""A small SVG writer: shapes and texts in the colors of modalities, light and dark, safe to open anywhere.

Every color is a class, so that one style sheet makes the picture dark when the reader's system is. Texts from a
registry go through `safe`; links are always http(s), which the schema ensures.
"""

import re
from collections.abc import Sequence
from html import escape

from fmcat.export.kit.letters import SIZE, is_wide, measure
from fmcat.export.kit.palette import DARK_GROUND, DIM, INK, LIGHT_GROUND, MODALITY_COLORS, OTHER, RULE, SHADES, on_shade
from fmcat.text import showable

THEMES = ("auto", "light", "dark")
_KOREAN = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo',NanumGothic,'Malgun Gothic'"
_LATIN = "Inter,'Noto Sans','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans'"
#: How large texts of a class are, relative to the picture's, and which are bold.
_SCALES, _BOLD = {"title": 1.35, "small": 0.85}, frozenset(("title", "head", "name"))
#: Characters that XML 1.0 does not allow, even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
#: The shapes of the modalities around (0, 0), at a radius of 1; others are circles.
_SHAPES = {
    "s-language": "M-.87-.87H.87V.87H-.87Z",
    "s-multimodal": "M0-1.25L1.25 0L0 1.25L-1.25 0Z",
    "s-audio": "M0-1.2L1.15 .85H-1.15Z",
    "s-generation": "M0 1.2L1.15-.85H-1.15Z",
    "s-other": "M-.42-1.1H.42V-.42H1.1V.42H.42V1.1H-.42V.42H-1.1V-.42H-.42Z",
}


def safe(text: str) -> str:
    """Text of a registry, escaped for XML."""
    return escape(re.sub(_NOT_XML, "\N{REPLACEMENT CHARACTER}", showable(text)), quote=False)


def modality_class(modalities: Sequence[str]) -> str:
    """The class that colors a model of these modalities."""
    return next((f"s-{modality}" for modality in modalities if modality in MODALITY_COLORS), "s-other")


class Picture:
    """Shapes and texts, collected in drawing order."""

    def __init__(self, width: float, title: str, size: float = SIZE, theme: str = "auto") -> None:
        self.width, self.title, self.size, self.theme = width, title, size, theme
        self._parts: list[str] = []

    def measure(self, text: str, kind: str = "") -> float:
        """The width of a text with these classes."""
        classes = kind.split()
        scale = next((_SCALES[one] for one in classes if one in _SCALES), 1)
        return measure(showable(text), self.size * scale, not _BOLD.isdisjoint(classes))

    def text(
        self, x: float, y: float, text: str, kind: str = "", anchor: str = "start", link: str = "", hover: str = ""
    ) -> float:
        """A line of text at its baseline; `kind` are classes, `hover` is the tooltip. Returns its width."""
        width = self.measure(text, kind)
        if any(map(is_wide, text)):  # a Korean font comes first, since some renderers only try the first
            kind = f"{kind} ko".strip()
        attributes = f' class="{kind}"' if kind else ""
        attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
        if width:
            attributes += f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
        drawn = f'<text x="{x:.1f}" y="{y:.1f}"{attributes}>{_tip(hover)}{safe(text)}</text>'
        self._parts.append(_linked(drawn, link))
        return width

    def words(self, x: float, y: float, parts: Sequence[tuple[str, str]], link: str = "", hover: str = "") -> float:
        """Texts with their own classes, one after the other with a space between them. Returns their width."""
        start, space = x, self.measure(" ")
        for text, kind in parts:
            x += self.text(x, y, text, kind, link=link, hover=hover) + space if text else 0
        return x - start - space

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> None:
        """A straight line."""
        self._parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>')

    def path(self, steps: str, kind: str) -> None:
        """A line along the steps of an SVG path."""
        self._parts.append(f'<path d="{steps}" class="{kind}"/>')

    def mark(self, x: float, y: float, radius: float, kind: str, link: str = "", hover: str = "") -> None:
        """The mark of a model: a shape in the color of its modality."""
        shape = next((_SHAPES[one] for one in kind.split() if one in _SHAPES), "")
        if not shape:
            self.dot(x, y, radius, kind, link, hover)
            return
        place = f'd="{shape}" transform="translate({x:.1f} {y:.1f}) scale({radius:.2f})"'
        self._parts.append(_linked(f'<path {place} class="{kind}">{_tip(hover)}</path>', link))

    def dot(self, x: float, y: float, radius: float, kind: str, link: str = "", hover: str = "") -> None:
        """A filled circle."""
        place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2f}"'
        self._parts.append(_linked(f'<circle {place} class="{kind}">{_tip(hover)}</circle>', link))

    def bar(
        self, x: float, y: float, width: float, height: float, kind: str, hover: str = "", round: float = 0
    ) -> None:
        """A filled rectangle, its corners `round`."""
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        corners = f' rx="{round:.1f}"' if round else ""
        self._parts.append(f'<rect {place}{corners} class="{kind}">{_tip(hover)}</rect>')

    def written(self, height: float, shown: float = 0) -> str:
        """The whole file, `height` pixels high; `shown` is the width it is shown at, if that is not its own."""
        scale = shown / self.width if shown else 1
        size = f'width="{self.width * scale:g}" height="{height * scale:g}" viewBox="0 0 {self.width:g} {height:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title">'
        ground = f'<rect width="{self.width:g}" height="{height:g}" class="page"/>'
        title = f'<title id="title">{safe(self.title)}</title>'
        style = f"<style>{_style(self.size, self.theme)}</style>"
        return "\n".join([head, title, style, ground, *self._parts, "</svg>"]) + "\n"


def _tip(hover: str) -> str:
    return f"<title>{safe(hover)}</title>" if hover else ""


def _linked(drawn: str, link: str) -> str:
    return f'<a href="{escape(showable(link))}" target="_blank">{drawn}</a>' if link else drawn


def _style(size: float, theme: str) -> str:
    """The style sheet, in plain colors: renderers without support for variables draw the light page."""
    plain = f"text{{font:{size:g}px {_LATIN},{_KOREAN},sans-serif}}.ko{{font-family:{_KOREAN},sans-serif}}"
    plain += ".head,.name,.title{font-weight:600}"
    plain += "".join(f".{kind}{{font-size:{size * scale:g}px}}" for kind, scale in _SCALES.items())
    plain += ".link{stroke-width:1.2;fill:none}.dash{stroke-dasharray:4 3}.faint{stroke-width:.8;opacity:.4}"
    plain += ".span{opacity:.4}.many{opacity:.88}a:hover text{text-decoration:underline}"
    plain += ".halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}"
    if theme == "auto":
        return f"{plain}{_colors(0)}@media (prefers-color-scheme:dark){{{_colors(1)}}}"
    return plain + _colors(int(theme == "dark"))


def _colors(page: int) -> str:
    """The rules that color a light page (0) or a dark one (1)."""
    paper, dim = (LIGHT_GROUND, DARK_GROUND)[page], DIM[page]
    rules = f".page{{fill:{paper}}}text{{fill:{INK[page]}}}.dim{{fill:{dim}}}.rule{{stroke:{RULE[page]}}}"
    rules += f".link{{stroke:{dim}}}.halo{{stroke:{paper}}}"  # so that no line crosses a name
    for modality, colors in {**MODALITY_COLORS, "other": OTHER}.items():
        rules += f".s-{modality}{{fill:{colors[page]}}}"
    for shade, colors in enumerate(SHADES):
        rules += f".h{shade}{{fill:{colors[page]}}}.on{shade}{{fill:{on_shade(shade, page)}}}"
    return rules
