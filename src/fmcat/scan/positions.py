"""The model positions: functions, keys and commands that take the name of a model, a row each."""

import re
from collections.abc import Sequence
from functools import lru_cache

from fmcat.scan.calls import ANY_CALL, CALLS, FLAG_VALUES, FLAGS, LOOKUPS, WRAPPERS
from fmcat.scan.literal import Degree, Slot

_END = (
    r"(?:_(?:name|id|ids|names|slug|path|name_or_path|tag|repo|repo_id|string|identifier|uri|url|key|alias|file|ref))?"
)
#: The rule of keys that hold the names of files of weights, as workflows of ComfyUI do.
WORKFLOW = "workflow"
#: The rule of keys that hold a repository or an architecture.
MODEL_TYPE = "model-type"
#: Keys, keyword arguments, variables and flags, in small letters with underscores, and what they name.
KEYS: tuple[tuple[str, str, Degree], ...] = (
    (
        WORKFLOW,
        r"widgets_values|(?:ckpt|unet|vae|clip|lora|control_net|style_model|gguf|upscale_model)_name_?\d*",
        "likely",
    ),
    ("aliases", r"(?:\w+_)?(?:model|llm)s?_(?:\w+_)?aliases", "likely"),
    ("base-model", r"(?:base_models?|base_model_name_or_path|base_model_name|base_model_id|_name_or_path)", "certain"),
    (
        "model-name-or-path",
        r"(?:\w+_)?(?:pretrained_)?model_name_or_path|pretrained_model_name|hf_model(?:_id|_name)?",
        "certain",
    ),
    ("repository", r"(?:hf_)?(?:model_)?repo_id|hf_repo|hf_hub_id|hf_repo_id|model_repo", "likely"),
    (
        "model",
        rf"(?:\w+_)?models?{_END}(?:_\d+|_default|_hf|_torch|_list|_map|_dict|_openai|_registry|_to_[a-z]+)?",
        "likely",
    ),
    (
        "default-model",
        r"(?:\w+_)?models?_(?:default|primary|fallback|large|small|fast|smart|chat|embeddings?|vision)",
        "likely",
    ),
    (MODEL_TYPE, r"\w+_model_types?", "likely"),
    ("model-size", r"(?:\w+_)?model_sizes?(?:_or_path|_or_name)?", "possible"),
    ("llm", rf"(?:\w+_)?(?:llms?|slm|vlm|mllm){_END}", "likely"),
    ("tokenizer", rf"(?:\w+_)?tokenizer{_END}", "likely"),
    ("checkpoint", r"(?:\w+_)?(?:checkpoint|ckpt|pretrained|weights_(?=.))_?(?:name|id|path|file|url|from)?", "likely"),
    (
        "encoder",
        r"(?:\w+_)?(?:text|image|vision|audio|sentence|speech|visual|query|document)_(?:encoder|tower|backbone|embedder)(?:_name)?",
        "likely",
    ),
    ("embedding", rf"(?:\w+_)?(?:embedding|embeddings|embedder|reranker){_END}", "likely"),
    (
        "engine",
        r"(?!\w*(?:tts|stt|asr|transcri|speech|voice|search|inference)\w*_engine)(?:\w+_)?(?:engine|deployment|deployment_name|azure_deployment|deployment_id)",
        "likely",
    ),
    (
        "part",
        r"(?:\w+_)?(?:vae|unet|controlnet|adapters?|loras?|backbone|teacher|(?:lora|adapter|peft|delta|base|model)_weights)"
        r"(?:_(?:name|id|path))?",
        "likely",
    ),
)
#: The rule of names that stand among those of models.
AMONG = "among-models"
#: The rule of the keys of a mapping whose name says that its keys are models, and those names.
TABLE = "models-table"
_TABLES: tuple[tuple[str, str, Degree], ...] = (
    (TABLE, r"(?:\w+_)?(?:models|llms)", "likely"),
    (
        TABLE,
        r"(?:\w+_)?(?:model|llm)s?_(?:to_)?(?:map|mapping|dict|registry|table|alias(?:es)?|infos?|specs?|cards?|configs?|details"
        r"|(?:\w+_)?(?:limits?|windows?|lengths?|tokens?)|encodings?|dimensions?|dims?|options)",
        "possible",
    ),
    (TABLE, r"(?:\w+_)?(?:model|llm)s?_(?:\w+_)?(?:prices?|pricing|costs?|rates?)", "likely"),
)
#: Keys whose things are models of another kind: `user_model`, `device_model`.
_OTHER = re.compile(
    r"(?:^|_)(?:user|auth|device|phone|car|vehicle|hardware|gpu|cpu|product|printer|camera|data|view|domain|db|permission"
    r"|threat|pricing|billing|business|content|pydantic|response|request|orm|django|sql|table|form|world|mental|noise"
    r"|hub|output|new|saved|pushed|merged|color|physics|cost|object|mesh|actor|entity|tts_voice)_models?(?:_|$)"
)
#: Keys below a model's key that hold its name: `model: {name: gpt-4o}`.
# fmt: off
NAMING = frozenset(
    (
        "name", "id", "path", "repo", "value", "default", "slug", "primary", "hf", "huggingface", "hf_id", "repo_id",
        "source", "uri", "tag", "ref", "llm", "chat",
    )
)
# fmt: on

