"""Edits as splices: only the intended text changes, and every other byte stays.

What every edit changes in files of every layout is kept in snapshots/; `make snapshots` rewrites them.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmcat.errors import FmcatError
from fmcat.registry import edit
from fmcat.registry.order import sorted_models
from fmcat.registry.parse import read_yaml
from fmcat.text import forbidden, normal
from fmcat.yaml_text import inline, written
from tests.snapshots import same_as_kept

FILE = """\
# Our models, by hand.
schema: 1
models:
# the first one
- id: alpha   # never changes
  name: "Alpha"  # as the paper spells it
  vendor: [meta]
  training:
    pretraining: [masked-modeling]   # of images

  # sizes
  parameters: 1.1B
  license: {weights: MIT, code: MIT}
- {id: delta, name: Delta, aliases: []}

# the last one
- id: omega
  name: Omega
  aliases:
  - the end
  summary: {en: "One: two."}
x-ours: yes
"""


def change(old: str, new: str) -> list[str]:
    """The removed and added lines."""
    before, after = old.splitlines(), new.splitlines()
    return [f"-{line}" for line in before if line not in after] + [f"+{line}" for line in after if line not in before]


@pytest.mark.parametrize(
    ("entry", "keys", "value", "lines"),
    [
        (
            "alpha",
            ["name"],
            "Alpha 2",
            ['-  name: "Alpha"  # as the paper spells it', "+  name: Alpha 2  # as the paper"],
        ),
        ("alpha", ["parameters"], "7B", ["-  parameters: 1.1B", "+  parameters: 7B"]),
        (
            "alpha",
            ["license", "weights"],
            "CC0-1.0",
            ["-  license: {weights", "+  license: {weights: CC0-1.0, code: M"],
        ),
        (
            "alpha",
            ["license", "data"],
            "MIT",
            ["-  license: {weights", "+  license: {weights: MIT, code: MIT, data: M"],
        ),
        ("alpha", ["aliases"], ["A: one"], ["+  aliases: ['A: one']"]),
        ("alpha", ["access"], "open", ["+  access: open"]),
        ("alpha", ["links", "paper"], "https://a.org", ["+  links:", "+    paper: https://a.org"]),
        ("alpha", ["training", "alignment"], ["rlhf"], ["+    alignment: [rlhf]"]),
        ("alpha", ["license"], {"weights": "MIT"}, ["-  license: {weights", "+  license:", "+    weights: MIT"]),
        ("delta", ["name"], "δ", ["-- {id: delta, name: Delta, ali", "+- {id: delta, name: δ, aliases: []}"]),
        ("delta", ["family"], "d", ["-- {id: delta", "+- {id: delta, name: Delta, aliases: [], family: d}"]),
        ("omega", ["aliases"], ["z"], ["-  aliases:", "-  - the end", "+  aliases: [z]"]),
        (
            "omega",
            ["summary", "ko"],
            "끝.",
            ['-  summary: {en: "One: two."}', '+  summary: {en: "One: two.", ko: 끝.}'],
        ),
        ("omega", ["sources"], [{"url": "https://a.org", "for": ["name"]}], ["+  sources:", "+  - url: https://a.org"]),
    ],
)
def test_a_value_is_put_in_its_place(entry: str, keys: list[str], value: Any, lines: list[str]) -> None:
    order = ("id", "name", "aliases", "vendor", "training", "parameters", "license", "access", "links", "summary")
    new = edit.put(FILE, "models", entry, keys, value, order)
    said = change(FILE, new)
    assert len(said) >= len(lines)
    assert all(is_.startswith(wanted) for is_, wanted in zip(said, lines, strict=False))
    [found] = [one for one in read_yaml(new, "f", False)["models"] if one["id"] == entry]
    for key in keys:
        found = found[key]
    assert found == value


def test_a_new_key_is_inserted_in_schema_order() -> None:
    new = edit.put(FILE, "models", "alpha", ["aliases"], ["a"], ("id", "name", "aliases", "vendor"))
    assert "spells it\n  aliases: [a]\n  vendor: [meta]\n" in new
    assert edit.put(FILE, "models", "alpha", ["inputs"], ["text"], ()).index("inputs") > new.index("license")


def test_a_list_is_extended_as_it_is_laid_out() -> None:
    assert "  vendor: [meta, google]\n" in edit.extend(FILE, "models", "alpha", ["vendor"], ["google"])
    assert "  - the end\n  - 'no'\n" in edit.extend(FILE, "models", "omega", ["aliases"], ["no"])
    assert "aliases: [d, e]}" in edit.extend(FILE, "models", "delta", ["aliases"], ["d", "e"])
    with pytest.raises(FmcatError, match=r"alpha\.name is not a list"):
        edit.extend(FILE, "models", "alpha", ["name"], ["x"])


def test_a_mapping_is_not_made_of_a_value() -> None:
    with pytest.raises(FmcatError, match=r"alpha\.parameters is one value, not a mapping"):
        edit.put(FILE, "models", "alpha", ["parameters", "active"], "1B")


def test_a_fact_is_taken_away_and_with_the_last_one_its_mapping() -> None:
    assert change(FILE, edit.drop(FILE, "models", "alpha", ["parameters"])) == ["-  parameters: 1.1B"]
    assert "{code: MIT}" in edit.drop(FILE, "models", "alpha", ["license", "weights"])
    assert "{weights: MIT}" in edit.drop(FILE, "models", "alpha", ["license", "code"])
    assert change(FILE, edit.drop(FILE, "models", "alpha", ["training", "pretraining"])) == [
        "-  training:",
        "-    pretraining: [masked-modeling]   # of images",
    ]


@pytest.mark.parametrize(("new", "before"), [("aaa", "# the first one"), ("beta", "- {id: delta"), ("zeta", "x-ours")])
def test_a_new_entry_is_inserted_by_id(new: str, before: str) -> None:
    text = edit.add(FILE, "models", {"id": new, "name": "New"})
    assert change(FILE, text) == [f"+- id: {new}", "+  name: New"]
    rest = text[text.index("  name: New\n") + len("  name: New\n") :]
    assert next(line for line in rest.splitlines() if line).startswith(before)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("schema: 1\n", "schema: 1\nmodels:\n- id: a\n"),
        ("schema: 1", "schema: 1\nmodels:\n- id: a\n"),
        ("schema: 1\nmodels:\n# - id: none yet\n", "schema: 1\nmodels:\n- id: a\n# - id: none yet\n"),
        ("schema: 1\nmodels:   # none\nx: y\n", "schema: 1\nmodels:   # none\n- id: a\nx: y\n"),
        ("schema: 1\nmodels: []  # none\n", "schema: 1\nmodels:  # none\n- id: a\n"),
        ("{schema: 1, models: [{id: b}]}", "{schema: 1, models: [{id: b}, {id: a}]}"),
        ("models:\n  - id: b\n", "models:\n  - id: a\n  - id: b\n"),
        ("models:\r\n- id: b\r\n", "models:\r\n- id: a\r\n- id: b\r\n"),
    ],
)
def test_the_first_entry_finds_its_place(text: str, wanted: str) -> None:
    assert edit.add(text, "models", {"id": "a"}) == wanted


def test_an_entry_is_removed_and_the_comments_above_it_stay() -> None:
    gone = edit.remove(FILE, "models", "alpha")
    assert "# the first one\n- {id: delta" in gone
    assert change(FILE, edit.remove(FILE, "models", "delta")) == ["-- {id: delta, name: Delta, aliases: []}"]
    assert edit.remove("models: [{id: a}, {id: b}]\n", "models", "a") == "models: [{id: b}]\n"
    assert edit.remove("models: [{id: a}, {id: b}]\n", "models", "b") == "models: [{id: a}]\n"
    assert read_yaml(edit.remove("models:\n- id: a\n", "models", "a"), "f", False) == {"models": ""}


# ── every edit, in every layout ──────────────────────────────────────────────────────────────

BLOCK = """\
# ours
schema: 1
vendors:
- {id: acme, label: {en: Acme}}  # us
models:
# about beta
- id: beta  # the second
  name: "Beta"   # quoted
  aliases:
  - one
  - two # last

  # where it is
  links:
    paper: https://a.b
  summary: {en: 'It''s', ko: |-
      x
      }
  empty:
  flow: []
