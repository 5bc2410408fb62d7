"""Which files make up the registry: the bundled one, the user's, the project's, and those named."""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fmcat.errors import BadRegistry, BadUsage, FmcatError, NoRegistry
from fmcat.files.paths import platform_folder
from fmcat.messages import say
from fmcat.notices import notify

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
PROJECT_FILE = "fmcat.yaml"
#: The layer that comes with fmcat, which is never edited in place.
BUNDLED = "bundled"
#: The layers that are found without being named: the user's and the project's.
STANDING = ("user", "project")
#: The bundled files that contain models or mention them.
WITH_MODELS = ("history.json", "models.yaml", "timelines.yaml")
_LINE = 1 << 16
_PACKAGE = Path(__file__).resolve().parent.parent


class Layer(NamedTuple):
    """One layer of the registry: later layers add entries and override single fields."""

    name: str
    path: Path
    files: tuple[Path, ...]


def find_layers(named: Sequence[Path] = (), only: bool = False) -> tuple[Layer, ...]:
    """The layers in the order they apply; with `only`, only models from the `named` paths.

    If none is named, FMCAT_REGISTRY names them, separated as in PATH. A user's or project's file that cannot be read,
    and a project's that anybody may write, is skipped, with a notice. With `only`, the bundled vocabulary (terms,
    vendors, notes) stays unless one of the named files has a taxonomy. Raises BadRegistry if a named path does not
    exist or contains no registry file.
    """
    if not named and (paths := os.environ.get("FMCAT_REGISTRY")):
        named = [Path(path) for path in paths.split(os.pathsep) if path]
    if only and not named:
        raise BadUsage(say("--only reads nothing but what --registry names; name at least one path"))
    names = ["named"] if len(named) == 1 else [f"named {number}" for number in range(1, len(named) + 1)]
    layers = [Layer(name, path, files_at(path)) for name, path in zip(names, named, strict=True)]
    if not only:
        layers = [*_standing_layers(), *layers]
    elif not any(_has_taxonomy(file) for layer in layers for file in layer.files):
        layers = [bundled(WITH_MODELS), *layers]
    for layer in layers:
        for path in (layer.path.absolute(), *layer.files):
            _refuse_bytes(path)
    return tuple(layers)


def _refuse_bytes(path: Path) -> None:
    """Raise BadRegistry if a path is not UTF-8, since no catalog can name it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise BadRegistry([say("{shown}: the path is not UTF-8; rename the file or its folder", shown=shown)]) from None


def _standing_layers() -> list[Layer]:
    layers = [bundled()]
    with contextlib.suppress(FmcatError):  # no home
        user = user_file()
        if _is_readable(user):
            layers.append(Layer(STANDING[0], user, (user,)))
    try:
        project = project_file(Path.cwd())
    except OSError:  # the current folder was removed or cannot be read
        project = None
    if project:
        layers.append(Layer(STANDING[1], project, (project,)))
    return layers


def bundled(without: Sequence[str] = ()) -> Layer:
    """The registry that comes with fmcat, as a layer, without the files of some names."""
    folder = bundled_folder()
    return Layer(BUNDLED, folder, tuple(file for file in files_at(folder) if file.name not in without))


def has_words_only(layer: Layer) -> bool:
    """Whether a layer is the bundled registry without its models."""
    return layer.name == BUNDLED and not any(file.name in WITH_MODELS for file in layer.files)


def _is_readable(file: Path, looked_for: bool = False) -> bool:
    """Whether a registry file can be read; sends a notice if it exists and cannot.

    If a folder above cannot be entered, it is unknown whether the file exists; then only a file with a fixed path gets
    the notice, not one that is `looked_for` in every folder.
    """
    try:
        found = stat.S_ISREG(file.stat().st_mode)
        readable = os.access(file, os.R_OK)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # a folder above it cannot be entered, or links form a cycle
        found, readable = not looked_for, False
    if found and not readable:
        notify(say("{path} is skipped: it cannot be read", path=file))
    return found and readable


def layers_of(path: Path) -> tuple[Layer, ...]:
    """The layers for a registry at a path: itself if it has a taxonomy, else over the bundled one."""
    named = Layer("named", path, files_at(path))
    if any(_has_taxonomy(file) for file in named.files):
        return (named,)
    return (bundled(), named)


#: The key of a taxonomy: at the start of a line as in YAML, or within braces as in JSON.
_TAXONOMY = rb"""^["']?taxonomy["']?\s*:|[{,]\s*"taxonomy"\s*:|^\s*"taxonomy"\s*:"""


def _has_taxonomy(file: Path) -> bool:
    if file.suffix == ".jsonl":  # contains only models, and may be larger than memory
        return False
    try:
        with file.open("rb") as stream:
            return any(re.search(_TAXONOMY, line) for line in iter(partial(stream.readline, _LINE), b""))
    except OSError:  # reported when the registry is read
        return False


def bundled_folder() -> Path:
    """The folder of the registry that comes with fmcat: inside the wheel, or next to src/ in a checkout."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "data"


def user_file() -> Path:
    """The user's own registry file, whether it exists or not."""
    folder = platform_folder("APPDATA", "~/Library/Application Support", "XDG_DATA_HOME", "~/.local/share")
    return folder / "fmcat" / "registry.yaml"


def project_file(start: Path) -> Path | None:
    """The nearest `fmcat.yaml` in `start` or above it that can be read and is not writable by everyone."""
    return next((file for folder in (start, *start.parents) if _is_trusted(file := folder / PROJECT_FILE)), None)


def _is_trusted(file: Path) -> bool:
    """Whether a file found on the way up is trusted: others may own it (a checkout in a container), but not write
    it.
    """
    if not _is_readable(file, looked_for=True):
        return False
    if sys.platform == "win32":  # where file modes mean nothing
        return True
    if file.stat().st_mode & stat.S_IWOTH:
        notify(say("{path} is skipped: anybody can write to it; to use it, name it with --registry", path=file))
        return False
    if file.parent.stat().st_mode & stat.S_IWOTH:
        notify(say("{path} is skipped: anybody can write in its folder; to use it, name it with --registry", path=file))
        return False
    return True


def files_at(path: Path) -> tuple[Path, ...]:
    """The registry files at a path: itself, or those of a folder in the order of their names."""
    if path.is_dir():
        files = tuple(sorted(file for file in path.iterdir() if file.suffix in SUFFIXES and file.is_file()))
        if not files:
            raise BadRegistry(
                [say("{path}: no registry file in this folder ({suffixes})", path=path, suffixes=", ".join(SUFFIXES))]
            )
        return files
    if not path.exists():
        raise NoRegistry([say("{path}: no such file or folder", path=path)])
    if not path.is_file():  # reading a pipe would block, and works only once
        raise BadRegistry([say("{path}: is neither a file nor a folder", path=path)])
    if path.suffix not in SUFFIXES:
        raise BadRegistry(
            [
                say(
                    "{path}: is not a registry file; name one that ends in {suffixes}",
                    path=path,
                    suffixes=", ".join(SUFFIXES),
                )
            ]
        )
    return (path,)
