"""Pictures: well-formed for any registry, limited, and with colors for every kind of color vision."""

import math
import unicodedata
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from fmcat.errors import FmcatError
from fmcat.export.kit.palette import DARK_GROUND, LIGHT_GROUND, MODALITY_COLORS, OTHER
from fmcat.export.kit.picture import to_png
from fmcat.export.kit.svg import SIZE, Picture, clipped, measure

SVG = "{http://www.w3.org/2000/svg}"

# ── texts of a registry ───────────────────────────────────────────────────────────────────────


def test_a_text_that_xml_does_not_allow_is_replaced() -> None:
    picture = Picture(100, "a\ufffeb")
    picture.text(1, 1, "x\uffff<&>y", hover="\ufffe", link="https://a.org/?a=1&b=2\"'")
    picture.words(1, 2, [("\uffff", "dim")])
    root = ET.fromstring(picture.written(10))
    assert [text for node in root.iter() for text in (node.text, node.tail) if text and "\ufffd" in text] == [
        "a\ufffdb",
        "\ufffd",
        "x\ufffd<&>y",
        "\ufffd",
    ]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["https://a.org/?a=1&b=2\"'"]


def test_a_png_beyond_its_bound_is_refused_and_a_large_one_is_coarser() -> None:
    with pytest.raises(FmcatError, match="a PNG of 1,000 × 60,000 pixels is too large"):
        to_png(Picture(1000, "").written(60_000))
    assert _size(to_png(Picture(1000, "").written(20_000))) == (1000, 20_000)
    assert _size(to_png(Picture(1000, "").written(100))) == (2000, 200)


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def test_widths_are_those_of_the_widest_face() -> None:
    # DejaVu Sans Bold, whose letters are the widest that a system without Inter or Noto draws.
    real = {"W": 1.10, "M": 1.0, "m": 1.04, "w": 0.92, "e": 0.68, "i": 0.34, "0": 0.70, "G": 0.82, "g": 0.72, ".": 0.38}
    for letter, width in real.items():
        assert width <= measure(letter) / SIZE <= width + 0.11, letter
    assert measure("모델") >= 2 * SIZE
    assert measure(unicodedata.normalize("NFC", "가")) > measure("a")
    assert clipped("Beijing Academy", 60).endswith("…")
    assert measure(clipped("Beijing Academy", 60)) <= 60
    assert clipped("Meta", 60) == "Meta"


def test_a_text_with_hangul_names_a_korean_face_first() -> None:
    picture = Picture(100, "")
    picture.text(1, 1, "모델 A", "head")
    picture.words(1, 2, [("Model", "dim"), ("모델", "dim")])
    svg = picture.written(10)
    assert 'class="head ko"' in svg
    assert '<tspan class="dim">Model</tspan><tspan class="dim ko">모델' in svg
    [rule] = [part for part in svg.split("}") if part.startswith(".ko{")]
    assert rule.startswith(".ko{font-family:'Noto Sans KR','Noto Sans CJK KR'")


# ── colors ────────────────────────────────────────────────────────────────────────────────────

Triple = tuple[float, float, float]
#: Machado, Oliveira and Fernandes (2009), severity 1.0, of linear sRGB.
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def linear(color: str) -> list[float]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix: tuple[Triple, ...], vector: list[float]) -> list[float]:
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def lab(color: str, vision: str) -> list[float]:
    seen = [min(max(part, 0), 1) for part in times(VISIONS[vision], linear(color))]
    parts = [part / white for part, white in zip(times(XYZ, seen), WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in parts)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def distance(one: list[float], other: list[float]) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    chroma = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    more = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(one[1] * more, one[2]), math.hypot(other[1] * more, other[2])
    h1 = math.degrees(math.atan2(one[2], one[1] * more)) % 360
    h2 = math.degrees(math.atan2(other[2], other[1] * more)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    hue = (h1 + turn / 2) % 360
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, c = (one[0] + other[0]) / 2, (c1 + c2) / 2
    t = 1 + sum(
        factor * math.cos(math.radians(n * hue + off))
        for factor, n, off in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
    )
    dl = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    dc, dh = (c2 - c1) / (1 + 0.045 * c), dh / (1 + 0.015 * c * t)
    twist = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(dl**2 + dc**2 + dh**2 + twist * dc * dh)


def test_the_distance_is_the_published_one() -> None:
    pairs = [
        ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ]
    for one, other, known in pairs:
        assert distance(one, other) == pytest.approx(known, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
def test_no_two_colors_look_alike(page: int, vision: str) -> None:
    colors = {name: pair[page] for name, pair in {**MODALITY_COLORS, "other": OTHER}.items()}
    near = {
        (one, other): round(far, 1)
        for one, other in combinations(colors, 2)
        if (far := distance(lab(colors[one], vision), lab(colors[other], vision))) < 10
    }
    assert near == {}


@pytest.mark.parametrize(("page", "ground"), [(0, LIGHT_GROUND), (1, DARK_GROUND)])
def test_every_color_stands_out_from_its_ground(page: int, ground: str) -> None:
    def light(color: str) -> float:
        return times(XYZ, linear(color))[1] + 0.05

    for color in (*(pair[page] for pair in MODALITY_COLORS.values()), OTHER[page]):
        assert max(light(color), light(ground)) / min(light(color), light(ground)) >= 4.5
