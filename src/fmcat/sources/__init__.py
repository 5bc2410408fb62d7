"""Public tables of models, read into drafts: one file each, named in the SOURCES table."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from fmcat.sources.draft import Draft

Parse = Callable[[bytes, str], Iterator[Draft]]


class Source(NamedTuple):
    """A public table: the function that reads it (`module:function`), its id in sources.yaml, and what it is."""

    parser: str
    work: str
    help: str

    def drafts(self, data: bytes, name: str) -> list[Draft]:
        """What the table's bytes say, a draft a row; `name` stands for the file in errors.

        Raises SourceError where the bytes are no such table.
        """
        module, _, function = self.parser.partition(":")
        parse: Parse = getattr(import_module(f"fmcat.sources.{module}"), function)
        return list(parse(data, name))


SOURCES: Mapping[str, Source] = {
    "epoch": Source("epoch:read", "epoch", "Epoch AI's Notable AI Models, as CSV"),
    "models-dev": Source("models_dev:read", "models-dev", "models.dev's models, as CSV"),
}
