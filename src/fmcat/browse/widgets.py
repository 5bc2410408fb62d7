"""The table and the query line, and the keys of the app."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import DataTable, Input

#: Key, action, its label's message, and whether the footer shows it.
KEYS = (
    ("slash", "ask", "key_query", True),
    ("d", "show('card')", "key_card", True),
    ("l", "show('lineage')", "key_lineage", True),
    ("t", "show('timeline')", "key_timeline", True),
    ("space", "mark", "key_mark", True),
    ("c", "compare", "key_compare", True),
    ("f1", "show('help')", "key_help", True),
    ("question_mark", "show('help')", "key_help", False),
    ("q", "quit", "key_quit", True),
    ("s", "sort", "key_sort", False),
    ("b", "copy('bibtex')", "key_copy", False),
    ("m", "copy('markdown')", "key_markdown", False),
    ("i", "copy('id')", "key_id", False),
    ("o", "open", "key_open", False),
    ("k", "language", "key_language", False),
)
#: Keys with another name in Textual.
SPELLED = {"slash": "/", "question_mark": "?"}


class Models(DataTable[Text]):
    """The table of models; Home and End go to the first and the last of them."""

    BINDINGS: ClassVar = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "app.last", show=False),
    ]

    class Resized(Message):
        """The table's width changed."""

    class NearEnd(Message):
        """The last rows of the table came near."""

    def on_resize(self) -> None:
        """Notify the app, which chooses the columns."""
        self.post_message(self.Resized())

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Notify the app where scrolling comes near the end."""
        super().watch_scroll_y(old, new)
        if new > old and new + 2 * self.size.height >= self.row_count:
            self.post_message(self.NearEnd())


class Query(Input):
    """The query line: letters are typed, arrow keys move in the table below."""

    BINDINGS: ClassVar = [
        Binding("down", "app.move(1)", show=False),
        Binding("up", "app.move(-1)", show=False),
    ]
