"""The web page in a real browser: opened from disk, queried, filtered, compared, and with hostile data."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from fmcat import Catalog
from fmcat.catalog.search import search
from fmcat.errors import BadQuery
from fmcat.export import EXPORTERS, Choice
from fmcat.facts import stated
from fmcat.messages.particles import with_particles
from tests.conftest import SMALL
from tests.hostile import EVERYTHING
from tests.query.drawn import drawn_queries
from tests.query.test_parse import MEANINGS, MISTAKES

CHROMIUM = os.environ.get("FMCAT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no browser: install chromium, or name one in FMCAT_CHROMIUM")

_ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
ODD = """\
schema: 1
models:
- id: only-year
  name: Only Year
  vendor: meta
  released: 2023
  modalities: [language]
  parameters: undisclosed
  sources: [{url: "https://example.org/a", for: [released], read: 2026-01-02, reason: read in a copy}]
- {id: only-month, name: 한국어 모델, vendor: meta, released: 2021-03, modalities: [vision], parameters: 7.24B}
- {id: clip, x-owner: ours, x-tags: [a, b]}
"""


#: Ranges whose ends are the smallest and the largest numbers that can be written, and beyond.
BOUNDS = [
    "<1",
    "<=1",
    ">1",
    "1-",
    "1+",
    "0+",
    "..1",
    "1..1",
    "<2",
    ">1e18",
    "1e18+",
    "1e18-",
    "<1e18",
    "1e19+",
    "1..1e18",
]


def write_page(catalog: Catalog, path: Path, query: str = "sort:id") -> Path:
    choice = Choice(catalog, catalog.query(query), whole=True)
    path.write_text("".join(map(str, EXPORTERS["page"].write(choice))), "utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("odd")
    os.environ["FMCAT_CACHE_DIR"] = str(folder)
    (folder / "odd.yaml").write_text(ODD, "utf-8")
    return Catalog.load(SMALL, folder / "odd.yaml", only=True)


@pytest.fixture(scope="module")
def whole() -> Catalog:
    return Catalog.load()


Open = Callable[..., Page]


@pytest.fixture(scope="module")
def tab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Open, list[str]]]:
    """Opens pages of catalogs, each written once, all in one tab; and what must not happen there, as far as it did."""
    troubles: list[str] = []
    written: dict[int, Path] = {}
    page = browser.new_page()
    page.on("console", lambda said: troubles.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: troubles.extend(elsewhere(asked.url, written.values())))

    def open_page(catalog: Catalog, hash: str = "", width: int = 1280, scheme: Any = "light") -> Page:
        if id(catalog) not in written:
            path = tmp_path_factory.mktemp("page") / "catalog.html"
            written[id(catalog)] = path
            write_page(catalog, path)
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media="screen", color_scheme=scheme)
        page.goto(written[id(catalog)].as_uri() + hash)
        return page

    yield open_page, troubles
    page.close()


@pytest.fixture
def opened(tab: tuple[Open, list[str]]) -> Iterator[Open]:
    """Open a catalog's page; at the end there must be no errors and no network requests."""
    open_page, troubles = tab
    troubles.clear()
    yield open_page
    assert troubles == []


def elsewhere(asked: str, pages: Iterable[Path]) -> list[str]:
    return [] if asked.startswith(("about:", *(path.as_uri() for path in pages))) else [f"asked {asked}"]


def newest(catalog: Catalog, query: str = "") -> list[str]:
    """What the page lists for a query without words of names."""
    return catalog.select(f"{query} sort:released-").ids()


#: How many dots some paths have.
DOTS = "paths => paths.map(path => path.getAttribute('d').split('M').length - 1).reduce((one, more) => one + more, 0)"


def rows(page: Page) -> list[str]:
    ids: list[str] = page.locator("#models tbody tr").evaluate_all("rows => rows.map(row => row.dataset.id)")
    return ids


def wait_until(page: Page, condition: str, value: str = "") -> None:
    """Wait until a function is true in the page: evaluated from outside, since the page's policy forbids eval."""
    for _ in range(250):
        if page.evaluate(condition, value):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {condition} of {value!r}")


