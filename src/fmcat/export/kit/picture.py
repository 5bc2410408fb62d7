"""A picture in other wrappings: PNG through an optional library, HTML as a page of its own."""

import re
from html import escape

from fmcat.errors import FmcatError
from fmcat.extras import require
from fmcat.messages import say
from fmcat.text import showable

#: Pixels of the PNG for one of the picture: sharp on dense screens, and in print. A large picture gets one for one.
_ZOOM = 2
#: As many pixels as a PNG may have: they take 200 MB of memory while it is drawn.
MOST_PIXELS = 50_000_000


def to_png(svg: str) -> bytes:
    """The picture as PNG; raises FmcatError where it is too large or the extra `png` is not installed."""
    resvg = require("resvg_py", "png", say("writing PNG"), instead=".svg")
    root = re.search(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"', svg)
    width, height = map(float, root.groups()) if root else (0.0, 0.0)
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


def to_html(svg: str, title: str, language: str) -> str:
    """A page that holds the picture, opens without a network, and allows no script."""
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
