"""Pictures: well-formed for any registry, limited, and with colors for every kind of color vision."""

import math
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest

from fmcat.errors import FmcatError
from fmcat.export.kit.letters import SIZE, clipped, measure, wrapped
from fmcat.export.kit.palette import DARK_GROUND, DIM, INK, LIGHT_GROUND, MODALITY_COLORS, OTHER, SHADES, on_shade
from fmcat.export.kit.picture import to_pdf, to_png
from fmcat.export.kit.svg import Picture

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


def test_a_pdf_is_as_large_as_its_picture_and_the_same_each_time() -> None:
    pytest.importorskip("typst")
    picture = Picture(400, "")
    picture.text(10, 20, "모델 A", "head")
    pdf = to_pdf(picture.written(200))
    assert pdf.startswith(b"%PDF")
    assert b"/MediaBox[0 0 300 150]" in pdf
    assert to_pdf(picture.written(200)) == pdf


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def test_widths_are_those_of_common_faces_and_other_faces_are_drawn_at_them() -> None:
    # Inter and Arial, in thousandths of the size.
    real = {"W": (1009, 944), "M": (918, 833), "m": (857, 833), "e": (581, 556), "i": (247, 222), "0": (634, 556)}
    for letter, (inter, arial) in real.items():
        assert measure(letter) / SIZE == pytest.approx((inter + arial) / 2000, abs=0.03), letter
    assert measure("é") == measure("e")
    assert measure("모델") > 1.8 * SIZE
    picture = Picture(100, "", size=10)
    assert picture.text(1, 1, "Model 모델", "head") == pytest.approx(measure("Model 모델", 10, bold=True))
    [text] = ET.fromstring(picture.written(10)).iter(f"{SVG}text")
    assert float(text.attrib["textLength"]) == pytest.approx(measure("Model 모델", 10, bold=True), abs=0.1)
    assert text.attrib["lengthAdjust"] == "spacingAndGlyphs"


def test_texts_are_clipped_and_wrapped_to_their_room() -> None:
    assert clipped("Beijing Academy", 60).endswith("…")
    assert measure(clipped("Beijing Academy", 60)) <= 60
    assert clipped("Meta", 60) == "Meta"
    lines = wrapped("Beijing Academy of Artificial Intelligence", 110)
    assert " ".join(lines) == "Beijing Academy of Artificial Intelligence"
    assert max(map(measure, lines)) <= 110
    assert wrapped("Beijing Academy of Artificial Intelligence", 110, most=2)[1].endswith("…")
    assert wrapped("", 110) == []


def test_a_text_with_hangul_names_a_korean_face_first() -> None:
    picture = Picture(100, "")
    picture.text(1, 1, "모델 A", "head")
    picture.words(1, 2, [("Model", "dim"), ("모델", "dim")])
    svg = picture.written(10)
    assert 'class="head ko"' in svg
    assert 'class="dim ko"' in svg
    assert svg.count('class="dim"') == 1
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


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
def test_shades_are_told_apart_and_numbers_on_them_are_legible(page: int, vision: str) -> None:
    shades = [pair[page] for pair in SHADES]
    assert all(distance(lab(one, vision), lab(other, vision)) >= 10 for one, other in pairwise(shades))
    assert all(contrast(on_shade(number, page), shade) >= 4.5 for number, shade in enumerate(shades))


def test_each_modality_has_a_shape_of_its_own() -> None:
    shapes = set()
    for modality in (*MODALITY_COLORS, "other"):
        picture = Picture(10, "")
        picture.mark(5, 5, 2, f"s-{modality}")
        [drawn] = [node for node in ET.fromstring(picture.written(10)) if node.get("class") == f"s-{modality}"]
        shapes.add(drawn.get("d", "circle"))
    assert len(shapes) == len(MODALITY_COLORS) + 1


@pytest.mark.parametrize(("page", "ground"), [(0, LIGHT_GROUND), (1, DARK_GROUND)])
def test_every_color_stands_out_from_its_ground(page: int, ground: str) -> None:
    for color in (*(pair[page] for pair in MODALITY_COLORS.values()), OTHER[page], INK[page], DIM[page]):
        assert contrast(color, ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, as in WCAG."""
    lights = sorted(times(XYZ, linear(color))[1] + 0.05 for color in (one, other))
    return lights[1] / lights[0]
