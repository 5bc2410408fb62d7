"""Rules about licenses that come with what a model was made from."""

from fmcat.catalog.terms import licensing
from fmcat.checks.finding import Examined, Findings
from fmcat.licensing import NO, Origin


def license_inherited(examined: Examined) -> Findings:
    """A license does not allow more than the licenses of what the model was made from, or its entry says why."""
    origins: dict[str, Origin] = {}
    computing = licensing(examined.registry.vendors, examined.registry.terms, origins)
    for model in examined.models:
        origins[model.id] = computing.origin(examined.documents[model.id])
    for model in examined.models:
        for bound in computing.bound(model.id, origins[model.id]).values():
            if not bound.conflicts:
                continue
            bond = bound.conflicts[0]
            limit = "forbids commercial use" if bond.terms.commercial == NO else "puts commercial use under conditions"
            way = ", ".join(f"{step.model} {step.relation} {step.target}" for step in bond.path)
            message = f"{bound.license}, but {bond.license} of {bond.target} {limit} ({way})"
            yield examined.finding(model, ("license", "weights"), message)
            break
