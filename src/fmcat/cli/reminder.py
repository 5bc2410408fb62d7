"""A word, at most once a day, when the newest data is old. Nothing here asks a network."""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from fmcat.catalog.store import cache_folder
from fmcat.cli.session import Session
from fmcat.days import day
from fmcat.messages import message

#: So old may the newest data be.
_FRESH = timedelta(days=180)


def remind(session: Session) -> None:
    """Say on stderr that the data is old, where it is, a person is there, and nobody said so today.

    FMCAT_NO_REMINDER keeps it quiet.
    """
    if os.environ.get("FMCAT_NO_REMINDER") or not sys.stderr.isatty():
        return
    newest = session.catalog.newest
    is_old = bool(newest) and date.today() - date.fromisoformat(newest) > _FRESH
    if is_old and _first_today(cache_folder() / "reminded"):
        session.output.note(message("old_data", session.language, date=day(newest, session.language)))


def _first_today(stamp: Path) -> bool:
    """Whether this is the first time today, as far as a file in the cache remembers."""
    today = date.today().isoformat()
    try:
        if stamp.is_file() and stamp.read_text() == today:
            return False
        stamp.write_text(today)
    except OSError:
        return False  # where nothing is remembered, it would be said every time
    return True
