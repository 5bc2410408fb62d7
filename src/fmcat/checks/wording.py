"""Rules about what people read: both languages, short summaries, terms that are used, entries in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fmcat.checks.finding import Examined, Finding, Findings, Path
from fmcat.fields import FIELDS
from fmcat.registry.position import Position
from fmcat.schema.model import LONGEST_SUMMARY
from fmcat.schema.notes import Concept, Timeline
from fmcat.schema.parts import Bilingual, Entry
from fmcat.schema.vocabulary import Term, Vendor


def both_languages(examined: Examined) -> Findings:
    """Terms, vendors, timelines, notes and summaries speak English and Korean."""
    registry = examined.registry
    for model in examined.models:
        if model.summary is None or not (model.summary.en and model.summary.ko):
            yield examined.finding(model, ("summary",), "a summary in English (en) and Korean (ko) is missing")
    shelves: dict[str, Sequence[Vendor | Term | Timeline | Concept]] = {
        "vendors": registry.vendors,
        "timelines": registry.timelines,
        "concepts": registry.concepts,
        **registry.terms,
    }
    for section, entries in shelves.items():
        for entry in entries:
            for path, text in _texts(entry):
                if not (text.en and text.ko):
                    name = entry.id
                    yield Finding(
                        f"{section}.{name}",
                        path,
                        "English (en) or Korean (ko) is missing",
                        registry.entry_position(section, name, path),
                    )


def _texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Bilingual]]:
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))


def short_summary(examined: Examined) -> Findings:
    """A summary is one sentence of at most 160 characters."""
    for model in examined.models:
        for language in ("en", "ko"):
            text = getattr(model.summary, language, None) or ""
            if len(text) > LONGEST_SUMMARY:
                yield examined.finding(
                    model, ("summary", language), f"{len(text)} characters; at most {LONGEST_SUMMARY}"
                )


def no_orphan_term(examined: Examined) -> Findings:
    """Every term is used by a model, or is broader than one that is."""
    registry = examined.registry
    used: dict[str, set[str]] = {kind: set() for kind in registry.terms}
    for model in examined.models:
        document = examined.documents[model.id]
        for field in FIELDS.values():
            if field.vocabulary in used:
                used[field.vocabulary].update(field.values(document))
        used["relation"].update(model.lineage)
    for kind, terms in registry.terms.items():
        broader = {term.id: term.broader for term in terms}
        waiting = list(used[kind])
        while waiting:
            more = set(broader.get(waiting.pop(), ())) - used[kind]
            used[kind] |= more
            waiting += more
        for term in terms:
            if term.id not in used[kind] and kind not in ("status", "license"):
                yield Finding(
                    f"{kind}.{term.id}", (), "no model uses this term", registry.entry_position(kind, term.id)
                )


def sorted_by_id(examined: Examined) -> Findings:
    """The models of a file stand in the order of their ids, so that people find them and merges are easy."""
    by_file: dict[str, list[tuple[Position, str]]] = {}
    for model in examined.models:
        position = examined.registry.position(model.id)
        by_file.setdefault(position.file, []).append((position, model.id))
    for entries in by_file.values():
        entries.sort(key=lambda entry: entry[0].line)
        for (_, before), (position, model_id) in pairwise(entries):
            if position.line and model_id < before:
                yield Finding(model_id, (), f"stands after {before}; sort the models by id", position)


def no_repeats(examined: Examined) -> Findings:
    """No list says the same thing twice."""
    for model in examined.models:
        for path in _repeating(examined.documents[model.id], ()):
            yield examined.finding(model, path, "the list repeats a value")


def _repeating(value: object, path: Path) -> Iterator[Path]:
    """The lists within a document that repeat themselves; only authors may share a name."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _repeating(part, (*path, key))
    elif isinstance(value, list) and path != ("citation", "authors"):
        if any(part in value[:number] for number, part in enumerate(value)):
            yield path
        for number, part in enumerate(value):
            yield from _repeating(part, (*path, number))


#: Two names in one text: "Ann Bee and Cy Dee". An organization, which begins with "=", may be called so.
_TWO_NAMES = re.compile(r"[^\s,]+ [^,]+ (?:and|&) [^\s,]+ \S+|.+, .+ and .+, .+|.*;.*")


def one_author_each(examined: Examined) -> Findings:
    """Each author of a citation is a text of its own."""
    for model in examined.models:
        for number, author in enumerate(model.citation.authors if model.citation else ()):
            if not author.startswith("=") and _TWO_NAMES.fullmatch(author):
                path = ("citation", "authors", number)
                yield examined.finding(model, path, f"{author!r} looks like two authors; write each by itself")
