"""Rules about licenses of what a model was made from, and of its sizes."""

from fmcat.catalog.terms import licensing
from fmcat.checks.finding import Examined, Findings
from fmcat.licensing import NO, Origin
from fmcat.messages import say
from fmcat.schema.model import Sizes


def license_inherited(examined: Examined) -> Findings:
    """A license does not allow more than the licenses of what the model was made from, or its entry says why."""
    origins: dict[str, Origin] = {}
    computing = licensing(examined.context.vendors, examined.context.terms, origins.get)
    for model in examined.all_models:
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


def license_of_largest(examined: Examined) -> Findings:
    """The license of the weights is that of the size under which the model is listed, or its entry says why not."""
    for model in examined.models:
        if not isinstance(model.parameters, Sizes) or not model.license or not model.license.weights:
            continue
        largest = [variant for variant in model.variants if variant.parameters == model.parameters.total]
        others = [variant.license for variant in largest if variant.license]
        if largest and len(others) == len(largest) and model.license.weights not in others:
            found = say(
                "{own}, but {variant}, the size it is listed under, is licensed under {license}",
                own=model.license.weights,
                variant=largest[0].name,
                license=others[0],
            )
            yield examined.finding(model, ("license", "weights"), found)
