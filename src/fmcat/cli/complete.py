"""Shell completion from the compiled catalog. An unreadable catalog completes nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from fmcat.catalog import completion
from fmcat.catalog.catalog import Catalog
from fmcat.cli.parsing import LATE
from fmcat.errors import FmcatError
from fmcat.fields import FIELDS
from fmcat.notices import listen
from fmcat.registry.locate import find_layers


class _AnyCase(str):
    """A completion that also matches text typed in another case: Typer drops those that do not begin as typed."""

    def startswith(self, prefix: str | tuple[str, ...], *place: Any) -> bool:
        return isinstance(prefix, str) and self.lower().startswith(prefix.lower(), *place)


#: The signature of Typer's completions.
Completion = Callable[[typer.Context, str], list[str]]


def values_of(field: str) -> Completion:
    """The completion of a field's values."""
    return words_of(FIELDS[field].vocabulary)


def words_of(vocabulary: str) -> Completion:
    """The completion of a vocabulary's terms."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        return _words(ctx, vocabulary, incomplete)

    return complete


def model_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of models."""
    return _words(ctx, "model", incomplete)


def topics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of terms and notes."""
    try:
        catalog = _catalog(ctx)
        kinds = ["concept", *(f"term:{name}" for name in catalog.vocabularies)]
        topics = [topic for kind in kinds for topic in catalog.entries(kind)]
        return [_AnyCase(topic) for topic in topics if topic.startswith(incomplete.lower())]
    except FmcatError:
        return []


def query_words(ctx: typer.Context, incomplete: str) -> list[str]:
    """Field names, or the values of the field before the colon; for a timeline, also its modalities.

    If nothing matches, bash gets the unchanged word, since it completes file names when there is no answer.
    """
    field = _field_split_off_by_bash()
    if field:
        found: list[str] = [_AnyCase(term.removeprefix(f"{field}:")) for term in _terms(ctx, f"{field}:{incomplete}")]
    else:
        found = _terms(ctx, incomplete)
    if ctx.info_name == "timeline" and not field and ":" not in incomplete:
        found = _words(ctx, "modality", incomplete) + found
    return found or ([incomplete] if incomplete and "COMP_WORDS" in os.environ else [])


def _field_split_off_by_bash() -> str:
    """The field before the colon, which bash treats as a separate word."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = _typed_word()
    return words[number - 2] if 2 <= number <= len(words) and words[number - 1] == ":" else ""


def _typed_word() -> int:
    """The number of the word that bash completes; 0 if the environment has none."""
    number = os.environ.get("COMP_CWORD", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def be_quiet() -> None:
    """Suppress notices, so that they do not disturb the line that a person is typing."""
    listen(lambda *_, **__: None)


def step_over_colon() -> None:
    """Right after `field:` bash completes an empty word, but reports the colon as the typed one: skip it."""
    words, number = os.environ.setdefault("COMP_WORDS", "").split("\n"), _typed_word()
    os.environ["COMP_CWORD"] = str(number)
    if 0 < number < len(words) and words[number] == ":":
        os.environ["COMP_CWORD"] = str(number + 1)


def _catalog(ctx: typer.Context) -> Catalog:
    """The catalog of the command line so far, with its --registry and --only before and after the command."""
    given = [ctx.find_root().params, ctx.meta.get(LATE, {})]
    paths = [Path(path) for params in given for path in params.get("registry") or ()]
    return Catalog(find_layers(paths, any(params.get("only") for params in given)))


def _terms(ctx: typer.Context, incomplete: str) -> list[str]:
    try:
        return list(map(_AnyCase, completion.query_words(_catalog(ctx), incomplete)))
    except FmcatError:
        return []


def sortable_fields(incomplete: str) -> list[str]:
    """Names of fields with an order, each way."""
    return [
        name
        for field in FIELDS.values()
        if field.column
        for name in (field.name, f"{field.name}-")
        if name.startswith(incomplete)
    ]


def columns(incomplete: str) -> list[str]:
    """Names of fields, after those already chosen."""
    done, comma, last = incomplete.rpartition(",")
    return [f"{done}{comma}{name}" for name in FIELDS if name.startswith(last)]


def _words(ctx: typer.Context, vocabulary: str, start: str) -> list[str]:
    try:
        return list(map(_AnyCase, completion.words(_catalog(ctx), vocabulary, start)))
    except FmcatError:
        return []
