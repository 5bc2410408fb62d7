"""A web site of the small registry: its pages, links, API and redirects, and how it is written."""

import errno
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest

from fmcat import Catalog
from fmcat.checkpoints import facts_of, numbers_of
from fmcat.export import Choice
from fmcat.export.site import _digest
from fmcat.export.site.contents import contents
from fmcat.export.site.frame import external, h
from fmcat.export.site.paths import places, segment
from tests.conftest import SMALL, Run, compiled

Files = Mapping[str, Any]
#: What leads from a page to another file: the attribute of each element.
_LEADING = {"a": "href", "link": "href", "img": "src", "meta": "content"}


class Read(HTMLParser):
    """A page: the addresses it names, its anchors, its elements, its text, and what it states as JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.stated: list[object] = []
        self.text = ""
        self._type = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._type = told.get("type", "")
        self.tags.append((tag, told))
        self.anchors |= {told["id"]} if "id" in told else set()
        named = told.get(_LEADING.get(tag, ""), "")
        if tag == "meta":
            named = named.partition("url=")[2] if told.get("http-equiv") == "refresh" else ""
        self.addresses += [named] if named else []

    def handle_data(self, data: str) -> None:
        if self._type == "application/ld+json" and data.strip():
            self.stated.append(json.loads(data))
        self.text += data


def broken(files: Files) -> Iterator[str]:
    """The links of the pages that lead nowhere within the site."""
    pages = {path: Read(text) for path, text in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if target not in files:
                yield f"{path}: {address}"
            elif parts.fragment and unquote(parts.fragment) not in pages[target].anchors:
                yield f"{path}: {address} has no such anchor"


@cache
def built(catalog: Catalog, query: str = "sort:id", language: str = "en", base: str = "") -> Files:
    return dict(contents(Choice(catalog, catalog.query(query), language=language, base=base)))


@pytest.fixture(scope="module")
def site(small: Catalog) -> Files:
    return built(small)


def test_no_link_is_broken(site: Files) -> None:
    assert list(broken(site)) == []
    assert list(broken({**site, "a.html": '<a href="models/nope/index.html">'})) != []


def test_cards_of_the_home_page_lead_to_the_pages_of_their_models(site: Files) -> None:
    pages = re.findall(r'"page":"([^"]+)"', site["index.html"])
    assert sorted(pages) == sorted(path for path in site if re.fullmatch(r"models/[^/]+/index\.html", path))


def test_every_model_vendor_license_method_and_modality_has_a_page(site: Files) -> None:
    for path in ("models/dinov2", "vendors/meta", "licenses/mit", "methods/self-distillation", "modalities/vision"):
        assert f"{path}/index.html" in site
    assert ">DINO</a>" in site["modalities/vision/index.html"]  # of an era
    assert ">DINOv2</a>" in site["methods/self-supervised-learning/index.html"]  # a narrower method counts


ODD = """\
schema: 1
models:
- id: con
  name: <script>alert(1)</script>
  vendor: meta
  released: 2023
  modalities: [vision]
  parameters: 7B
  summary: {en: "<b>&"}
  variants: [{name: "Con <i>7B", parameters: 7B, huggingface: Meta/Con-7B}]
  ids: {huggingface: [Meta/Con-7B, meta/con], arxiv: "2103.00020", models.dev: ["bedrock/con:v1"]}
  links: {paper: "https://arxiv.org/abs/2103.00020"}
  lineage: {uses-vision-encoder: [clip]}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with a model whose texts, names and ids are as odd as they may be."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.yaml").write_text(ODD, "utf-8")
    return compiled(folder, SMALL, folder / "odd.yaml")


def led_to(files: Files, id: str) -> str:
    """Where the page of an id leads to, as a file and an anchor of the site."""
    path = f"id/{id}/index.html"
    [address] = set(Read(files[path]).addresses)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))


