"""Prints how current the data are: `make freshness`. It never fails; somebody decides what to read next."""

from collections.abc import Iterable, Mapping
from datetime import date

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.releases import data_version
from fmcat.fields import Document
from fmcat.registry.locate import bundled
from fmcat.schema.dates import read_date

#: Pages change: what was read longer ago than this many days is due to be read again.
_STALE_DAYS = 365
#: How many entries a line names.
_NAMED = 12


def report(documents: Iterable[Document], snapshots: Mapping[str, str], today: date) -> list[str]:
    """The lines of the report: the last reading, the newest entry, served models without a status, and entries that
    nobody read lately. `snapshots` are the days of the copies of reference works, by id.
    """
    documents = list(documents)
    read = {one["id"]: _last_read(one, snapshots) for one in documents}
    newest = max(documents, key=lambda one: read_date(one["released"]).earliest)
    age = (today - date.fromisoformat(read_date(newest["released"]).earliest)).days
    unread = [model for model, day in read.items() if (today - day).days > _STALE_DAYS]
    served = [one["id"] for one in documents if one.get("access") == "api" and "status" not in one]
    return [
        f"sources were read up to {max(read.values())}",
        f"newest model: {newest['name']}, {newest['released']}, {age} days ago",
        _line("served models without a status", served),
        _line(f"entries that nobody read for {_STALE_DAYS} days", unread),
    ]


def _last_read(document: Document, snapshots: Mapping[str, str]) -> date:
    """The last day on which a source about a model was read; the first day of all if the entry tells none."""
    days = [source.get("read") or snapshots.get(source.get("source", "")) for source in document.get("sources", ())]
    return max((date.fromisoformat(read_date(day).earliest) for day in days if day), default=date.min)


def _line(what: str, ids: list[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{what}: {len(ids)}" + (f" ({', '.join(ids[:_NAMED])}{more})" if ids else "")


def main() -> None:
    """Print the report of the bundled data."""
    catalog = Catalog([bundled()])
    snapshots = {work: source["snapshot"] for work, source in catalog.entries("source").items()}
    print(f"data {data_version(catalog)}, {len(catalog)} models")
    print("\n".join(report(catalog.to_records(), snapshots, date.today())))


if __name__ == "__main__":
    main()
