"""What each text format, and each kind of file of a site, holds of a few models, kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

import json
import re
from pathlib import Path

import pytest

from fmcat import Catalog, __version__
from fmcat.export import Choice
from fmcat.export.site.contents import contents
from tests.conftest import SMALL, Run, compiled
from tests.snapshots import same_as_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES, RICH = SMALL.with_name("sizes.yaml"), SMALL.with_name("rich.yaml")
FORMATS = [
    *("json", "jsonl", "csv", "tsv", "agent", "markdown", "latex", "html", "hf-card", "cyclonedx"),
    *("spdx", "yaml", "bibtex", "csl", "typst"),
]
PAGES = [
    "models/clip/index.html",
    "models/fam/index.html",
    "models/index.html",
    "vendors/index.html",
    "vendors/meta/index.html",
    "licenses/index.html",
    "licenses/gpl-3.0-only/index.html",
    "methods/self-supervised-learning/index.html",
    "modalities/vision/index.html",
    "modalities/vision/picture.svg",
    "picture.svg",
    "changes.atom",
    "id/clip/vit-b-32/index.html",
    "api/v1/models.json",
    "api/v1/checkpoints.json",
    "api/v1/names.json",
]
RICH_PAGES = [
    *("models/swan-2/index.html", "models/swan-2-mini/index.html", "models/swan-3/index.html"),
    *("models/lark/index.html", "vendors/index.html", "vendors/lake/index.html", "vendors/lake-north/index.html"),
    *("licenses/index.html", "licenses/apache-2.0/index.html", "licenses/swan/index.html", "methods/index.html"),
    *("methods/rlhf/index.html", "modalities/index.html", "modalities/language/index.html"),
    *("modalities/audio/index.html", "modalities/language/picture.svg", "modalities/language/picture.png"),
    *("modalities/audio/picture.svg", "modalities/audio/picture.png", "modalities/robotics/picture.svg"),
    *("picture.svg", "picture.png", "sitemap.xml", "robots.txt", "404.html", "changes/index.html", "changes.atom"),
    *("id/2212.00001/index.html", "id/lake/swan-2-7b/index.html", "api/v1/index.json", "api/v1/changes.json"),
    *("api/v1/checkpoints.json", "api/index.html"),
]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with models, terms and releases that have something of everything."""
    return compiled(tmp_path_factory.mktemp("rich"), SMALL, RICH)


@pytest.fixture(scope="module")
def sized(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry, and a model whose checkpoints differ."""
    return compiled(tmp_path_factory.mktemp("sized"), SMALL, SIZES)


def plain(text: str) -> str:
    """A text without what changes from version to version."""
    return text.replace(__version__, "VERSION").replace(str(SMALL), SMALL.name).replace(str(SIZES), SIZES.name)


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_holds_its_snapshot(run: Run, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    ran = run("--registry", str(SIZES), "export", "id:clip,fam,llava,exaone sort:id", "--format", format)
    assert ran.code == 0, ran.err
    same_as_kept(plain(ran.out), SNAPSHOTS / f"{format}.txt")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_site_holds_its_snapshot(sized: Catalog, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    choice = Choice(sized, sized.query("sort:id"), language=language, base="https://models.example/")
    files = {path: text for path, text in contents(choice) if isinstance(text, str)}
    told = [f"── {path}\n{files[path].replace('><', '>' + chr(10) + '<').strip()}\n" for path in PAGES]
    same_as_kept(plain("\n".join(told)), SNAPSHOTS / f"site.{language}.txt")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_site_of_everything_holds_its_snapshot(rich: Catalog, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr("fmcat.export.site.pictures.find_spec", bool)
    monkeypatch.setattr("fmcat.export.site.pictures.to_png", lambda svg: svg)
    choice = Choice(rich, rich.query("sort:id"), language=language, base="https://models.example/m/")
    files = dict(contents(choice))
    told = [f"── {path}\n{str(files[path]).replace('><', '>' + chr(10) + '<').strip()}\n" for path in RICH_PAGES]
    same_as_kept(plain("\n".join(told)), SNAPSHOTS / f"site-rich.{language}.txt")


def test_a_page_is_given_its_snapshot(run: Run) -> None:
    page = run("--registry", str(SIZES), "export", "sort:id", "--format", "page").out
    data = [
        json.loads(text) for text in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    ]
    same_as_kept(plain(json.dumps(data, ensure_ascii=False, separators=(",\n", ": "))), SNAPSHOTS / "page.txt")