def dismiss(page: Page) -> None:
    """Press Escape in a card, and wait until the page is done with it: a dialog reports that it closed a moment later,
    and the page then moves the focus."""
    page.keyboard.press("Escape")
    wait_until(page, "none => !$('card').open && (state().model || '') === none && !state().compare")


def asked(page: Page, query: str) -> list[str]:
    page.fill("#query", query)
    wait_until(page, "q => state().q === q", query)
    return rows(page)


def test_korean_particles_fit_on_the_page_as_elsewhere(opened: Open, odd: Catalog) -> None:
    words = [
        "모델",
        "이름",
        "나무",
        "2021",
        "gpt-4",
        "10",
        "'license'",
        "name",
        "format",
        "SQL",
        "Meta (Llama)",
        "CLIP",
        "{x}",
    ]
    texts = [f"{word}은(는) {word}이(가) {word}을(를) {word}와(과) {word}(으)로 {word}(이)라는" for word in words]
    fitted = opened(odd).evaluate("texts => texts.map(withParticles)", texts)
    assert fitted == [with_particles(text, "ko") for text in texts]


# ── the query language ────────────────────────────────────────────────────────────────────────


def answers(page: Page, queries: list[str]) -> list[Any]:
    said: list[Any] = page.evaluate(
        """queries => queries.map(query => {
            try { return catalog.select(query).map(model => model.id) }
            catch (error) { return [error.message, error.start, error.end] }
        })""",
        queries,
    )
    return said


def expected(catalog: Catalog, query: str) -> Any:
    try:
        return catalog.select(query).ids()
    except BadQuery as bad:
        return [bad.message, bad.start, bad.end]


def test_the_page_answers_as_the_command_line_does(opened: Open, odd: Catalog) -> None:
    queries = [text for text, _ in MEANINGS] + drawn_queries(odd, 300)
    queries += [f"{field}:{bound}" for field in ("params", "size", "context") for bound in BOUNDS]
    queries += [" ".join(["a"] * 1001), "a or " * 999 + "a", "id:" + ",".join(["clip"] * 1001)]
    queries += [f"released:{day}" for day in ("2023", "2021-03", "2021-03-31", "2023-12-31", ">2021-03", "<2021-03-02")]
    queries += [
        "한국어",
        "모델",
        "국어",
        "어 모",
        *(
            "dino v2",
            '"dino v2"',
            "DINO -v2",
            "vision dino",
            "ISION",
            '"isio"',
            "2",
            '"v2"',
            "meta",
            "비전",
            "자기 증류",
        ),
        *(
            "clip dino or mae",
            "-vision",
            "not dino v2",
            "(dino v2)",
            '"image-text"',
            '"image text"',
            "open vision and clip",
        ),
        "params:undisclosed",
        "vendor:메타",
        "size:7B",
        *(f"memory:{bound}" for bound in ("..24GB", "1GiB+", "86 MB", "0.5GB..2TB", "24", "24B", "..", ">1GB", "?")),
        *("country:us", "country:kr", "country:xx", "layer:named-1", 'layer:"named 2"', "x-owner:ours", "has:x-owner"),
        *("x-owner:OURS", "x-tags:b", "x-Owner:ours", "x-nope:1", "-x-owner:?"),
        "params:7e9",
        "-params:7B+",
        "sort:params",
    ]
    page = opened(odd)
    for query, said in zip(queries, answers(page, queries), strict=True):
        assert said == expected(odd, query), query


def test_the_page_refuses_what_the_command_line_refuses(opened: Open, odd: Catalog) -> None:
    queries = [text for text, *_ in MISTAKES] + ["a " * 20_000, "year:2021-13", "year:3000", "released:2021-02-30"]
    page = opened(odd)
    for query, said in zip(queries, answers(page, queries), strict=True):
        assert said == expected(odd, query), query


