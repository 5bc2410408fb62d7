"""What each view prints, kept line by line in snapshots/: at four widths, in both languages, of the small registry.

`make snapshots` rewrites them; review the difference before committing it.
"""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import SMALL, Run
from tests.snapshots import same_as_kept

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
