"""A registry file in pieces: what it says of each model, and the rest. What is known by its digest is not read again.

A YAML file is cut before every line that begins with `- `, from `models:` to the next line that begins with anything
else. Cutting it changes nothing if what is above the heading, every piece, and the file without its pieces are each
read without an error: each of them is then complete, and nothing in YAML depends on what is complete before it. Any
other file is read as a whole. Files are cut as bytes, so that what is known is not decoded either.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from fmcat.facts import stated
from fmcat.messages import say
from fmcat.registry.parse import LARGEST_FILE, ParseError, counted_yaml, decode, most_values, read_json, read_yaml
from fmcat.registry.position import Raw
from fmcat.schema.sections import SCHEMA

MODELS = "models"
_TOP = f"{MODELS}:\n".encode()
_HEADING = re.compile(rb"\nmodels:[ ]*(?=\n)")
#: The end of a line before one that belongs to no entry, and what an entry begins with.
_END, _BEGINNING = re.compile(rb"\n(?![ #\n]|- |\Z)"), b"\n- "
#: Keys that say nothing to other models than those of their file.
_SILENT = ("schema", MODELS, "scan")
#: What `counted_yaml` counts around an entry: the file, the heading and the list.
_AROUND = 3


class Known(NamedTuple):
    """What a piece that was read before is: the model's id, or whether the rest of a file speaks; and its values."""

    id: str
    size: int


#: Known rests of files: one that only has models, and one that has terms, vendors or other entries.
SILENT, SPEAKS = "", "*"


class Piece(NamedTuple):
    """What a file says of a model: its entry, or if that is known its text."""

    known: Known
    digest: str
    text: bytes
    entry: Raw = None

    def read(self) -> Raw:
        """The entry."""
        return _entry_in(self.text, len(self.text))[0] if self.entry is None else self.entry


@dataclass
class Pieces:
    """A file: its rest, None if that is known, and its models in their order."""

    rest: Raw
    known: Known
    digest: str
    models: list[Piece] = field(default_factory=list)

    def content(self) -> Raw:
        """The file as it is read as a whole."""
        if not isinstance(self.rest, dict) or not self.models:
            return self.rest
        return {**self.rest, MODELS: [piece.entry for piece in self.models]}


@dataclass
class Digests:
    """What a catalog is compiled from. What is unchanged there need not be compiled again."""

    #: Every piece by its digest.
    known: dict[str, Known] = field(default_factory=dict)
    #: The rests of files that speak, in the order of the files: what any model may depend on.
    context: list[str] = field(default_factory=list)
    #: The pieces of every model, each after the name of its layer, in their order; also of models that are hidden.
    models: dict[str, list[str]] = field(default_factory=dict)

    def take(self, layer: str, pieces: Pieces) -> None:
        """Add a file of a layer."""
        self.known[pieces.digest] = pieces.known
        if pieces.known.id == SPEAKS:
            self.context.append(pieces.digest)
        for piece in pieces.models:
            self.known[piece.digest] = piece.known
            self.models.setdefault(piece.known.id, []).append(f"{layer} {piece.digest}")


def whole(data: bytes, suffix: str, file: str, placed: bool) -> Raw:
    """The content of a registry file, read as a whole; ParseError if it cannot be read."""
    text = decode(data)
    content = read_json(text, file) if suffix == ".json" else read_yaml(text, file, placed)
    if isinstance(content, list) and suffix == ".json":  # what `export --format json` writes
        content = {"schema": SCHEMA, MODELS: [stated(entry) for entry in content]}
    return content


def pieces_of(data: bytes, suffix: str, file: str, known: Mapping[str, Known] = MappingProxyType({})) -> Pieces:
    """A registry file in pieces, of which those whose digests are `known` are not read; ParseError as of `whole`."""
    try:
        if suffix != ".json" and len(data) <= LARGEST_FILE and (cut := _cut(data, known)):
            return cut
    except ParseError:
        pass  # of a piece; read as a whole, the file may be without one
    if (digest := _digest(data)) in known:  # a file without models
        return Pieces(None, known[digest], digest)
    return _parted(whole(data, suffix, file, placed=False), digest)