def test_ids_that_every_object_of_javascript_has_are_ids_like_any_other(opened: Open, tmp_path: Path) -> None:
    entry = "released: 2021, modalities: [vision]"
    (tmp_path / "names.yaml").write_text(
        f"""schema: 1
vendors:
- {{id: constructor, label: {{en: Constructor}}, kind: company}}
models:
- {{id: constructor, name: Constructor, family: constructor, vendor: constructor, {entry}}}
- {{id: tostring, name: toString, family: valueof, vendor: constructor, {entry}}}
- {{id: proto, name: __proto__, vendor: constructor, lineage: {{successor-of: [constructor]}}, {entry}}}
""",
        "utf-8",
    )
    catalog = Catalog.load(SMALL, tmp_path / "names.yaml", only=True)
    words = ("constructor", "toString", "__proto__", "hasOwnProperty", "valueOf")
    fields = ("vendor", "family", "id", "name", "under", "method", "modality", "has", "sort", "open", "constructor")
    queries = [*words, *(f"{field}:{word}" for field in fields for word in words), "under:clip"]
    page = opened(catalog)
    for query, said in zip(queries, answers(page, queries), strict=True):
        assert said == expected(catalog, query), query


def test_the_whole_catalog_is_answered_alike(opened: Open, whole: Catalog) -> None:
    page = opened(whole)
    documented = re.findall(
        r"^\| `([^`]+)` \|", (Path(__file__).parents[2] / "docs" / "query.md").read_text("utf-8"), re.MULTILINE
    )
    queries = [
        "Facebook/DINOv2-Base",
        "qwen2.5/72b",
        "2103.00020",
        "nobody/nothing",
        *documented,
        *drawn_queries(whole, 200),
    ]
    for query, said in zip(queries, answers(page, queries), strict=True):
        assert said == expected(whole, query), query


def test_the_page_searches_as_the_command_line_does(opened: Open, odd: Catalog, whole: Catalog) -> None:
    texts = ["sam 2", "gpt4", "grouding dno", "facebook/dinov2-base", '"llama 3"', "stable difusion", "inov2"]
    for catalog in (odd, whole):
        first = opened(catalog).evaluate("texts => texts.map(text => searched(text).models[0]?.id)", texts)
        hits = [search(catalog, text.replace('"', "")) for text in texts]
        assert first == [found[0].id if found else None for found in hits]


