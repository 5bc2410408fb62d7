"""The colors of the modalities, on a light background and on a dark one, for pictures and the page.

They are based on Okabe and Ito's colors for all kinds of color vision (https://jfly.uni-koeln.de/color/), changed as
little as possible so that each differs from every other by a CIEDE2000 distance of at least 10, in normal color vision
and in deuteranopia, protanopia and tritanopia, and has a contrast of 4.5:1 with its background. A test measures both.
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
