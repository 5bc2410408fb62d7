"""A reminder, at most once a day, if fmcat's data is old. It never uses the network."""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from fmcat.catalog.releases import data_version, day_of
from fmcat.catalog.store import cache_folder
from fmcat.cli.session import Session
from fmcat.messages import say, spoken
from fmcat.version import __version__

#: The greatest age of a release; there is a new one every two weeks.
_FRESH = timedelta(days=45)


def remind(session: Session) -> None:
    """Print a reminder on stderr if the data is old, a person is at the terminal, and it is the first today.

    A registry without releases has no such age. FMCAT_NO_REMINDER turns it off.
    """
    if os.environ.get("FMCAT_NO_REMINDER") or not sys.stderr.isatty():
        return
    version = data_version(session.catalog)
    age = date.today() - date.fromisoformat(day_of(version)) if version else timedelta(0)
    if age > _FRESH and _first_today(cache_folder() / "reminded"):
        told = say(
            "data {version} is {days} days old; install fmcat {following} or newer: pip install --upgrade fmcat",
            version=version,
            days=age.days,
            following=following(__version__),
        )
        session.output.note(spoken(told, session.language))


def following(version: str) -> str:
    """The next version with new data: 0.2.1 after 0.2.0."""
    major, minor, patch = (*version.split("."), "0", "0")[:3]
    return f"{major}.{minor}.{int(patch) + 1}" if patch.isdecimal() else f"{major}.{minor}.1"


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
