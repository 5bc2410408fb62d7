"""The same queries on other engines: a catalog's compiled tables as a Parquet data set.

An engine implements `execute(statement, parameters)` as SQLite does; the catalog needs nothing else. The SQL is the
same text for all (query/sql.py only uses what all of them support), so nothing is translated.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.engine import Engine
from fmcat.catalog.tables import FORMAT
from fmcat.errors import BadUsage, FmcatError
from fmcat.extras import require
from fmcat.messages import say
from fmcat.registry.locate import Layer
from fmcat.text import did_you_mean, near

#: By scheme, the function (`module:function`) that opens the address after the colon, and its extra.
ENGINES: Mapping[str, tuple[str, str]] = {
    "parquet": ("duck:opened", "duckdb"),
    "spark": ("spark:opened", "spark"),
}


def attach(address: str) -> Catalog:
    """The catalog at `parquet:DIR` or `spark:MASTER?path=DIR`.

    Its layers are those it was written from, by name: their files are elsewhere. Raises BadUsage if the address is
    invalid, and FmcatError if its engine is not installed or there is no data set.
    """
    scheme, colon, rest = address.partition(":")
    if scheme not in ENGINES or not colon or not rest:
        hint = did_you_mean(near(scheme, ENGINES)) or say(
            "write one of {known}", known=", ".join(f"{name}:…" for name in ENGINES)
        )
        raise BadUsage(say("--catalog: {address!r} does not name an engine", address=address), [hint])
    place, extra = ENGINES[scheme]
    module, _, function = place.partition(":")
    opener = require(f"fmcat.engines.{module}", extra, say("--catalog {scheme}:…", scheme=scheme))
    opened: Callable[[str], Engine] = getattr(opener, function)
    engine = opened(rest)
    built: dict[str, str] = dict(engine.execute("SELECT key, value FROM built", {}))
    if built.get("format", str(FORMAT)) != str(FORMAT):
        writer = f"fmcat {built.get('fmcat', '')}".strip()
        raise FmcatError(
            say("{path}: was written by {writer}, whose tables differ", path=rest, writer=writer),
            [say("export it again")],
        )
    names = built.get("layers", scheme).split("\n")
    return Catalog([Layer(name, Path(rest), ()) for name in names], engine)
