"""A folder's registry as it was at a git revision, read without running anything that the repository names.

A repository's own configuration may name programs: filters, hooks, archivers, a monitor, ways to fetch missing objects.
Only plumbing commands that use none of them are run, and no transport is allowed.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from fmcat.errors import BadRegistry
from fmcat.messages import say
from fmcat.registry.locate import PROJECT_FILE, SUFFIXES
from fmcat.registry.parse import LARGEST_FILE

_COMMAND = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
#: Where git is told to look, as a hook's own environment tells it; here the folder alone says so.
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_SECONDS = 30
#: Files, and bytes of them together, that a registry of a revision may have: a few bytes of a repository may name
#: thousands of files, or a single one of any size.
_MOST_FILES, _MOST_BYTES = 1000, 2**30
_ENTRY = re.compile(rb"100[0-7]{3} blob ([0-9a-f]+) +([0-9]+)\t(?:data/)?([^/]+)", re.DOTALL)


class _Blob(NamedTuple):
    """A regular file of a revision: its name, its object and its size in bytes."""

    name: str
    object: str
    size: int


def write_revision(revision: str, folder: Path) -> None:
    """Write the registry files that the working folder had at a revision into an empty folder.

    They are its `fmcat.yaml`, else those of its `data` folder, else its own. Raises BadRegistry if there is no git, no
    repository, no such revision or no registry in it, or if a file is too large for a registry.
    """
    try:
        if _git("rev-parse", "--is-bare-repository", "--is-inside-work-tree").split() == [b"false", b"false"]:
            raise BadRegistry(
                [
                    say(
                        "{revision}: this folder's git repository keeps its files elsewhere (core.worktree)",
                        revision=revision,
                    )
                ]
            )
        tree = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
        blobs = list(_blobs(tree))
        own = [blob for blob in blobs if blob.name == PROJECT_FILE]
        chosen = own or list(_blobs(tree, "data/")) or blobs
        _refuse_large(revision, chosen)
        for blob in chosen:
            with (folder / blob.name).open("xb") as stream:
                _git("cat-file", "blob", blob.object, into=stream)
    except subprocess.TimeoutExpired:
        raise BadRegistry(
            [say("{revision}: git did not answer within {seconds} seconds", revision=revision, seconds=_SECONDS)]
        ) from None
    except (OSError, ValueError, subprocess.SubprocessError):  # ValueError: a NUL in the argument
        raise BadRegistry([say("{revision}: is neither a file nor a git revision", revision=revision)]) from None


def _refuse_large(revision: str, blobs: list[_Blob]) -> None:
    """Raise BadRegistry if there are more files, or more bytes in one or in all, than a registry may have."""
    if len(blobs) > _MOST_FILES:
        raise BadRegistry(
            [say("{revision}: has more than {most} registry files", revision=revision, most=f"{_MOST_FILES:,}")]
        )
    for blob in blobs:
        if blob.size > LARGEST_FILE and not blob.name.endswith(".jsonl"):
            size = LARGEST_FILE // 2**20
            raise BadRegistry(
                [
                    say(
                        "{revision}:{name}: the file is larger than {size} MiB",
                        revision=revision,
                        name=blob.name,
                        size=size,
                    )
                ]
            )
    if sum(blob.size for blob in blobs) > _MOST_BYTES:
        raise BadRegistry(
            [
                say(
                    "{revision}: the registry files are larger than {size} MiB",
                    revision=revision,
                    size=_MOST_BYTES >> 20,
                )
            ]
        )


def _blobs(tree: str, *below: str) -> Iterator[_Blob]:
    """The regular files of a tree, in the working folder or below it, that may belong to a registry."""
    for entry in _git("ls-tree", "-z", "-l", tree, *below).split(b"\0"):
        if (found := _ENTRY.fullmatch(entry)) and (name := os.fsdecode(found[3])).endswith(SUFFIXES):
            yield _Blob(name, found[1].decode(), int(found[2]))


def tracked(folder: Path) -> Iterator[str] | None:
    """The paths below a folder that git tracks, in the order of its index; None where there is no repository or no git.

    None too where git tracks nothing there, and paths that lead out of the folder are left out.
    """
    names = tempfile.TemporaryFile()  # noqa: SIM115  (read while it is iterated; there may be a million)
    try:
        _git("-C", str(folder), "ls-files", "-z", into=names)
    except (OSError, ValueError, subprocess.SubprocessError):
        names.close()
        return None
    if not names.seek(0, os.SEEK_END):
        names.close()
        return None
    return _separated(names)


def _separated(names: IO[bytes]) -> Iterator[str]:
    with names:
        names.seek(0)
        rest = b""
        while chunk := names.read(1 << 16):
            *whole, rest = (rest + chunk).split(b"\0")
            for name in map(os.fsdecode, whole):
                if not (name.startswith("/") or ".." in name.split("/")):
                    yield name


def _git(*arguments: str, into: IO[bytes] | None = None) -> bytes:
    """What git prints, or nothing if that goes into a file; raises OSError or SubprocessError if it fails."""
    here = arguments[0] == "-C"
    ran = subprocess.run(
        [*_COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=into or subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not here or name not in _PLACES} | _ENVIRONMENT,
        timeout=_SECONDS,
        check=True,
    )
    return ran.stdout or b""
