"""Pages with what seldom comes together, in styles that can be read, kept in snapshots/pages.*.txt.

`make snapshots` rewrites them; review the difference before committing it.
"""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from fmcat import Catalog, views
from fmcat.catalog.coverage import Coverage
from fmcat.catalog.difference import Difference
from fmcat.catalog.evidence import Evidence
from fmcat.catalog.inventory import Inventory, Occurrence, Unknown, Used
from fmcat.catalog.lineage import Branch, Edge
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.search import BEGINNING, LIKENESS, NAME, PART, WORDS, Hit
from fmcat.catalog.tally import CrossTally, Tally
from fmcat.fields import FIELDS, Document
from fmcat.messages import say
from fmcat.schema.document import BilingualDocument, ConceptDocument
from fmcat.views.resolution import resolution_table
from fmcat.views.scan import ScanPage, scan_page
from fmcat.views.theme import accent
from fmcat.wording import Wording
from tests.snapshots import same_as_kept

WIDTH = 90
EXACT = "x" * (WIDTH - 2)  # what fits into a page whose left margin is two cells
LONG: BilingualDocument = {"en": f"{EXACT} y", "ko": EXACT}


def places(count: int) -> list[Occurrence]:
    return [Occurrence(f"a{number}.py", number, 7, "x", cell=number % 2) for number in range(count)]


def of_scans(model: Document, wording: Wording, width: int) -> RenderableType:
    used = [
        Used("a", {**model, "status": "retired", "access": "api"}, places(3), "no", replacement="b", is_served=True),
        Used("b", {**model, "status": "active", "access": "api"}, places(4), "conditional", is_served=True),
        Used(
            "c",
            {**model, "status": "superseded", "access": "api"},
            places(1),
            "yes",
            countries=["US", "KR"],
            is_served=True,
        ),
        Used("d", model, places(5)),
    ]
    unknown = [Unknown("lab/no\nname", say("nothing is near"), [], places(4)), Unknown("x", say(""), [], places(1))]
    page = ScanPage(["ends in 3 days", "", "", ""], ["one\nbreach", "another"])
    return scan_page(Inventory(used, unknown), page, wording, width)


