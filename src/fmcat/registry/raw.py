"""The entries of a registry's files as they are written, laid over each other, before a schema says what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fmcat.files.paths import display_path
from fmcat.messages import say
from fmcat.registry.lines import entries_in
from fmcat.registry.locate import Layer
from fmcat.registry.overlay import lay, overlay, traced
from fmcat.registry.parse import ParseError, content_of
from fmcat.registry.pieces import Digests, pieces_of, whole
from fmcat.registry.position import PlacedDict, Position, Raw, position_of, trimmed
from fmcat.registry.problems import Problems, no_key
from fmcat.registry.scanning import SECTION, ScanSettings, take_settings
from fmcat.schema.sections import SCHEMA, SECTIONS
from fmcat.schema.vocabulary import TAXONOMY

#: The problem of the second line with an id.
DUPLICATE = say("duplicate id in JSON Lines; override it in a YAML file")
#: The most digits of a version; Python itself refuses thousands.
_VERSION_DIGITS = 9


@dataclass
class RawEntries:
    """The entries of all layers as written and merged, before validation."""

    sections: dict[str, dict[str, Raw]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    terms: dict[str, dict[str, object]] = field(default_factory=lambda: {name: {} for name in TAXONOMY})
    #: id → the layer that a model comes from ("") and those of its values by path; also for hidden models
    origins: dict[str, Mapping[str, str]] = field(default_factory=dict)
    #: JSON Lines files, which are read line by line
    bulk: list[tuple[Layer, Path]] = field(default_factory=list)
    #: What the other files are, if they are read without positions
    digests: Digests = field(default_factory=Digests)


def read_files(
    layers: Iterable[Layer], raw: RawEntries, problems: Problems, placed: bool, instead: Mapping[Path, bytes]
) -> None:
    """Take what the files of all layers state, with the content of those in `instead`.

    Raises BadRegistry if one of them is not a registry.
    """
    files = [(layer, path) for layer in layers for path in layer.files]
    were_read = [_read_file(layer, path, raw, problems, placed, instead.get(path)) for layer, path in files]
    if not all(were_read):  # what refers to an unread file is not wrong because of that
        problems.raise_if_any()
    _index_bulk(raw, problems)


def _read_file(
    layer: Layer, path: Path, raw: RawEntries, problems: Problems, placed: bool, instead: bytes | None
) -> bool:
    """Take a file's sections; False, with a problem added, if it is not a registry."""
    file = display_path(path)
    if path.suffix == ".jsonl":
        raw.bulk.append((layer, path))
        return True
    try:
        data = content_of(path) if instead is None else instead
        content = whole(data, path.suffix, file, placed) if placed else _in_pieces(layer, data, path.suffix, file, raw)
    except ParseError as error:
        problems.add(Position(file, error.line, error.column), "", error.message)
        return False
    except OSError as error:
        problems.add(Position(file), "", say("cannot be read: {reason}", reason=error.strerror))
        return False
    if not isinstance(content, dict):
        wrong = say(
            "a registry must be a mapping that begins with schema: {schema}, then models: or another section"
            if content
            else "the file is empty; a registry begins with schema: {schema}, then models: or another section",
            schema=SCHEMA,
        )
        problems.add(Position(file, 1, 1), "", wrong)
        return False
    if not schema_is_known(content, file, problems):
        return False
    take_sections(layer, content, file, raw, problems)
    return True


def _in_pieces(layer: Layer, data: bytes, suffix: str, file: str, raw: RawEntries) -> Raw:
    """The content of a file, whose pieces are noted."""
    pieces = pieces_of(data, suffix, file)
    raw.digests.take(layer.name, pieces)
    return pieces.content()