def _cut(data: bytes, known: Mapping[str, Known]) -> Pieces | None:
    """The file cut where its entries begin; None if that is not safe, ParseError if a piece is not complete."""
    text = data.removeprefix(BOM_UTF8)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if text.startswith(_TOP[:-1]):
        text = b"\n" + text
    heading = _HEADING.search(text)
    above, *entries = text[heading.end() :].split(_BEGINNING) if heading else [b""]
    if not heading or not entries or any(line and not line.startswith(b"#") for line in above.split(b"\n")):
        return None
    most = most_values(len(text))
    models, tail = _models(entries, known, most)
    rest = _rest(text[: heading.start() + 1], tail, known, most)
    if not rest or rest.known.size + sum(piece.known.size for piece in models) > most:
        return None
    rest.models = models
    return rest


def _models(entries: list[bytes], known: Mapping[str, Known], most: int) -> tuple[list[Piece], bytes]:
    """The pieces of a file after `models:`, cut where entries begin, and what follows the last entry."""
    models: list[Piece] = []
    for number, entry in enumerate(entries, 1):
        text = b"- %b\n" % entry if number < len(entries) else b"- " + entry
        digest = _digest(text)
        if digest in known:
            models.append(Piece(known[digest], digest, text))
            continue
        end = _END.search(text)
        models.append(_piece(text[: end.end()] if end else text, known, most))
        if end:
            return models, _BEGINNING.join([entry[end.end() - len(b"- ") :], *entries[number:]])
    return models, b""


def _rest(head: bytes, tail: bytes, known: Mapping[str, Known], most: int) -> Pieces | None:
    text = head + _TOP + tail
    digest = _digest(text)
    if digest in known:
        return Pieces(None, known[digest], digest)
    above, _ = counted_yaml(decode(head + _TOP), None, most)
    rest, size = counted_yaml(decode(text), None, most)
    if not all(isinstance(read, dict) and read.get(MODELS) == "" for read in (above, rest)):
        return None
    return Pieces(rest, Known(_speaking(rest), size), digest)


def _piece(text: bytes, known: Mapping[str, Known], most: int) -> Piece:
    digest = _digest(text)
    if digest in known:
        return Piece(known[digest], digest, text)
    entry, size = _entry_in(text, most)
    return Piece(Known(_id(entry), size), digest, text, entry)


def _entry_in(text: bytes, most: int) -> tuple[Raw, int]:
    """The only entry in a text, and how many values it has; ParseError if it is not one entry."""
    content, size = counted_yaml(decode(_TOP + text), None, most + _AROUND)
    if not isinstance(content, dict) or len(content) != 1 or len(content[MODELS]) != 1:
        raise ParseError(say("an entry must be a mapping with an id"))
    return content[MODELS][0], size - _AROUND


def _parted(content: Raw, digest: str) -> Pieces:
    """The pieces of a file with this digest that was read as a whole."""
    if not isinstance(content, dict):
        return Pieces(content, Known(SPEAKS, 0), digest)
    entries = content.get(MODELS)
    listed = entries if isinstance(entries, list) else []
    rest = {**content, MODELS: ""} if listed else content
    pieces = Pieces(rest, Known(_speaking(rest), 0), _digest(json.dumps(rest).encode()) if listed else digest)
    pieces.models = [Piece(Known(_id(entry), 0), _digest(json.dumps(entry).encode()), b"", entry) for entry in listed]
    return pieces


def _speaking(rest: Mapping[str, object]) -> str:
    return SILENT if all(key in _SILENT or key.startswith("x-") for key in rest) else SPEAKS


def _id(entry: Raw) -> str:
    """The id an entry states, empty if it is not one."""
    found = entry.get("id") if isinstance(entry, dict) else None
    return found.strip() if isinstance(found, str) else ""


def _digest(text: bytes) -> str:
    return blake2b(text, digest_size=16).hexdigest()
