"""Writes into a compiled catalog which models each one descends from."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from fmcat.errors import BadRegistry
from fmcat.messages import say

#: Ancestors a model may have, so that no small file makes a large catalog; the longest lines have some dozens.
MOST_ANCESTORS = 500


def write_lineage_closure(
    connection: sqlite3.Connection, descent: Collection[str], only: Collection[int] | None = None
) -> None:
    """Every ancestor of every model, or of `only` those with some numbers, by relations of descent.

    Lineage is checked to have no cycle elsewhere.
    Raises BadRegistry where a model has more than MOST_ANCESTORS.
    """
    parents: dict[int, list[str]] = defaultdict(list)
    for model, relation, target in connection.execute("SELECT model, relation, target FROM lineage"):
        if relation in descent:
            parents[model].append(target)
    models = [model for model in parents if only is None or model in only]
    if not models:
        return
    number = dict(
        connection.execute(
            "SELECT id, n FROM model WHERE n IN (SELECT model FROM lineage) OR id IN (SELECT target FROM lineage)"
        )
    )
    rows = ((model, ancestor) for model in models for ancestor in sorted(ancestors(model, parents, number)))
    connection.executemany("INSERT INTO lineage_closure VALUES (?, ?)", rows)


def ancestors(model: int, parents: Mapping[int, Sequence[str]], number: Mapping[str, int]) -> set[str]:
    """The ids of all that the model with a number descends from, by the parents of numbers and the numbers of ids.

    Raises BadRegistry if there are more than MOST_ANCESTORS.
    """
    found: set[str] = set()
    waiting = list(parents[model])
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found and number.get(ancestor) != model:
            found.add(ancestor)
            waiting += parents.get(number.get(ancestor, 0), ())
    if len(found) > MOST_ANCESTORS:
        name = next(name for name, n in number.items() if n == model)
        wrong = say("{name}.lineage: leads to more than {most} ancestors", name=name, most=MOST_ANCESTORS)
        raise BadRegistry([wrong])
    return found
