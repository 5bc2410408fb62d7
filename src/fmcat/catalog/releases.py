"""The releases of the data that a catalog was made from, newest first."""

from typing import TYPE_CHECKING, cast

from fmcat.catalog.catalog import Catalog
from fmcat.errors import BadUsage
from fmcat.messages import say
from fmcat.schema.dates import read_date

if TYPE_CHECKING:
    from fmcat.schema.document import ReleaseDocument


def data_version(catalog: Catalog) -> str:
    """The version of the data, such as 2026.11.28; empty if the registry has no releases."""
    rows = catalog.rows("SELECT id FROM entry WHERE kind = :kind ORDER BY position LIMIT 1", {"kind": "release"})
    return next((str(name) for (name,) in rows), "")


def day_of(version: str) -> str:
    """The day of a version of the data, as YYYY-MM-DD."""
    return version[:10].replace(".", "-")


def releases(catalog: Catalog, since: str = "") -> list["ReleaseDocument"]:
    """The releases, newest first: of this day or later, or later than this version of the data or of fmcat.

    Raises BadUsage if `since` is neither a date nor a version.
    """
    found = cast("list[ReleaseDocument]", list(catalog.entries("release").values()))
    if not since:
        return found
    named = [place for place, one in enumerate(found) if since.removeprefix("v") in (one["id"], one["package"])]
    if named:
        return found[: named[0]]
    try:
        dated = read_date(since.replace(".", "-"))
    except ValueError:
        wrong = say("--since: {since!r} is neither a date nor a release", since=since)
        raise BadUsage(wrong, [say("for example {examples}", examples=", ".join(_examples(found)))]) from None
    first = dated.latest if "." in since else dated.earliest
    return [one for one in found if one["date"] > first or (one["date"] == first and "." not in since)]


def is_breaking(release: "ReleaseDocument") -> bool:
    """Whether ids of the release before are gone or renamed."""
    return bool(release.get("removed") or release.get("renamed"))


def _examples(found: "list[ReleaseDocument]") -> list[str]:
    newest = found[:1]
    return ["2026-11", *(one["id"] for one in newest), *(one["package"] for one in newest)]
