"""A picture in other wrappings: PNG through an optional library, HTML as a page of its own."""

from html import escape

from fmcat.errors import FmcatError
from fmcat.text import showable

#: Pixels of the PNG for one of the picture: sharp on dense screens, and in print.
_ZOOM = 2


def to_png(svg: str) -> bytes:
    """The picture as PNG; raises FmcatError where the extra `png` is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise FmcatError("PNG wants the extra png", ["pip install 'fmcat[png]', or write .svg instead"]) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM))


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
