"""Which texts are references to models: ids that only a model has, and names in model positions.

An honest miss is better than a false alarm: outside a model position only what the catalog knows counts.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from fmcat.catalog.addresses import addressed
from fmcat.catalog.identifiers import hub_key, maker_key
from fmcat.catalog.identity import COPIERS
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.spellings import key
from fmcat.scan.literal import Literal, Slot
from fmcat.scan.positions import AMONG, MODEL_TYPE, TABLE, WORKFLOW
from fmcat.scan.shapes import has_size, is_of_something_else, looks_like_model
from fmcat.scan.stores import WEIGHTS, is_any_weights
from fmcat.scan.words import EVIDENT, FOLDERS, GATEWAYS, ORDINARY, SIZES

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog

#: An account and a repository.
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(?::[\w.-]+)?(?:@[\w.]+)?")
#: Suffixes of files that are not weights.
_FILE = re.compile(
    r"\.(?:py|pyi|ipynb|js|mjs|cjs|jsx|tsx?|json[lc5]?|ya?ml|toml|ini|cfg|conf|txt|md|mdx|rst|csv|tsv|parquet|arrow|html?|css|scss"
    r"|svg|png|jpe?g|gif|webp|mp[34]|wav|flac|ogg|sh|bash|sql|db|sqlite|xml|zip|gz|tar|tgz|whl|so|dll|exe|lock|log|pdf|go|rs"
    r"|java|kt|c|h|cpp|hpp|cs|rb|php|swift|jinja2?|j2|tmpl|proto|tf|env|pkl|npy|npz|pickle|joblib"
    r"|glb|gltf|obj|fbx|stl|ply|usdz?|blend|mtl|dae|urdf|step)$",
    re.IGNORECASE,
)
#: Services and libraries before a colon: `openai:gpt-4o`.
_SERVICE = re.compile(
    r"(?:openai|anthropic|google|google[-_]\w+|azure\w*|bedrock\w*|groq|mistral\w*|cohere|ollama|huggingface\w*|hf|together\w*"
    r"|fireworks\w*|deepseek|xai|openrouter|litellm|vertex\w*|replicate|gateway|vllm|cerebras|nvidia|perplexity|messages|chat"
    r"|voyage|jina|local|gemini|responses|completion|embedding|embeddings|models)(?:[:/]chat)?:(?!\d)(?P<id>.+)"
)
#: What hosts put before the name of a model: Google, Vertex AI, Fireworks.
_HOSTED = re.compile(r"^(?:(?:accounts|publishers)/[\w-]+/)?models/")
#: Sizes that only Whisper has under these names; its tools leave the rest of its name out.
_WHISPER = re.compile(r"(?:(?:tiny|base|small|medium)\.en|large-v[123](?:-turbo)?)")
_ROUTED = re.compile(r"(?P<id>[\w.-]+/[\w.-]+):(?:[a-z-]+|[0-9a-f]{40,64})")
#: What some services put behind a repository: `deepseek/deepseek-r1/community`.
_SUFFIXED = re.compile(r"(?P<id>[\w.-]+/[\w.-]+)/(?P<suffix>[a-z]+)")
_GATEWAYS = re.compile(rf"(?:(?:{'|'.join(sorted(GATEWAYS))})/)+(?=[^/]+/)")
_REGION = re.compile(r"(?:us|eu|apac|global)\.")
_HASHED = re.compile(r"(?P<id>.+?)[-_][0-9a-f]{6,10}(?P<suffix>\.\w+)$")
#: What names have that are not plain words.
_SHAPED = re.compile(r"[/:@-]|(?<=[A-Za-z])\d|\.en$")
#: A file of quantized weights, which nothing but a published model has.
_QUANTIZED = re.compile(
    r"(?:[\w.-]+/)*[\w.-]*[a-z][\w.-]*[-._](?:i?q\d(?:_\w+)?|bf16|fp?16|mxfp4)(?:-\d{5}-of-\d{5})?\.gguf", re.IGNORECASE
)
#: Keys of workflows, below which an unknown file of weights is somebody's model too.
_LOADERS = frozenset((WORKFLOW, "part"))
_WITHOUT_LETTERS = re.compile(r"[\W\d_]+")


class References:
    """Tells references from other texts, and looks them up; `is_local` tells whether a text is a path in there."""

    def __init__(self, catalog: "Catalog", is_local: Callable[[str], bool]) -> None:
        self._catalog, self._is_local = catalog, is_local
        self._resolve = lru_cache(65536)(catalog.resolve)
        self.may_name = lru_cache(65536)(self._may_name)
        self._decide = lru_cache(65536)(self._decided)

    def _may_name(self, text: str) -> bool:
        """Whether a text may be a reference in a model position, or anywhere. Fast."""
        lowered = text.casefold()
        return bool(_SHAPED.search(text)) or lowered.endswith(WEIGHTS) or lowered.replace("_", "") in self._known

    def is_one(self, text: str, slot: Slot | None) -> bool:
        """Whether a text in this position is a reference. Fast."""
        return self._decide(text, slot) is not None

    def of(self, literal: Literal) -> Resolution | None:
        """What a text refers to; None if it is not a reference. The model may be unknown."""
        return self._decide(literal.text, literal.slot)

    def _decided(self, text: str, slot: Slot | None) -> Resolution | None:
        if not _is_name(text):
            return None
        if slot is None or (slot.rule == WORKFLOW and not text.lower().endswith(WEIGHTS)):
            return self._by_itself(text)  # among the values of a workflow are prompts and options too
        if not text.lower().endswith(WEIGHTS) and (text.startswith((".", "/", "~", "-", "_")) or self._is_path(text)):
            return None
        names = chain(_spellings(text, slot), self._behind_gateway(text))
        found = next((one for name in names if (one := self._resolve(name)).is_found), None)
        if found:
            return None if _is_vague(text, slot) else replace(found, query=text)
        return self._resolve(text) if self._is_unknown_model(text, slot) else None

    # ── outside model positions ──────────────────────────────────────────────────────────────

    def _by_itself(self, text: str) -> Resolution | None:
        """What a text is that stands anywhere: a repository the catalog knows, or a versioned id."""
        if not self._may_be_known(text) and not _QUANTIZED.fullmatch(text):
            return None
        for name in (*_spellings(text, Slot("")), *self._behind_gateway(text)):
            found = self._resolve(name)
            if found.is_found:
                return replace(found, query=text)
        return self._resolve(text) if _QUANTIZED.fullmatch(text) or self._is_routed(text) else None

    def _is_routed(self, text: str) -> bool:
        """Whether a text is a name behind a service and an account: `openrouter/openai/o3-mini-high`."""
        rest = _GATEWAYS.sub("", text)
        last = _REGION.sub("", rest.rpartition("/")[2])
        return rest != text and bool(re.search(r"\d", last)) and not is_of_something_else(rest)

    def _may_be_known(self, text: str) -> bool:
        """Whether a text looks like an id that only a model has; quick, since every text passes here."""
        lowered = text.casefold()
        if lowered.endswith(WEIGHTS) and not lowered.startswith("http"):
            return self._begins_known(re.split(r"[/\\]", lowered)[-1])
        if lowered.startswith((".", "/", "-", "_", "~", "http", "github.com", "arxiv", "doi.org")) or text.isdecimal():
            return False
        if _FILE.search(text):
            return False
        if "/" in text:
            return self._is_known_repository(text)
        parts = len(re.findall(r"[-:.@]", text))
        if not parts or len(text) < 5 or (text != lowered and parts < 2):  # GPT-4 is a heading, gpt-4 an id
            return False
        if not re.search(r"\d", text):  # bert-base-uncased
            is_evident = text.count("-") > 1 or lowered.partition("-")[0] in EVIDENT
            return is_evident and text[-1] != "-" and key(text) in self._known
        return not _is_ordinary(lowered) and self._begins_known(lowered)

    def _is_known_repository(self, text: str) -> bool:
        owner, _, name = text.partition("/")
        if addressed(text).space != "name" or owner.casefold() in FOLDERS:
            return False
        if (suffixed := _SUFFIXED.fullmatch(text)) and suffixed["suffix"] not in FOLDERS:
            return self._is_known_repository(suffixed["id"])
        if "/" in name:
            return bool(re.search(r"\d", text)) and self._begins_known(text.rpartition("/")[2].casefold())
        return self._is_on_hub(owner, name) or (
            (maker_key(owner) in self._owners or self._is_of_gateway(owner))
            and bool(re.search(r"\d|[a-z]-[a-z]", name, re.IGNORECASE))
            and not self._is_code(text)
        )

    def _is_of_gateway(self, account: str) -> bool:
        """Whether somebody's name for an account contains a maker's or a host's: `openai-main`, `azure-openai`."""
        return not self._owners.isdisjoint(account.casefold().split("-"))

    def _behind_gateway(self, text: str) -> Iterator[str]:
        """The name after accounts that are called after a maker: `gateway/openai-main/gpt-4o-mini`."""
        *accounts, name = text.split("/")
        if 0 < len(accounts) < 3 and any(map(self._is_of_gateway, accounts)) and self._may_be_known(name):
            yield name

    def _is_on_hub(self, owner: str, name: str) -> bool:
        return hub_key(owner, name) in self._hub

    def _is_code(self, text: str) -> bool:
        """Whether a text is the name of a repository of code."""
        rows = self._catalog.rows(
            "SELECT 1 FROM identifier WHERE space = 'github' AND key = :key", {"key": text.casefold()}
        )
        return next(rows, None) is not None

    @cached_property
    def _hub(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._catalog.rows("SELECT key FROM identifier WHERE space = 'hub'", {}))

    @cached_property
    def _owners(self) -> frozenset[str]:
        """Accounts and makers that may stand before a model's name, and services that host them."""
        rows = self._catalog.rows("SELECT key FROM identifier WHERE space = 'owner' UNION SELECT key FROM maker", {})
        return (
            frozenset(row[0] for row in rows)
            | COPIERS
            | {"openrouter", "ollama", "groq", "aws", "bedrock", "vertexai", "azure"}
        )

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first words of the ids of models, those apart that are words of other things too."""
        rows = self._catalog.rows("SELECT id FROM model", {})
        return frozenset(_first_word(row[0]) for row in rows) - ORDINARY - FOLDERS - SIZES

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def _names(self) -> list[str]:
        return sorted(
            row[0] for row in self._catalog.rows("SELECT DISTINCT key FROM identifier WHERE space = 'name'", {})
        )

    def _begins_known(self, name: str) -> bool:
        """Whether the first word of a name is the beginning of a name in the catalog, or a maker."""
        word = _first_word(name)
        if not word or word in SIZES:
            return False
        at = bisect_left(self._names, word)
        return (at < len(self._names) and self._names[at].startswith(word)) or word in self._owners

    # ── in model positions ───────────────────────────────────────────────────────────────────

    def _is_path(self, text: str) -> bool:
        """Whether a text names a file or a folder."""
        text = _GATEWAYS.sub("", text)
        if _FILE.search(text) or text.count("/") > 3 or "\\" in text:
            return not text.startswith(("http", "accounts/", "projects/", "arn:"))
        return "/" in text and self._is_local(text)

    def _is_unknown_model(self, text: str, slot: Slot) -> bool:
        """Whether what the catalog does not know looks like a model all the same."""
        is_sized = slot.rule == TABLE and has_size(text)
        if text.lower().endswith(WEIGHTS) and slot.rule in _LOADERS:
            return not is_any_weights(text) and not is_of_something_else(text.rpartition(".")[0])
        if (slot.degree == "possible" and not is_sized) or is_of_something_else(text):
            return False
        if text.lower().endswith(WEIGHTS) or "://" in text:
            return bool(_QUANTIZED.fullmatch(text))
        text = _HOSTED.sub("", _GATEWAYS.sub("", text))
        if "/" in text:
            return bool(_REPOSITORY.fullmatch(text)) and text.partition("/")[0].casefold() not in FOLDERS
        if slot.rule in (TABLE, AMONG) and "_" in text and key(text.rpartition("_")[0]) in self._known:
            return bool(_SHAPED.search(text))  # a name with somebody's settings: `o3_high`
        return not _is_vague(text, slot) and looks_like_model(text, slot, self._heads, self._owners)


def _is_name(text: str) -> bool:
    return 1 < len(text) <= 200 and not _WITHOUT_LETTERS.fullmatch(text) and "..." not in text and "//" not in text[8:]


def _first_word(name: str) -> str:
    found = re.match(r"[^\W\d_]+", name)
    return found[0] if found else ""


def _is_ordinary(lowered: str) -> bool:
    """Whether a name is an ordinary word with a small number, or begins with a size: `step-2`, `large-v3`."""
    word = _first_word(lowered)
    return word in SIZES or (word in ORDINARY and bool(re.fullmatch(r"[a-z]+[-.:]?v?\d{1,2}", lowered)))


def _is_vague(text: str, slot: Slot) -> bool:
    """Whether a name says only a size, where nothing tells whose, or is an ordinary word, of a table or an engine."""
    if slot.rule == TABLE and (not _SHAPED.search(text) or _is_ordinary(text.casefold())):
        return True
    if slot.rule == MODEL_TYPE and "/" not in text:  # an architecture: `model_type: bert`
        return True
    if slot.rule == "engine" and (text.casefold() in ORDINARY or (text.isalpha() and text[0].isupper())):
        return True
    return not slot.before and text.casefold() in SIZES


def _spellings(text: str, slot: Slot) -> Iterator[str]:
    """What to look up for a text: with what its tool puts before it, as it is, and without services around it."""
    if slot.before and "/" not in text and not text.startswith(slot.before.strip()):
        yield slot.before + re.sub(r"\.en$", "", text)
    yield text
    if slot.rule and _WHISPER.fullmatch(text):
        yield f"whisper-{text.removesuffix('.en')}"
    if slot.rule == "docker-model" and text.startswith("ai/"):
        yield text.removeprefix("ai/")
    if slot.rule == "sentence-transformers" and "/" not in text:
        yield f"sentence-transformers/{text}"
    for pattern in (_SERVICE, _ROUTED, _SUFFIXED):
        if found := pattern.fullmatch(text):
            yield found["id"]
    if text.lower().endswith(WEIGHTS) and (hashed := _HASHED.fullmatch(text)):
        yield hashed["id"] + hashed["suffix"]
