"""Rules about what a model can do."""

from collections.abc import Iterator, Mapping, Sequence

from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say
from fmcat.schema.model import Model

#: What a model has to take for a capability: one of these.
_INPUTS: Mapping[str, Sequence[str]] = {
    "automatic-speech-recognition": ("speech", "audio"),
    "image-editing": ("image",),
    "inpainting": ("image", "video"),
    "object-tracking": ("video", "image"),
    "speech-translation": ("speech", "audio"),
    "video-segmentation": ("video",),
    "video-understanding": ("video",),
}
#: What it has to yield.
_OUTPUTS: Mapping[str, Sequence[str]] = {
    "automatic-speech-recognition": ("text",),
    "depth-estimation": ("depth",),
    "image-editing": ("image",),
    "instance-segmentation": ("mask",),
    "keypoint-detection": ("keypoints",),
    "object-detection": ("box",),
    "object-tracking": ("track", "box", "mask"),
    "open-vocabulary-detection": ("box",),
    "panoptic-segmentation": ("mask",),
    "robot-control": ("action",),
    "semantic-segmentation": ("mask",),
    "speech-conversation": ("speech", "audio"),
    "speech-translation": ("text", "speech"),
    "surface-normals": ("normals",),
    "text-embedding": ("embedding",),
    "text-to-speech": ("speech", "audio"),
    "visual-grounding-chat": ("box", "point"),
    "vqa": ("text", "class-label"),
}
#: Features stand for every output: a head on them yields it.
_FEATURES = "embedding"


def fitting_capabilities(examined: Examined) -> Findings:
    """A model takes and yields what its capabilities need, or yields features that a head can turn into it."""
    for model in examined.models:
        for position, capability in enumerate(model.capabilities):
            for field, needed in _missing(model, capability):
                found = say(
                    "{capability} needs one of these among the {field}: {needed}; add it, or remove the capability",
                    capability=capability,
                    field=field,
                    needed=", ".join(needed),
                )
                yield examined.finding(model, ("capabilities", position), found)


def _missing(model: Model, capability: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Each field that lacks what the capability needs, with what would do; a field that is not stated lacks nothing."""
    for field, stated, table in (("inputs", model.inputs, _INPUTS), ("outputs", model.outputs, _OUTPUTS)):
        needed = table.get(capability, ())
        enough = {*needed, _FEATURES} if field == "outputs" else set(needed)
        if stated and needed and not enough & set(stated):
            yield field, needed
