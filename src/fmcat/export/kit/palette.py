"""The colors of the modalities, on a light ground and on a dark one, for pictures and the page.

They began as Okabe and Ito's colors for all kinds of color vision (https://jfly.uni-koeln.de/color/) and were moved
as little as it takes for each to differ from every other by a CIEDE2000 distance of at least 10, to the usual eye and
under deuteranopia, protanopia and tritanopia, and to stand out from its ground by 4.5:1. A test measures both.
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
#: Of models on none of these.
OTHER = ("#3a444f", "#d4dbe1")