#: Keys and flags whose values are somebody's names for what is run, and begin with those of models: `--experiment`.
_RUN = re.compile(
    r"(?:\w+_)?(?:experiment|(?:experiment|exp|run|job|wandb|trial|study)_(?:name|id|group|project|title))"
)


@lru_cache(4096)
def is_of_run(key: str) -> bool:
    """Whether a key, a keyword argument, a variable or a flag holds the name of a run or an experiment."""
    return bool(_RUN.fullmatch(snake(key)))


@lru_cache(4096)
def snake(name: str) -> str:
    """A name in small letters with underscores: `--modelName` is model_name.

    >>> snake("--modelName"), snake("OPENAI_MODEL"), snake("self.model-id")
    ('model_name', 'openai_model', 'model_id')
    """
    last = name.rpartition(".")[2].strip("-\"' ")
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=ID$)", "_", last)
    private = "_" if last.startswith("_") else ""
    return private + re.sub(r"\W+|_+", "_", spaced).strip("_").casefold()


@lru_cache(65536)
def of_key(name: str) -> Slot | None:
    """The model position that a key, a keyword argument, a variable or a flag is, if it is one."""
    return _named(name, KEYS)


@lru_cache(65536)
def of_table(name: str) -> Slot | None:
    """The model position that the keys of a mapping of this name are, if they are one: `models: {gpt-4o: {…}}`."""
    return _named(name, _TABLES)


def _named(name: str, rules: Sequence[tuple[str, str, Degree]]) -> Slot | None:
    key = snake(name)
    if len(key) > 60 or _OTHER.search(key):
        return None
    return next((Slot(rule, degree) for rule, pattern, degree in rules if re.fullmatch(pattern, key)), None)


@lru_cache(8192)
def of_call(function: str, number: int, keyword: str) -> Slot | None:
    """The model position that an argument of a function is, if it is one; `keyword` is empty for one without a name."""
    if not re.search(ANY_CALL, function):
        return None
    for call in CALLS:
        is_meant = keyword in call.keywords if keyword else number == call.argument
        if is_meant and re.search(rf"(?:^|\.){call.functions}$", function):
            return Slot(call.rule, call.degree, call.before)
    return None


@lru_cache(8192)
def takes_models(function: str) -> bool:
    """Whether an argument without a name of a function may be a model position, or pass it on to its own context."""
    return bool(re.search(ANY_CALL, function)) or function.rpartition(".")[2] in WRAPPERS | LOOKUPS


def has_key(function: str) -> bool:
    """Whether the first argument of a function tells what another one is: a flag, or the key that is looked up."""
    return function.rpartition(".")[2] in FLAGS | LOOKUPS


def of_flag_value(function: str, keyword: str) -> bool:
    """Whether an argument is the default of a program's option."""
    return function.rpartition(".")[2] in FLAGS and keyword in FLAG_VALUES
