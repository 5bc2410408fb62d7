"""Reads the references in the text of one file after the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmcat.catalog.inventory import Occurrence
from fmcat.catalog.resolution import Resolution
from fmcat.scan.code import ID
from fmcat.scan.files import UNREAD, Listed
from fmcat.scan.kinds import Kind, decoded, kind_of
from fmcat.scan.literal import Asked, Lines, Literal, Place, Slot
from fmcat.scan.notebook import Broken
from fmcat.scan.positions import AMONG
from fmcat.scan.references import References

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog

#: Why a file was not read, as keys of the sentences that say so.
LARGE, LONG, UNREADABLE, BROKEN = "large", "long", "unreadable", "broken"
#: Texts among at least this many names of models, and not more texts that name none, name models as well.
_COMPANY = 3
#: How many strangers for each repository of a model may be repositories among them, which look alike.
_MANY = 8
_AMONG = Slot(AMONG, "certain")
#: An account or a version, by which an unknown name means the same anywhere in a file.
_OWN = re.compile(r"^[\w.-]+/[\w.-]+|\d[\w.]*-|-[\w.]*\d")
#: Keys below which names of models are names of other things: of licenses, of makers, of ways to read a file.
_OTHERS = re.compile(
    r"\bmap \S*(?:licen[cs]e|format|mode|tags?|type|parser|provider|vendor|owner|author|org|dataset|language|library"
    r"|arch|family|version|description|image|tool|task)s?$",
    re.IGNORECASE,
)
#: Names of licenses, which are those of models too: `license: llama3.1`.
_LICENSE = re.compile(r"\bmap \S*licen[cs]e\w*$", re.IGNORECASE)
_PROSE = re.compile(r".*\.(?:md|mdx|rst|txt|adoc|tex|html?)", re.IGNORECASE)
_WORD = re.compile(rf"(?<![\w./@:+-]){ID}")


@dataclass
class Survey:
    """What was gathered: the references with what they mean, how many files were read, and how many not, by reason."""

    references: list[tuple[Resolution, Occurrence]] = field(default_factory=list)
    files: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, part: "Survey") -> None:
        """Add what was gathered elsewhere."""
        self.references += part.references
        self.files += part.files
        self.skipped += part.skipped


class Reader:
    """Reads the files of one root."""

    def __init__(self, catalog: "Catalog", folder: Path, prose: bool) -> None:
        self.catalog, self.folder, self.prose = catalog, folder, prose
        self.references = References(catalog, partial(_is_local, folder))

    def read(self, file: Listed, shown: str) -> Survey:
        """The references in the text of a file."""
        made = Survey()
        if file.size == UNREAD:
            made.skipped[UNREADABLE] += 1
        elif not file.is_link and (text := _text(file, kind := kind_of(file.path), self.prose, made.skipped)):
            made.files = 1
            made.references += _references(shown, text, kind, self.references, self.prose, made.skipped)
        return made


def _is_local(folder: Path, text: str) -> bool:
    """Whether a text is a path of something in a folder; nothing outside of it is looked at."""
    if ".." in text or text.startswith(("/", "~")) or ":" in text:
        return False
    try:
        return (folder / text).lstat() is not None
    except (OSError, ValueError):
        return False


def _text(file: Listed, kind: Kind | None, prose: bool, skipped: "Counter[str]") -> str:
    """The text of a file, or nothing where it is not to be read."""
    if kind is None and not (prose and _PROSE.fullmatch(file.path)):
        return ""
    if file.size > (kind or _ANY).largest:
        skipped[LARGE] += 1
        return ""
    try:
        with open(file.path, "rb") as stream:
            data = stream.read((kind or _ANY).largest)
    except OSError:
        skipped[UNREADABLE] += 1
        return ""
    text = decoded(data) or ""
    longest = (kind or _ANY).longest_line
    if len(text) > longest and max(map(len, text.split("\n"))) > longest:
        skipped[LONG] += 1
        return ""
    return text


def _nothing(_: str, __: Asked) -> Iterable[Literal]:
    return ()


_ANY = Kind("prose", "", _nothing)


def _references(
    shown: str, text: str, kind: Kind | None, references: References, prose: bool, skipped: "Counter[str]"
) -> Iterator[tuple[Resolution, Occurrence]]:
    """The references of one file, in order, no two of them at the same place."""
    lines = Lines(text)
    found = [
        (literal.place or lines.place(literal.offset), literal, meant)
        for literal, meant in _meant(partial(_literals, text, kind, prose, skipped), references)
    ]
    found.sort(key=lambda one: (one[0].cell, one[0].line, one[0].column, -len(one[1].text)))
    cell, line, end = -1, 0, 0
    for place, literal, meant in found:
        if (place.cell, place.line) == (cell, line) and place.column < end:
            continue
        cell, line, end = place.cell, place.line, place.column + len(literal.text)
        yield meant, occurrence_of(shown, literal, place, meant)


def _meant(read: Callable[[Asked], Iterable[Literal]], references: References) -> Iterator[tuple[Literal, Resolution]]:
    """The texts that are references, and what they mean; those among models are in a model position.

    So are those that the file has in a model position elsewhere. Few files name three models or one that is unknown,
    so that only those are read a second time.
    """
    models: defaultdict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for literal in read(Asked(references.may_name, references.is_one)):
        if not (literal.among and _LICENSE.search(literal.among)) and (meant := references.of(literal)):
            if not meant.is_found:
                named.add(literal.text)
            elif literal.among and not _OTHERS.search(literal.among):
                models[literal.among].add(literal.text)
            yield literal, meant
    known = {among: len(names) for among, names in models.items() if len(names) >= _COMPANY}
    named = {text for text in named if _OWN.search(text)}
    if not known and not named:
        return
    again = read(Asked(references.may_name, lambda _, __: True))
    others = [one for one in again if (one.among in known or one.text in named) and not references.of(one)]
    strangers = Counter(among for among, _ in {(one.among, one.text) for one in others})
    repositories = {among: sum("/" in name for name in models[among]) for among in known}
    for literal in others:
        most = known.get(literal.among, 0)
        if "/" in literal.text and repositories.get(literal.among, 0) >= _COMPANY:
            most = max(most, _MANY * repositories[literal.among])
        is_meant = literal.text in named or strangers[literal.among] <= most
        placed = literal._replace(slot=_AMONG)
        if is_meant and (meant := references.of(placed)):
            yield placed, meant


def _literals(text: str, kind: Kind | None, prose: bool, skipped: "Counter[str]", asked: Asked) -> Iterator[Literal]:
    """What the reader of a kind of file finds, and with `prose` every word that looks like an id."""
    try:
        yield from (kind or _ANY).reader(text, asked)
    except Broken:
        skipped[BROKEN] = 1  # of one file, which may be read twice
    if prose:
        yield from (Literal(word[0].rstrip(".:-/"), word.start()) for word in _WORD.finditer(text))


def occurrence_of(file: str, literal: Literal, place: Place, meant: Resolution) -> Occurrence:
    """A reference at its place."""
    rule = literal.slot.rule if literal.slot else ""
    return Occurrence(file, place.line, place.column, literal.text, rule, meant.match, place.cell)
