"""What every edit changes in files of every layout, as differences kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from fmcat.errors import FmcatError
from fmcat.registry import edit
from fmcat.registry.order import sorted_models
from tests.snapshots import same_as_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
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
    same_as_kept("\n".join([*lines, ""]), SNAPSHOTS / f"edits-{layout}.txt")


@pytest.mark.parametrize("layout", ["block", "flow", "one"])
def test_edits_are_the_same_with_the_line_ends_of_windows(layout: str) -> None:
    assert all_told(LAYOUTS[layout].replace("\n", "\r\n")) == all_told(LAYOUTS[layout])
