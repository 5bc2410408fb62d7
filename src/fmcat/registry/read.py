"""Reads registry files into validated entries; all problems are collected, so that none hides another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from fmcat.files.paths import display_path
from fmcat.registry.lines import entries_in
from fmcat.registry.locate import Layer
from fmcat.registry.pieces import Digests
from fmcat.registry.position import KeyPath, Position, Raw, origin, position_of
from fmcat.registry.problems import TOO_MANY, Problems, validated
from fmcat.registry.raw import RawEntries, read_files
from fmcat.registry.references import check_terms, claim_checkpoints, claim_names, drop_unknown_examples
from fmcat.schema.model import Model
from fmcat.schema.notes import Concept, SourceKind, Timeline, Work
from fmcat.schema.parts import Entry
from fmcat.schema.release import History, Release
from fmcat.schema.vocabulary import Term, Vendor, Vocabulary, licenses
from fmcat.text import name_key

E = TypeVar("E", bound=Entry)


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
    _raw: RawEntries
    _problems: Problems

    def models(self, bulk: bool = True) -> Iterator[Model]:
        """Every model, by id, then (unless they are left out) those of JSON Lines files in the order of their lines.

        Raises BadRegistry at the end, with every problem of the whole registry, if there are any.
        """
        names: dict[str, str] = {}
        known = self._raw.sections["models"]
        for model_id, raw in sorted(known.items()):
            yield from self._model(raw, model_id, origin(raw), names)
        for _, path in self._raw.bulk if bulk else ():
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
        """The position of a model's fact in the files; of JSON, which has no positions, the file it comes from."""
        raw = self._raw.sections["models"].get(model_id)
        of = self._raw.origins.get(model_id, {}).get("", self.layers[0].name)
        [path_of] = [layer.path for layer in self.layers if layer.name == of]
        return position_of(raw, path, Position(display_path(path_of)))

    def entry_position(self, section: str, entry_id: str, path: KeyPath = ()) -> Position:
        """The position of a part of a vendor, timeline, note or (with its vocabulary as the section) term."""
        known = self._raw.terms[section] if section in self._raw.terms else self._raw.sections[section]
        return position_of(known[entry_id], path, Position(section))

    def written(self, model_id: str) -> object:
        """A model's entry as written, whose texts know their positions; None for one from a JSON Lines file."""
        return self._raw.sections["models"].get(model_id)

    @property
    def digests(self) -> Digests:
        """What the files besides JSON Lines are, if they were read without positions."""
        return self._raw.digests

    @property
    def bulk(self) -> Sequence[tuple[Layer, Path]]:
        """The JSON Lines files."""
        return self._raw.bulk

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
    problems, raw = Problems(most), RawEntries()
    read_files(layers, raw, problems, placed, instead)
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


def _vocabulary(raw: RawEntries) -> Vocabulary:
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
