"""Any bytes, any query, any edit: an answer or a clear error, never anything else.

`FMCAT_FUZZ=20000` sets the number of cases; `make fuzz` does.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmcat import Catalog
from fmcat.cli.trouble import printed
from fmcat.errors import BadRegistry, FmcatError
from fmcat.registry import edit
from fmcat.registry.locate import Layer
from fmcat.registry.parse import read_yaml
from fmcat.registry.read import read_registry
from fmcat.text import forbidden
from tests.conftest import SMALL

TIMES = int(os.environ.get("FMCAT_FUZZ", "60"))
fuzzed = settings(
    max_examples=TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TEXT = SMALL.read_text("utf-8")
#: Fragments that are special to YAML, to terminals, or to fmcat.
FRAGMENTS = [
    *("- ", ": ", "\n", "{", "}", "[", "]", "&a ", "*a", "!!python/name:os.system ", "<<: ", "---\n", "...", "|\n"),
    *("\t", "#", "'", '"', "%TAG", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\x00", "\r", "\U0001f600", "가"),
    *("\ud800", "id: ", "models:\n", "schema: 9", "hide: yes", "+aliases: ", "undisclosed", "9" * 400),
    *("2021-99-99", "7e999", "1e9B", ">-\n"),
]


@contextlib.contextmanager
def clear_errors(exit_code: int = 3) -> Iterator[None]:
    """Only our own errors are raised, with their exit code, and can be shown on a terminal."""
    try:
        yield
    except FmcatError as error:
        lines = printed(error, "en").split("\n")
        if error.exit_code != exit_code or any(map(forbidden, lines)) or max(map(len, lines)) > 2000:
            raise AssertionError(lines) from error


def read(data: bytes, folder: Path, suffix: str) -> None:
    """Read a registry file as every command does; only our own errors are raised, and they can be shown."""
    path = folder / f"fuzzed{suffix}"
    path.write_bytes(data)
    with clear_errors():
        for _ in read_registry([Layer("small", SMALL, (SMALL,)), Layer("named", path, (path,))]).models():
            pass


@fuzzed
@given(st.binary(max_size=400), st.sampled_from([".yaml", ".json", ".jsonl"]))
def test_any_bytes_are_a_registry_or_a_clear_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    read(data, tmp_path, suffix)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """The text with a few pieces cut out, doubled, moved or replaced, and perhaps a bit flipped."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 60))
        piece = draw(st.sampled_from(["", text[start:end] * 2, *FRAGMENTS]))
        text = text[:start] + piece + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    if data and draw(st.booleans()):
        place = draw(st.integers(0, len(data) - 1))
        data = data[:place] + bytes([data[place] ^ (1 << draw(st.integers(0, 7)))]) + data[place + 1 :]
    return data


@fuzzed
@given(mutated(TEXT))
def test_a_damaged_registry_is_read_or_explained(tmp_path: Path, data: bytes) -> None:
    read(data, tmp_path, ".yaml")


LINES = "\n".join(json.dumps(document, ensure_ascii=False) for document in Catalog.load(SMALL, only=True).to_records())


@fuzzed
@given(mutated(LINES))
def test_damaged_json_lines_are_read_or_explained(tmp_path: Path, data: bytes) -> None:
    read(data, tmp_path, ".jsonl")


WORDS = [
    *("vendor:", "params:", "year:", "has:", "under:", "sort:", "license:", "open:", "(", ")", "-", "not ", " or "),
    *('"', ",", "..", "+", "?", "undisclosed", "2021", "7B", ">=", "<", "clip", "meta", "가", "\x1b", " and "),
    "'; DROP TABLE model",
]


@fuzzed
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=12).map("".join))
def test_any_query_is_answered_or_explained(small: Catalog, query: str) -> None:
    with clear_errors(exit_code=2):
        small.select(query).ids()


def test_no_query_can_write(small: Catalog) -> None:
    for query in ('name:"x\'; DROP TABLE model; --"', "'; DELETE FROM model; --", 'id:"x\' OR 1=1"'):
        with contextlib.suppress(FmcatError):
            small.select(query).ids()
    assert len(small) == 9


