"""A catalog that is brought up to date has the same rows as one that is compiled from nothing."""

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmcat.catalog import store
from fmcat.catalog.build import build
from fmcat.errors import BadRegistry
from fmcat.registry.locate import BUNDLED, Layer
from fmcat.yaml_text import written

IDS = ["ada", "bob", "cyd", "dan", "eve"]
WORDS: dict[str, Any] = {
    "taxonomy": {
        "modality": [{"id": "vision", "label": {"en": "Vision"}, "definition": {"en": "Images."}}],
        "relation": [
            {"id": "finetuned", "label": {"en": "Fine"}, "definition": {"en": "Weights."}, "kind": "derivation"},
            {"id": "distilled", "label": {"en": "Dist"}, "definition": {"en": "Outputs."}, "kind": "teaching"},
        ],
        "license": [
            {
                "id": "LicenseRef-Mine",
                "label": {"en": "Mine"},
                "definition": {"en": "Mine."},
                "commercial": "no",
                "conditions": [{"is": "attribution"}],
            }
        ],
        "condition": [{"id": "attribution", "label": {"en": "Name"}, "definition": {"en": "Name it."}}],
        "country": [{"id": "KR", "label": {"en": "Korea"}, "definition": {"en": "Korea."}, "examples": ["ada"]}],
    },
    "vendors": [{"id": "lab", "label": {"en": "Lab"}, "country": ["KR", "US"]}, {"id": "us", "label": {"en": "Us"}}],
    "history": [{"id": "ada", "added": "2025-01-01", "changed": "2025-02-01"}],
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "vendor": st.sampled_from([["lab"], ["us"], ["lab", "us"]]),
    "family": st.sampled_from(["one", "two", "o.ne"]),
    "aliases": st.lists(st.sampled_from(["first", "FIRST x", "second", "C-3"]), max_size=2, unique=True),
    "license": st.sampled_from([{"weights": "MIT"}, {"weights": "LicenseRef-Mine"}, {"code": "MIT"}]),
    "lineage": st.dictionaries(
        st.sampled_from(["finetuned", "distilled"]),
        st.lists(st.sampled_from([*IDS, {"external": "Else"}]), min_size=1, max_size=2),
        max_size=2,
    ),
    "variants": st.sampled_from([[{"name": "1B", "parameters": "1B"}, {"name": "2B", "license": "LicenseRef-Mine"}]]),
    "sources": st.sampled_from(["2026-01-02", "2026-03"]).map(
        lambda day: [{"url": "https://example.org/a", "for": ["released"], "read": day}]
    ),
    "ids": st.sampled_from([{"huggingface": ["lab/a", "lab/b"]}, {"arxiv": "2101.00001"}]),
    "x-own": st.sampled_from(["one", ["two", "three"], []]),
    "x-other": st.just("four"),
    "summary": st.sampled_from([{"en": "First: a\n- b"}, {"ko": "둘"}]),
}


FACTS = st.fixed_dictionaries({}, optional=VALUES)
WHOLE = {"vendor": ["lab"], "released": "2024", "modalities": ["vision"]}


