"""The app: a query at the top, models on the left, and the chosen one's card beside or below them."""

import webbrowser
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Footer, Input, Static

from fmcat.browse import pane
from fmcat.browse.columns import COLUMNS, cell, fitting, head, shortened
from fmcat.browse.copies import copied
from fmcat.browse.query import Completion, continued, ordered
from fmcat.browse.widgets import KEYS, Models, Query
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.comparison import MOST
from fmcat.errors import FmcatError
from fmcat.fields import FIELDS, Document, main_link
from fmcat.messages import message
from fmcat.query.expression import Sort
from fmcat.query.sql import newest_first
from fmcat.text import showable
from fmcat.views.theme import MARKED, SEPARATOR
from fmcat.wording import Wording

#: How many models are put into the table at once: more follow where its end comes near, so that every key is quick.
_WINDOW = 200
#: The part of the table's width for the column of marks, with its spaces, and the scrollbar.
_BESIDE_COLUMNS = 5


class Browser(App[None]):
    """Browses a catalog, starting with a query."""

    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar = [
        Binding("escape", "look", show=False),
    ]
    CSS = """
    Screen { background: $background; }
    #query { border: none; height: 1; padding: 0 1; background: $surface; }
    #message { height: 1; padding: 0 1; color: $text-muted; }
    #message.wrong { color: $text-error; }
    #both { layout: vertical; height: 1fr; }
    .-wide #both { layout: horizontal; }
    #models { height: 2fr; width: 1fr; background: $background; }
    #pane { height: 3fr; width: 1fr; scrollbar-gutter: stable; padding: 0 1; border-top: solid $surface; }
    .-wide #models, .-wide #pane { height: 1fr; }
    .-wide.-compare #models { width: 34; }
    .-wide #pane { border-top: none; border-left: solid $surface; }
    """

    def __init__(self, catalog: Catalog, query: str, language: str) -> None:
        super().__init__(ansi_color=True)
        self.catalog, self.asked = catalog, query
        self.wording = Wording(language, catalog.labels(language))
        self.documents: list[Document] = []
        self.rest: Iterator[Document] = iter(())
        self.widths: Sequence[int] = ()
        self.order: Sequence[Sort] = ()
        self.found = self.drawn = 0
        self.marked: list[str] = []
        self.pane = "card"

    # ── layout ─────────────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """The query, its message, the models, the pane, and the keys."""
        yield Query(continued(self.asked), id="query", suggester=Completion(self.catalog), select_on_focus=False)
        yield Static(id="message", markup=False)
        with Container(id="both"):
            yield Models(id="models", cursor_type="row", zebra_stripes=False)
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="page", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Run the initial query, and focus the query line."""
        self._speak()
        self.ask(self.asked)
        self.query_one("#query", Input).focus()

    @property
    def models(self) -> Models:
        """The table."""
        return self.query_one("#models", Models)

    @property
    def chosen(self) -> Document | None:
        """The model under the cursor."""
        row = self.models.cursor_row
        return self.documents[row] if 0 <= row < len(self.documents) else None

    # ── queries ────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self, event: Input.Changed) -> None:
        """Run the query after every key."""
        self.ask(event.value)

    def on_input_submitted(self) -> None:
        """Go to the results."""
        self.models.focus()

    def ask(self, text: str) -> None:
        """List the models that match a query; a mistake is reported, and the last results stay."""
        message_line = self.query_one("#message", Static)
        try:
            chosen = newest_first(self.catalog.query(text))
            self.rest = self.catalog.documents(chosen)
            self.documents = list(islice(self.rest, _WINDOW))
        except FmcatError as error:
            message_line.update(showable(SEPARATOR.join([error.message, *error.details])))
            message_line.add_class("wrong")
            return
        message_line.remove_class("wrong")
        self.asked, self.order = text.strip(), chosen.order
        self.found = self.catalog.count(chosen)
        self._list()

    def _count(self) -> None:
        """Say how many models were found, and how many are marked."""
        language = self.wording.language
        parts = [message("models_of", language, shown=self.found, all=len(self.catalog))]
        parts += [message("browse_marked", language, count=len(self.marked))] if self.marked else []
        self.query_one("#message", Static).update(SEPARATOR.join(parts))

    def _list(self) -> None:
        self._count()
        row = self.models.cursor_row
        self.models.clear(columns=True)
        heads = [head(field, self.order, self.wording.language) for field in COLUMNS]
        self.drawn = self._room
        rows = [self._cells(document) for document in self.documents]
        self.widths = fitting(heads, rows, self.drawn)
        self.models.add_column("", width=1)
        for field, top, width in zip(COLUMNS, heads, self.widths, strict=False):
            self.models.add_column(top, key=field.name, width=width)
        self._add(self.documents, rows)
        self.models.move_cursor(row=min(row, len(self.documents) - 1))
        self._show()

    def _cells(self, document: Document) -> list[Text]:
        return [cell(field, document, self.wording) for field in COLUMNS]

    def _add(self, documents: Sequence[Document], rows: Iterable[Sequence[Text]]) -> None:
        for document, cells in zip(documents, rows, strict=True):
            mark = Text(MARKED if document["id"] in self.marked else "")
            self.models.add_row(mark, *map(shortened, cells, self.widths), key=document["id"])

    def _more(self, count: int = _WINDOW) -> None:
        """Put some of the models that are not in the table yet below the others."""
        more = list(islice(self.rest, count))
        self.documents += more
        self._add(more, map(self._cells, more))

    @property
    def _room(self) -> int:
        """The cells that the table has for its columns."""
        return (self.models.size.width or self.size.width) - _BESIDE_COLUMNS

    # ── the pane ─────────────────────────────────────────────────────────────────────────────

    def on_data_table_row_highlighted(self) -> None:
        """Show the model under the cursor; more models follow where it comes near the last one."""
        if self.models.cursor_row + self.models.size.height >= len(self.documents):
            self._more()
        if self.pane in ("card", "lineage"):
            self._show()

    def on_models_near_end(self) -> None:
        """Put more models into the table."""
        self._more()

    def on_models_resized(self) -> None:
        """Redraw what depends on the width."""
        if self._room != self.drawn:
            self._list()
        else:
            self._show()

    def _show(self) -> None:
        page = self.query_one("#page", Static)
        drawn = self.documents or self.pane == "help"
        page.update(self._page(max(page.size.width, 40)) if drawn else "")
        self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    def _page(self, width: int) -> RenderableType:
        catalog, wording = self.catalog, self.wording
        if self.pane == "help":
            return pane.keys(wording.language)
        if self.pane == "timeline":
            return pane.timeline(catalog, self.asked, wording, width)
        if self.pane == "compare":
            return pane.comparison(catalog, self.marked, wording, width)
        document = self.chosen or self.documents[0]
        return (pane.lineage if self.pane == "lineage" else pane.card)(catalog, document, wording)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────

    def _speak(self) -> None:
        """Show keys and placeholder in the current language."""
        language = self.wording.language
        self.query_one("#query", Input).placeholder = message("browse_query", language)
        for key, action, label, shown in KEYS:
            self._bindings.key_to_bindings.pop(key, None)
            self.bind(key, action, description=message(label, language), show=shown)
        self.refresh_bindings()

    def action_ask(self) -> None:
        """Go to the query."""
        self.query_one("#query", Input).focus()

    def action_look(self) -> None:
        """Go to the models."""
        self.models.focus()

    def action_move(self, steps: int) -> None:
        """Move up or down in the table, wherever the focus is."""
        self.models.move_cursor(row=self.models.cursor_row + steps)

    def action_last(self) -> None:
        """Go to the last model."""
        self._more(self.found)
        self.models.move_cursor(row=len(self.documents) - 1)

    def action_show(self, pane: str) -> None:
        """Show another side of the chosen model, or of all."""
        self.pane = pane
        self.set_class(pane == "compare", "-compare")
        self._show()

    def action_mark(self) -> None:
        """Mark the chosen model for comparison, or unmark it."""
        if self.chosen is None:
            return
        model = self.chosen["id"]
        if model in self.marked:
            self.marked.remove(model)
        elif len(self.marked) < MOST:
            self.marked.append(model)
        place = Coordinate(self.models.cursor_row, 0)
        self.models.update_cell_at(place, Text(MARKED if model in self.marked else ""))
        self._count()
        self._show()

    def action_compare(self) -> None:
        """Show the marked models side by side."""
        if len(self.marked) < 2:
            self.notify(message("browse_no_compare", self.wording.language))
        else:
            self.action_show("compare")

    def action_sort(self) -> None:
        """Sort by the next column."""
        names = [field.name for field in COLUMNS if field.column]
        now = next((name for name in names if f"sort:{name}" in self.asked), "")
        following = names[(names.index(now) + 1) % len(names)] if now else names[0]
        self._order(following)

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """Sort by the column whose header was clicked."""
        name = str(event.column_key.value)
        if name in FIELDS and FIELDS[name].column:
            self._order(name)

    def _order(self, name: str) -> None:
        line = self.query_one("#query", Input)
        line.value = continued(ordered(self.asked, FIELDS[name]))
        line.cursor_position = len(line.value)

    def action_copy(self, what: str) -> None:
        """Copy the chosen model, or the marked ones, in a form (OSC 52)."""
        models = self.marked or ([self.chosen["id"]] if self.chosen else [])
        documents = [self.catalog.document(model) for model in models]
        text = copied(self.catalog, documents, what)
        self.copy_to_clipboard(text)
        self.notify(message("browse_copied", self.wording.language, what=text.splitlines()[0] if text else ""))

    def action_open(self) -> None:
        """Open the chosen model's paper, or another page of it."""
        address, language = main_link(self.chosen) if self.chosen else "", self.wording.language
        if not address:
            self.notify(message("browse_no_link", language))
        elif not webbrowser.open(address):
            self.notify(message("browse_no_browser", language, link=showable(address)))

    def action_language(self) -> None:
        """Switch to the other language."""
        language = "en" if self.wording.language == "ko" else "ko"
        self.wording = Wording(language, self.catalog.labels(language))
        self._speak()
        self.ask(self.asked)