def schema_is_known(content: Mapping[str, object], file: str, problems: Problems) -> bool:
    """Whether a file has the version that this fmcat reads; if not, a problem is added."""
    version = str(content.get("schema", ""))
    if version == str(SCHEMA):
        return True
    newer = version.isascii() and version.isdecimal() and int(version[:_VERSION_DIGITS]) > SCHEMA
    said = say("schema {version} is newer than this fmcat supports; upgrade fmcat", version=version[:_VERSION_DIGITS])
    head = say(
        "a registry file must begin with schema: {schema}; fmcat check {file} --fix adds it",
        schema=SCHEMA,
        file=file,
    )
    problems.add(position_of(content, ("schema",), Position(file, 1, 1)), "schema", said if newer else head)
    return False


def take_sections(layer: Layer, content: Mapping[str, object], file: str, raw: RawEntries, problems: Problems) -> None:
    """Lay what a file of a layer states over what is there."""
    for name, section in content.items():
        position = position_of(content, (name,), Position(file), at_key=True)
        if name in SECTIONS:
            _take_entries(layer, section, name, raw.sections[name], position, raw, problems)
        elif name == "taxonomy":
            _take_terms(layer, section, position, raw, problems)
        elif name == SECTION:
            take_settings(section, position, problems, ScanSettings())
        elif name != "schema" and not name.startswith("x-"):
            problems.add(position, name, no_key(name, [*SECTIONS, "taxonomy", SECTION]))


def _take_terms(layer: Layer, section: object, position: Position, raw: RawEntries, problems: Problems) -> None:
    if section == "":  # a heading with nothing below it yet
        return
    if not isinstance(section, dict):
        problems.add(position, "taxonomy", say("must be a mapping with the keys {known}", known=", ".join(TAXONOMY)))
        return
    for kind, terms in section.items():
        at = position_of(section, (kind,), position, at_key=True)
        if kind in TAXONOMY:
            _take_entries(layer, terms, f"taxonomy.{kind}", raw.terms[kind], at, raw, problems)
        else:
            problems.add(at, f"taxonomy.{kind}", no_key(kind, TAXONOMY))


def _take_entries(
    layer: Layer,
    section: object,
    name: str,
    known: dict[str, Raw],
    position: Position,
    raw: RawEntries,
    problems: Problems,
) -> None:
    if section == "":  # a heading with nothing below it yet
        return
    if not isinstance(section, list):
        problems.add(position, name, say("must be a list of entries, each beginning with '- id: …'"))
        return
    here: dict[str, Position] = {}
    for number, entry in enumerate(section):
        at = getattr(entry, "position", position)
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            problems.add(at, f"{name}.{number}", say("an entry must be a mapping with an id"))
            continue
        entry["id"] = trimmed(entry["id"])
        entry_id = str(entry["id"])
        if entry_id in here:
            problems.add(at, entry_id, say("duplicate id (first at {position})", position=here[entry_id]))
            continue
        here[entry_id] = at
        if name == "models":
            raw.origins[entry_id] = traced(raw.origins.get(entry_id, {}), known.get(entry_id, {}), entry, layer.name)
        lay(entry_id, entry, known)


def _index_bulk(raw: RawEntries, problems: Problems) -> None:
    """Index the ids of JSON Lines files; an entry that a YAML layer also mentions is merged in memory."""
    models = raw.sections["models"]
    unread = Problems()  # errors are reported when the lines are read again
    for layer, path in raw.bulk:
        whole = {"": layer.name}  # shared by all
        is_new = partial(_is_new, raw.origins, whole)
        for position, entry in entries_in(path, display_path(path), unread, is_new):
            entry_id = entry["id"]
            if entry_id in models:
                placed = PlacedDict(entry)
                placed.position = position
                raw.origins[entry_id] = traced(raw.origins[entry_id], models[entry_id], entry, layer.name)
                models[entry_id] = overlay(models[entry_id], placed)
            elif entry_id in raw.origins:
                problems.add(position, entry_id, DUPLICATE)
            else:
                raw.origins[entry_id] = whole


def _is_new(origins: dict[str, Mapping[str, str]], whole: Mapping[str, str], entry_id: str) -> bool:
    """Whether no entry had an id yet, which is then `whole` of one layer, so that nothing else of it matters here."""
    if entry_id in origins:
        return False
    origins[entry_id] = whole
    return True
