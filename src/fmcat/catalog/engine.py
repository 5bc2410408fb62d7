"""What a catalog needs from its engine. In a separate module, since creating a Protocol costs a millisecond at
start-up.
"""

from typing import Any, Protocol

from fmcat.query.sql import Parameters


class Engine(Protocol):
    """Runs SQL with named parameters: SQLite's connection, or another engine of `fmcat.engines`."""

    def execute(self, statement: str, parameters: Parameters, /) -> Any:
        """The rows of a statement: an iterable with `fetchmany`."""
