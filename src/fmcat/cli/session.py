"""What a command is handed: the catalog, opened when first asked for, and where output goes."""

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fmcat.catalog.collection import Catalog
from fmcat.catalog.nothing import hints
from fmcat.errors import BadRegistry, BadUsage, NotFound
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.query.asked import Asked
from fmcat.registry.locate import Layer, find_layers

if TYPE_CHECKING:
    from fmcat.cli.output import Output
    from fmcat.wording import Wording


class Session:
    """The global options of one run."""

    def __init__(
        self,
        registries: tuple[Path, ...],
        only: bool,
        skip_broken: bool,
        language: str,
        color: str,
        attached: str = "",
    ) -> None:
        self.registries, self.only, self.skip_broken = registries, only, skip_broken
        self.language, self.color, self.attached = language, color, attached

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The registry's layers; without those that are broken, if that is asked for.

        Raises BadUsage where --catalog names a data set, which has no registry files.
        """
        if self.attached:
            raise BadUsage("this command reads registry files, which a data set has none of", ["leave out --catalog"])
        layers = find_layers(self.registries, self.only)
        return self._sound(layers) if self.skip_broken else layers

    def _sound(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """The layers that make a valid registry together. The others are named on stderr; without the first is none."""
        kept = layers[:1]
        for layer in layers[1:]:
            try:
                Catalog((*kept, layer))
            except BadRegistry as broken:
                said = {"layer": layer.name, "path": layer.path, "problem": broken.problems[0]}
                self.output.note(message("skipped", self.language, **said))
            else:
                kept = (*kept, layer)
        return kept

    @cached_property
    def catalog(self) -> Catalog:
        """The compiled catalog, or the one that another engine holds."""
        if self.attached:
            from fmcat.engines import attach  # another engine, only where one is named

            return attach(self.attached)
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

    def note_nothing(self, asked: Asked, hint: str = "") -> None:
        """Say that no model matches a query, with a hint, else with which of its terms keeps all from matching."""
        said = [message("nothing_found", self.language)]
        said += [hint] if hint else hints(self.catalog, asked, self.language)
        self.output.note("; ".join(said))

    @cached_property
    def wording(self) -> "Wording":
        """How facts are said in this run's language."""
        from fmcat.wording import Wording

        return Wording(self.language, self.catalog.labels(self.language))
