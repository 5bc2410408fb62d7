"""Rules about what was made from what."""

from collections.abc import Iterator

from fmcat.checks.finding import Examined, Findings
from fmcat.schema.dates import read_date
from fmcat.schema.model import External, Model


def no_cycle(examined: Examined) -> Findings:
    """No model descends from itself."""
    parents = {model.id: [target for _, target in _targets(model, examined)] for model in examined.models}
    for model in examined.models:
        seen: set[str] = set()
        waiting = list(parents[model.id])
        while waiting:
            ancestor = waiting.pop()
            if ancestor == model.id:
                yield examined.finding(model, ("lineage",), "the model descends from itself")
                break
            if ancestor not in seen:
                seen.add(ancestor)
                waiting += parents.get(ancestor, [])


def no_younger_parent(examined: Examined) -> Findings:
    """Nothing is older than what it was made from."""
    for model in examined.models:
        for path, target in _targets(model, examined):
            parent = examined.by_id[target]
            if read_date(parent.released).earliest > read_date(model.released).latest:
                yield examined.finding(
                    model, path, f"released {model.released}, before {parent.id} ({parent.released}) it was made from"
                )


def _targets(model: Model, examined: Examined) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for relation, targets in model.lineage.items():
        for number, target in enumerate(targets):
            if not isinstance(target, External) and target in examined.by_id:
                yield ("lineage", relation, number), target
