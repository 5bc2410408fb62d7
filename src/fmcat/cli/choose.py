"""Asks a person which model they mean."""

import sys

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.search import LONGEST, search
from fmcat.days import day
from fmcat.messages import message
from fmcat.text import one_line
from fmcat.wording import Wording

_MOST = 9


def choose(catalog: Catalog, wording: Wording, name: str) -> str | None:
    """The id of the model that the person picks among those similar to a name, or None."""
    hits = search(catalog, name, _MOST) if len(name) <= LONGEST else []
    if not hits:
        return None
    print(message("which_one", wording.language, name=one_line(repr(name))), file=sys.stderr)
    for number, hit in enumerate(hits, 1):
        document = catalog.document(hit.id)
        said = [document["name"], wording.vendors(document, 2), day(document["released"], wording.language)]
        print(f"{number:>3}  {one_line(' · '.join(said))}", file=sys.stderr)
    answer = input("> ").strip()
    return hits[int(answer) - 1].id if answer.isdecimal() and 0 < int(answer) <= len(hits) else None