def pages(catalog: Catalog, language: str) -> Mapping[str, RenderableType]:
    """The pages by name."""
    wording = Wording(language, catalog.labels(language))
    clip, dino, llava = (catalog.document(name) for name in ("clip", "dino", "llava"))
    whole = Used("d", clip, places(1))
    texts = ["images and " * 9 + "text", "clip", "DINO", "x" * 72 + "text", "y" * 73 + " text"]
    ranks = [
        (WORDS, clip),
        (BEGINNING, clip),
        (NAME, dino),
        (WORDS, dino),
        (WORDS, llava),
        (PART, clip),
        (LIKENESS, dino),
    ]
    hits = [(Hit(one["id"], rank, texts[n % 5]), one) for n, (rank, one) in enumerate(ranks)]
    evidence = [
        Evidence("Told", "https://a.b", "2026-01", True, tier="reference"),
        Evidence("", "https://c.d", "2026-01-02", reason="why\nnot", tier="primary"),
        Evidence("Other", "https://e.f", says="MIT", tier="secondary"),
        Evidence("Another", "https://g.h", says="ISC"),
    ]
    edge = Edge("successor-of", "x", "X", down=True)
    below = [Branch(edge, clip, False, True), Branch(edge, clip, False), Branch(edge, llava, cut=3), Branch(edge, None)]
    tree = Branch(edge, dino, branches=below)
    note: ConceptDocument = {
        "id": "n",
        "title": {"en": "Note"},
        "points": [{"label": {"en": "Point"}, "text": LONG, "terms": [EXACT[:70], "vision", "no-term"]}],
        "links": [{"title": {"en": "Link"}, "url": f"https://{EXACT[8:]}"}],
    }
    counts = {(row, column): number for number, (row, column) in enumerate([("a", "x"), ("a", "y"), ("b", "x")], 1)}
    shades = {(f"r{n}", "c"): n for n in (1, 24, 25, 49, 50, 74, 75, 99, 100)}
    vendor, country = FIELDS["vendor"], FIELDS["country"]
    found = views.Found(
        title="Title",
        verdicts=["same", "more"],
        counts=[("released", [3, 0]), ("license", [0, 2])],
        conflicts=[["clip", "row 1", "license", "MIT", "ISC"]],
        unclear=[],
        left_out=[["it", "why", "row 2"]],
        lacking=["One", "Two"],
        new=["new"],
        lines=["taken"],
    )
    return {
        "changes": views.changes_page(
            [
                ("2", "head", [("some", ["a", "b"]), ("told", ["a b", "c"]), ("none", [])]),
                ("1", "first", [(EXACT, [EXACT])]),
            ]
        ),
        "concept": views.concept_page(note, wording),
        "coverage": views.coverage_table([Coverage("a", 9, 8, 1, 4, 2), Coverage("b", 9, 0, 0, 0, 0)], language),
        "cross": views.cross_page(CrossTally(vendor, country, 6, ["a", "b"], ["x", "y"], counts), wording, WIDTH, 1),
        "difference": views.difference_page(
            Difference((clip,), (dino, llava), ((dino, clip),), {}, {"clip": "CLIP"}), {"clip": ["a", EXACT]}, language
        ),
        "no difference": views.difference_page(Difference((), (), (), {}, {}), {}, language),
        "evidence": views.evidence_page(clip, FIELDS["license"], evidence, ["a", "b"], True, wording),
        "evidence alone": views.evidence_page(clip, FIELDS["license"], evidence[2:], ["a"], False, wording),
        "no evidence": views.evidence_page(clip, FIELDS["license"], [], ["a", "b"], True, wording),
        "hits": views.hits_table(hits, "text clip", wording),
        "layers": views.layers_table(
            [("a", Path("a"), [Path("b/c"), Path("d")], 3, 0), ("b", Path("b"), [], 0, 2)], language
        ),
        "lineage": views.lineage_page(tree, tree, [edge] * 9, wording, True),
        "lineage down": views.lineage_page(None, Branch(edge, dino), [edge], wording),
        "lineage up": views.lineage_page(Branch(edge, dino), None, [edge] * 8, wording),
        "plan": views.plan_page(found, language),
        "plan of nothing": views.plan_page(views.Found("Title", ["same"], [], [], [], [], [], [], []), language),
        "resolution": resolution_table(
            [
                Resolution("x" * 80, "exact", "clip", "clip/a"),
                Resolution("x" * 81, "none", note=say("nothing is near")),
            ],
            language,
        ),
        "scan": of_scans(clip, wording, 90),
        "scan, narrow": of_scans(clip, wording, 89),
        "scan of one": scan_page(Inventory([whole], []), ScanPage([""], []), wording, WIDTH),
        "scan of unknown": scan_page(
            Inventory([], [Unknown("x", say(""), [], places(3))]), ScanPage([], []), wording, WIDTH
        ),
        "shades": views.cross_page(
            CrossTally(vendor, country, 9, [row for row, _ in shades], ["c"], shades), wording, WIDTH, 0
        ),
        "tally": views.tally_page(Tally(vendor, 99, {"a": 80, "b": 41, "c": 40, "d": 1}), None, wording, WIDTH, 3),
        "tally of all": views.tally_page(Tally(vendor, 5, {"a": 3, "b": 2}), None, wording, WIDTH, 0),
        "tally of just as many": views.tally_page(Tally(vendor, 5, {"a": 3, "b": 2}), None, wording, 20, 2),
    }


@pytest.mark.parametrize("language", ["en", "ko"])
def test_pages_are_their_snapshot(small: Catalog, language: str) -> None:
    told = []
    for name, page in pages(small, language).items():
        stream = StringIO()
        console = Console(
            file=stream, width=WIDTH, highlight=False, markup=False, force_terminal=True, color_system="standard"
        )
        console.print(page)
        text = re.sub(r"\x1b]8;(?:id=\d+)?;(.*?)\x1b\\", lambda found: f"⟨{found[1]}⟩", stream.getvalue())
        text = re.sub(r"\x1b\[([\d;]*)m", lambda found: f"⟨{found[1]}⟩", text)
        told += [f"── {name}", *(line.rstrip() for line in text.splitlines())]
    same_as_kept("\n".join([*told, ""]), Path(__file__).parent / "snapshots" / f"pages.{language}.txt")


def test_the_first_modality_with_a_color_gives_it() -> None:
    colors = {name: accent([name]).color for name in ("vision", "generation", "language", "multimodal", "audio")}
    assert len({str(color) for color in colors.values()}) == 5
    assert accent(["robotics", "audio", "vision"]).color == colors["audio"]
    assert accent(["robotics"]).color is None
    assert accent([]).bold
