"""The query line: its completions, and how a column's header changes its order."""

import re

from textual.suggester import Suggester

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.completion import query_words
from fmcat.fields import Field

_ORDER = re.compile(r"(?:^|\s)(?:sort|order):\S+", re.IGNORECASE)


class Completion(Suggester):
    """Completes the last word of a query: field names, values, names of models."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._catalog = catalog

    async def get_suggestion(self, value: str) -> str | None:
        """The query with its last word completed, or None if nothing begins with it."""
        word = re.split(r"[\s(]", value)[-1].removeprefix("-")
        if not word or word.endswith(("..", "+")):
            return None
        found = next((other for other in query_words(self._catalog, word) if other != word), None)
        return value + found[len(word) :] if found else None


def ordered(text: str, field: Field) -> str:
    """The query sorted by a field: ascending, then descending, then by default."""
    now = next((found[0].strip().partition(":")[2] for found in _ORDER.finditer(text)), "")
    following = {"": field.name, field.name: f"{field.name}-", f"{field.name}-": ""}.get(now, field.name)
    rest = _ORDER.sub(" ", text).strip()
    return " ".join(filter(None, [rest, f"sort:{following}" if following else ""]))


def continued(text: str) -> str:
    """A query with a space after it, so that what is typed next is another term."""
    return f"{text.rstrip()} " if text.strip() else ""
