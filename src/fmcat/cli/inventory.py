"""Puts the models a repository uses into your own registry file."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from fmcat.catalog.inventory import Inventory
from fmcat.catalog.store import Check
from fmcat.cli.session import Session
from fmcat.registry import edit
from fmcat.registry.locate import PROJECT_FILE, STANDING, Layer
from fmcat.registry.revise import Revision, revise
from fmcat.schema.keys import KEYS

#: The keys of an entry that say where a model is used, and which of its checkpoints.
_FILES, _CHECKPOINTS = "x-used-in", "x-checkpoints"


def put_into(session: Session, made: Inventory, path: Path, write: bool) -> Revision:
    """Add what is used to a registry file, or with `write` false only tell how.

    A model that is used no more loses its `x-used-in`, but not its entry. Raises BadUsage where the registry would not
    be valid, BadRegistry where the file cannot be read.
    """
    layer = next((one for one in session.layers if path.absolute() in {file.absolute() for file in one.files}), None)
    name = STANDING[1] if path.name == PROJECT_FILE else "named"
    layer = layer or Layer(name, path, (path,))
    with closing(Check()) as check:
        return revise(session.layers, layer, path, lambda text: _with(text, made), write, check.is_valid)


def _with(text: str, made: Inventory) -> str:
    """The text of a registry file in which the entries of what is used say where."""
    used = _entries(made)
    written = edit.ids(text, "models")
    for model in written:
        for key in (_FILES, _CHECKPOINTS):
            value = used.get(model, {}).get(key)
            if value:
                text = edit.put(text, "models", model, (key,), value, KEYS)
            elif edit.has(text, "models", model, (key,)):
                text = edit.drop(text, "models", model, (key,))
    added = [{"id": model, **facts} for model, facts in used.items() if model not in written]
    return edit.add(text, "models", *added)


def _entries(made: Inventory) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By model, the files it is used in and the checkpoints that are known."""
    files: dict[str, set[str]] = {}
    checkpoints: dict[str, set[str]] = {}
    for one in made.used:
        files.setdefault(one.model, set()).update(place.file for place in one.occurrences)
        checkpoints.setdefault(one.model, set()).update([one.id] if one.id != one.model else [])
    found = {}
    for model, names in sorted(files.items()):
        known = {_CHECKPOINTS: sorted(checkpoints[model])} if checkpoints[model] else {}
        found[model] = {_FILES: sorted(names), **known}
    return found
