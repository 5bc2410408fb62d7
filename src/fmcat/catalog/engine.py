"""What a catalog asks of the engine below it. Apart, since making a Protocol costs every start a millisecond."""

from typing import Any, Protocol

from fmcat.query.sql import Parameters


class Engine(Protocol):
    """What answers SQL with named parameters: SQLite's connection, or another of `fmcat.engines`."""

    def execute(self, statement: str, parameters: Parameters, /) -> Any:
        """The rows of a statement: something with `fetchmany` that can be iterated."""
