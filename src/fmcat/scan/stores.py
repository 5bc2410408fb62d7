"""What paths name: caches of Hugging Face, manifests of Ollama, files of weights."""

import re
from collections.abc import Iterator
from pathlib import Path

from fmcat.scan.literal import Literal, Slot

_CACHED = re.compile(r"(?:^|/)(models--[^/]+--[^/]+)(?:/|$)")
_REVISION = re.compile(r"[0-9a-f]{40}")
_MANIFEST = re.compile(r"(?:^|/)manifests/registry\.ollama\.ai/(?:library/)?([^/]+(?:/[^/]+)?)/([^/]+)$")
#: Suffixes of files that hold weights.
WEIGHTS = (".gguf", ".ggml", ".safetensors", ".sft", ".pth", ".pt", ".ckpt", ".onnx", ".tflite", ".mlmodel", ".nemo")
#: Names that files of weights have whatever they hold; then the folder says what it is.
_ANY = re.compile(
    r"(?:model|pytorch_model|tf_model|flax_model|adapter_model|diffusion_pytorch_model|consolidated|open_clip_pytorch_model"
    r"|best|last|final|checkpoint|weights|ckpt|epoch\d*|step\d*|decoder|encoder|unet|vae|text_encoder|policy)"
    r"(?:[-_.]?\d+(?:-of-\d+)?|\.fp16|\.int8|_quantized|_int8|_fp16|\.bf16)*"
)


def is_any_weights(path: str) -> bool:
    """Whether a file of weights has a name that tells nothing of what it holds: `checkpoints/best.pt`."""
    return bool(_ANY.fullmatch(re.split(r"[/\\]", path)[-1].rpartition(".")[0].lower()))


def named_by_path(path: str) -> Iterator[Literal]:
    """The models that a path in a repository tells of, the offset being where in the path it does."""
    if found := _CACHED.search(path):
        yield Literal(found[1], found.start(1), Slot("hub-cache", "certain"))
    elif found := _MANIFEST.search(path):
        yield Literal(f"{found[1]}:{found[2]}", found.start(1), Slot("ollama-manifest", "certain"))
    elif path.lower().endswith(WEIGHTS):
        folder, _, name = path.rpartition("/")
        if is_any_weights(name):
            above = folder.rpartition("/")[2]
            if above:
                yield Literal(above, len(folder) - len(above), Slot("weights-folder", "possible"))
        else:
            yield Literal(name, len(path) - len(name), Slot("weights-file", "possible"))


def cached_revision(folder: str) -> str:
    """The revision that a model's folder in a cache of the Hub holds; empty if there is none, or more than one."""
    snapshots = Path(folder, "snapshots")
    if snapshots.is_symlink():  # its files are elsewhere
        return ""
    try:
        found = [one.name for one in snapshots.iterdir() if _REVISION.fullmatch(one.name)]
    except OSError:
        return ""
    return found[0] if len(found) == 1 else ""
