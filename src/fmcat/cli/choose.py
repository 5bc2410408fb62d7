"""Asks a person which model they mean."""

import sys

from fmcat.catalog.search import LONGEST, search
from fmcat.cli.session import Session
from fmcat.days import day
from fmcat.messages import message
from fmcat.text import one_line

_MOST = 9


def choose(session: Session, name: str) -> str | None:
    """The id of the model the person picks among those near to a name, or None where they pick none."""
    hits = search(session.catalog, name, _MOST) if len(name) <= LONGEST else []
    if not hits:
        return None
    print(message("which_one", session.language, name=one_line(repr(name))), file=sys.stderr)
    for number, hit in enumerate(hits, 1):
        document = session.catalog.document(hit.id)
        said = [document["name"], session.wording.vendors(document, 2), day(document["released"], session.language)]
        print(f"{number:>3}  {one_line(' · '.join(said))}", file=sys.stderr)
    answer = input("> ").strip()
    return hits[int(answer) - 1].id if answer.isdecimal() and 0 < int(answer) <= len(hits) else None
