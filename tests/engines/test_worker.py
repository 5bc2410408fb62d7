"""What workers make of lines, part by part and in any order, is what one machine makes of them."""

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fmcat.catalog.build import build
from fmcat.catalog.context import Context
from fmcat.engines.worker import TABLES, File, Line, Made, Work, mentions, stored
from fmcat.registry.lines import lines_of
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry
from fmcat.yaml_text import written
from tests.catalog.test_update import WORDS, whole


def entries() -> list[dict[str, Any]]:
    """Models that lead to each other in chains, within and across files and to the file below."""
    facts = {"license": {"weights": "LicenseRef-Mine"}, "variants": [{"name": "1B"}, {"name": "2B"}], "x-own": "one"}
    found = [whole(f"m{number}", facts if number % 3 else {"family": f"f{number % 5}"}) for number in range(60)]
    for number in range(20, 50, 2):
        found[number]["lineage"] = {"finetuned": [f"M{number - 1}", f"m{number + 2}"]}
    found[5]["lineage"] = {"finetuned": ["ada", "m8"], "distilled": [{"external": "Else", "license": "MIT"}]}
    found[8]["lineage"] = {"distilled": ["m12", "m59"]}
    found[10]["replaced-by"] = ["m50"]
    found[51]["variants"] = [{"name": "3B", "bases": ["m50"]}]
    found[51]["lineage"] = {"finetuned": ["m50", "m5"]}
    found[52] |= {"aliases": ["둘 첫째", "it's"], "ids": {"huggingface": ["lab/a"]}}
    found[9]["sources"] = [{"url": "https://example.org/a", "for": ["released"], "read": "2031-01"}]
    return found


def lines_in(folder: Path) -> list[Path]:
    """Two files of them, one with empty lines, the other without an end of its last line."""
    folder.mkdir()
    texts = [json.dumps(entry, ensure_ascii=False) for entry in entries()]
    (folder / "a.jsonl").write_text("\n".join([*texts[:17], "", *texts[17:30]]) + "\n\n", "utf-8")
    (folder / "b.jsonl").write_text("\n".join(texts[30:]), "utf-8")
    return sorted(folder.iterdir())


def below_in(folder: Path, models: list[dict[str, Any]]) -> Layer:
    """The layer below them, with these models."""
    path = folder / "words.yaml"
    path.write_text(written({"schema": 1, **WORDS, "models": models}), "utf-8")
    return Layer("words", path, (path,))


def compiled(*layers: Layer) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    build(layers, connection)
    return connection


def led(edges: list[dict[str, Any]], model: str) -> set[str]:
    """All that a model leads to."""
    found: set[str] = set()
    waiting = [model]
    while waiting:
        near = waiting.pop()
        for edge in edges:
            if edge["id"] == near and edge["target"] not in found:
                found.add(edge["target"])
                waiting += [edge["target"]] if edge["walks"] else []
    return found


def test_parts_in_any_order_make_the_tables_of_one_machine(tmp_path: Path) -> None:
    below = below_in(tmp_path, [whole("ada", {"license": {"weights": "MIT"}}), whole("bob", {})])
    files = lines_in(tmp_path / "lines")
    numbered = [[Line(place, *line) for line in lines_of(path)] for place, path in enumerate(files)]
    lines = [line for same in numbered for line in same]
    random.Random(7).shuffle(lines)
    registry = read_registry([below], placed=False)
    context, known = Context.of(registry), frozenset(["ada", "bob"])
    names = [File(str(path), sum(map(len, numbered[:place]))) for place, path in enumerate(files)]
    work = Work(registry.vocabulary, context, ["words", "lines"], known, names)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def take(made: Iterable[Made]) -> None:
        for name, rows in made:
            tables[name] += json.loads(rows)

    take(stored(compiled(below), context))
    mentioned = list(mentions(lines))
    ids = {one.key: one.id for one in mentioned}
    found = {one[:2]: {word: ids[word] for word in one.words if word in ids} for one in mentioned}
    for begun in range(0, len(lines), 7):
        take(work.compiled(line._replace(found=found.get(line[:2])) for line in lines[begun : begun + 7]))
    documents = {row["id"]: row["doc"] for row in (*tables["model"], *tables["pending"])}
    origins = dict(work.origins(documents.items()))
    leading = {row["id"]: led(tables["edge"], row["id"]) for row in tables["pending"]}
    take(
        work.bound(
            (row["n"], row["doc"], [(one, origins[one]) for one in leading[row["id"]]]) for row in tables["pending"]
        )
    )
    one = compiled(below, Layer("lines", tmp_path / "lines", tuple(files)))
    for table in TABLES.keys() - {"built", "word", "meaning"}:
        expected = sorted(map(repr, one.execute(f"SELECT * FROM {table}")))
        assert sorted(repr(tuple(row.values())) for row in tables[table]) == expected, table
    assert tables["pending"]
    assert tables["problem"] == []


def test_the_first_line_that_is_not_valid_is_named(tmp_path: Path) -> None:
    below = below_in(tmp_path, [])
    registry = read_registry([below], placed=False)
    work = Work(
        registry.vocabulary, Context.of(registry), ["words", "lines"], frozenset(), [File("x", 0), File("y", 9)]
    )
    texts = [json.dumps(whole(f"m{number}", {"vendor": ["who"]} if number in (2, 4) else {})) for number in range(5)]
    lines = [Line(1, number + 3, text.encode()) for number, text in enumerate(texts)]
    [(name, rows)] = work.compiled(reversed(lines))
    [problem] = json.loads(rows)
    assert (name, work.place(problem["n"])) == ("problem", (1, 5))
    assert problem["message"].startswith("y:5:1: m2.vendor.0: unknown vendor 'who'")
