"""Rules about what a training took, and about the limits of what came out of it."""

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say
from fmcat.schema.model import Model, Sizes
from fmcat.schema.quantities import say_compute
from fmcat.schema.training import Compute

#: FLOP for a parameter and a token: a forward and a backward pass (arXiv 2001.08361).
_FLOP_EACH = 6
#: Estimates, and training besides the pretraining, differ from that by less than this factor.
_REACH = 10
_SPARSE = "mixture-of-experts"


def compute_of_size(examined: Examined) -> Findings:
    """The training compute is near 6 FLOP for each active parameter and training token, or its entry says why not."""
    for model in examined.models:
        size, tokens, compute = _parameters(model), model.training_tokens, model.training_compute
        if not size or not isinstance(tokens, int) or not isinstance(compute, Compute):
            continue
        expected = float(_FLOP_EACH * size * tokens)
        if not expected / _REACH <= compute.flop <= expected * _REACH:
            found = say(
                "{flop} FLOP, but 6 for each parameter and token are {expected}",
                flop=say_compute(compute.flop),
                expected=say_compute(expected, 2),
            )
            yield examined.finding(model, ("training-compute",), found)


def _parameters(model: Model) -> int | None:
    """The parameters that a token passes; None if they are unknown."""
    if not isinstance(model.parameters, Sizes):
        return None
    return model.parameters.active or (None if _SPARSE in model.architecture else model.parameters.total)


def output_within_context(examined: Examined) -> Findings:
    """A model does not write more tokens than its context holds, or its entry says why."""
    for model in examined.models:
        contexts = [model.context, *(variant.context for variant in model.variants)]
        longest = max((context for context in contexts if isinstance(context, int)), default=model.max_output)
        if isinstance(model.max_output, int) and isinstance(longest, int) and model.max_output > longest:
            found = say("{tokens} tokens, but the context holds {context}", tokens=model.max_output, context=longest)
            yield examined.finding(model, ("max-output",), found)


def embedding_of_outputs(examined: Examined) -> Findings:
    """A model whose embeddings have a dimension outputs embeddings."""
    for model in examined.models:
        if model.embedding_dimension and "embedding" not in model.outputs:
            found = say("the outputs have no embedding")
            yield examined.finding(model, ("embedding-dimension",), found)
