"""Rules about access and licenses."""

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say

_OPEN = ("open", "open-restricted")


def open_weights(examined: Examined) -> Findings:
    """Open weights say where they are."""
    for model in examined.models:
        if model.access not in _OPEN:
            continue
        if not (model.links and model.links.weights) and not (model.ids and model.ids.huggingface):
            yield examined.finding(model, ("access",), say("the weights are open, but no link to them is given"))


def weights_license(examined: Examined) -> Findings:
    """Open weights say under which license they may be used; where no page told, somebody has yet to find out."""
    for model in examined.models:
        if model.access in _OPEN and not (model.license and model.license.weights):
            yield examined.finding(
                model, ("access",), say("the weights are open, but no license of the weights is given")
            )


def closed_weights(examined: Examined) -> Findings:
    """What is not open has no weights to link to."""
    for model in examined.models:
        if model.access in ("api", "unreleased") and model.links and model.links.weights:
            yield examined.finding(
                model, ("links", "weights"), say("the weights have a link, but access is {access}", access=model.access)
            )
