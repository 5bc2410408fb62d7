"""The colors of pictures and of the page, on a light background and on a dark one.

Those of the modalities are based on Okabe and Ito's colors for all kinds of color vision
(https://jfly.uni-koeln.de/color/), changed as little as possible so that each differs from every other by a CIEDE2000
distance of at least 10, in normal color vision and in deuteranopia, protanopia and tritanopia, and has a contrast of
4.5:1 with its background. A test measures both, and the same of the shades. Each modality has a shape of its own too.
"""

from collections.abc import Mapping

LIGHT_GROUND, DARK_GROUND = "#ffffff", "#12161c"
MODALITY_COLORS: Mapping[str, tuple[str, str]] = {
    "vision": ("#006bb8", "#0f9ef2"),
    "language": ("#00674b", "#17d0a1"),
    "multimodal": ("#95427b", "#da96c1"),
    "audio": ("#563b00", "#f7ca42"),
    "generation": ("#b34a05", "#ee884a"),
}
#: The color of models with none of these modalities.
OTHER = ("#3a444f", "#d4dbe1")
#: Texts, secondary texts, and rules.
INK, DIM, RULE = ("#1c2430", "#e8edf2"), ("#5d6773", "#9aa5b1"), ("#d5dae0", "#333c47")
#: From few to many, with the color of a number on each: of the page's ink, or of its ground.
SHADES: tuple[tuple[str, str], ...] = (
    ("#e9f4fd", "#152536"),
    ("#adcfee", "#1b4a72"),
    ("#6fa6d6", "#23699f"),
    ("#236ba3", "#5cb0ea"),
    ("#073055", "#c5e5fd"),
)
_DARK_FROM = 3


def on_shade(shade: int, page: int) -> str:
    """The color of a number on a shade, on a light page (0) or a dark one (1)."""
    return (LIGHT_GROUND, DARK_GROUND)[page] if shade >= _DARK_FROM else INK[page]
