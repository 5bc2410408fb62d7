"""Rules about lineage."""

from collections.abc import Iterator

from fmcat.catalog.spellings import key
from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say
from fmcat.schema.dates import read_date
from fmcat.schema.model import External, Model

#: The statuses of models that another one replaces.
_REPLACED = ("superseded", "deprecated", "retired")


def no_cycle(examined: Examined) -> Findings:
    """No model descends from itself."""
    parents = {model.id: [target for _, target in _targets(model, examined)] for model in examined.all_models}
    for model in examined.models:
        seen: set[str] = set()
        waiting = list(parents[model.id])
        while waiting:
            ancestor = waiting.pop()
            if ancestor == model.id:
                yield examined.finding(model, ("lineage",), say("the model descends from itself"))
                break
            if ancestor not in seen:
                seen.add(ancestor)
                waiting += parents.get(ancestor, [])


def fit_replacement(examined: Examined) -> Findings:
    """What replaces a model is not replaced by it in turn, and only a model that is no longer current is replaced."""
    for model in examined.models:
        for number, target in enumerate(model.replaced_by):
            other = examined.by_id.get(target)
            path = ("replaced-by", number)
            if target == model.id or (other and model.id in other.replaced_by):
                yield examined.finding(model, path, say("the two models replace each other"))
            elif model.status not in _REPLACED:
                found = say("the model is replaced; its status is one of {statuses}", statuses=", ".join(_REPLACED))
                yield examined.finding(model, path, found)


def no_younger_parent(examined: Examined) -> Findings:
    """No model is older than the first known day of a model it was made from."""
    for model in examined.models:
        # What only some variants come from may be younger than the first of them.
        later = {base.partition("/")[0] for variant in model.variants for base in variant.bases}
        for path, target in _targets(model, examined):
            parent = examined.by_id[target]
            if target in later:
                continue
            if _first_day(parent) > read_date(model.released).latest:
                yield examined.finding(
                    model,
                    path,
                    say(
                        "released {released}, before {parent} ({earlier}), which it was made from",
                        released=model.released,
                        parent=parent.id,
                        earlier=parent.released,
                    ),
                )


def no_external_entry(examined: Examined) -> Findings:
    """An `external` ancestor is not a model of the registry under another name."""
    names = {
        key(name): model.id
        for model in examined.all_models
        for name in (*(variant.name for variant in model.variants), *model.aliases, model.name, model.id)
    }
    for model in examined.models:
        for relation, targets in model.lineage.items():
            for number, target in enumerate(targets):
                entry = names.get(key(target.external)) if isinstance(target, External) else None
                if isinstance(target, External) and entry not in (None, model.id):
                    found = say("{name!r} is the model {entry}; write its id", name=target.external, entry=entry)
                    yield examined.finding(model, ("lineage", relation, number), found)


def _first_day(model: Model) -> str:
    """The earliest known day of a model: later open weights may date it, but do not make it younger."""
    dates = model.dates
    known = [model.released, *filter(None, (dates.paper, dates.announced, dates.weights, dates.api) if dates else ())]
    return min(read_date(day).earliest for day in known)


def _targets(model: Model, examined: Examined) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for relation, targets in model.lineage.items():
        for number, target in enumerate(targets):
            if not isinstance(target, External) and target in examined.by_id:
                yield ("lineage", relation, number), target
