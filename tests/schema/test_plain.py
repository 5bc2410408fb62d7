"""Entries validated into plain values are what their class says they are."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import ValidationError

from fmcat.catalog.rows import distinct
from fmcat.registry.locate import Layer
from fmcat.registry.read import Registry, read_registry
from fmcat.schema.model import Model
from fmcat.schema.plain import plainly

SMALL = Path(__file__).parent.parent / "data" / "small.yaml"
RICH = SMALL.with_name("rich.yaml")
#: What a value is replaced by.
OTHERS: tuple[object, ...] = (
    None,
    "",
    "undisclosed",
    "open",
    "2024",
    3,
    1e400,
    True,
    [],
    ["b", "b"],
    {},
    {"en": None},
    {"source": "a"},
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry([Layer(file.stem, file, (file,)) for file in (SMALL, RICH)], placed=False)


def entries(registry: Registry) -> Iterator[dict[str, Any]]:
    """The entries as written, without keys of their own."""
    for model in registry.models():
        raw = registry.written(model.id)
        assert isinstance(raw, dict)
        yield {key: value for key, value in raw.items() if not key.startswith("x-")}


def changed(value: object) -> Iterator[object]:
    """A value with one of its parts, or itself, replaced, removed or added to."""
    yield from OTHERS
    if isinstance(value, dict):
        for key, part in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield from ({**value, key: other} for other in changed(part))
        yield {**value, "unknown": "1"}
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from ([*value[:number], other, *value[number + 1 :]] for other in changed(part))
        yield value * 2


def by_class(raw: object, registry: Registry) -> Mapping[str, object] | None:
    try:
        return cast("Mapping[str, object]", distinct(Model.model_validate(raw, context=registry.vocabulary).document()))
    except ValidationError:
        return None


def test_an_entry_is_its_document(registry: Registry) -> None:
    for raw in entries(registry):
        plain = plainly(Model).validate_python(raw, context=registry.vocabulary)
        assert json.dumps(plain) == json.dumps(by_class(raw, registry))


def test_what_is_accepted_at_first_sight_is_what_the_class_accepts(registry: Registry) -> None:
    accepted = 0
    for raw in (raw for raw in entries(registry) if raw["id"] in ("swan-2", "swan-3")):
        for other in changed(raw):
            try:
                plain = plainly(Model).validate_python(other, context=registry.vocabulary)
            except ValidationError:
                continue
            accepted += 1
            assert json.dumps(plain) == json.dumps(by_class(other, registry)), other
    assert accepted > 100


@pytest.mark.parametrize("said", [{"family": None}, {"aliases": []}, {"lineage": {}}, {"x-own": "1"}, {"nobody": "1"}])
def test_what_needs_a_second_look_is_refused(said: dict[str, object], registry: Registry) -> None:
    raw = {**next(entries(registry)), **said}
    with pytest.raises(ValidationError):
        plainly(Model).validate_python(raw, context=registry.vocabulary)
