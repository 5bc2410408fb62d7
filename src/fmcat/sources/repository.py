"""Which repository of the Hugging Face Hub a folder on disk belongs to."""

import re
from pathlib import Path
from typing import NamedTuple

#: Files at the root of a repository whose folders are parts of the model: diffusers and sentence-transformers.
PIPELINES = frozenset(("model_index.json", "modules.json"))
#: The prefixes of folders in a Hub cache that are not models.
OTHER_KINDS = ("datasets--", "spaces--")
#: A repository in a cache of the Hub, `models--org--name`; the oldest repositories have no organization.
CACHED = re.compile(r"models--(?:([^/\\]+?)--)?([^/\\]+)")
#: A repository by its name.
NAMED = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
#: Common names of folders for models, which are not organizations of the Hub.
_FOLDERS = frozenset(
    (
        *("cache", "checkpoint", "checkpoints", "ckpt", "ckpts", "content", "data", "downloads", "home", "hub", "llms"),
        *("mnt", "model", "models", "opt", "out", "output", "outputs", "pretrained", "pretrained_models", "result"),
        *("results", "root", "run", "runs", "snapshots", "tmp", "weights", "work", "workspace"),
    )
)
_ADDRESS = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+?)/?(?:tree/main/?)?", re.ASCII)


class Repository(NamedTuple):
    """A repository by its name; not `certain` if the name was made from folders."""

    name: str
    certain: bool = False

    @property
    def is_repository(self) -> bool:
        """Whether the name has an organization, or comes from a cache, so that it has a page."""
        return self.certain or "/" in self.name


def repository(folder: Path, called: str = "") -> Repository:
    """The repository of a folder: by the name in its card (`org/name`), its name in a cache, or its last two folders.

    If the parent is a folder such as `models`, only the last part is known; None if that is not a name either.
    """
    if NAMED.fullmatch(called):
        return Repository(called, certain=True)
    parts = folder.resolve().parts
    for part in reversed(parts):
        if cached := CACHED.fullmatch(part):
            return Repository("/".join(filter(None, cached.groups())), certain=True)
    named = "/".join(parts[-2:])
    if not NAMED.fullmatch(named):
        return Repository("")
    above, name = parts[-2:]
    if name.lower() in _FOLDERS:
        return Repository("")
    return Repository(name if above.lower() in _FOLDERS else named)


def address(text: str) -> str:
    """The repository of a Hub page's address, or None."""
    found = _ADDRESS.fullmatch(text.strip())
    return found[1] if found else ""
