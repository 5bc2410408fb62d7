"""What one row of a public table says of one model, in the catalog's terms but not yet in its words."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Draft(NamedTuple):
    """One row. `line` is where it stands in the file, counted from 1.

    `key` is what the source calls the model, and `ids_key` the place in an entry's `ids` where we note that.
    `names` are the names it may have with us. `facts` are keys of an entry: dates as texts, counts as numbers,
    vendors and kinds of data as lists of the source's own words.
    """

    key: str
    ids_key: str
    line: int
    names: tuple[str, ...]
    facts: Mapping[str, Any]
