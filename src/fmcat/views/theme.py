"""All colors and glyphs of the views."""

from collections.abc import Mapping, Sequence

from rich.style import Style
from rich.text import Text

from fmcat.fields import Document, main_link
from fmcat.text import showable

DASH = "–"
DISPUTED = "≠"
RAIL, BRANCH, MARK, SPAN, BULLET, DOT, ARROW = "│", "──", "●", "━", "•", "·", "→"
LINE = "─"
ASCENDING, DESCENDING, MARKED, MINUS = "↑", "↓", "✓", "−"
#: Characters from empty to full: how far a bar reaches into its last cell, and how high a bar is.
EIGHTHS, BARS = " ▏▎▍▌▋▊▉█", " ▁▂▃▄▅▆▇█"
SEPARATOR = " · "

DIM = Style(dim=True)
BAR = Style(color="cyan")
#: Styles for counts, from few to many.
SHADES = (Style(dim=True), Style(), Style(bold=True), Style(bold=True, reverse=True))
STRONG = Style(bold=True)
HEADING = Style(bold=True)
ADDED, REMOVED = Style(color="green"), Style(color="red")
WARNING = Style(color="yellow")
ERROR = Style(color="red", bold=True)

#: One accent per modality, of the eight colors every terminal theme keeps readable on its background.
_ACCENTS: Mapping[str, str] = {
    "vision": "cyan",
    "generation": "blue",
    "language": "green",
    "multimodal": "magenta",
    "audio": "yellow",
}


def accent(modalities: Sequence[str]) -> Style:
    """The color of the first of these modalities that has one."""
    color = next((_ACCENTS[modality] for modality in modalities if modality in _ACCENTS), None)
    return Style(color=color, bold=True)


def name_of(document: Document) -> Text:
    """A model's name in its modality's color, linked to its paper or announcement."""
    return Text(showable(document["name"]), style_of(document))


def style_of(document: Document) -> Style:
    """The style of a model's name."""
    return accent(document["modalities"]) + Style(link=main_link(document) or None)
