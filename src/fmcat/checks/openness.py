"""Rules about access and licenses."""

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say

_OPEN = ("open", "open-restricted")


def open_weights(examined: Examined) -> Findings:
    """A model with open weights links to them."""
    for model in examined.models:
        if model.access not in _OPEN:
            continue
        if not (model.links and model.links.weights) and not (model.ids and model.ids.huggingface):
            yield examined.finding(model, ("access",), say("the weights are open, but no link to them is given"))


def weights_license(examined: Examined) -> Findings:
    """A model with open weights states their license."""
    for model in examined.models:
        if model.access in _OPEN and not (model.license and model.license.weights):
            yield examined.finding(
                model, ("access",), say("the weights are open, but no license of the weights is given")
            )


def closed_weights(examined: Examined) -> Findings:
    """A model without open weights has no link to weights."""
    for model in examined.models:
        if model.access in ("api", "unreleased") and model.links and model.links.weights:
            yield examined.finding(
                model, ("links", "weights"), say("the weights have a link, but access is {access}", access=model.access)
            )
