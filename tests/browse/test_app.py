"""The browser in the terminal, driven by keys and clicks."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Input, Static

from fmcat import Catalog
from fmcat.browse.app import Browser
from fmcat.browse.columns import COLUMNS, fitting
from fmcat.browse.query import Completion, ordered
from fmcat.fields import FIELDS
from fmcat.text import showable
from tests.conftest import SMALL, Run
from tests.hostile import names

Drive = Callable[[Pilot[None], Browser], Awaitable[None]]


def driven(
    catalog: Catalog,
    drive: Drive,
    query: str = "",
    language: str = "en",
    size: tuple[int, int] = (140, 40),
    typing: bool = False,
) -> None:
    """Drive the app from its table or, `typing`, from the query line, where it starts."""

    async def run() -> None:
        app = Browser(catalog, query, language)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            if not typing:
                await pilot.press("enter")
            await drive(pilot, app)

    asyncio.run(run())


def listed(app: Browser) -> list[str]:
    return [str(row.value) for row in app.models.rows]


def said(app: Browser, part: str) -> str:
    """The text of a part of the screen, without its style."""
    from rich.console import Console

    content: Any = app.query_one(part, Static).content
    console = Console(width=120, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(content, markup=False)
    return capture.get()


def test_a_query_narrows_with_every_key_and_a_mistake_keeps_what_was_listed(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        assert listed(app) == small.select("sort:released-").ids()
        await pilot.press("slash", *"name:dino")
        await pilot.pause()
        assert listed(app) == ["dinov2", "dino"]
        assert said(app, "#message").strip() == "2 of 9 models"
        app.query_one("#query", Input).value = "name:dino vendor:opnai"
        await pilot.pause()
        assert listed(app) == ["dinov2", "dino"]
        assert "unknown vendor 'opnai' · did you mean openai?" in said(app, "#message")
        app.query_one("#query", Input).value = "name:dino params:1B+"
        await pilot.pause()
        assert listed(app) == ["dinov2"]
        assert "opnai" not in said(app, "#message")

    driven(small, drive)


def test_the_pane_follows_the_cursor_and_shows_its_other_sides(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        assert said(app, "#page").startswith("LLaVA")
        await pilot.press("l")
        assert "Uses vision encoder ── CLIP" in said(app, "#page")
        await pilot.press("t")
        assert "● LLaVA" in said(app, "#page")
        await pilot.press("slash")
        app.query_one("#query", Input).value = "sort:released"
        await pilot.pause()
        await pilot.press("enter", "d", "down")
        assert said(app, "#page").startswith(small.document(small.select().ids()[1])["name"])

    driven(small, drive, "id:llava")


def test_marked_models_are_compared_and_copied(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    async def drive(pilot: Pilot[None], app: Browser) -> None:
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("c")
        assert app.pane == "card", "one model is compared with nothing"
        await pilot.press("space", "down", "space", "c")
        page = said(app, "#page")
        assert "CLIP" in page
        assert "DINO" in page
        assert "2 marked" in said(app, "#message")
        await pilot.press("i", "b", "m", "space", "i")

    driven(small, drive, "sort:released")
    assert copied[0] == "clip dino"
    assert copied[1].startswith("@misc{clip,")
    assert "@misc{dino," in copied[1]
    assert copied[2] == "[CLIP](<https://arxiv.org/abs/2103.00020>)\nDINO"
    assert copied[3] == "clip"


def test_columns_order_by_key_and_by_click(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press("s")
        await pilot.pause()
        assert app.asked == "sort:name"
        assert listed(app) == small.select("sort:name").ids()
        await pilot.click("#models", offset=(8, 0))
        await pilot.pause()
        assert app.asked == "sort:name-"
        assert listed(app) == small.select("sort:name-").ids()

    driven(small, drive)


def test_it_speaks_both_languages(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        assert "모델 9개 중 9개" in said(app, "#message")
        await pilot.press("k")
        assert "9 of 9 models" in said(app, "#message")
        assert [str(column.label) for column in app.models.columns.values()][1:3] == ["Name", "Released ↓"]

    driven(small, drive, language="ko")


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (200, 50)])
def test_it_fits_small_and_large_terminals(small: Catalog, size: tuple[int, int]) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        for part in ("#query", "#models", "#pane"):
            region = app.query_one(part).region
            assert region.width > 20
            assert region.right <= size[0]
            assert region.bottom <= size[1]
        beside = app.query_one("#pane").region.x > 0
        assert beside == (size[0] >= 120)

    driven(small, drive, size=size)


def test_a_link_is_opened(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    notes: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)  # which is not true: no browser opened
    monkeypatch.setattr(Browser, "notify", lambda self, said: notes.append(said))

    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press("o")

    driven(small, drive, "id:clip")
    driven(small, drive, "id:mae")
    assert opened == ["https://arxiv.org/abs/2103.00020"]
    assert notes == ["no browser opens here: https://arxiv.org/abs/2103.00020", "no link is known"]


def test_hostile_texts_are_shown_as_they_are(tmp_path: Path) -> None:
    text = "[red]x[/red] [@click=app.quit]y[/]"
    over = tmp_path / "over.yaml"
    over.write_text(f"schema: 1\nmodels:\n- {{id: clip, name: '{text}', summary: {{en: '{text}'}}}}\n")

    async def drive(pilot: Pilot[None], app: Browser) -> None:
        assert text[:20] in app.models.get_row_at(0)[1].plain
        assert said(app, "#page").count(text) == 2
        await pilot.press("space", "i", "slash", *"[red]")
        await pilot.pause()
        assert app.is_running

    driven(Catalog.load(SMALL, over, only=True), drive, "id:clip", size=(200, 40))


def test_every_hostile_text_can_be_walked_over(hostile_catalog: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        shown = {app.models.get_row_at(row)[1].plain.rstrip("… ")[:12] for row in range(len(listed(app)))}
        assert {showable(name)[:12] for name in names()} == shown
        await pilot.press("down", "space", "l", "s", "i", "slash", *"[@click=app.quit]y[/]")
        await pilot.pause()
        assert app.is_running

    driven(hostile_catalog, drive, size=(200, 40))


def test_the_query_is_completed(small: Catalog) -> None:
    def completed(text: str) -> str | None:
        return asyncio.run(Completion(small).get_suggestion(text))

    assert completed("vend") == "vendor:"
    assert completed("dino -vendor:open") == "dino -vendor:openai"
    assert completed("(under:lla") == "(under:llama"
    assert completed("sort:rel") == "sort:released"
    assert completed("zzz") is None
    assert completed("") is None


def test_sorting_goes_up_down_and_off() -> None:
    assert ordered("vision", FIELDS["name"]) == "vision sort:name"
    assert ordered("vision sort:name", FIELDS["name"]) == "vision sort:name-"
    assert ordered("sort:name- vision", FIELDS["name"]) == "vision"
    assert ordered("sort:vendor vision", FIELDS["name"]) == "vision sort:name"


def test_a_pipe_and_an_invalid_query_are_reported_before_it_opens(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("browse").err == "error: 'browse' needs a terminal\n       use fmcat list in a pipe\n"
    monkeypatch.setattr("fmcat.cli.output.Output.is_terminal", True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert "did you mean openai?" in run("browse", "vendor:opnai").err


def test_letters_are_typed_and_do_nothing_else(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda link: pytest.fail("a letter opened a browser"))
    monkeypatch.setattr(Browser, "copy_to_clipboard", lambda self, text: pytest.fail("a letter copied something"))

    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press(*"multimodal", "space", *"boikdq?")
        await pilot.pause()
        assert app.query_one("#query", Input).value == "multimodal boikdq?"
        assert (app.pane, app.marked, app.wording.language) == ("card", [], "en")
        assert app.is_running

    driven(small, drive, typing=True)


def test_the_list_is_moved_in_while_typing_and_end_goes_to_the_last(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press("down", "down")
        assert app.models.cursor_row == 2
        await pilot.press("up")
        assert app.models.cursor_row == 1
        await pilot.press("enter", "end")
        assert app.models.cursor_row == len(small) - 1
        await pilot.press("home")
        assert app.models.cursor_row == 0

    driven(small, drive, typing=True)


def test_all_models_are_listed_however_many_there_are(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmcat.browse.app._WINDOW", 2)
    ids = small.select("sort:released-").ids()

    async def drive(pilot: Pilot[None], app: Browser) -> None:
        app.models.styles.height = 3
        await pilot.pause()
        assert listed(app) == ids[: len(listed(app))]
        assert said(app, "#message").strip() == "9 of 9 models"
        for _ in ids:
            await pilot.press("down")
        assert listed(app) == ids
        assert said(app, "#page").startswith(small.document(ids[-1])["name"])
        app.query_one("#query", Input).value = "sort:released"
        await pilot.pause()
        await pilot.press("enter", "end")
        assert listed(app) == small.select("sort:released").ids()
        assert app.models.cursor_row == len(small) - 1

    driven(small, drive, size=(80, 12))


def test_what_is_typed_after_a_query_of_the_command_line_or_of_a_key_is_another_term(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press(*"year:2021")
        await pilot.pause()
        assert app.asked == "vision year:2021"
        assert listed(app) == small.select("vision year:2021 sort:released-").ids()
        await pilot.press("enter", "s", "slash", *"clip")
        await pilot.pause()
        assert app.asked == "vision year:2021 sort:name clip"

    driven(small, drive, "vision", typing=True)


def test_help_lists_every_key_and_the_foot_fits_eighty_columns(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        page = said(app, "#page")
        for key in ("BibTeX", "Markdown", "Open", "Sort", "한국어", "Quit"):
            assert key in page
        assert max(key.region.right for key in app.query("FooterKey")) <= 80

    driven(small, drive, size=(80, 24))


@pytest.mark.parametrize(("width", "shown"), [(80, "Vendor"), (120, "Params"), (200, "Access")])
def test_the_table_has_the_columns_that_fit(small: Catalog, width: int, shown: str) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        await pilot.pause()
        assert shown in [str(column.label) for column in app.models.columns.values()]
        assert app.models.virtual_size.width <= app.models.size.width

    driven(small, drive, size=(width, 30))


def test_long_names_give_way_to_the_vendor() -> None:
    facts = ["A model with a long name", "Nov 2026", "undisclosed", "Anthropic", "Proprietary", "–", "API only"]
    widths = fitting([Text(field.name) for field in COLUMNS], [[Text(fact) for fact in facts]], room=55)
    assert len(widths) == 4
    assert sum(widths) + 2 * len(widths) <= 55


def test_the_sorted_column_has_an_arrow_and_numbers_are_right_aligned(small: Catalog) -> None:
    async def drive(pilot: Pilot[None], app: Browser) -> None:
        assert "Params ↓" in [str(column.label) for column in app.models.columns.values()]
        assert app.models.get_row_at(0)[3].justify == "right"

    driven(small, drive, "sort:params-")
