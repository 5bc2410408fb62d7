"""What a command is handed: the catalog, opened when first asked for, and where output goes."""

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fmcat.catalog.collection import Catalog
from fmcat.errors import NotFound
from fmcat.fields import Document
from fmcat.registry.locate import Layer, find_layers

if TYPE_CHECKING:
    from fmcat.cli.output import Output
    from fmcat.wording import Wording


class Session:
    """The global options of one run."""

    def __init__(self, registries: tuple[Path, ...], only: bool, language: str, color: str) -> None:
        self.registries, self.only, self.language, self.color = registries, only, language, color

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The registry's layers."""
        return find_layers(self.registries, self.only)

    @cached_property
    def catalog(self) -> Catalog:
        """The compiled catalog."""
        return Catalog(self.layers)

    def model(self, name: str) -> Document:
        """The model a person means: the one of that name, else the one they pick of those that come near.

        Raises NotFound, with near names, where there is none and nobody to ask.
        """
        try:
            return self.catalog.document(name)
        except NotFound:
            if not (self.output.is_terminal and sys.stdin.isatty()):
                raise
            from fmcat.cli.choose import choose  # a person is there

            picked = choose(self, name)
            if picked is None:
                raise
            return self.catalog.document(picked)

    @cached_property
    def output(self) -> "Output":
        """Standard output and standard error."""
        from fmcat.cli.output import Output

        return Output(self.color)

    @cached_property
    def wording(self) -> "Wording":
        """How facts are said in this run's language."""
        from fmcat.wording import Wording

        return Wording(self.language, self.catalog.labels(self.language))
