"""Changes a registry file: under a lock, validated before it is written, and written completely."""

import codecs
import difflib
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from fmcat.errors import BadRegistry, BadUsage, FmcatError
from fmcat.files.lock import locked
from fmcat.files.paths import display_path
from fmcat.files.write import rewrite
from fmcat.messages import say
from fmcat.registry.edit import ids
from fmcat.registry.locate import BUNDLED, Layer, user_file
from fmcat.registry.parse import ParseError, decode, read_yaml
from fmcat.registry.position import Position
from fmcat.registry.read import read_registry
from fmcat.schema.sections import SCHEMA
from fmcat.text import disarmed, one_line

_YAML = (".yaml", ".yml")
#: Whether a registry is sure to be valid with the contents that some of its files would have.
Examiner = Callable[[Sequence[Layer], Mapping[Path, bytes]], bool]


@dataclass(frozen=True)
class Revision:
    """A file's text before and after a change."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff."""
        path = disarmed(one_line(display_path(self.path)))  # a folder may have any name
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        lines = difflib.unified_diff(old, new, path, path, n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def own_layer(layers: Sequence[Layer]) -> Layer:
    """The layer that edits go to: the last one, or the user's if that is the bundled one."""
    if layers[-1].name != BUNDLED:
        return layers[-1]
    return Layer("user", user_file(), (user_file(),))


def file_of(layer: Layer, model_id: str) -> Path:
    """The YAML file of a layer that has this model, else the one for new entries.

    Raises FmcatError if the layer has no YAML file.
    """
    [file] = files_of(layer, [model_id])
    return file


def files_of(layer: Layer, model_ids: Iterable[str]) -> dict[Path, list[str]]:
    """The YAML files of a layer that have these models, or the one for new entries, each with its models.

    Raises FmcatError if the layer has no YAML file.
    """
    files = [file for file in layer.files if file.suffix in _YAML]
    if not files:
        raise FmcatError(
            say(
                "{path}: only YAML can be edited in place; change this file where it is generated",
                path=display_path(layer.path),
            )
        )
    texts = {file: _text(file) for file in files}
    having = {file: set(ids(text, "models")) for file, text in texts.items()}
    new = next((file for file in files if "\nmodels:" in f"\n{texts[file]}"), files[0])
    found: dict[Path, list[str]] = {}
    for model_id in model_ids:
        found.setdefault(next((file for file in files if model_id in having[file]), new), []).append(model_id)
    return found


def revise(
    layers: Sequence[Layer],
    layer: Layer,
    path: Path,
    change: Callable[[str], str],
    write: bool,
    is_valid: Examiner = lambda layers, instead: False,
) -> Revision:
    """Change a file of a layer, which is the last of the layers or above them.

    The file is written only if the registry is valid with it; with `write` false, never. `is_valid` may find that out
    quickly; where it does not, the whole registry is read. Raises BadRegistry if the file cannot be read; BadUsage,
    with every problem, if the registry would be invalid; and FmcatError if the file is a link that was not named,
    cannot be written, or changes meanwhile.
    """
    if layer not in layers:
        layers = (*layers, layer)
    refuse_link(layer, path)
    with locked(path) if write else nullcontext():
        data = path.read_bytes() if path.exists() else b""
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        _refuse_unreadable(path, data)
        before = data.removeprefix(mark).decode()
        after = change(before or f"schema: {SCHEMA}\n")
        revision = Revision(path, before, after)
        if after == before:
            return revision
        content = mark + after.encode()
        try:
            if not is_valid(layers, {path: content}):
                _examine(layers, {path: content})
        except BadRegistry as bad:
            raise BadUsage(say("the registry would become invalid; nothing was written"), bad.problems) from None
        if write:
            rewrite(path, data, content)
    return revision


def _refuse_unreadable(path: Path, data: bytes) -> None:
    """Raise BadRegistry if a file cannot be read: only a readable one is changed, and nothing nests too deep."""
    try:
        read_yaml(decode(data), display_path(path), placed=False)
    except ParseError as error:
        position = Position(display_path(path), error.line, error.column)
        raise BadRegistry([say("{position}: {problem}", position=position, problem=error.message)]) from None


def refuse_link(layer: Layer, path: Path) -> None:
    """Raise FmcatError if a file that was found in a project or in a named folder is a link to another one."""
    was_named = layer.path == path and layer.name != "project"
    if path.is_symlink() and not was_named:
        target = Path(os.path.realpath(path))
        raise FmcatError(
            say("{path}: is a link to {target}", path=display_path(path), target=target),
            [say("to edit that file: --registry {target}", target=shlex.quote(str(target)))],
        )


def _examine(layers: Sequence[Layer], instead: Mapping[Path, bytes]) -> None:
    """Raise BadRegistry, with the line of every problem, if the registry would be invalid."""
    try:
        for _ in read_registry(layers, placed=False, instead=instead).models():
            pass
    except BadRegistry:
        for _ in read_registry(layers, instead=instead).models():  # again with positions, which takes twice as long
            pass
        raise


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace") if path.exists() else ""