def test_a_name_comes_before_other_words_and_similar_names_before_nothing(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    assert asked(page, "contrastive clip")[0] == "clip"
    assert asked(page, "dinoo") == ["dino", "dinov2"]
    expect(page.locator("#count")).to_have_text("No model matches; 2 look similar")
    assert asked(page, "dinoo year:2023") == ["dinov2"]
    assert asked(page, "dinoo year:2020") == []


def test_conditions_are_removed_one_by_one(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#q=vision -vendor:openai or clip")
    assert page.locator("#chips button").count() == 1  # what `or` joins is one condition
    asked(page, 'only year vendor:meta,"Google DeepMind" not year:2020')
    removing = page.locator("#chips button[aria-label]")
    assert [text.removesuffix(" ×") for text in removing.all_inner_texts()] == [
        "Only Year",
        "Vendor: Meta, Google DeepMind",
        "not year:2020",
    ]
    removing.nth(1).press("Enter")
    expect(page.locator("#query")).to_have_value("only year not year:2020")
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(page.locator("#query")).to_have_value("")
    assert page.evaluate("document.activeElement !== document.body")


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def test_a_query_narrows_the_table_and_a_mistake_keeps_it(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    assert rows(page) == newest(odd)
    found = asked(page, "modality:vision year:2021")
    assert found == newest(odd, "modality:vision year:2021")
    expect(page.locator("#count")).to_have_text(f"{len(found)} of {len(odd)} models")
    assert asked(page, "modality:visoin") == found
    expect(page.locator("#trouble")).to_contain_text("unknown modality 'visoin'")
    expect(page.locator("#trouble mark")).to_have_text("visoin")
    expect(page.locator("#trouble")).to_contain_text("did you mean vision?")
    assert asked(page, "") == newest(odd)
    expect(page.locator("#trouble")).to_have_text("")


def test_a_page_opened_with_a_mistake_lists_the_newest_first(opened: Open, odd: Catalog) -> None:
    assert rows(opened(odd, "#q=modality:visoin")) == newest(odd)


def test_a_column_header_sorts_and_shows_it(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    params = page.get_by_role("columnheader", name="Params")
    params.get_by_role("button").click()
    assert rows(page) == odd.select("sort:params").ids()
    expect(params).to_have_attribute("aria-sort", "ascending")
    params.get_by_role("button").click()
    assert rows(page) == odd.select("sort:params-").ids()
    expect(page.locator("#query")).to_have_value("sort:parameters-")


def test_filters_are_terms_of_the_query_with_counts(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    box = page.locator('[data-key="modality:vision"]')
    expect(box.locator("xpath=..")).to_contain_text(str(len(odd.select("modality:vision"))))
    box.check()
    expect(page.locator("#query")).to_have_value("modality:vision")
    assert rows(page) == newest(odd, "modality:vision")
    page.locator('[data-key="modality:language"]').check()
    assert rows(page) == newest(odd, "modality:vision,language")
    page.locator('[data-key="modality:vision"]').uncheck()
    expect(page.locator("#query")).to_have_value("modality:language")


def test_the_address_is_the_state_and_back_goes_back(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#q=modality%3Avision&lang=ko")
    expect(page.locator("#query")).to_have_value("modality:vision")
    page.get_by_role("button", name="DINO", exact=True).click()
    expect(page.locator("#card")).to_be_visible()
    assert "#dino&q=modality:vision" in page.url
    page.go_back()
    expect(page.locator("#card")).to_be_hidden()
    page.locator('[data-key="modality:language"]').check()
    page.go_back()
    assert rows(page) == newest(odd, "modality:vision")


def test_a_card_shows_facts_lineage_and_sources(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#model=dinov2")
    card = page.locator("#card")
    for text in ("Self-distillation", "14 Apr 2023", "Apache-2.0", "Comes from", "Led to", "Sources"):
        expect(card).to_contain_text(text)
    assert card.locator("sup a").count() > 5
    card.get_by_role("button", name="DINO", exact=True).click()
    assert page.url.endswith("#dino")
    dismiss(page)
    expect(card).to_be_hidden()


def test_marked_models_are_compared(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    for name in ("CLIP", "DINO"):
        page.get_by_label(f"Mark to compare: {name}", exact=True).check()
    page.get_by_role("button", name="Compare 2 models").click()
    expect(page.locator("#card table")).to_contain_text("OpenAI")
    assert page.locator("#card thead th").all_inner_texts() == ["CLIP", "DINO"]
    page.reload()
    expect(page.locator("#card table")).to_be_visible()


def test_a_comparison_dims_what_all_models_share_of_a_list(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#marked=clip,dino&compare")
    [row] = [row for row in page.locator("#card tbody tr").all() if row.locator("th").inner_text() == "Modality"]
    assert row.locator("td").all_inner_texts() == ["Vision, Multimodal", "Vision"]
    assert row.locator("td .dim").all_inner_texts() == ["Vision", "Vision"]


def test_a_span_is_chosen_by_dragging_over_the_timeline_and_dropped_with_escape(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    box = page.locator("#time svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 170, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 100, steps=4)
    page.mouse.up()
    span = page.input_value("#query")
    assert re.fullmatch(r"released:\d{4}-\d\d\.\.\d{4}-\d\d", span)
    assert rows(page) == newest(odd, span) != []
    assert page.locator("#time .dots path:not(.off)").evaluate_all(DOTS) == len(rows(page))
    assert page.locator("#time .dots path").evaluate_all(DOTS) == len(odd)
    shade = page.locator("#time .span").bounding_box()
    assert shade
    assert shade["width"] == pytest.approx(230, abs=60)
    page.keyboard.press("Escape")
    expect(page.locator("#query")).to_have_value("")
    expect(page.locator("#time .span")).to_have_count(0)


def test_the_timeline_names_milestones_and_its_eras_ask_for_their_years(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#q=modality:vision")
    names = page.locator("#time text[data-id]").all_text_contents()
    assert {"CLIP", "DINOv2"} <= set(names)
    boxes = page.locator("#time text[data-id]").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect()).map(box => [box.left, box.right, box.top])"
    )
    rows_of_names: dict[float, list[tuple[float, float]]] = {}
    for left, right, top in boxes:
        rows_of_names.setdefault(round(top), []).append((left, right))
    for row in map(sorted, rows_of_names.values()):
        assert all(one[1] <= other[0] for one, other in pairwise(row))
    era = page.get_by_role("button", name="2021–2022 · Multimodal contrastive learning")
    era.press("Enter")
    expect(page.locator("#query")).to_have_value("modality:vision released:2021..2022")
    page.locator('#time text[data-id="clip"]').click()
    expect(page.get_by_role("dialog", name="CLIP clip")).to_be_visible()


def test_it_speaks_korean(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    page.get_by_role("button", name="한국어", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#count")).to_have_text(f"모델 {len(odd)}개 중 {len(odd)}개")
    expect(page.get_by_role("columnheader", name="개발사")).to_be_visible()
    assert asked(page, "한국어") == odd.select("한국어").ids() != []


def test_errors_are_in_korean(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    page.get_by_role("button", name="한국어", exact=True).click()
    for query, said in [
        ("method:contrastiv", "method: 'contrastiv'라는 값이 없습니다"),
        ("year:3000", "연도 3000이 1900~2199 범위를 벗어납니다"),
        ("a or", "'or'는 양쪽에 조건이 있어야 합니다"),
        ("a " * 1001, "쿼리에는 조건과 값을 1,000개까지 쓸 수 있습니다"),
        ("links:clip", "links는 값으로 찾을 수 없습니다. has:links로 쓰십시오"),
    ]:
        page.locator("#query").fill(query)
        expect(page.locator("#trouble")).to_contain_text(said)


def test_the_keyboard_is_enough(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    page.keyboard.press("/")
    page.keyboard.type("modality:v")
    expect(page.get_by_role("option").first).to_contain_text("vision")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#query")).to_have_value("modality:vision ")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="DINO", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    dismiss(page)
    wait_until(page, "name => document.activeElement.textContent === name", "DINO")
    page.get_by_role("columnheader", name="Vendor").get_by_role("button").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Vendor ↑"


@pytest.mark.parametrize("width", [360, 800, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_window_and_texts_stand_out(opened: Open, odd: Catalog, width: int, scheme: str) -> None:
    page = opened(odd, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    faint = page.evaluate(
        """() => {
            const light = color => {
                const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
                    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = light(getComputedStyle(document.body).backgroundColor);
            return [...document.querySelectorAll("p, th, td, label, button.plain, h1, summary, a:not(.skip)")]
                .filter(node => node.checkVisibility() && node.textContent.trim())
                .map(node => {
                    const text = light(getComputedStyle(node).color);
                    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
                    return [ratio, node.textContent.slice(0, 20)];
                }).filter(([ratio]) => ratio < 4.5);
        }"""
    )
    assert faint == []


@pytest.mark.parametrize("width", [768, 1000])
def test_long_names_do_not_push_the_table_out_of_the_window(opened: Open, whole: Catalog, width: int) -> None:
    page = opened(whole, "#lang=en", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_is_only_the_table(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    page.emulate_media(media="print")
    expect(page.locator("#models")).to_be_visible()
    for part in ("#ask", "#time", "#facets", "nav"):
        expect(page.locator(part)).to_be_hidden()


def test_on_paper_a_comparison_keeps_every_column(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#marked=clip,align,siglip&compare")
    page.emulate_media(media="print")
    shown = "cells => cells.filter(cell => cell.checkVisibility()).map(cell => cell.textContent)"
    assert page.locator("#card thead td, #card thead th").evaluate_all(shown) == ["", "CLIP ×", "ALIGN ×", "SigLIP ×"]
    [vendor] = [row for row in page.locator("#card tbody tr").all() if row.locator("th").inner_text() == "Vendor"]
    assert vendor.locator("td").evaluate_all(shown)[0] == "OpenAI"


def test_on_paper_a_card_is_whole_and_alone(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#model=clip")
    page.emulate_media(media="print")
    expect(page.locator("#models")).to_be_hidden()
    assert page.evaluate("(card => card.scrollHeight <= card.clientHeight)(document.getElementById('card'))")


#: The width of a sheet of A4 within its margins, which phones have no rules for.
PAPER = 718


def test_on_paper_labels_are_beside_their_facts(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#model=llama-3.1", width=PAPER)
    page.emulate_media(media="print")
    tops = page.locator("#card dl > dt + dd:not(.all)").evaluate_all(
        "facts => facts.map(fact => [fact.previousElementSibling, fact].map(one => one.getBoundingClientRect().top))"
    )
    assert len(tops) > 20
    assert [pair for pair in tops if pair[0] != pair[1]] == []
    assert len(set(page.locator("#card h3").evaluate_all("all => all.map(h => h.getBoundingClientRect().left)"))) == 1


def test_on_paper_six_models_fit(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#marked=clip,align,siglip,dinov2,sam,llava&compare", width=PAPER)
    page.emulate_media(media="print")
    ends = page.locator("#card thead th").evaluate_all("heads => heads.map(h => h.getBoundingClientRect().right)")
    assert len(ends) == 6
    assert max(ends) <= PAPER


def test_more_of_a_filter_is_where_the_focus_goes(opened: Open, whole: Catalog) -> None:
    page = opened(whole)
    page.locator("aside button").first.press("Enter")
    assert page.locator("aside details").first.locator("input").nth(8).evaluate("one => one === document.activeElement")


def facts_of(page: Page) -> dict[str, str]:
    """The rows of a card by their labels."""
    pairs = page.locator("#card dl > dt").evaluate_all(
        "labels => labels.map(label => [label.textContent, label.nextElementSibling.textContent])"
    )
    return dict(pairs)


def test_a_card_has_groups_checkpoints_and_numbered_sources(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#clip")
    assert page.locator("#card h3").all_inner_texts()[:4] == ["What it is", "Training", "Sizes", "License and access"]
    assert page.locator("#card ol > li").count() == 1
    expect(page.locator("#card ol > li")).to_contain_text("Notable AI Models reference work · for released")
    sizes = page.locator("#card .scroll tr").evaluate_all("rows => rows.map(row => row.textContent)")
    assert [row for row in sizes if "151M" in row and "ViT-B/32" in row]
    parts = page.locator("#card dl > *").evaluate_all("parts => parts.map(one => [one.tagName, one.role])")
    assert parts == [["DT", None], ["DD", None]] * (len(parts) // 2)  # labels and facts, as screen readers expect
    [row] = [row for row in page.locator("#models tbody tr").all() if "CLIP" in row.inner_text().split()]
    assert "428M" in row.inner_text()
    assert "ViT-L/14" not in row.inner_text()  # a column of sizes is as narrow as its numbers
    expect(page.get_by_role("dialog", name="CLIP clip")).to_be_visible()
    expect(page).to_have_title("CLIP · fmcat – the foundation-model catalog")


def test_a_card_says_how_a_source_was_read(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#only-year")
    expect(page.locator("#card ol > li")).to_contain_text("for released · read 2 Jan 2026 · read in a copy")
    expect(page.locator("#card ol [lang=en]")).to_have_text("read in a copy")


def test_a_card_shows_both_values_what_binds_the_model_and_its_family(opened: Open, whole: Catalog) -> None:
    page = opened(whole, "#openai/clip-vit-large-patch14")  # any id of a model opens its card
    facts = facts_of(page)
    assert re.search(r"623M.*≠ Epoch AI.* says 370M", facts["Params"])
    assert "OpenCLIP" in facts["Variants"]
    page.evaluate("go({ model: 'llava' })")
    facts = facts_of(page)
    assert "Vicuna · Llama · Not allowed" in facts["inherited"]
    assert facts["Commercial use"] == "Not allowed"
    expect(page.locator("#card .family .self")).to_contain_text("LLaVA")
    page.locator("#card .family .kin", has_text="Vicuna").click()
    expect(page.get_by_role("dialog", name="Vicuna vicuna")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Language", exact=True).press("Enter")
    expect(page.locator("#query")).to_have_value("modality:language")


def test_a_card_is_cited_linked_and_marked_to_compare(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#q=vision")
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    page.evaluate("go({ model: 'dino' })")
    page.get_by_role("button", name="Copy link").press("Enter")
    assert page.evaluate("copied") == page.url.split("#")[0] + "#dino"
    page.get_by_role("button", name="Cite").press("Enter")
    assert page.evaluate("copied").startswith("@misc{dino,")
    expect(page.locator("#citation")).to_contain_text("DINO")
    page.get_by_role("button", name="Mark to compare", exact=True).press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Marked to compare"
    page.evaluate("go({ model: 'clip' })")
    page.get_by_role("button", name="Mark to compare", exact=True).press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Compare 2 models").press("Enter")
    expect(page.locator("#card thead th").first).to_contain_text("DINO")
    page.locator("#card thead").get_by_role("button", name="CLIP").press("Enter")
    expect(page.get_by_role("dialog", name="CLIP clip")).to_be_visible()


def test_the_skip_link_keeps_query_and_language(opened: Open, odd: Catalog) -> None:
    page = opened(odd, "#q=modality%3Avision&lang=ko")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    expect(page.locator("#query")).to_have_value("modality:vision")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


@pytest.mark.parametrize(
    ("query", "then"),
    [
        ("modality:language or vendor:openai", "(modality:language or vendor:openai) modality:vision"),
        ("(modality:language or vendor:openai) clip", "(modality:language or vendor:openai) clip modality:vision"),
        ("MODALITY:language not vendor:meta", "not vendor:meta modality:language,vision"),
        ("vendor:meta and -modality:language", "vendor:meta -modality:language modality:vision"),
        ("not (modality:language)", "not (modality:language) modality:vision"),
        ('-"a or b"', '-"a or b" modality:vision'),
    ],
)
def test_a_filter_leaves_the_rest_of_the_query_as_it_is(opened: Open, odd: Catalog, query: str, then: str) -> None:
    page = opened(odd)
    asked(page, query)
    page.evaluate("unfolded.add('modality'); render()")
    page.locator('[data-key="modality:vision"]').check()
    expect(page.locator("#query")).to_have_value(then)
    assert rows(page) == newest(odd, then)
    expect(page.locator("#trouble")).to_have_text("")


def test_filters_tick_ranges_quoted_values_and_other_names(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    ticked = "boxes => boxes.filter(box => box.checked).map(box => box.dataset.key).sort()"
    for query, keys in (
        ("year:2021..2022", ["year:2021", "year:2022"]),
        ('by:"Google DeepMind"', ["vendor:google-deepmind"]),
        ("modality:visoin", ["vendor:google-deepmind"]),  # a mistake keeps the last answer
        ("vendor:?", []),
    ):
        asked(page, query)
        assert page.locator("#facets input").evaluate_all(ticked) == keys, query
        assert " 0" not in page.locator("#facets").inner_text(), query


def test_after_a_mistake_filters_count_what_is_shown(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    asked(page, "vendor:meta")
    before = page.locator("#facets").inner_text()
    asked(page, "vendor:meta method:contrastiv")
    assert page.locator("#facets").inner_text() == before


def test_where_nothing_matches_the_page_says_which_word(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    for query, said in (
        ("dino zzzzz", ["no model matches", "without zzzzz there are 2"]),
        ("id:clip year:2023", ["no model matches", "without id:clip there are 5", "without year:2023 there are 1"]),
        ("nothing or nowhere", ["no model matches"]),
        ("clip 2021", ["no model matches", "years are asked for as year:2021"]),
    ):
        asked(page, query)
        assert page.locator("#nothing p, #nothing li").all_inner_texts() == said
    page.get_by_role("button", name="years are asked for as year:2021").click()
    assert rows(page) == ["clip"]
    asked(page, "dino")
    expect(page.locator("#nothing")).to_be_hidden()


def test_a_model_that_is_not_here_is_not_ignored(opened: Open, odd: Catalog) -> None:
    expect(opened(odd, "#model=x").locator("#trouble")).to_contain_text("There is no model 'x' here.")


def test_dots_open_cards_and_the_keyboard_never_falls_out(opened: Open, odd: Catalog) -> None:
    page = opened(odd)
    x, y = page.evaluate("""(dot => {
        const box = document.querySelector("#time svg").getBoundingClientRect();
        return [box.x + dot.x, box.y + dot.y];
    })(document.querySelector("#time svg").places.get("dino"))""")
    page.mouse.move(x, y)
    expect(page.locator("#time .tip")).to_have_text("DINO · 29 Apr 2021")
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog", name="DINO dino")).to_be_visible()
    dismiss(page)
    dot = page.locator("#time .stop [role=button]")
    assert dot.count() == 1
    dot.focus()
    page.keyboard.press("Home")
    expect(dot).to_have_accessible_name("CLIP · 5 Jan 2021")
    page.keyboard.press("ArrowRight")
    expect(dot).to_be_focused()
    expect(page.locator("#time .tip")).to_have_text("한국어 모델 · Mar 2021")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    dismiss(page)
    page.evaluate("go({ model: 'llava' })")
    page.get_by_role("dialog").get_by_role("button", name="CLIP", exact=True).first.press("Enter")
    expect(page.get_by_role("dialog", name="CLIP clip")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    dismiss(page)
    wait_until(page, "name => document.activeElement.textContent === name", "CLIP")


def test_the_page_has_the_attribution_and_the_date_of_its_data(opened: Open, odd: Catalog, whole: Catalog) -> None:
    page = opened(whole)
    rights = page.locator("#rights")
    for text in ("CC BY 4.0", "Data: Epoch AI"):
        expect(rights).to_contain_text(text)
    expect(page.locator("#what")).to_contain_text(f"{len(whole):,} models · ")
    expect(page.locator("#what")).to_contain_text("read until")
    assert "CC BY" not in opened(odd).locator("#rights").inner_text()  # your own facts are not ours to license


def test_a_part_of_the_catalog_is_marked_and_names_others(browser: Browser, odd: Catalog, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(write_page(odd, tmp_path / "few.html", "id:llava").as_uri() + "#model=llava")
    expect(page.locator("#what")).to_have_text(re.compile("^1 of the catalog's 11 models"))
    expect(page.locator("#card")).to_contain_text("Uses vision encoderCLIP")
    page.close()


HOSTILE = f"</script><b>\u2029 ${{alert(1)}} <!-- {EVERYTHING}"


def hostile(value: Any, key: str = "") -> Any:
    """The value with every free text turned hostile."""
    if isinstance(value, dict):
        return {name: hostile(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [hostile(part, key) for part in value]
    return HOSTILE if key in ("name", "en", "ko", "aliases", "external", "says", "reason", "title", "x-own") else value


def test_hostile_texts_change_nothing(opened: Open, tmp_path: Path) -> None:
    attack = HOSTILE.replace("\u2029", "")
    [document] = Catalog.load(SMALL, only=True).select("id:llava").to_records()
    extra = {"aliases": ["a"], "lineage": {"successor-of": [{"external": "x"}]}, "summary": {"en": "x", "ko": "y"}}
    sources = [{"url": "https://a.org/'\"><script>", "for": ["name"], "says": "x", "reason": "y"}]
    entry = json.loads(
        json.dumps(hostile({**stated(document), **extra, "sources": sources, "x-own": "z"})).replace("\\u2029", "")
    )
    (tmp_path / "hostile.json").write_text(json.dumps({"schema": 1, "models": [entry]}))
    page = opened(Catalog.load(SMALL, tmp_path / "hostile.json", only=True), "#model=llava")
    expect(page.locator("#card")).to_contain_text(attack)
    dismiss(page)
    assert "llava" in asked(page, "onerror")
    expect(page.locator("#models")).to_contain_text(attack)
    page.get_by_role("button", name="한국어").click()
    asked(page, "<script>alert(1)</script>")
    assert page.locator("img, iframe, object, b img, #models script").count() == 0
    assert page.locator("script:not([type])").count() == 1
    addresses = page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) <= {"https:", "http:", "file:"}


def test_every_hostile_text_is_text(opened: Open, hostile_catalog: Catalog) -> None:
    page = opened(hostile_catalog, "#model=hostile")
    expect(page.locator("#card")).to_contain_text(EVERYTHING)
    dismiss(page)
    ids = rows(page)
    assert len(ids) == 50
    for id in ids[::5]:
        page.evaluate("id => { location.hash = `model=${id}` }", id)
        expect(page.locator("#card")).to_be_visible()
    assert page.locator("img, iframe, object, #models script, #card script").count() == 0
    addresses = page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) <= {"https:", "http:", "file:"}


def test_it_is_the_same_from_run_to_run_and_knows_only_what_was_chosen(odd: Catalog, tmp_path: Path) -> None:
    one = write_page(odd, tmp_path / "one.html").read_bytes()
    assert write_page(odd, tmp_path / "two.html").read_bytes() == one
    few = write_page(odd, tmp_path / "few.html", "modality:vision").read_text("utf-8")
    assert '["dino"]' in few
    assert '["llama"]' not in few