def test_every_id_leads_to_its_page(odd: Catalog) -> None:
    files = built(odd)
    assert list(broken(files)) == []
    assert led_to(files, "dinov2") == "models/dinov2/index.html"
    assert led_to(files, "DINO-version-2") == "models/dinov2/index.html"  # an alias
    assert led_to(files, "Meta/Con-7B") == "models/con-/index.html#checkpoint-i-7b"
    assert led_to(files, "meta/con-7b") == "models/con-/index.html#checkpoint-i-7b"
    assert led_to(files, "bedrock/con-v1") == "models/con-/index.html"
    assert led_to(files, "clip/vit-b-32") == "models/clip/index.html#checkpoint-vit-b-32"


def test_an_id_of_several_models_names_them_all(odd: Catalog) -> None:
    files = built(odd)
    page = Read(files["id/2103.00020/index.html"])
    assert {"../../models/clip/index.html", "../../models/con-/index.html"} <= set(page.addresses)
    assert "2103.00020" not in json.loads(files["api/v1/names.json"])


def test_ids_mean_what_resolve_says(odd: Catalog) -> None:
    names: dict[str, str] = json.loads(built(odd)["api/v1/names.json"])
    assert names["Meta/Con-7B"] == "con/i-7b"
    assert {name: odd.named(name) for name in names} == {name: id.partition("/")[0] for name, id in names.items()}


def test_files_are_the_same_where_case_does_not_count(odd: Catalog) -> None:
    files: dict[str, str] = {}
    for path, text in built(odd).items():
        assert files.setdefault(path.casefold(), text) == text, path


def test_file_names_are_allowed_everywhere(odd: Catalog) -> None:
    for path in built(odd):
        for part in path.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part), path
            assert part.partition(".")[0].lower() not in ("con", "aux", "nul", "prn"), path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_texts_of_a_registry_stay_texts(hostile_catalog: Catalog, odd: Catalog, language: str) -> None:
    for catalog in (hostile_catalog, odd):
        for path, text in built(catalog, language=language).items():
            if path.endswith(".html") and path != "index.html":
                harmless(path, Read(text))


