"""Dates and context windows in ids of served models: whether they can be a model's, and which of its checkpoints was
released on a day.
"""

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fmcat.catalog.spellings import Reading, key, loose_key
from fmcat.checkpoints import checkpoint_id
from fmcat.facts import Document

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog

#: How long before its release a snapshot of a model may be dated.
_BEFORE = timedelta(days=45)
#: The rules for what a service calls its current model.
_MOVING = ("latest", "preview-date")
_WRITTEN = (
    r"(?P<y>20\d\d)-?(?P<m>\d\d)(?:-?(?P<d>\d\d))?",
    r"(?P<m>\d\d)-(?P<y>20\d\d)",
    r"(?P<y>2[2-9])(?P<m>0[1-9]|1[0-2])(?P<d>\d\d)?",
)


def day_of(text: str) -> date | None:
    """The date in an id, the first of the month without a day; None without a year."""
    for pattern in _WRITTEN:
        if found := re.fullmatch(pattern, text):
            parts = found.groupdict()
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            try:
                return date(year, int(parts["m"]), int(parts.get("d") or 1))
            except ValueError:
                return None
    return None


def has_window(catalog: "Catalog", model: str, window: str) -> bool:
    """Whether a model or one of its checkpoints has a context window this long: `32k`, `8192`.

    Services name a part of the window a model has; a longer one is of another model, trained for it.
    """
    tokens = 1000 * (int(window[:-1]) if window[-1] in "kK" else int(window) // 1024)
    return any(
        catalog.rows(
            "SELECT 1 FROM model m JOIN model_quantity q ON q.model = m.n WHERE m.id = :id AND q.field = 'context'"
            " AND q.value >= :tokens UNION ALL SELECT 1 FROM model m JOIN checkpoint c ON c.model = m.n"
            " JOIN checkpoint_quantity q ON q.checkpoint = c.n WHERE m.id = :id AND q.field = 'context'"
            " AND q.value >= :tokens LIMIT 1",
            {"id": model, "tokens": tokens},
        )
    )


def is_of_time(catalog: "Catalog", model: str, name: str, day: str) -> bool:
    """Whether a snapshot of this date can be of a model.

    It must not be older than the model, nor come after a successor whose name continues its name: a Mistral Large of
    2407 is not the first Mistral Large but its successor, Mistral Large 2.
    """
    dated = day_of(day)
    if dated is None:
        return True
    rows = catalog.rows("SELECT released FROM model WHERE id = :id", {"id": model})
    if any(dated < date.fromisoformat(released) - _BEFORE for (released,) in rows):
        return False
    successors = catalog.rows(
        "SELECT m.id, m.released FROM lineage l JOIN model m ON m.n = l.model"
        " WHERE l.relation = 'successor-of' AND l.target = :id",
        {"id": model},
    )
    return not any(
        key(following).startswith(key(name)) and dated >= date.fromisoformat(released).replace(day=1)
        for following, released in successors
    )


def has_moved_on(catalog: "Catalog", model: str, reading: Reading) -> bool:
    """Whether an id is of what a service has in place of a retired model: `gemini-pro-latest`, `gemini-exp-1206`.

    A name without a version goes from model to model: with `latest` or a date without a year, it is of a newer one.
    """
    if re.search(r"\d", reading.text) or not any(rule.name in _MOVING for rule, _ in reading.removed):
        return False
    return any(
        catalog.rows(
            "SELECT 1 FROM model m JOIN model_term t ON t.model = m.n"
            " WHERE m.id = :id AND t.field = 'status' AND t.term = 'retired'",
            {"id": model},
        )
    )


def checkpoint_of_day(catalog: "Catalog", model: str, reading: Reading) -> str:
    """The only checkpoint of this name, or of a version of it (v2), that was released on the day of an id; or None."""
    dated = day_of(reading.day)
    if dated is None:
        return ""
    [(text,)] = catalog.rows("SELECT doc FROM model WHERE id = :id", {"id": model})
    document: Document = json.loads(text)
    of_day = [
        variant
        for variant in document.get("variants", ())
        if variant.get("released") == dated.isoformat()
        and re.fullmatch(rf"{re.escape(loose_key(reading.text))}-?(?:v?\d[\d.]*)?", loose_key(variant["name"]))
    ]
    return checkpoint_id(document, of_day[0]) if len(of_day) == 1 else ""
