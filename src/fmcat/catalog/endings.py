"""What may follow the name of a model: quantizations, formats, dates, forms and grades of service."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fmcat.catalog.spellings import Match, Reading, Rule, pattern, weaker
from fmcat.messages import say

_QUANTIZED = say("quantization")
_FORMAT = say("format")
_FORM = say("form")
_DATE = say("date")
_SERVICE = say("served as")
_S = r"[-_.:@ ]"
#: `best` of rules that only apply to converted weights.
_COPY: Match = "repackaged"

#: A context window, which only models that have it may be named with.
CONTEXT = Rule(
    "context",
    rf"{_S}(?:(?:4|8|16|32|64|128|256)k|4096|8192|16384|32768|131072)",
    "llama3-70b-8192",
    "llama3-70b",
    best="checkpoint",
    label=say("context window"),
    needs_weights=True,
)

#: Removed from the end of an id, one after the other in any order, until a name of the catalog is left.
ENDINGS: tuple[Rule, ...] = (
    Rule(
        "gguf-quantization",
        rf"{_S}(?:(?:ud|i1){_S})?i?q[1-8](?:_(?:0|1|k|xxs|xs|s|m|l|xl|nl))*(?:_(?:4|8)_(?:4|8))?",
        "qwen2.5:72b-instruct-q4_K_M",
        "qwen2.5:72b-instruct",
        best=_COPY,
        label=_QUANTIZED,
        needs_weights=True,
    ),
    Rule(
        "quantization",
        rf"{_S}(?:(?:w?[2-8]|16)[-_]?bits?|u?int[348](?:-?(?:int8)?mix)?|fp(?:4|8|16|32)|bf16|f16|f32|nvfp4|mxfp[48]|nf4|w\d+a\d+(?:-?fp8)?"
        r"|\d(?:\.\d+)?bpw|awq|gptq|exl[23]|hqq|aqlm|quip|eetq|bnb|bitsandbytes|smoothquant|autoround|marlin|q4f\d+(?:_\d)?"
        r"|(?:g|gs)?(?:32|64|128)g?|dwq|qat|quantized(?:\.w\d+a\d+)?|dynamic|unquantized|actorder|imatrix|i1|sym|inc)",
        "TheBloke/Llama-2-13B-chat-GPTQ",
        "TheBloke/Llama-2-13B-chat",
        best=_COPY,
        label=_QUANTIZED,
        needs_weights=True,
    ),
    Rule(
        "conversion",
        rf"{_S}(?:gguf|ggml|mlx|mlc|onnx|openvino|ov|coreml|tensorrt|trt(?:-?llm)?|ct2|ctranslate2|tflite|litert|web|webgpu"
        r"|torchao|unsloth|sharded|safetensors)",
        "mlx-community/whisper-large-v3-mlx",
        "mlx-community/whisper-large-v3",
        best=_COPY,
        label=_FORMAT,
        needs_weights=True,
    ),
    Rule(
        "library",
        rf"{_S}(?:hf|diffusers|transformers|pytorch|torch|flax|jax|keras|tf)",
        "meta-llama/Llama-2-13b-hf",
        "meta-llama/Llama-2-13b",
        best="checkpoint",
        label=_FORMAT,
        needs_weights=True,
    ),
    Rule(
        "form",
        rf"{_S}(?:instruct|chat|it|base|pt)",
        "google/gemma-2-9b-it",
        "google/gemma-2-9b",
        best="checkpoint",
        label=_FORM,
        needs_weights=True,
    ),
    Rule(
        "full-date",
        rf"{_S}(?P<day>20[12]\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01]))",
        "gpt-4o-2024-08-06",
        "gpt-4o",
        best="snapshot",
        label=_DATE,
    ),
    Rule(
        "month-and-year",
        rf"{_S}(?P<day>(?:0[1-9]|1[0-2])-20[12]\d|20[12]\d-(?:0[1-9]|1[0-2]))",
        "command-a-03-2025",
        "command-a",
        best="snapshot",
        label=_DATE,
    ),
    Rule(
        "short-date",
        rf"{_S}(?!1024)(?P<day>2[2-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|2[2-9](?:0[1-9]|1[0-2])"
        r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))",
        "gpt-4-0613",
        "gpt-4",
        best="snapshot",
        label=_DATE,
    ),
    Rule(
        "preview-date",
        r"-(?:preview|exp|experimental)-(?P<day>\d\d-\d\d(?:-?\d{4})?|\d{4})",
        "gemini-2.5-pro-preview-05-06",
        "gemini-2.5-pro",
        best="snapshot",
        label=_DATE,
    ),
    Rule(
        # A date before `preview` is not a snapshot of the name before it: gpt-4-1106-preview is GPT-4 Turbo.
        "preview",
        r"(?<!-\d{4})-(?:preview|exp|beta)",
        "gpt-4.5-preview",
        "gpt-4.5",
        best="snapshot",
        label=_SERVICE,
    ),
    Rule(
        "latest",
        rf"{_S}(?:latest|default|stable)",
        "claude-3-7-sonnet-latest",
        "claude-3-7-sonnet",
        best="snapshot",
        label=_SERVICE,
    ),
    Rule(
        "revision",
        r"[-@]00\d",
        "gemini-2.0-flash-001",
        "gemini-2.0-flash",
        best="snapshot",
        label=say("revision"),
    ),
    Rule(
        "bedrock-revision",
        r"(?:-v\d+:0(?::(?:\d+k|mm))?|(?<=\d)-v1)",
        "claude-3-haiku-20240307-v1:0",
        "claude-3-haiku-20240307",
        label=say("revision"),
    ),
    Rule(
        "route",
        r":(?:free|beta|nitro|floor|extended|online|thinking|exacto|cloud|self-moderated)",
        "deepseek/deepseek-r1:free",
        "deepseek/deepseek-r1",
        best="snapshot",
        label=_SERVICE,
    ),
    Rule(
        # Only after a form or a size, since Turbo and Instant are models elsewhere: GPT-4 Turbo, Claude Instant.
        "grade",
        r"(?:(?<=instruct)|(?<=-chat)|(?<=\db))-(?:turbo|lite|fast|versatile|instant|maas|tee|reference|free)",
        "meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo",
        "meta-llama/Meta-Llama-3.1-8B-Instruct",
        best=_COPY,
        label=_SERVICE,
        needs_weights=True,
    ),
    CONTEXT,
)

#: Other spellings than the catalog's; tried if the id as written is unknown.
RESPELLED: tuple[Rule, ...] = (
    Rule("p-for-point", r"(?P<a>.*\d)p(?P<b>\d.*)", "llama-3p1-8b-instruct", "llama-3.1-8b-instruct"),
    Rule("azure-without-point", r"(?P<a>gpt-3)(?P<b>5-.*)", "gpt-35-turbo", "gpt-3.5-turbo"),
    Rule("colon-for-point", r"(?P<a>.*-v\d):(?P<b>[1-9])", "anthropic/claude-v2:1", "anthropic/claude-v2.1"),
    Rule("version-letter", r"(?P<a>.*[a-z])[- ]v(?P<b>\d.*)", "llama-v2-7b-chat", "llama-2-7b-chat"),
    Rule(
        "faster-whisper",
        r"(?:faster|ggml)-(?P<b>(?:distil-)?whisper-.*)",
        "Systran/faster-whisper-large-v3",
        "Systran/whisper-large-v3",
        best=_COPY,
        label=_FORMAT,
        needs_weights=True,
    ),
    Rule(
        "patches",
        r"(?P<of>.*?)-?(?:vit-)?(?P<size>tiny|small|base|large|huge|giant)-?patch-?(?P<patch>\d\d?)(?:-\d{3})?",
        "openai/clip-vit-base-patch16",
        "openai/clip vit-b/16",
        best="checkpoint",
        needs_weights=True,
    ),
    Rule(
        "timm-tag",
        r"vit_(?P<size>tiny|small|base|large|huge|giant|gigantic)_patch(?P<patch>\d\d?)_(?P<tag>\w+\.\w+)",
        "vit_small_patch14_dinov2.lvd142m",
        "dinov2 vit-s/14",
        best=_COPY,
        label=_FORMAT,
        needs_weights=True,
    ),
    Rule(
        "open_clip-tag",
        r"ViT-(?P<letter>\w+?)-(?P<patch>\d\d)(?P<tag>(?:-336)?[/ :]+\w+)",
        "ViT-L-14/openai",
        "clip vit-L/14",
        best=_COPY,
        label=_FORMAT,
        needs_weights=True,
    ),
)
_LETTERS = {"tiny": "ti", "small": "s", "base": "b", "large": "l", "huge": "h", "giant": "g", "gigantic": "bigg"}
#: Whose weights timm and open_clip mean by a tag; other tags are their own trainings.
_TRAINED = (
    (r"dinov2\.lvd142m", "dinov2"),
    (r"dinov3\.(?:lvd|sat)\w+", "dinov3"),
    (r"\d+\.dino", "dino"),
    (r"\d+\.mae", "mae"),
    (r"clip_(?:quickgelu_)?\d+\.openai|[/ :]+openai", "clip"),
    (r"clip_(?:quickgelu_)?\d+\.laion2b|[/ :]+laion2b_\w+", "openclip"),
    (r"clip_(?:quickgelu_)?\d+\.metaclip_(?:400m|2pt5b)|[/ :]+metaclip_(?:400m|fullcc)", "metaclip"),
    (r"siglip_(?:gap_)?\d+\.webli", "siglip"),
)


def without_endings(reading: Reading) -> Iterator[Reading]:
    """Every reading with one more part removed from the end."""
    for rule in ENDINGS:
        found = pattern(f"(?:{rule.pattern})$").search(reading.text)
        if found and found.start():
            yield replace(
                reading,
                text=reading.text[: found.start()],
                best=weaker(reading.best, rule.best),
                removed=(*reading.removed, (rule, found[0].strip("-_.:@ "))),
                day=reading.day or found.groupdict().get("day") or "",
            )


def respelled(reading: Reading) -> Iterator[Reading]:
    """The reading as the catalog writes such names."""
    for rule in RESPELLED:
        if (found := pattern(rule.pattern).fullmatch(reading.text)) and (text := _respelled(rule, found)):
            best = weaker(reading.best, rule.best)
            yield replace(reading, text=text, best=best, removed=(*reading.removed, (rule, found[0])))


def _respelled(rule: Rule, found: re.Match[str]) -> str:
    """The id in the catalog's spelling, or None if its parts name no model."""
    parts = found.groupdict()
    if patch := parts.get("patch"):
        of = parts.get("of") or "vit"
        if tag := parts.get("tag"):
            of = next((model for tags, model in _TRAINED if pattern(tags).fullmatch(tag)), "")
        letter = parts.get("letter") or _LETTERS[parts["size"].lower()]
        return f"{of} vit-{letter}/{patch}" if of else ""
    before = parts.get("a") or ""
    joint = "" if not before else "-" if rule.name == "version-letter" else "."
    return f"{before}{joint}{parts['b']}"