def named(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a model, whose aliases are nearly always its own."""
    aliases = [alias if alias == "C-3" else f"{alias} {name}" for alias in facts.get("aliases", ())]
    return {"id": name, **facts, **({"aliases": aliases} if aliases else {})}


def whole(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    """A model by itself."""
    return {"id": name, "name": name.upper(), **WHOLE, **named(name, facts)}


@st.composite
def models(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The models of the lower file: nearly always all of them, since they lead to each other."""
    left_out = draw(st.sampled_from([*[""] * 6, *IDS]))
    return [whole(name, draw(FACTS)) for name in draw(st.permutations(IDS)) if name != left_out]


@st.composite
def changes(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What the file over it says of some of them and of one of its own."""
    found = []
    for name in draw(st.lists(st.sampled_from([*IDS, "fay"]), min_size=1, max_size=3, unique=True)):
        kind = "whole" if name == "fay" else draw(st.sampled_from(["whole", "some", "more", "hide"]))
        facts = draw(FACTS)
        more = {"+aliases": ["Added"]} if kind == "more" and "aliases" not in facts else {}
        changed = {"id": name, "hide": "yes"} if kind == "hide" else {**named(name, facts), **more}
        found.append(whole(name, facts) if kind == "whole" else changed)
    return found


def text_of(entries: list[dict[str, Any]], more: dict[str, Any], style: str) -> str:
    """A registry file in one of the ways in which files are written."""
    if style == "json":
        return json.dumps({"schema": 1, "models": entries, **more})
    listed = written(entries)
    if style == "indented":
        listed = "".join(f"  {line}\n" for line in listed.splitlines())
    return f"# A file.\nschema: 1\nmodels:\n# its models\n\n{listed}{written(more) if more else ''}"


@st.composite
def states(draw: st.DrawFn) -> list[str | None]:
    """The texts of a lower file and of one over it, which need not be there."""
    style = draw(st.sampled_from(["flush", "flush", "flush", "indented", "json"]))
    words = {**WORDS, "vendors": WORDS["vendors"][: draw(st.sampled_from([*[2] * 7, 1]))]}
    upper = draw(st.none() | changes())
    return [
        text_of(draw(models()), words, style),
        upper if upper is None else text_of(upper, {}, draw(st.sampled_from(["flush", "indented"]))),
    ]


def rows(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Every table of a catalog, without its notes of files and times."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    for (table,) in connection.execute(tables).fetchall():
        found = map(repr, connection.execute(f"SELECT * FROM {table}"))
        yield table, sorted(row for row in found if not row.startswith(("('at'", "('files'", "('stamp'")))


def from_nothing(layers: list[Layer]) -> object:
    connection = sqlite3.connect(":memory:")
    try:
        build(layers, connection)
    except BadRegistry as refused:
        return list(refused.problems)
    return list(rows(connection))


def opened(layers: list[Layer]) -> object:
    try:
        connection = store.open_store(layers)
    except BadRegistry as refused:
        return list(refused.problems)
    found = list(rows(connection))
    connection.close()
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("fmcat.catalog.shipped.SHIPPED", "none.sqlite")
    return tmp_path


def layers_in(folder: Path, texts: list[str | None]) -> list[Layer]:
    """The layers of two files with these texts."""
    found = []
    for name, text in zip(("models.yaml", "over.yaml"), texts, strict=True):
        path = folder / name.replace("yaml", "json" if text and text.startswith("{") else "yaml")
        for suffix in (".json", ".yaml"):
            path.with_suffix(suffix).unlink(missing_ok=True)
        if text is not None:
            path.write_text(text, "utf-8")
            found.append(Layer("user" if name == "over.yaml" else BUNDLED, path.with_suffix(""), (path,)))
    return found


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.lists(states(), min_size=3, max_size=5))
def test_whatever_changes_the_rows_are_those_of_a_compilation_from_nothing(
    folder: Path, drawn: list[list[str | None]]
) -> None:
    for texts in drawn:
        layers = layers_in(folder, texts)
        assert opened(layers) == from_nothing(layers)


def lower(facts: dict[str, Any], count: int = len(IDS)) -> str:
    """The lower file, of whose first model there are some facts, and the second is made from it."""
    theirs = {"vendor": ["us"], "license": {"weights": "MIT"}, "lineage": {"finetuned": ["ada"]}}
    own = {"ada": {"license": {"weights": "MIT"}, **facts}, "bob": theirs}
    return text_of([whole(name, own.get(name, {})) for name in IDS[:count]], WORDS, "flush")


@pytest.mark.parametrize(
    "texts",
    [
        [lower({"family": "one"}), None],
        [lower({"license": {"weights": "LicenseRef-Mine"}}), None],
        [lower({}, count=4), None],
        [lower({}), text_of([{"id": "bob", "name": "Robert"}], {}, "indented")],
        [lower({}), text_of([whole("fay", {"lineage": {"finetuned": ["bob"]}})], {}, "flush")],
    ],
)
def test_after_a_change_of_models_nothing_is_compiled_from_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str | None]
) -> None:
    opened(layers_in(folder, [lower({}), None]))
    expected = from_nothing(layers := layers_in(folder, texts))
    monkeypatch.setattr("fmcat.catalog.build.build", None)
    assert opened(layers) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"family": "one"}, True),
        ({"aliases": ["Another"]}, True),
        ({"aliases": ["BOB"]}, False),
        ({"vendor": ["who"]}, False),
        ({"lineage": {"finetuned": ["nobody"]}}, False),
        ({"variants": [{"name": "1B"}, {"name": "1b"}]}, False),
        ({"nothing": "known"}, False),
    ],
)
def test_a_change_of_one_model_is_examined_by_itself(folder: Path, facts: dict[str, Any], expected: bool) -> None:
    opened(layers := layers_in(folder, [lower({}), text_of([whole("fay", {})], {}, "flush")]))
    changed = text_of([{**whole("fay", {}), **facts}], {}, "flush")
    with closing(store.Check()) as check:
        assert check.is_valid(layers, {layers[1].files[0]: changed.encode()}) is expected
    layers[1].files[0].write_text(changed, "utf-8")
    found = from_nothing(layers)
    assert isinstance(found, list)
    assert all(isinstance(one, tuple) for one in found) is expected


@pytest.mark.parametrize("meanwhile", ["nothing", "the edited file", "another file"])
def test_what_a_check_compiled_is_used_only_for_what_it_examined(
    folder: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    opened(layers := layers_in(folder, [lower({}), text_of([whole("fay", {})], {}, "flush")]))
    below, above = (layer.files[0] for layer in layers)
    changed = text_of([whole("fay", {"family": "two"})], {}, "flush")
    with closing(store.Check()) as check:
        assert check.is_valid(layers, {above: changed.encode()})
        above.write_text(changed.replace("two", "one") if meanwhile == "the edited file" else changed, "utf-8")
        if meanwhile == "another file":
            below.write_text(lower({"aliases": ["Another"]}), "utf-8")
        if meanwhile == "nothing":
            monkeypatch.setattr("fmcat.catalog.update.updated", None)  # to update again would fail
        check.refresh(layers)
    monkeypatch.setattr(store, "_compiled", None)  # to compile again would fail
    assert opened(layers) == from_nothing(layers)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_an_update_killed_at_any_moment_leaves_the_next_answer_right(folder: Path) -> None:
    chance = random.Random(7)
    opened(layers := layers_in(folder, [lower({}), None]))
    for number in range(12):
        layers = layers_in(folder, [lower({"aliases": [f"Name {number}"]}), None])
        child = os.fork()
        if not child:
            store.open_store(layers)
            os._exit(0)
        time.sleep(chance.uniform(0, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert opened(layers) == from_nothing(layers)
