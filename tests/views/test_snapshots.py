"""What each view prints, kept line by line in snapshots/: at four widths, in both languages, of the small registry.

Of a registry with something of everything, over the small one, also in which style: `⟨1⟩` is bold, `⟨2⟩` is dim.
`make snapshots` rewrites them; review the difference before committing it.
"""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import SMALL, Run, compiled
from tests.snapshots import same_as_kept

RICH = SMALL.with_name("rich.yaml")

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDTHS = (60, 80, 120, 200)
VIEWS = {
    "compare": ("compare", "clip", "dino", "llama"),
    "coverage": ("check", "--coverage"),
    "explain": ("explain", "contrastive"),
    "lanes": ("timeline", "--lanes", "vendor"),
    "lineage": ("lineage", "llava"),
    "lineage-down": ("lineage", "clip", "--down"),
    "list": ("list",),
    "plot": ("timeline", "--plot", "parameters"),
    "resolve": ("resolve", "clip", "clip/vit-b-32", "LLaMA"),
    "scan": ("scan", "app.py"),
    "search": ("search", "contrastive"),
    "show": ("show", "clip"),
    "stats": ("stats", "--by", "vendor"),
    "stats-cross": ("stats", "--by", "vendor", "--by", "year"),
    "timeline-era": ("timeline", "vision", "--by", "era"),
    "timeline-year": ("timeline", "--by", "year"),
    "why": ("why", "clip"),
}


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_prints_its_snapshot(run: Run, monkeypatch: pytest.MonkeyPatch, view: str, language: str) -> None:
    monkeypatch.setenv("LINES", "100")
    Path("app.py").write_text('load(model="clip")\nload(model="LLaMA")\nfrom_pretrained("someone/unknown-7b")\n')
    printed = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        ran = run("--lang", language, *VIEWS[view])
        assert ran.code == 0, ran.err
        lines = [line.rstrip() for line in ran.out.replace(str(SMALL), SMALL.name).splitlines()]
        assert max(map(cell_len, lines)) <= width, "wider than the terminal"
        printed += [f"── {width} columns", *lines, ""]
    same_as_kept("\n".join(printed), SNAPSHOTS / f"{view}.{language}.txt")


RICH_VIEWS = {
    "changes": ("changes",),
    "compare": ("compare", "swan-2", "swan-2-mini", "kite", "clip"),
    "concept": ("explain", "feathers"),
    "lanes": ("timeline", "--lanes", "vendor", "-n", "4"),
    "lanes-all": ("timeline", "--lanes", "modality", "-n", "0"),
    "license": ("license", "swan-2"),
    "lineage": ("lineage", "lark", "--licenses"),
    "lineage-both": ("lineage", "swan-2"),
    "list": ("list", "sort:id", "-c", "id,name,vendor,released,parameters,license,method,access,status,context"),
    "list-usual": ("list", "sort:id", "-n", "9"),
    "method": ("explain", "rlhf"),
    "plot": ("timeline", "--plot", "compute"),
    "plot-sizes": ("timeline", "--plot", "parameters"),
    "scan": ("scan", ".", "--deny", "access:api"),
    "search": ("search", "swan read"),
    "show": ("show", "swan-2", "--sources"),
    "show-plain": ("show", "lark"),
    "stats": ("stats", "--by", "vendor", "-n", "5"),
    "stats-all": ("stats", "--by", "license", "-n", "0"),
    "stats-cross": ("stats", "--by", "vendor", "--by", "year", "-n", "4"),
    "stats-terms": ("stats", "--by", "modality", "--by", "vendor"),
    "timeline": ("timeline", "language"),
    "timeline-month": ("timeline", "--since", "2020", "--by", "month"),
    "topics": ("explain",),
    "why": ("why", "swan-2", "license"),
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the compiled catalog of the registry with something of everything."""
    folder = tmp_path_factory.mktemp("rich")
    compiled(folder, SMALL, RICH)
    return folder


def styled(text: str) -> str:
    """A text whose styles can be read, without the ids of its links, which are random."""
    text = re.sub(r"\x1b]8;(?:id=\d+)?;(.*?)\x1b\\", lambda found: f"⟨{found[1]}⟩", text)
    return re.sub(r"\x1b\[([\d;]*)m", lambda found: f"⟨{found[1]}⟩", text).replace("⟨⟩", "⟨0⟩")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", RICH_VIEWS)
def test_a_view_of_everything_prints_its_snapshot(
    run: Run, rich: Path, monkeypatch: pytest.MonkeyPatch, view: str, language: str
) -> None:
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(rich))
    monkeypatch.setenv("LINES", "30")
    Path("app.py").write_text('load(model="swan-3")\nload(model="lake/swan-2-7b")\nload(model="exaone")\n')
    for number in range(5):
        Path(f"app{number}.py").write_text('load(model="kite")\nfrom_pretrained("lab/unknown-7b")\n')
    printed = []
    for width in (60, 100, 101, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        color = "always" if width == 101 else "never"
        ran = run("--registry", str(RICH), "--lang", language, "--color", color, *RICH_VIEWS[view])
        assert ran.code == (view == "scan"), ran.err
        printed += [f"── {width} columns", *(line.rstrip() for line in styled(ran.out).splitlines()), ""]
    same_as_kept("\n".join(printed), SNAPSHOTS / f"rich-{view}.{language}.txt")
