"""Reads registry files into validated entries; all problems are collected, so that none hides another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from fmcat.facts import stated
from fmcat.files.paths import display_path
from fmcat.messages import say
from fmcat.registry.lines import entries_in
from fmcat.registry.locate import Layer
from fmcat.registry.overlay import lay, overlay, traced
from fmcat.registry.parse import ParseError, content_of, decode, read_json, read_yaml
from fmcat.registry.position import KeyPath, PlacedDict, Position, Raw, origin, position_of, trimmed
from fmcat.registry.problems import TOO_MANY, Problems, no_key, validated
from fmcat.registry.references import check_terms, claim_checkpoints, claim_names, drop_unknown_examples
from fmcat.registry.scanning import SECTION, ScanSettings, take_settings
from fmcat.schema.model import Model
from fmcat.schema.notes import Concept, SourceKind, Timeline, Work
from fmcat.schema.parts import Entry
from fmcat.schema.release import History, Release
from fmcat.schema.sections import SCHEMA, SECTIONS
from fmcat.schema.vocabulary import TAXONOMY, Term, Vendor, Vocabulary, licenses
from fmcat.text import name_key

#: The most digits of a version; Python itself refuses thousands.
_VERSION_DIGITS = 9
E = TypeVar("E", bound=Entry)


@dataclass
class _Raw:
    """The entries of all layers as written and merged, before validation."""

    sections: dict[str, dict[str, Raw]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    terms: dict[str, dict[str, object]] = field(default_factory=lambda: {name: {} for name in TAXONOMY})
    #: id → the layer that a model comes from ("") and those of its values by path; also for hidden models
    origins: dict[str, Mapping[str, str]] = field(default_factory=dict)
    #: JSON Lines files, which are read line by line
    bulk: list[tuple[Layer, Path]] = field(default_factory=list)


@dataclass
class Registry:
    """A registry whose vocabularies and notes are read, and whose models are validated on demand."""

    vendors: list[Vendor]
    terms: dict[str, list[Term]]
    timelines: list[Timeline]
    concepts: list[Concept]
    works: list[Work]
    source_kinds: list[SourceKind]
    releases: list[Release]
    history: list[History]
    vocabulary: Vocabulary
    layers: tuple[Layer, ...]
    _raw: _Raw
    _problems: Problems

    def models(self) -> Iterator[Model]:
        """Every model, by id, then those of JSON Lines files in the order of their lines.

        Raises BadRegistry at the end, with every problem of the whole registry, if there are any.
        """
        names: dict[str, str] = {}
        known = self._raw.sections["models"]
        for model_id, raw in sorted(known.items()):
            yield from self._model(raw, model_id, origin(raw), names)
        for _, path in self._raw.bulk:
            for position, raw in entries_in(path, display_path(path), self._problems):
                if raw["id"] not in known:
                    yield from self._model(raw, raw["id"], position, names)
        self._problems.raise_if_any()

    def _model(self, raw: object, name: str, position: Position, names: dict[str, str]) -> Iterator[Model]:
        model = validated(Model, raw, name, position, self.vocabulary, self._problems)
        if model:
            claim_names(model, raw, position, names, self._problems)
            claim_checkpoints(model, raw, position, self._problems)
            yield model

    def position(self, model_id: str, path: KeyPath = ()) -> Position:
        """The position of a model's fact in the files."""
        raw = self._raw.sections["models"].get(model_id)
        return position_of(raw, path, Position(display_path(self.layers[-1].path)))

    def entry_position(self, section: str, entry_id: str, path: KeyPath = ()) -> Position:
        """The position of a part of a vendor, timeline, note or (with its vocabulary as the section) term."""
        known = self._raw.terms[section] if section in self._raw.terms else self._raw.sections[section]
        return position_of(known[entry_id], path, Position(section))

    def written(self, model_id: str) -> object:
        """A model's entry as written, whose texts know their positions; None for one from a JSON Lines file."""
        return self._raw.sections["models"].get(model_id)

    def origins(self, model_id: str) -> Mapping[str, str]:
        """The layer that a model comes from, at the path "", and by path the layers that override its values."""
        return self._raw.origins[model_id]


def read_registry(
    layers: Iterable[Layer],
    placed: bool = True,
    instead: Mapping[Path, bytes] = MappingProxyType({}),
    most: int = TOO_MANY,
) -> Registry:
    """Read all layers, with the content of files in `instead`, which is validated before it is written.

    Problems are collected and raised by `Registry.models`, which has to read every model; BadRegistry is only raised
    here if there are `most` problems, or a file is not a registry. Unless `placed`, problems name their entries
    but not their lines.
    """
    layers = tuple(layers)
    problems, raw = Problems(most), _Raw()
    _read_files(layers, raw, problems, placed, instead)
    drop_unknown_examples(layers, raw.terms.values(), raw.origins)
    vocabulary = _vocabulary(raw)

    def section(cls: type[E], name: str, entries: dict[str, object]) -> list[E]:
        found = (
            validated(cls, entry, f"{name}.{key}", origin(entry), vocabulary, problems)
            for key, entry in entries.items()
        )
        return [entry for entry in found if entry]

    registry = Registry(
        vendors=section(Vendor, "vendors", raw.sections["vendors"]),
        terms={kind: section(Term, kind, terms) for kind, terms in raw.terms.items()},
        timelines=section(Timeline, "timelines", raw.sections["timelines"]),
        concepts=section(Concept, "concepts", raw.sections["concepts"]),
        works=section(Work, "sources", raw.sections["sources"]),
        source_kinds=section(SourceKind, "source-kinds", raw.sections["source-kinds"]),
        releases=section(Release, "releases", raw.sections["releases"]),
        history=section(History, "history", raw.sections["history"]),
        vocabulary=vocabulary,
        layers=layers,
        _raw=raw,
        _problems=problems,
    )
    for kind, terms in registry.terms.items():
        check_terms(kind, terms, raw.terms[kind], vocabulary, problems)
    check_terms("vendor", registry.vendors, raw.sections["vendors"], vocabulary, problems)
    return registry