- name: Delta
  id: " delta "
  released: 2024
  text: |
    of lines

    - id: no entry
  after: 1

# about gamma

- {id: gamma, name: Gamma, aliases: [g], license: {weights: MIT}}
# the end
x-own: {a: b}
"""
LAYOUTS: Mapping[str, str] = {
    "block": BLOCK.replace(", ko: |-\n      x\n      }", "}"),
    "indented": "models:\n  # one\n  - id: beta\n    name: B\n    aliases:\n      - one\n\n  - id: gamma\n    name: G",
    "flow": "{schema: 1, models: [{id: beta, name: Beta, aliases: [], links: {paper: x}}, {id: delta}, {id: gamma}]}\n",
    "one": "schema: 1\nmodels:\n- id: beta\n  aliases: [a,\n    b]\n  links:\n",
    "empty": "schema: 1\nmodels:  # none yet\n\n# more\n",
}
VALUES: Mapping[str, object] = {
    "a text": "new",
    "a text that needs quotes": "no: #",
    "a long text": "word " * 40,
    "a list": ["x", "y: z"],
    "a long list": ["a long value of a list"] * 6,
    "a mapping": {"en": "One", "ko": "둘"},
    "a list of mappings": [{"name": "x", "parameters": "7B"}, {"name": "y"}],
    "nothing in a list": [],
}
ORDER = ("id", "name", "aliases", "released", "license", "links", "summary")
PATHS = [
    ["name"],
    ["aliases"],
    ["links"],
    ["links", "paper"],
    ["links", "code"],
    ["license", "weights"],
    ["empty", "a", "b"],
]
PATHS += [["released"], ["text"], ["flow"], ["x-a"], ["summary", "en"], ["id"], ["name", "en"]]


def edits(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each edit of a text, by its name."""
    for entry in edit.ids(text, "models"):
        for path in PATHS:
            is_there = edit.has(text, "models", entry, path)
            for name, value in VALUES.items() if len(path) == 1 and entry == "beta" else [*VALUES.items()][:3:2]:
                yield f"put {entry} {path} {name}", partial(edit.put, text, "models", entry, path, value, ORDER)
            for over in (False, True):
                yield (
                    f"append {entry} {path}{' over' * over}",
                    partial(edit.append, text, "models", entry, path, ["one", "new", "g"], over, ORDER),
                )
            if is_there:
                yield f"extend {entry} {path}", partial(edit.extend, text, "models", entry, path, [{"a": "b"}, "two"])
                yield f"extend {entry} {path} by nothing", partial(edit.extend, text, "models", entry, path, [])
                yield f"drop {entry} {path}", partial(edit.drop, text, "models", entry, path)
        yield f"remove {entry}", partial(edit.remove, text, "models", entry)
        yield f"bare {entry}", partial(edit.is_bare, text, "models", entry)
    for ids in (["alpha"], ["beta-2", "alpha"], ["zeta"], []):
        yield f"add {ids}", partial(edit.add, text, "models", *({"id": id, "aliases": ["a"]} for id in ids))
    yield "add a vendor", partial(edit.add, text, "vendors", {"id": "zeta", "label": {"en": "Zeta"}})
    yield "add to no section", partial(edit.add, text, "concepts", {"id": "c", "title": {"en": "C"}})
    yield "replace", partial(edit.replaced, text, {(3, 7): "new", (5, 5): "other", (8, 9): "Beta: 2"})
    yield "sort", partial(sorted_models, text.replace("beta", "zeta"))


