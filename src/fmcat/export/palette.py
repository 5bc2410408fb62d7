"""The colors of the modalities, on a light ground and on a dark one, for pictures and the page.

They began as Okabe and Ito's colors for all kinds of color vision (https://jfly.uni-koeln.de/color/) and were moved
as little as it takes for each to differ from every other by a CIEDE2000 distance of at least 10, to the usual eye and
under deuteranopia, protanopia and tritanopia, and to stand out from its ground by 4.5:1. A test measures both.
"""

from collections.abc import Mapping

LIGHT_GROUND, DARK_GROUND = "#ffffff", "#12161c"
SHELVES: Mapping[str, tuple[str, str]] = {
    "vision": ("#006bb8", "#56b4e9"),
    "language": ("#00674b", "#2fc79b"),
    "multimodal": ("#95427b", "#e59ac4"),
    "audio": ("#563b00", "#f0c542"),
    "generation": ("#b34a05", "#f08a4b"),
}
#: Of models on none of these.
OTHER = ("#3a444f", "#c3ccd6")
