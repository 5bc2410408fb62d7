"""The state of one run: global options, the lazily opened catalog, and output."""

import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import fmcat.catalog.nothing
import fmcat.cli.choose
import fmcat.engines
import fmcat.wording
from fmcat.catalog.catalog import Catalog
from fmcat.cli.meter import Meter
from fmcat.cli.output import Output
from fmcat.errors import BadRegistry, BadUsage, NotFound
from fmcat.fields import Document
from fmcat.messages import chosen_language, message, say
from fmcat.notices import listen, watch
from fmcat.query.asked import Asked
from fmcat.registry.locate import STANDING, Layer, find_layers

#: The session's attributes for global options with a single value.
_GLOBALS = {"only": "only", "skip_broken": "skip_broken", "lang": "language", "color": "color", "catalog": "attached"}


class Session:
    """Per-invocation state: the global options, the lazily opened catalog, and the output streams."""

    def __init__(self, language: str | None = None) -> None:
        self.registries: tuple[Path, ...] = ()
        self.only = self.skip_broken = False
        self.language, self.color, self.attached = chosen_language(language), "auto", ""
        listen(lambda notice: self.output.note(notice))
        watch(Meter(lambda: self.language))

    def set_global(self, name: str, value: Any) -> None:
        """Set a global option by its name, given before or after the command; empty values change nothing.

        Raises BadUsage if the value is invalid, or contradicts an earlier one.
        """
        for option, known in (("lang", ("en", "ko")), ("color", ("auto", "always", "never"))):
            if name == option and value and value not in known:
                raise BadUsage(
                    say(
                        "--{option}: {value!r} is not one of {known}",
                        option=option,
                        value=value,
                        known=", ".join(known),
                    )
                )
        if not value:
            return
        if name == "registry":
            self.registries += tuple(map(Path, value))
        elif name in _GLOBALS:
            setattr(self, _GLOBALS[name], value)
        if self.attached and (self.registries or self.only or self.skip_broken):
            raise BadUsage(say("--catalog replaces all registries; leave out --registry, --only and --skip-broken"))

    def again(self) -> "Session":
        """A session with the same options, whose catalog is opened again."""
        other = Session()
        for name in ("registries", *_GLOBALS.values()):
            setattr(other, name, getattr(self, name))
        return other

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The registry's layers; without broken ones, with --skip-broken.

        Raises BadUsage if --catalog names a data set, which has no registry files.
        """
        if self.attached:
            raise BadUsage(
                say("this command reads registry files, and a data set has none"), [say("leave out --catalog")]
            )
        return self._sound(self.all_layers, named_too=True) if self.skip_broken else self.all_layers

    @cached_property
    def all_layers(self) -> tuple[Layer, ...]:
        """The registry's layers, including broken ones."""
        return find_layers(self.registries, self.only)

    def do_without(self) -> None:
        """Skip a broken registry that was only found, not named, for a command that does not need your own.

        Raises BadRegistry if a named registry is broken.
        """
        try:
            _ = self.catalog
        except BadRegistry:
            self.layers = self._sound(self.all_layers)

    def _sound(self, layers: tuple[Layer, ...], named_too: bool = False) -> tuple[Layer, ...]:
        """The layers that are valid together; invalid ones are skipped with a warning, except the first.

        Raises BadRegistry if a named one is broken, unless `named_too`.
        """
        kept = layers[:1]
        for layer in layers[1:]:
            try:
                Catalog((*kept, layer))
            except BadRegistry as broken:
                if not named_too and layer.name not in STANDING:
                    raise
                values = {"layer": layer.name, "path": layer.path, "problem": broken.problems[0]}
                self.output.note(message("skipped", self.language, **values))
            else:
                kept = (*kept, layer)
        return kept

    @cached_property
    def catalog(self) -> Catalog:
        """The compiled catalog, or that of another engine."""
        if self.attached:
            return fmcat.engines.attach(self.attached)
        layers = self.layers
        try:
            return Catalog(layers)
        except BadRegistry as broken:
            if self.only or len(layers) == 1:
                raise
            hint = say("to leave out registries that are not valid, add --skip-broken")
            raise BadRegistry(broken.problems, hint, broken.count, broken.is_cut) from broken

    def model(self, name: str) -> Document:
        """The model or checkpoint with a name, or the one that the person picks among similar ones.

        Raises NotFound, with similar names, if there is none and nobody to ask.
        """
        try:
            return self.catalog.card(name)
        except NotFound:
            if not (self.output.is_terminal and sys.stdin.isatty()):
                raise
            picked = fmcat.cli.choose.choose(self.catalog, self.wording, name)
            if picked is None:
                raise
            return self.catalog.document(picked)

    @cached_property
    def output(self) -> Output:
        """Standard output and standard error."""
        return Output(self.color, self.language)

    def nothing(self, asked: Asked, hint: str = "") -> str:
        """The note that no model matches a query, with a hint or the term that excludes everything."""
        notes = [message("nothing_found", self.language)]
        return "; ".join(
            [*notes, *([hint] if hint else fmcat.catalog.nothing.hints(self.catalog, asked, self.language))]
        )

    @cached_property
    def wording(self) -> "fmcat.wording.Wording":
        """How facts are worded in the user's language."""
        return fmcat.wording.Wording(self.language, self.catalog.labels(self.language))
