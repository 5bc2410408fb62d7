"""A picture in other formats: PNG and PDF with optional libraries, HTML as a standalone page."""

import re
from html import escape

from fmcat.errors import FmcatError
from fmcat.extras import require
from fmcat.messages import say
from fmcat.text import showable

#: The scale of the PNG: sharp on dense screens and in print. Large pictures are not scaled.
_ZOOM = 2
#: The most pixels of a PNG: they take 200 MB of memory while it is drawn.
MOST_PIXELS = 50_000_000
#: The points of print in a pixel.
_POINTS = 0.75


def to_png(svg: str) -> bytes:
    """The picture as PNG; raises FmcatError if it is too large or the extra `png` is not installed."""
    resvg = require("resvg_py", "png", say("writing PNG"), instead=".svg")
    width, height = _size(svg)
    zoom = _ZOOM if width * height * _ZOOM**2 <= MOST_PIXELS else 1
    if width * height * zoom**2 > MOST_PIXELS:
        raise FmcatError(
            say(
                "a PNG of {width:,.0f} × {height:,.0f} pixels is too large (at most {most:,} pixels)",
                width=width,
                height=height,
                most=MOST_PIXELS,
            ),
            [say("write .svg instead, or choose fewer models")],
        )
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=zoom))


def to_pdf(svg: str) -> bytes:
    """The picture as PDF, its texts as text; raises FmcatError if the extra `pdf` is not installed."""
    typst = require("typst", "pdf", say("writing PDF"), instead=".svg")
    width, height = _size(svg)
    page = f"#set page(width: {width * _POINTS:g}pt, height: {height * _POINTS:g}pt, margin: 0pt)\n"
    document = f'#set document(date: none)\n{page}#image("figure.svg", width: 100%)\n'
    return bytes(typst.compile({"main.typ": document.encode(), "figure.svg": svg.encode()}))


def _size(svg: str) -> tuple[float, float]:
    """The width and height of a picture in pixels."""
    root = re.search(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    return (float(root[1]), float(root[2])) if root else (0.0, 0.0)


def to_html(svg: str, title: str, language: str) -> str:
    """A page with the picture that works offline and allows no script."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(showable(title))}</title>\n"
        "<style>body{margin:0}svg{max-width:100%;height:auto}"
        "@media (prefers-color-scheme:dark){body{background:#12161c}}</style></head>\n"
        f"<body>\n{svg}</body></html>\n"
    )
