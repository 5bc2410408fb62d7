"""The compiled catalog on disk: found, used while nothing changed, and compiled again when something did.

This is the warm path: nothing here imports pydantic, PyYAML or Rich.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from zlib import crc32

import fmcat.files
from fmcat.catalog.shipped import STAMP, open_shipped, shipped_at
from fmcat.catalog.tables import FORMAT
from fmcat.errors import BadRegistry, FmcatError
from fmcat.files.paths import is_trusted, platform_folder
from fmcat.messages import say
from fmcat.registry.locate import BUNDLED, Layer, has_words_only
from fmcat.version import __version__

#: A file written this shortly before the catalog was built may have changed again in the same tick of
#: a coarse clock, so its content decides ("racy git" has the same rule).
RACY_NS = 2_000_000_000
#: Whether a connection belongs to the thread that opened it: only if SQLite does not serialize calls.
_ONE_THREAD = sqlite3.threadsafety < 3
_STALE_LEFTOVER_SECONDS = 3600


def cache_folder() -> Path:
    """Where compiled catalogs are kept: FMCAT_CACHE_DIR, else the platform's cache folder.

    Raises FmcatError if no folder is named and there is no home folder.
    """
    if named := os.environ.get("FMCAT_CACHE_DIR"):
        return Path(named)
    return platform_folder("LOCALAPPDATA", "~/Library/Caches", "XDG_CACHE_HOME", "~/.cache") / "fmcat"


def open_store(layers: Sequence[Layer], anew: bool = False) -> sqlite3.Connection:
    """A connection to the compiled catalog of these layers, compiled now if none is current, or if that is asked.

    The bundled registry alone needs no cache if fmcat was installed with its compiled catalog. If the cache cannot be
    written, the catalog is compiled in memory. Raises BadRegistry if the registry is invalid.
    """
    if not anew and (shipped := open_shipped(layers)):
        return shipped
    try:
        path = _path(layers)
    except FmcatError:
        return _filled(_in_memory(), layers)
    standing = None if anew else _opened(path, layers)
    return standing or _compiled(path, layers, anew=anew)


class Check:
    """Examines what layers would be after an edit; the catalog that this takes is kept until the edit is done."""

    def __init__(self) -> None:
        self._made = _in_memory()
        self._instead: Mapping[Path, bytes] = {}
        self._signs: list[str] = []

    def is_valid(self, layers: Sequence[Layer], instead: Mapping[Path, bytes]) -> bool:
        """Whether layers are sure to be valid if some of their files have the contents in `instead`.

        Only what changed since their last catalog is validated. False if it is not valid, or if that cannot be told so.
        """
        with suppress(FmcatError, OSError, sqlite3.Error):
            signs = _signs(layers, instead)
            for earlier, stamp in _earlier(_path(layers), layers):
                with closing(_reader(earlier)) as catalog:
                    if _stamped(catalog) == stamp:
                        catalog.backup(self._made)
                        self._instead, self._signs = instead, signs if _update(layers, self._made, instead) else []
                        return bool(self._signs)
        return False

    def refresh(self, layers: Sequence[Layer]) -> None:
        """Bring the cached catalog of layers whose files changed up to date now, so that no later command has to."""
        with suppress(FmcatError):
            if (path := _path(layers)).is_file():
                _compiled(path, layers, self).close()

    def close(self) -> None:
        """Let go of the catalog."""
        self._made.close()

    def hand(self, layers: Sequence[Layer], connection: sqlite3.Connection) -> bool:
        """Whether a database became the catalog that was made, because the files are what it was made for."""
        if self._signs != _signs(layers, {file: file.read_bytes() for file in self._instead}):
            return False
        self._made.backup(connection)
        return True


def _signs(layers: Sequence[Layer], contents: Mapping[Path, bytes]) -> list[str]:
    """What the files of layers are: some of them these contents, the others as they are on disk."""
    files = [file for layer in layers for file in layer.files]
    return [fmcat.files.digest(contents[file]) if file in contents else _signed(str(file)) for file in files]


def _names(layers: Sequence[Layer]) -> str:
    return "\n".join(f"{layer.name} {layer.path.absolute()}" for layer in layers)


def _stamp(layers: Sequence[Layer]) -> str:
    return f"{FORMAT}\n{__version__}\n{_names(layers)}"


def _path(layers: Sequence[Layer]) -> Path:
    """Where the compiled catalog of layers is kept."""
    return cache_folder() / f"catalog-{crc32(_names(layers).encode('utf-8', 'surrogateescape')):08x}.sqlite"


def _files(layers: Sequence[Layer]) -> list[str]:
    """The files of layers, wherever links lead."""
    return [str(file.resolve()) for layer in layers for file in layer.files]


def _opened(path: Path, layers: Sequence[Layer]) -> sqlite3.Connection | None:
    """The catalog at `path`, if it exists, is intact, and belongs to this fmcat and to the files as they are now."""
    try:
        if not path.is_file() or not is_trusted(path):
            return None
        connection = _reader(path)
        built = dict(connection.execute("SELECT key, value FROM built"))
        if built["stamp"] == _stamp(layers) and _unchanged(built["files"], _files(layers), int(built["at"]), path):
            return connection
        connection.close()
    except (sqlite3.Error, OSError, LookupError, ValueError):
        return None  # corrupt, foreign or older: treated as missing
    return None


def _unchanged(then: str, files: Sequence[str], built_at: int, path: Path) -> bool:
    lines = then.split("\n")
    if len(lines) != len(files):
        return False
    racy = False
    for line, file in zip(lines, files, strict=True):
        signature, _, digest = line.rpartition(" ")
        status = os.stat(file)
        if signature != _signature(file, status):
            return False
        if max(status.st_mtime_ns, status.st_ctime_ns) > built_at - RACY_NS:
            racy = True
            if digest != fmcat.files.digest_of(Path(file)):
                return False
    if racy:
        _mark_unchanged(path, then)
    return True


def _mark_unchanged(path: Path, then: str) -> None:
    """Record that the files are as they were `then`, so that later runs need not read them again.

    No journal is written: beside a newer catalog, which another process may put there at any time, it would be taken
    for that one's and rolled back into it. And a newer one is only marked if it was compiled from the same.
    """
    mark = "UPDATE built SET value = ? WHERE key = 'at' AND (SELECT value FROM built WHERE key = 'files') = ?"
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as connection:  # if read-only: next time
        connection.execute("PRAGMA journal_mode = MEMORY")
        with connection:
            connection.execute(mark, (str(time.time_ns()), then))


def _signature(file: str, status: os.stat_result) -> str:
    return f"{file} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _signed(file: str) -> str:
    try:
        return f"{_signature(file, os.stat(file))} {fmcat.files.digest_of(Path(file))}"
    except OSError as error:  # it was removed since it was found, or its disk fails
        raise BadRegistry([say("{path}: cannot be read: {reason}", path=file, reason=error.strerror)]) from None


def _compiled(
    path: Path, layers: Sequence[Layer], check: Check | None = None, anew: bool = False
) -> sqlite3.Connection:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        temporary.write_bytes(bytes(4096))  # fails immediately if nothing can be written
    except OSError:
        return _filled(_in_memory(), layers)
    try:
        if anew or not _updated(temporary, path, layers, check):
            temporary.unlink()
            with closing(sqlite3.connect(temporary)) as connection:
                _filled(connection, layers)
        os.replace(temporary, path)
        return _reader(path)
    except (OSError, sqlite3.OperationalError):  # the disk is full, or the folder was removed
        return _filled(_in_memory(), layers)
    finally:
        temporary.unlink(missing_ok=True)


def _updated(temporary: Path, path: Path, layers: Sequence[Layer], check: Check | None) -> bool:
    """Whether a file became the catalog of these layers: that of a check, or an update of a copy of an earlier one.

    If not, it is unusable. What is wrong with a file is reported when everything is compiled.
    """
    try:
        if check:
            temporary.write_bytes(b"")
            with closing(sqlite3.connect(temporary)) as connection:
                if _noted(connection, layers, check.hand):
                    return True
        for earlier, stamp in _earlier(path, layers):
            shutil.copyfile(earlier, temporary)
            with closing(sqlite3.connect(temporary)) as connection:
                if _stamped(connection) == stamp:  # which `earlier` may no longer be
                    return _noted(connection, layers, partial(_update, instead={}))
    except (FmcatError, OSError, sqlite3.Error):
        pass
    return False


def _update(layers: Sequence[Layer], connection: sqlite3.Connection, instead: Mapping[Path, bytes]) -> bool:
    from fmcat.catalog.update import updated  # pydantic and PyYAML, which a warm start never needs

    return updated(layers, connection, instead)


def _earlier(path: Path, layers: Sequence[Layer]) -> Iterator[tuple[Path, str]]:
    """Catalogs of these layers as they once were, or else of the bundled registry below them, and what stamps them."""
    kept = [(path, _stamp(layers))]
    if layers[0].name == BUNDLED and not has_words_only(layers[0]):
        kept += [(shipped_at(layers[0]), STAMP), (_path(layers[:1]), _stamp(layers[:1]))]
    for file, stamp in kept:
        if file.is_file() and (stamp == STAMP or is_trusted(file)):
            yield file, stamp


def _stamped(connection: sqlite3.Connection) -> str:
    """What made a catalog, and of which layers; empty if it does not say, or is damaged."""
    try:
        [stamp] = connection.execute("SELECT value FROM built WHERE key = 'stamp'").fetchone() or [""]
    except sqlite3.Error:
        return ""
    return str(stamp)


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=_ONE_THREAD)


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=_ONE_THREAD)


def _filled(connection: sqlite3.Connection, layers: Sequence[Layer]) -> sqlite3.Connection:
    from fmcat.catalog.build import build  # pydantic and PyYAML, which a warm start never needs

    _noted(connection, layers, build)
    return connection


def _noted(
    connection: sqlite3.Connection,
    layers: Sequence[Layer],
    compiling: Callable[[Sequence[Layer], sqlite3.Connection], bool],
) -> bool:
    """Whether a database was filled, which then says from what."""
    # The file is renamed into place when it is complete, so it needs neither a journal nor a sync.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;")
    # Signed before reading: a change meanwhile makes the catalog stale, never wrong.
    started = time.time_ns()
    signed = "\n".join(map(_signed, _files(layers)))
    if not compiling(layers, connection):
        return False
    rows = {"stamp": _stamp(layers), "files": signed, "at": str(started)}
    connection.executemany("INSERT OR REPLACE INTO built VALUES (?, ?)", rows.items())
    connection.commit()
    return True


def _sweep(folder: Path) -> None:
    """Remove what killed builds left behind."""
    for leftover in folder.glob(".catalog-*.tmp*"):
        try:
            if time.time() - leftover.stat().st_mtime > _STALE_LEFTOVER_SECONDS:
                leftover.unlink()
        except OSError:
            continue