def told(text: str, change: Callable[[], object]) -> Iterator[str]:
    try:
        after = change()
    except FmcatError as error:
        yield f"refused: {error}"
        return
    if not isinstance(after, str):
        yield str(after)
        return
    before, now = (one.replace("\r", "⏎").splitlines() for one in (text, after))
    yield from list(difflib.unified_diff(before, now, n=1, lineterm=""))[2:]
    if after.endswith("\n") != text.endswith("\n"):
        yield "(another end)"


def all_told(text: str) -> list[str]:
    return [line.rstrip("⏎") for name, change in edits(text) for line in (f"── {name}", *told(text, change))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_edits_are_their_snapshot(layout: str) -> None:
    lines = all_told(LAYOUTS[layout])
    same_as_kept("\n".join([*lines, ""]), Path(__file__).parent / "snapshots" / f"edits-{layout}.txt")


@pytest.mark.parametrize("layout", ["block", "flow", "one"])
def test_edits_are_the_same_with_the_line_ends_of_windows(layout: str) -> None:
    assert all_told(LAYOUTS[layout].replace("\n", "\r\n")) == all_told(LAYOUTS[layout])


# ── any registry ──────────────────────────────────────────────────────────────────────────────

words = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12)
    .map(normal)  # like everything that is read
    .filter(lambda text: text == text.strip() and not forbidden(text))
)
words = words | st.just("[a], {b}: c # " * 20 + "d")  # longer than a line
keys_ = st.sampled_from(["name", "family", "license", "aliases", "x-note", "training"])
values = st.recursive(
    words, lambda part: st.lists(part, max_size=3) | st.dictionaries(words, part, min_size=1, max_size=3), max_leaves=5
)
entries = st.dictionaries(keys_, values, min_size=1, max_size=4)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A registry of three entries, each in block or flow style, with comments and either line end."""
    lines = ["# head", "schema: 1", "models:"]
    for name in draw(st.sets(st.sampled_from("abcdef"), min_size=3, max_size=3).map(sorted)):
        entry = {"id": name} | draw(entries)
        lines.append(f"# about {name}")
        if draw(st.booleans()):
            lines.append(f"- {inline(entry)}  # flow")
        else:
            lines += [line + draw(st.sampled_from(["", "  "])) * 0 for line in written([entry]).splitlines()]
        lines += [""] * draw(st.integers(0, 1))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return ending.join([*lines, "# tail"]) + draw(st.sampled_from(["", ending]))


def models(text: str) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in read_yaml(text.replace("\r\n", "\n"), "f", False)["models"]}


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith("#")]


@given(files(), st.data())
def test_only_what_is_meant_changes(text: str, data: st.DataObject) -> None:
    before = models(text)
    name = data.draw(st.sampled_from(sorted(before)))
    key, value = data.draw(keys_), data.draw(values)
    after = models(edit.put(text, "models", name, [key], value))
    assert after == before | {name: before[name] | {key: value}}
    for present in [one for one in before[name] if one != "id"]:
        rest = {one: fact for one, fact in before[name].items() if one != present}
        dropped = edit.drop(text, "models", name, [present])
        assert models(dropped) == before | {name: rest}
        assert comments(dropped) == comments(text)
        if isinstance(before[name][present], list):
            longer = edit.extend(text, "models", name, [present], [value])
            old = before[name][present]
            assert models(longer)[name] == before[name] | {present: [*old, *([] if value in old else [value])]}
            assert comments(longer) == comments(text)


@given(files(), st.sampled_from("abcdefg"), entries)
def test_entries_come_and_go_alone(text: str, name: str, entry: dict[str, Any]) -> None:
    before = models(text)
    if name in before:
        gone = edit.remove(text, "models", name)
        assert models(gone) == {key: one for key, one in before.items() if key != name}
        assert comments(gone) == comments(text)
    else:
        more = edit.add(text, "models", {"id": name} | entry)
        assert models(more) == before | {name: {"id": name} | entry}
        assert list(models(more)) == sorted(models(more))
        assert comments(more) == comments(text)
        assert edit.remove(more, "models", name).rstrip() == text.rstrip()
