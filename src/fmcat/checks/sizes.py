"""Rules about parameter counts."""

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say
from fmcat.schema.model import Sizes

#: Names of variants are rounded, so the largest may differ this much from `parameters`.
_REACH = 0.1
_SPARSE = "mixture-of-experts"


def active_within_total(examined: Examined) -> Findings:
    """The active parameters do not exceed the total."""
    for model in examined.models:
        if isinstance(model.parameters, Sizes) and (model.parameters.active or 0) > model.parameters.total:
            yield examined.finding(model, ("parameters",), say("more parameters are active than the model has"))
        for number, variant in enumerate(model.variants):
            if variant.active and isinstance(variant.parameters, int) and variant.active > variant.parameters:
                yield examined.finding(
                    model, ("variants", number), say("more parameters are active than the model has")
                )


def largest_variant(examined: Examined) -> Findings:
    """`parameters` is the size of the largest variant."""
    for model in examined.models:
        sizes = [variant.parameters for variant in model.variants if isinstance(variant.parameters, int)]
        if not sizes or not isinstance(model.parameters, Sizes):
            continue
        total = model.parameters.total
        if abs(max(sizes) - total) > _REACH * total:
            yield examined.finding(
                model,
                ("parameters",),
                say("{total} parameters, but the largest variant has {largest}", total=total, largest=max(sizes)),
            )


def active_of_experts(examined: Examined) -> Findings:
    """A mixture of experts states how many parameters are active, or its entry says why not."""
    for model in examined.models:
        if _SPARSE not in model.architecture or not isinstance(model.parameters, Sizes):
            continue
        if not model.parameters.active and not any(variant.active for variant in model.variants):
            yield examined.finding(
                model, ("parameters",), say("the experts are known, but not how many parameters are active")
            )
