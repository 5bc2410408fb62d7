"""The files of a repository: what git tracks, else everything but vendored folders; links are never followed."""

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from fmcat.registry.git import tracked

#: Folders that hold what others wrote, or what was built.
# fmt: off
_VENDORED = frozenset(
    (
        ".git", ".hg", ".svn", "node_modules", "bower_components", ".venv", "venv", ".env", "site-packages",
        "__pycache__", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".ipynb_checkpoints", "vendor",
        "third_party", ".next", ".nuxt", ".terraform", ".idea", ".vscode-test", ".gradle", ".eggs",
    )
)
# fmt: on


#: The size of a folder that cannot be read.
UNREAD = -1


class Listed(NamedTuple):
    """A file: where it is, its path below the root as it is shown, its size in bytes, and whether it is a link.

    A folder that cannot be read is one of size UNREAD.
    """

    path: str
    shown: str
    size: int
    is_link: bool


def files_below(root: Path, exclude: "Excluded") -> Iterator[Listed]:
    """The files of a repository or a folder, in the order git or the folder has them; of a file, itself."""
    if root.is_file():
        yield Listed(str(root), shown(root.name), root.stat().st_size, False)
        return
    names = tracked(root)
    yield from _walked(str(root), exclude) if names is None else _those(root, names, exclude)


class Excluded:
    """Patterns of paths that are left out, as fnmatch has them; a folder's name leaves out all that is in it."""

    def __init__(self, patterns: tuple[str, ...] = (), prefix: str = "") -> None:
        self._patterns, self._prefix = [pattern.strip("/") for pattern in patterns], prefix

    def below(self, prefix: str) -> "Excluded":
        """The same patterns for a root, of whose paths they may name the whole too: `src/old` of the root `src`."""
        return Excluded(tuple(self._patterns), prefix)

    def __call__(self, path: str) -> bool:
        """Whether a path is left out."""
        return any(_matches(path, one) or _matches(self._prefix + path, one) for one in self._patterns)


def _matches(path: str, pattern: str) -> bool:
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"{pattern}/*")


def _those(root: Path, names: Iterator[str], exclude: Excluded) -> Iterator[Listed]:
    """The tracked files that are there, and that no link leads out of the root to."""
    base = os.path.realpath(root)
    inside: dict[str, bool] = {"": True}
    for name in names:
        folder = name.rpartition("/")[0]
        if folder not in inside:
            inside[folder] = os.path.realpath(f"{base}/{folder}") == os.path.normpath(f"{base}/{folder}")
        if inside[folder] and not exclude(name) and (found := _listed(f"{root}/{name}", name)):
            yield found


def _walked(folder: str, exclude: Excluded) -> Iterator[Listed]:
    """Everything below a folder in the order of names, however deep its folders nest."""
    waiting = [_entries(folder, "") or []]
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        entry, name = waiting[-1].pop()
        if exclude(name):
            continue
        if entry.is_dir(follow_symlinks=False):
            below = [] if entry.name in _VENDORED else _entries(entry.path, f"{name}/")
            if below is None:
                yield Listed(entry.path, shown(name), UNREAD, False)
            else:
                waiting.append(below)
        elif found := _listed(entry.path, name):
            yield found


def _entries(folder: str, prefix: str) -> list[tuple["os.DirEntry[str]", str]] | None:
    """The entries of a folder with their paths below the root, the first one last; None if it cannot be read."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
    except OSError:
        return None
    return [(entry, f"{prefix}{entry.name}") for entry in entries]


def _listed(path: str, name: str) -> Listed | None:
    try:
        state = os.lstat(path)
    except (OSError, ValueError):
        return None
    if stat.S_ISLNK(state.st_mode):
        return Listed(path, shown(name), 0, True)
    return Listed(path, shown(name), state.st_size, False) if stat.S_ISREG(state.st_mode) else None


def shown(name: str) -> str:
    """A path as it is shown: bytes that are not UTF-8 as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace(os.sep, "/")
