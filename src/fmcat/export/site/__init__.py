"""The catalog as a web site: a page for every model, vendor, license, method and modality, and the same facts as JSON.

Every page can be read without JavaScript. All links are relative, so a site works from any address, and from disk.
"""

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from fmcat.errors import BadUsage
from fmcat.export import Choice
from fmcat.export.kit.archive import add
from fmcat.export.site.contents import contents
from fmcat.export.site.pictures import has_previews as has_previews
from fmcat.files.digests import digest
from fmcat.files.write import whole_folder
from fmcat.messages import say
from fmcat.text import fold

#: Marks a folder as a site, with a digest of the names of its files, so that no other folder is ever replaced.
MARK = "_fmcat_site"


def to_site(choice: Choice) -> Iterator[bytes]:
    """The site in a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in contents(choice):
            add(package, path, text)
    yield buffer.getvalue()


def write_site(choice: Choice, path: Path, force: bool = False) -> None:
    """Write the site to a folder, completely or not at all.

    Only a new or empty folder or an earlier site is replaced, or with `force` another one. Raises BadUsage if
    something else is there, and FmcatError if it cannot be written.
    """
    if _is_precious(path):
        wrong = say(
            "{path}: holds the current folder, the home folder or a repository, and is never replaced", path=path
        )
        raise BadUsage(wrong, [say("name a new or empty folder")])
    hint = say("name a new or empty folder, or add --force to replace this one")
    with whole_folder(path, lambda folder: force or _is_site(folder), say("a site"), hint) as made:
        names = list(_written(made, contents(choice)))
        (made / MARK).write_text(_digest(names))


def _written(made: Path, files: Iterable[tuple[str, str | bytes]]) -> Iterator[str]:
    """Write the files; their names."""
    folders = {""}
    for name, content in files:
        folder = name.rpartition("/")[0]
        if folder not in folders:
            Path(made, folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        Path(made, name).write_bytes(content.encode() if isinstance(content, str) else content)
        yield name


def _is_precious(folder: Path) -> bool:
    """Whether a folder is one that nobody means to replace."""
    real = folder.resolve()
    return (real / ".git").exists() or any(one.is_relative_to(real) for one in (Path.cwd(), Path.home()))


def _is_site(folder: Path) -> bool:
    """Whether a folder contains a site and nothing else."""
    if not (folder / MARK).is_file():
        return False
    found = [Path(place, name).relative_to(folder).as_posix() for place, _, names in os.walk(folder) for name in names]
    return (folder / MARK).read_text() == _digest([name for name in found if name != MARK])


def _digest(paths: Iterable[str]) -> str:
    """A digest of the names of files, the same on file systems that take `A` and `a` for one name."""
    return digest("\n".join(sorted(set(map(fold, paths)))).encode()) + "\n"
