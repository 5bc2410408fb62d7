"""A family tree that fits in an answer: the nearest models stay, the others are counted."""

from collections import deque
from dataclasses import replace
from typing import Any

from fmcat.agents.pages import ROOM, size
from fmcat.answers.graph import record
from fmcat.catalog.lineage import Branch

#: The most steps from the root.
DEEPEST = 20
#: The bytes per model besides its facts: the key of its branches, and the count of those left out.
_OVERHEAD = 60


def fitted(root: Branch) -> dict[str, object]:
    """The tree as plain JSON values; `left_out` counts the direct steps below a model that did not fit."""
    top = _alone(root)
    room = ROOM - size(top)
    waiting = deque([(root, top)])
    while waiting:
        branch, told = waiting.popleft()
        kept: list[dict[str, object]] = []
        for below in branch.branches:
            one = _alone(below)
            room -= size(one) + _OVERHEAD
            if room < 0:
                break
            kept.append(one)
            waiting.append((below, one))
        if kept:
            told["branches"] = kept
        if len(kept) < len(branch.branches):
            told["left_out"] = told.get("left_out", 0) + len(branch.branches) - len(kept)
    return top


def models(tree: dict[str, Any]) -> list[str]:
    """The ids of the models in such a tree, nearest first."""
    found: dict[str, None] = {}
    waiting = deque([tree])
    while waiting:
        told = waiting.popleft()
        if "id" in told:
            found[told["id"]] = None
        waiting.extend(told.get("branches", ()))
    return list(found)


def _alone(branch: Branch) -> dict[str, Any]:
    return record(replace(branch, branches=[]))
