"""A reminder, at most once a day, if the newest data is old. It never uses the network."""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from fmcat.catalog.store import cache_folder
from fmcat.cli.session import Session
from fmcat.days import day
from fmcat.messages import message

#: The greatest age of the newest data.
_FRESH = timedelta(days=180)


def remind(session: Session) -> None:
    """Print a reminder on stderr if the data is old, a person is at the terminal, and it is the first today.

    FMCAT_NO_REMINDER turns it off.
    """
    if os.environ.get("FMCAT_NO_REMINDER") or not sys.stderr.isatty():
        return
    newest = session.catalog.newest
    is_old = bool(newest) and date.today() - date.fromisoformat(newest) > _FRESH
    if is_old and _first_today(cache_folder() / "reminded"):
        session.output.note(message("old_data", session.language, date=day(newest, session.language)))


def _first_today(stamp: Path) -> bool:
    """Whether this is the first time today, according to a file in the cache."""
    today = date.today().isoformat()
    try:
        if stamp.is_file() and stamp.read_text() == today:
            return False
        stamp.write_text(today)
    except OSError:
        return False  # without a record, it would be printed every time
    return True
