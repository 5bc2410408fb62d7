"""Which files make up the registry: the bundled one, the user's, the project's, and those named."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fmcat.errors import BadRegistry, BadUsage

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
PROJECT_FILE = "fmcat.yaml"
#: The layer that comes with fmcat, which nobody edits in place.
BUNDLED = "bundled"
_LINE = 1 << 16
_PACKAGE = Path(__file__).resolve().parent.parent


class Layer(NamedTuple):
    """One storey of the registry: later layers add entries and override single fields."""

    name: str
    path: Path
    files: tuple[Path, ...]


def find_layers(named: Sequence[Path] = (), only: bool = False) -> tuple[Layer, ...]:
    """The layers in the order they apply; with `only`, none but those at the `named` paths.

    Where none is named, FMCAT_REGISTRY names them, separated as in PATH. Raises BadRegistry where a named
    path does not exist or holds no registry file.
    """
    if not named and (paths := os.environ.get("FMCAT_REGISTRY")):
        named = [Path(path) for path in paths.split(os.pathsep) if path]
    if only and not named:
        raise BadUsage("--only leaves out everything but the --registry paths; name at least one")
    layers = [] if only else _standing_layers()
    names = ["named"] if len(named) == 1 else [f"named {number}" for number in range(1, len(named) + 1)]
    layers += [Layer(name, path, files_at(path)) for name, path in zip(names, named, strict=True)]
    for layer in layers:
        for path in (layer.path.absolute(), *layer.files):
            _refuse_bytes(path)
    return tuple(layers)


def _refuse_bytes(path: Path) -> None:
    """Raise BadRegistry where a path is bytes that are not UTF-8, which no catalog can name."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise BadRegistry([f"{shown}: the path is not UTF-8; rename the file or its folder"]) from None


def _standing_layers() -> list[Layer]:
    bundled = bundled_folder()
    layers = [Layer(BUNDLED, bundled, files_at(bundled))]
    user = user_file()
    if user.is_file():
        layers.append(Layer("user", user, (user,)))
    try:
        project = project_file(Path.cwd())
    except FileNotFoundError:  # the folder we stand in was removed
        project = None
    if project:
        layers.append(Layer("project", project, (project,)))
    return layers


def layers_of(path: Path) -> tuple[Layer, ...]:
    """The layers a registry at a path makes sense with: itself where it has a taxonomy, else over the bundled one."""
    named = Layer("named", path, files_at(path))
    if any(_has_taxonomy(file) for file in named.files):
        return (named,)
    bundled = bundled_folder()
    return (Layer(BUNDLED, bundled, files_at(bundled)), named)


def _has_taxonomy(file: Path) -> bool:
    if file.suffix == ".jsonl":  # holds models only, and may be larger than memory
        return False
    try:
        with file.open("rb") as stream:
            return any(line.startswith(b"taxonomy:") for line in iter(partial(stream.readline, _LINE), b""))
    except OSError:  # told when the registry is read
        return False


def bundled_folder() -> Path:
    """The folder of the registry that comes with fmcat: inside the wheel, or beside src/ in a checkout."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "data"


def user_file() -> Path:
    """The user's own registry file, whether it exists or not."""
    folder = platform_folder("APPDATA", "~/Library/Application Support", "XDG_DATA_HOME", "~/.local/share")
    return folder / "fmcat" / "registry.yaml"


def platform_folder(windows: str, mac: str, xdg: str, elsewhere: str) -> Path:
    """A person's folder by the customs of the platform.

    `windows` and `xdg` name environment variables; `elsewhere` is the folder where the latter is not set.
    """
    if sys.platform == "win32":
        base = os.environ.get(windows) or "~"
    elif sys.platform == "darwin":
        base = mac
    else:
        base = os.environ.get(xdg) or elsewhere
    return Path(base).expanduser()


def project_file(start: Path) -> Path | None:
    """The nearest `fmcat.yaml` at `start` or above it."""
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder / PROJECT_FILE
    return None


def files_at(path: Path) -> tuple[Path, ...]:
    """The registry files at a path: itself, or those of a folder in the order of their names."""
    if path.is_dir():
        files = tuple(sorted(file for file in path.iterdir() if file.suffix in SUFFIXES and file.is_file()))
        if not files:
            raise BadRegistry([f"{path}: no registry file in this folder ({', '.join(SUFFIXES)})"])
        return files
    if not path.exists():
        raise BadRegistry([f"{path}: no such file or folder"])
    if not path.is_file():  # a pipe would be waited for, and read once
        raise BadRegistry([f"{path}: a registry is a file or a folder of files"])
    if path.suffix not in SUFFIXES:
        raise BadRegistry([f"{path}: no registry file; name one that ends in {', '.join(SUFFIXES)}"])
    return (path,)