@fuzzed
@given(mutated(TEXT), st.sampled_from(["clip", "dino", "new"]), st.text(max_size=30), st.data())
def test_any_edit_of_any_text_is_done_or_explained(data: bytes, model: str, value: str, drawn: st.DataObject) -> None:
    text = data.decode("utf-8", "replace")
    do = drawn.draw(st.sampled_from(["add", "remove", "put", "drop", "extend"]))
    with contextlib.suppress(FmcatError):
        read_yaml(text, "file", placed=False)  # as `revise` does
        there = edit.has(text, "models", model)
        if do == "add":
            edit.add(text, "models", {"id": model, "name": value})
        elif there and do == "remove":
            edit.remove(text, "models", model)
        elif there and do == "put":
            edit.put(text, "models", model, drawn.draw(st.sampled_from([["name"], ["license", "weights"]])), value)
        elif there and do == "extend" and edit.has(text, "models", model, ["aliases"]):
            edit.extend(text, "models", model, ["aliases"], [value])
        elif there and do == "drop" and edit.has(text, "models", model, ["license"]):
            edit.drop(text, "models", model, ["license"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"a" * (64 * 2**20 + 1), "larger than 64 MiB"),
        (b"schema: 1\nx: " + b"[" * 100_000, "nest deeper than 20"),
        (b"schema: 1\nmodels:\n- id: " + b"a" * 1_000_000, "characters are too many"),
        (b"schema: 1\nmodels:\n- {id: a, name: " + b"a" * 1_000_000 + b"}", "characters are too many"),
        (b"a: &a [x]\nb: [*a, *a]", "not allowed"),
        (b"schema: 1\nmodels:\n" + b"- {id: a}\n" * 20_000, "duplicate"),
        (b"{" + b",".join(b'"k%d": 1' % number for number in range(200_000)) + b"}", "more than 10000 values"),
    ],
)
def test_limits_are_reported(tmp_path: Path, text: bytes, says: str) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(text)
    with pytest.raises(FmcatError) as refused:
        list(read_registry([Layer("named", path, (path,))]).models())
    said_so = [refused.value.message, *refused.value.details]
    assert any(says in line for line in said_so)
    assert max(map(len, said_so)) < 2000


@pytest.mark.parametrize(
    ("suffix", "says"), [(".yaml", "larger than 64 MiB"), (".json", "larger than 64 MiB"), (".jsonl", "the line is")]
)
def test_a_file_larger_than_memory_is_refused(tmp_path: Path, suffix: str, says: str) -> None:
    path = tmp_path / f"large{suffix}"
    path.touch()
    os.truncate(path, 2**36)  # takes no space on the disk
    with pytest.raises(FmcatError) as refused:
        list(read_registry([Layer("named", path, (path,))]).models())
    assert any(says in line for line in (refused.value.message, *refused.value.details))


def many(kind: str) -> str:
    """A large registry, as somebody may write by mistake or on purpose."""
    model = "- {{id: m{0}, name: M{0}, vendor: {1}, released: 2024, modalities: [language], lineage: {2}}}\n".format
    if kind == "unknown vendors among many":
        vendors = "".join(f"- {{id: v{number}, label: {{en: Vendor {number}}}}}\n" for number in range(5000))
        models = "".join(model(number, f"vendorx{number}", "{}") for number in range(2000))
        return f"schema: 1\nvendors:\n{vendors}models:\n{models}"
    if kind == "terms in a row":
        terms = (
            f"  - {{id: t{number}, label: {{en: T{number}}}, definition: {{en: x}}, broader: [t{number + 1}]}}\n"
            for number in range(3000)
        )
        return "schema: 1\ntaxonomy:\n  modality:\n" + "".join(terms)
    if kind == "unknown keys":
        return "schema: 1\n" + "".join(f"key{number}: 1\n" for number in range(50_000))
    if kind == "entries with unknown keys":
        return "schema: 1\nmodels:\n" + "".join(f"- {{id: m{number}, key{number}: 1}}\n" for number in range(10_000))
    if kind == "ancestors in a row":
        steps = [f"{{uses-language-model: [m{number + 1}]}}" for number in range(1500)]
        return "schema: 1\nmodels:\n" + "".join(
            model(number, "meta", step) for number, step in enumerate([*steps, "{}"])
        )
    raise LookupError(kind)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("unknown vendors among many", "m900.vendor: unknown vendor 'vendorx900'"),
        ("terms in a row", "modality.t0: has more than 100 broader terms"),
        ("unknown keys", "more than 10000 values in one list or mapping"),
        ("entries with unknown keys", "… and many more"),
        ("ancestors in a row", "m0.lineage: leads to more than 500 ancestors"),
    ],
)
def test_endless_mistakes_are_reported_in_limited_time(tmp_path: Path, kind: str, says: str) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(many(kind))
    with pytest.raises(BadRegistry) as refused:
        Catalog.load(SMALL, path, only=True)
    assert any(problem.endswith(says) for problem in refused.value.problems)


def test_a_key_twice_at_the_end_of_many_is_found_at_once(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = [f'"k{number}": 1' for number in range(200_000)]
    path.write_text("{" + ", ".join([*keys, keys[-1]]) + "}")
    with pytest.raises(FmcatError) as refused:
        list(read_registry([Layer("named", path, (path,))]).models())
    assert "duplicate key 'k199999'" in str(refused.value)
