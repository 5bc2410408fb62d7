"""Public sources of models, read into drafts: one module each, listed in SOURCES."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from fmcat.errors import SourceError
from fmcat.messages import say
from fmcat.sources.draft import Draft, LeftOut, admitted

Read = Callable[[Path, str], Iterator[Draft | LeftOut]]


class Source(NamedTuple):
    """A source: the function that reads it (`module:function`), what it is, and its URL, if it has one.

    `work` is its id in sources.yaml; a source without one cites itself.
    """

    reader: str
    help: str
    url: str = ""
    work: str = ""

    def drafts(self, path: Path, name: str = "") -> Iterator[Draft | LeftOut]:
        """The drafts of a file, one model after the other; `name` is the file's name in errors.

        Raises SourceError if it is not such a file, or if nothing in it can be read.
        """
        module, _, function = self.reader.partition(":")
        read: Read = getattr(import_module(f"fmcat.sources.{module}"), function)
        found, left_out = False, None
        for one in read(path, name or str(path)):
            draft = admitted(one) if isinstance(one, Draft) else one
            found = found or isinstance(draft, Draft)
            left_out = left_out or (draft if isinstance(draft, LeftOut) else None)
            yield draft
        if left_out and not found:
            raise SourceError(say("{place}: {why}", place=left_out.place, why=left_out.why))


SOURCES: Mapping[str, Source] = {
    "epoch": Source(
        "epoch:read",
        "Epoch AI's Notable AI Models, as CSV",
        "https://epoch.ai/data/notable_ai_models.csv",
        "epoch",
    ),
    "models-dev": Source(
        "models_dev:read", "models.dev's models, as api.json or as CSV", "https://models.dev/api.json", "models-dev"
    ),
    "huggingface": Source("huggingface:read", "model cards and config.json files of the Hugging Face Hub, on disk"),
    "jsonl": Source("jsonl:read", "another catalog, as fmcat export --format jsonl writes it"),
}