def _vocabulary(raw: _Raw) -> Vocabulary:
    """The words entries may use: every spelling of the terms and vendors that is a text."""
    known = {kind: _words(terms) for kind, terms in raw.terms.items()}
    known["license"] = licenses() | known["license"]
    known["vendor"] = _words(raw.sections["vendors"])
    known["source"] = {name_key(key): key for key in raw.sections["sources"]}
    known["model"] = {name_key(key): key for key in raw.origins}
    return Vocabulary(known)


def _words(entries: dict[str, Raw]) -> dict[str, str]:
    """Each spelling's key and its id; ids take precedence over labels and aliases."""
    words: dict[str, str] = {}
    for entry_id, entry in entries.items():
        label, aliases = entry.get("label"), entry.get("aliases")
        spelled = [
            *(label.values() if isinstance(label, dict) else ()),
            *(aliases if isinstance(aliases, list) else ()),
        ]
        for word in spelled:
            if isinstance(word, str):
                words.setdefault(name_key(word), entry_id)
    return words | {name_key(entry_id): entry_id for entry_id in entries}


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def _read_files(
    layers: Iterable[Layer], raw: _Raw, problems: Problems, placed: bool, instead: Mapping[Path, bytes]
) -> None:
    files = [(layer, path) for layer in layers for path in layer.files]
    were_read = [_read_file(layer, path, raw, problems, placed, instead.get(path)) for layer, path in files]
    if not all(were_read):  # what refers to an unread file is not wrong because of that
        problems.raise_if_any()
    _index_bulk(raw, problems)


def _read_file(layer: Layer, path: Path, raw: _Raw, problems: Problems, placed: bool, instead: bytes | None) -> bool:
    """Take a file's sections; False, with a problem added, if it is not a registry."""
    file = display_path(path)
    if path.suffix == ".jsonl":
        raw.bulk.append((layer, path))
        return True
    try:
        text = decode(content_of(path) if instead is None else instead)
        content = read_json(text, file) if path.suffix == ".json" else read_yaml(text, file, placed)
    except ParseError as error:
        problems.add(Position(file, error.line, error.column), "", error.message)
        return False
    except OSError as error:
        problems.add(Position(file), "", say("cannot be read: {reason}", reason=error.strerror))
        return False
    if isinstance(content, list) and path.suffix == ".json":  # what `export --format json` writes
        content = {"schema": SCHEMA, "models": [stated(entry) for entry in content]}
    if not isinstance(content, dict):
        wrong = say(
            "a registry must be a mapping that begins with schema: {schema}, then models: or another section"
            if content
            else "the file is empty; a registry begins with schema: {schema}, then models: or another section",
            schema=SCHEMA,
        )
        problems.add(Position(file, 1, 1), "", wrong)
        return False
    if not _schema_is_known(content, file, problems):
        return False
    _take_sections(layer, content, file, raw, problems)
    return True


def _schema_is_known(content: dict[str, object], file: str, problems: Problems) -> bool:
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


def _take_sections(layer: Layer, content: dict[str, object], file: str, raw: _Raw, problems: Problems) -> None:
    for name, section in content.items():
        position = position_of(content, (name,), Position(file), at_key=True)
        if name in SECTIONS:
            _take_entries(layer, section, name, raw.sections[name], position, raw, problems)
        elif name == "taxonomy" and isinstance(section, dict):
            for kind, terms in section.items():
                at = position_of(section, (kind,), position, at_key=True)
                if kind in TAXONOMY:
                    _take_entries(layer, terms, f"taxonomy.{kind}", raw.terms[kind], at, raw, problems)
                else:
                    problems.add(at, f"taxonomy.{kind}", no_key(kind, TAXONOMY))
        elif name == SECTION:
            take_settings(section, position, problems, ScanSettings())
        elif name != "schema" and not name.startswith("x-"):
            problems.add(position, name, no_key(name, [*SECTIONS, "taxonomy", SECTION]))


def _take_entries(
    layer: Layer, section: object, name: str, known: dict[str, Raw], position: Position, raw: _Raw, problems: Problems
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


def _index_bulk(raw: _Raw, problems: Problems) -> None:
    """Index the ids of JSON Lines files; an entry that a YAML layer also mentions is merged in memory."""
    models = raw.sections["models"]
    unread = Problems()  # errors are reported when the lines are read again
    for layer, path in raw.bulk:
        whole = {"": layer.name}  # shared by all
        for position, entry in entries_in(path, display_path(path), unread):
            entry_id = entry["id"]
            if entry_id in models:
                placed = PlacedDict(entry)
                placed.position = position
                raw.origins[entry_id] = traced(raw.origins[entry_id], models[entry_id], entry, layer.name)
                models[entry_id] = overlay(models[entry_id], placed)
            elif entry_id in raw.origins:
                problems.add(position, entry_id, say("duplicate id in JSON Lines; override it in a YAML file"))
            else:
                raw.origins[entry_id] = whole
