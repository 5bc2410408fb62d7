"""What is drawn is written as it is: shapes, texts and sizes of a picture, in a snapshot."""

from pathlib import Path

import pytest

from fmcat.errors import FmcatError
from fmcat.export.kit import picture as kit
from fmcat.export.kit.svg import THEMES, Picture, modality_class
from tests.snapshots import same_as_kept

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"


def drawn(theme: str) -> str:
    """A picture with everything that can be drawn."""
    picture = Picture(600, "A <title>", theme=theme)
    widths = [
        picture.text(10, 20, "Title", "title"),
        picture.text(10.04, 40, "small", "small dim", "end", "https://a.b"),
    ]
    widths += [
        picture.text(1, 2, "한글", "head", "middle", hover="tip & more"),
        picture.text(1, 2, "한"),
        picture.text(1, 2, ""),
    ]
    widths.append(picture.words(5, 6, [("one", "name"), ("", "dim"), ("two", "")], "https://a.b/?c&d", "tip"))
    widths.append(picture.words(5, 6, [("one", "")]))
    picture.line(0, 1, 2.25, 3)
    picture.line(0, 1, 2, 3, "dash")
    picture.path("M0 0L1 1", "link")
    for kind in ("s-language", "s-multimodal faint", "s-vision", "s-other", "x"):
        picture.mark(1.55, 2, 4.5, kind, "https://a.b", "tip")
    picture.dot(1, 2, 3, "s-audio")
    picture.bar(1, 2, 3, 4, "h1", "tip", 2)
    picture.bar(1, 2, 3, 4, "h1")
    told = f"{picture.written(100)}{picture.written(100, 300)}{picture.written(50.5, 600)}".replace("><", ">\n<")
    return told + "".join(f"{width:.2f} {picture.measure('one', 'small name'):.2f}\n" for width in widths)


@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_is_its_snapshot(theme: str) -> None:
    same_as_kept(drawn(theme), SNAPSHOTS / f"picture-{theme}.txt")


def test_larger_texts_are_wider() -> None:
    large, usual = Picture(100, "", 26), Picture(100, "")
    assert large.measure("abc") == pytest.approx(2 * usual.measure("abc"))
    assert usual.measure("abc", "title") == pytest.approx(1.35 * 1.04 * usual.measure("abc"))
    assert usual.measure("abc", "small") == pytest.approx(0.85 * usual.measure("abc"))
    assert usual.measure("abc", "name") == pytest.approx(1.04 * usual.measure("abc"))
    assert usual.measure("abc", "dim") == usual.measure("abc")


@pytest.mark.parametrize(
    ("modalities", "kind"),
    [
        (["vision"], "s-vision"),
        (["robotics", "audio", "vision"], "s-audio"),
        (["robotics"], "s-other"),
        ([], "s-other"),
    ],
)
def test_the_first_modality_with_a_color_gives_it(modalities: list[str], kind: str) -> None:
    assert modality_class(modalities) == kind


def test_a_page_around_a_picture_is_its_snapshot() -> None:
    same_as_kept(kit.to_html("<svg/>\n", "A <b> & c", "ko"), SNAPSHOTS / "picture-page.txt")


def test_a_picture_is_drawn_sharp_up_to_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    zooms: list[int] = []

    class Drawer:
        """What draws PNG."""

        def svg_to_bytes(self, svg_string: str, zoom: int) -> list[int]:
            zooms.append(zoom)
            return [len(svg_string) % 256]

    monkeypatch.setattr(kit, "require", lambda *_, **__: Drawer())
    monkeypatch.setattr(kit, "MOST_PIXELS", 40_000)
    for height in (100, 100.5, 400):
        assert len(kit.to_png(Picture(100, "").written(height))) == 1
    assert zooms == [2, 1, 1]
    with pytest.raises(FmcatError, match="a PNG of 100 × 401 pixels is too large \\(at most 40,000 pixels\\)"):
        kit.to_png(Picture(100, "").written(401))
    assert kit.to_png("no picture") == b"\x0a"