def harmless(path: str, page: Read) -> None:
    allowed = {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "p", "nav", "main", "footer"}
    allowed |= {
        "h1",
        "h2",
        "h3",
        "div",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    allowed |= {"details", "summary", "sup", "small", "span", "strong", "code", "pre", "br", "q", "img"}
    for tag, attributes in page.tags:
        assert tag in allowed, (path, tag)
        assert tag != "script" or attributes == {"type": "application/ld+json"}, path
        assert not any(name.startswith("on") or name == "style" for name in attributes), path
    assert all(urlsplit(one).scheme in ("", "http", "https") for one in page.addresses), path


def test_a_page_asks_nothing_of_others_and_runs_no_script(site: Files) -> None:
    for path, text in site.items():
        if path.endswith(".html") and path not in ("index.html", "404.html"):
            assert "default-src 'none'" in text, path
            assert not re.search(r'(?:src|<link rel="stylesheet" href)="https?:', text), path


def test_every_page_states_what_it_is_about(site: Files) -> None:
    stated = {
        path: [one["@type"] for one in Read(text).stated if isinstance(one, dict)]
        for path, text in site.items()
        if path.endswith(".html") and not path.startswith("id/") and path != "404.html"
    }
    assert [path for path, kinds in stated.items() if len(kinds) != 1] == []
    assert stated["vendors/index.html"] == stated["changes/index.html"] == ["CollectionPage"]
    assert stated["api/index.html"] == ["WebAPI"]


def test_a_model_page_has_what_show_has(site: Files) -> None:
    page = Read(site["models/clip/index.html"])
    for text in (
        "CLIP",
        "5 Jan 2021",
        "Images and text in one space.",
        "ViT-L/14",
        "428M",
        "MIT",
        "Led to",
        "@misc{clip",
    ):
        assert text in page.text, text
    assert "not known: architecture, can, context" in page.text
    [stated] = page.stated
    assert isinstance(stated, dict)
    assert (stated["@type"], stated["name"], stated["datePublished"]) == ("SoftwareApplication", "CLIP", "2021-01-05")
    assert "Notable AI Models" in page.text


def test_both_values_are_shown_where_sources_disagree(tmp_path: Path) -> None:
    registry = tmp_path / "disputed.yaml"
    says = "says: 400M, reason: It counts less."
    old = "sources: [{source: epoch, for: [released, vendor]}]"
    new = f"sources: [{{source: epoch, for: [released]}}, {{source: epoch, for: [parameters], {says}}}]"
    registry.write_text(SMALL.read_text("utf-8").replace(old, new), "utf-8")
    page = Read(built(Catalog.load(registry, only=True), "id:clip")["models/clip/index.html"])
    assert re.search(r"428M\s*≠ Notable AI Models says 400M\s*2\s*It counts less\.", page.text)


def test_a_card_has_the_words_of_the_terminal(tmp_path: Path) -> None:
    registry = tmp_path / "served.yaml"
    served = """
  dates: {retired: 2199-01-02}
  sources: [{source: epoch, for: [released, knowledge_cutoff], reason: read in a copy}]"""
    old = "\n  sources: [{source: epoch, for: [released, vendor]}]"
    registry.write_text(SMALL.read_text("utf-8").replace(old, served), "utf-8")
    text = Read(built(Catalog.load(registry, only=True), "id:clip")["models/clip/index.html"]).text
    read = "for released, cutoff · read in a copy"
    for words in ("Retires2 Jan 2199", "Paperarxiv.org/abs/2103.00020", "LicenseMIT", read):
        assert words in text, words


def test_a_checkpoint_whose_terms_are_unknown_has_no_key_for_them(odd: Catalog) -> None:
    told = json.loads(built(odd)["api/v1/checkpoints.json"])
    assert any("terms" not in one for one in told)
    for document in odd.to_records():
        assert all(facts_of(document, number).get("terms") != {} for number in numbers_of(document))


def test_a_site_of_a_query_has_only_its_models(small: Catalog) -> None:
    files = built(small, "id:llava,llama")
    assert {path for path in files if path.startswith("models/")} == {
        "models/index.html",
        "models/llama/index.html",
        "models/llava/index.html",
    }
    assert list(broken(files)) == []
    assert "CLIP" in Read(files["models/llava/index.html"]).text  # without a link, since it has no page
    assert "2 of the catalog's 9 models" in Read(files["models/llava/index.html"]).text
    assert not any(path.startswith("id/clip") for path in files)


def test_a_korean_site_is_korean(small: Catalog) -> None:
    files = built(small, language="ko")
    page = files["models/clip/index.html"]
    assert '<html lang="ko">' in page
    assert "이미지와 글을 한 공간에 놓는다." in page
    assert "크기" in page
    assert "<dt>논문</dt>" in page  # the kind of a link
    assert list(broken(files)) == []


def test_the_api_follows_its_schemas(odd: Catalog) -> None:
    files = built(odd)
    for name in ("models", "checkpoints", "names", "changes"):
        schema = json.loads(files[f"api/v1/schema/{name}.json"])
        jsonschema.validate(json.loads(files[f"api/v1/{name}.json"]), schema)
    one = json.loads(files["api/v1/models/dinov2.json"])
    jsonschema.validate(one, json.loads(files["api/v1/schema/model.json"]))
    assert one == odd.document("dinov2")
    assert [one["id"] for one in json.loads(files["api/v1/models.json"])] == odd.select("sort:id").ids()
    checkpoints = {one["id"]: one for one in json.loads(files["api/v1/checkpoints.json"])}
    assert checkpoints["clip/vit-b-32"]["parameters"] == {"total": 151_000_000}
    assert checkpoints["clip/vit-b-32"]["model"] == "clip"


def test_search_engines_are_told_whole_addresses_once_they_are_known(small: Catalog, site: Files) -> None:
    base = "https://example.org/m/"
    files = built(small, base=base)
    places = {
        element.text for element in ElementTree.fromstring(files["sitemap.xml"]).iter() if element.tag.endswith("loc")
    }
    assert {base, f"{base}models/clip/", f"{base}modalities/vision/"} <= places
    assert f"Sitemap: {base}sitemap.xml" in files["robots.txt"]
    assert f'<link rel="canonical" href="{base}models/clip/">' in files["models/clip/index.html"]
    assert f'<link rel="canonical" href="{base}models/clip/">' in files["id/2103.00020/index.html"]
    assert all(address.startswith("http") for address in Read(files["404.html"]).addresses if address != "#main")
    assert list(broken(files)) == []
    assert "sitemap.xml" not in site
    assert "canonical" not in site["models/clip/index.html"]


def test_the_feed_is_xml(site: Files) -> None:
    assert ElementTree.fromstring(site["changes.atom"]).tag.endswith("feed")


def test_two_builds_are_equal(small: Catalog, site: Files) -> None:
    assert list(built.__wrapped__(small).items()) == list(site.items())


RICH = """\
schema: 1
sources:
- {id: told, title: Told, url: "https://example.org/told", license: CC-BY-4.0, snapshot: 2026-01,
   attribution: "Told by <them>"}
models:
- id: rich
  name: Rich
  vendor: meta
  released: 2026
  modalities: [vision]
  parameters: {total: 7B, active: 3B}
  access: open
  x-room: {floor: 7}
  ids: {github: lab/shared, models.dev: [clip, dino version 2]}
  lineage: {successor-of: [dino], uses-vision-encoder: [clip]}
  sources: [{source: told, for: [released]}]
"""
BASE = "https://example.org/m/"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with releases, checkpoints that differ, and a model that has something of everything."""
    folder = tmp_path_factory.mktemp("rich")
    (folder / "rich.yaml").write_text(RICH, "utf-8")
    layers = (SMALL, SMALL.with_name("releases.yaml"), SMALL.with_name("sizes.yaml"), folder / "rich.yaml")
    return compiled(folder, *layers)


def test_an_id_of_this_catalog_comes_before_a_name_and_that_before_ids_elsewhere(rich: Catalog) -> None:
    files = built(rich)
    assert led_to(files, "clip") == "models/clip/index.html"
    assert led_to(files, "dino-version-2") == "models/dinov2/index.html"
    assert "id/lab/shared/index.html" not in files, "a repository of code is of several models"
    assert '<meta name="robots" content="noindex">' in files["id/clip/index.html"]


def test_a_page_has_what_is_particular_to_a_model(rich: Catalog) -> None:
    files = built(rich)
    page = Read(files["models/rich/index.html"])
    for text in ("7B · 3B active", "x-room", "not stated", "What binds it", "Told by <them>", "reference work"):
        assert text in page.text, text
    [stated] = page.stated
    assert isinstance(stated, dict)
    assert [one["name"] for one in stated["isBasedOn"]] == ["CLIP"], "it only succeeds DINO"
    assert '<p><a href="../../api/v1/models/rich.json">This page as JSON</a></p>' in files["models/rich/index.html"]
    table = Read(files["models/fam/index.html"]).text
    heads = table[table.index("Checkpoint") :].partition("Fam 2 3B")[0]
    assert all(head in heads for head in ("Released", "Params", "Context", "License"))
    assert "Access" not in heads


def test_lists_have_the_newest_model_first_and_say_where_one_is(rich: Catalog) -> None:
    page = built(rich)["models/index.html"]
    assert page.index(">Rich<") < page.index(">CLIP<")
    assert 'aria-current="page">Models<' in page


def test_the_api_says_whose_the_data_are(rich: Catalog) -> None:
    files = built(rich)
    told = json.loads(files["api/v1/index.json"])
    assert told["attributions"] == ["Told by <them>"]
    assert told["data"] == "2026.11.28"
    assert "license" not in told, "which is only that of the bundled data"
    assert "creativecommons" not in str(Read(files["index.html"]).stated)
    checkpoints = {one["id"]: one for one in json.loads(files["api/v1/checkpoints.json"])}
    assert checkpoints["fam/3b"]["terms"] == {"commercial": "yes"}


def test_a_page_tells_what_the_releases_changed(rich: Catalog) -> None:
    text = built(rich, base=BASE)["changes/index.html"]
    page = Read(text)
    assert "Ids were removed or renamed" in page.text
    assert "Only sources, citations or texts (1)" in page.text
    assert {"20261128", "20261120"} <= page.anchors
    assert "../models/mae/index.html" in page.addresses
    assert f"<id>{BASE}changes/</id>" in built(rich, base=BASE)["changes.atom"]


def test_many_changes_open_by_their_heading(rich: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    few = built(rich)["changes/index.html"]
    assert "<details>" not in few
    monkeypatch.setattr("fmcat.export.site.changes._AT_ONCE", 0)
    many = built.__wrapped__(rich)["changes/index.html"]
    assert many.count("<details>") == few.count("<h3>") > 0
    assert Read(many).text.split() == Read(few).text.split()


def test_a_reason_is_marked_as_the_language_it_is_in(tmp_path: Path) -> None:
    registry = tmp_path / "read.yaml"
    for reason, language in (("Read in a copy.", "en"), ("사본에서 읽음.", "ko")):
        old = "sources: [{source: epoch, for: [released, vendor]}]"
        new = f"sources: [{{source: epoch, for: [released, vendor], reason: {reason}}}]"
        registry.write_text(SMALL.read_text("utf-8").replace(old, new), "utf-8")
        files = built(Catalog.load(registry, only=True), "id:clip", language="ko")
        assert f'<span lang="{language}">{reason}</span>' in files["models/clip/index.html"]


def test_the_home_page_has_its_ways_in_a_landmark(site: Files) -> None:
    home = Read(site["index.html"])
    assert ("nav", {"class": "ways", "aria-label": "Pages of the site"}) in home.tags


def test_a_sitemap_has_the_days_of_changes_and_is_split_if_it_is_long(
    rich: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(rich, base=BASE)["sitemap.xml"]
    assert f"<loc>{BASE}models/dino/</loc><lastmod>2026-11-28</lastmod>" in whole
    monkeypatch.setattr("fmcat.export.site.crawlers._MOST", 20)
    files = built.__wrapped__(rich, base=BASE)
    named = re.findall(f"<loc>{BASE}(.+?)</loc>", files["sitemap.xml"])
    assert len(named) > 1
    assert "".join(files[name] for name in named).count("<url>") == whole.count("<url>")


def test_a_preview_names_the_page_and_its_picture(rich: Catalog) -> None:
    pytest.importorskip("resvg_py")
    files = built(rich, base=BASE)
    page = files["models/rich/index.html"]
    assert f'<meta property="og:url" content="{BASE}models/rich/">' in page
    assert f'<meta property="og:image" content="{BASE}modalities/vision/picture.png">' in page
    assert files["modalities/vision/picture.png"].startswith(b"\x89PNG")


def test_texts_and_addresses_of_a_page_are_harmless() -> None:
    assert h("a\u202e<b>") == "a\ufffd&lt;b&gt;"
    assert external("javascript:x") == "javascript:x"
    assert external("https://www.a.org/") == '<a href="https://www.a.org/">a.org/</a>'


def test_addresses_are_different_and_bounded() -> None:
    assert dict(places("license", ["LicenseRef-MIT", "mit", "MIT"])) == {
        ("license", "MIT"): "licenses/mit/index.html",
        ("license", "mit"): "licenses/mit-2/index.html",
        ("license", "LicenseRef-MIT"): "licenses/mit-3/index.html",
    }
    assert segment("index.html") == "index.html-"
    assert len(segment("가" * 90).encode()) < 100
    assert segment("a" * 90) != segment("a" * 91)


# ── written to a folder ──────────────────────────────────────────────────────────────────────


def test_a_site_is_written_to_a_folder_and_replaces_only_a_site(run: Run) -> None:
    ran = run("export", "-m", "vision", "--format", "site", "-o", "out/")
    assert (ran.code, ran.out) == (0, "")
    assert "wrote out/, 5 entries" in ran.err
    assert Path("out/models/dinov2/index.html").is_file()
    assert run("export", "--format", "site", "-o", "out").code == 0
    assert Path("out/models/llama/index.html").is_file()
    Path("out/mine.txt").write_text("mine")
    ran = run("export", "--format", "site", "-o", "out")
    assert (ran.code, ran.err.count("\n")) == (2, 2)
    assert "out: already exists and is not a site" in ran.err
    assert Path("out/mine.txt").is_file()
    assert run("export", "--format", "site", "-o", "out", "--force").code == 0
    assert not Path("out/mine.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "file"], 2, "file already exists and was not written by fmcat"),
        (["-o", "none/out"], 2, "none/out: cannot be written"),
        (["-o", ".", "--force"], 2, "holds the current folder"),
        (["-o", "out", "--base-url", "example.org"], 2, "'example.org' is not an address"),
        (["-o", "out", "--base-url", "https://example.org/?a"], 2, "is not an address"),
        (["-o", "out", "--checkpoints"], 2, "site holds models"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(run: Run, arguments: list[str], code: int, said: str) -> None:
    Path("file").write_text("mine")
    ran = run("export", "--format", "site", *arguments)
    assert (ran.code, Path("file").read_text(), Path("out").exists()) == (code, "mine", False)
    assert said in ran.err


def test_not_even_by_force_is_a_repository_or_the_home_replaced(run: Run) -> None:
    Path("code/.git").mkdir(parents=True)
    for folder in ("code", str(Path.home())):
        ran = run("export", "--format", "site", "-o", folder, "--force")
        assert (ran.code, Path(folder).is_dir()) == (2, True)
        assert "holds the current folder, the home folder or a repository" in ran.err
    assert Path("code/.git").is_dir()


def test_a_site_is_known_again_where_case_does_not_count() -> None:
    assert _digest(["id/A", "id/a"]) == _digest(["id/a"]) != _digest(["id/b"])


def test_a_site_without_pictures_for_previews_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmcat.export.site.has_previews", lambda _: False)
    ran = run("export", "id:clip", "--format", "site", "-o", "out", "--base-url", "https://example.org")
    assert "pip install 'fmcat[png]'" in ran.err
    assert "https://example.org/sitemap.xml" in Path("out/robots.txt").read_text()


def test_a_site_of_nothing_says_so(run: Run) -> None:
    ran = run("export", "year:1900", "--format", "site", "-o", "out")
    assert "no model matches" in ran.err
    assert ran.code == 0


def test_a_failure_keeps_the_site_that_was_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export", "id:clip", "--format", "site", "-o", "out").code == 0
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}

    def full(*_: object) -> Iterator[tuple[str, str]]:
        yield "index.html", "half"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("fmcat.export.site.contents", full)
    ran = run("export", "--format", "site", "-o", "out")
    assert (ran.code, "out: cannot be written: No space left on device" in ran.err) == (1, True)
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == before
    assert [path.name for path in Path().iterdir()] == ["out"]


def test_a_zip_file_holds_the_same_site(run: Run) -> None:
    address = ("--base-url", "https://example.org")
    assert run("export", "id:clip", "--format", "site", "-o", "out", *address).code == 0
    assert run("export", "id:clip", "--format", "site", "-o", "out.zip", *address).code == 0
    with zipfile.ZipFile("out.zip") as package:
        packed = {name: package.read(name) for name in package.namelist()}
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    found = {path.relative_to("out").as_posix(): path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    found.pop("_fmcat_site")
    assert packed == found


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_site_is_a_folder_unless_its_name_is_that_of_a_zip_file(run: Run, command: str) -> None:
    assert run(command, "id:clip", "--format", "site", "-o", "v1.0").code == 0
    assert Path("v1.0/models/clip/index.html").is_file()
    assert run(command, "id:clip", "--format", "site", "-o", "out.zip").code == 0
    assert zipfile.is_zipfile("out.zip")


def test_the_page_for_unknown_addresses_has_a_main_part(small: Catalog) -> None:
    missing = dict(contents(Choice(small, small.query("id:clip"))))["404.html"]
    assert "main" in [tag for tag, _ in Read(str(missing)).tags]


def test_an_address_is_only_of_sites(run: Run) -> None:
    assert "--base-url works only with site" in run("export", "--base-url", "https://example.org").err
