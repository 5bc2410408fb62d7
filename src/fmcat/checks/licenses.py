"""Rules about licenses that come with what a model was made from."""

from fmcat.catalog.terms import licensing
from fmcat.checks.finding import Examined, Findings
from fmcat.licensing import NO, Origin
from fmcat.messages import say


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
            found = say(
                "{own}, but {license} of {ancestor} forbids commercial use ({way})"
                if bond.terms.commercial == NO
                else "{own}, but {license} of {ancestor} puts commercial use under conditions ({way})",
                own=bound.license,
                license=bond.license,
                ancestor=bond.target,
                way=", ".join(f"{step.model} {step.relation} {step.target}" for step in bond.path),
            )
            yield examined.finding(model, ("license", "weights"), found)
            break
