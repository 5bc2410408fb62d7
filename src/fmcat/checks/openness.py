"""Rules about access and licenses."""

from fmcat.checks.finding import Examined, Findings
from fmcat.licensing import Licenses
from fmcat.messages import say
from fmcat.schema.parts import UNDISCLOSED

_OPEN = ("open", "open-restricted")
#: Conditions of a license that make weights open-restricted, as the taxonomy defines it, if commercial use is allowed.
_RESTRICTIONS = ("non-commercial", "use-restrictions")


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


def open_terms(examined: Examined) -> Findings:
    """Weights that are called open are not under a license that is non-commercial or restricts uses."""
    licenses = Licenses(examined.context.terms.get("license", {}))
    for model in examined.models:
        whole = model.license and model.license.weights
        stated = [(("access",), model.access, whole)] + [
            (("variants", number, "license"), variant.access or model.access, variant.license)
            for number, variant in enumerate(model.variants)
        ]
        for where, access, license in stated:
            if access != "open" or not license:
                continue
            terms = licenses.of(license)
            if terms.commercial == "no" or any(kind in _RESTRICTIONS for kind in terms.conditions):
                message = say(
                    "{license} is non-commercial or restricts uses; write `access: open-restricted`", license=license
                )
                yield examined.finding(model, where, message)


def closed_weights(examined: Examined) -> Findings:
    """A model without open weights has no link to weights."""
    for model in examined.models:
        if model.access in ("api", "unreleased") and model.links and model.links.weights:
            yield examined.finding(
                model, ("links", "weights"), say("the weights have a link, but access is {access}", access=model.access)
            )


def variant_access(examined: Examined) -> Findings:
    """A variant of a model with open weights whose size is withheld states its own access."""
    for model in examined.models:
        if model.access not in _OPEN:
            continue
        for number, variant in enumerate(model.variants):
            if variant.parameters == UNDISCLOSED and not variant.huggingface and not variant.access:
                message = say("the vendor withholds its size, so its weights are probably not open; state its access")
                yield examined.finding(model, ("variants", number, "parameters"), message)
