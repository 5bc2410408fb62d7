"""Commands that take the name of a model, as shells, containers and workflows hold them; a row each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fmcat.catalog.addresses import HUB_PAGES
from fmcat.scan.literal import Degree, Literal, Slot
from fmcat.scan.positions import of_key
from fmcat.scan.stores import WEIGHTS

_ID = r"(?P<id>[\w@][\w.:/@+-]*)"
_OPTIONS = r"(?:--?[\w-]+(?:=\S+)?\s+){0,20}"
#: What may stand between a command and its option; short, so that no line is read over and over.
_GAP = r"[^\n|;&]{0,300}?"
_QUOTE = r"[\"']?"
#: The name of an account, or of a repository, and what follows the latter's in the address of a file.
_ACCOUNT = r"[A-Za-z0-9][\w.-]*"
_HUB = r"huggingface\.co|hf\.co|hf-mirror\.com"
_IN_REPOSITORY = r"(?:resolve|blob|raw|tree)/"


class Command(NamedTuple):
    """A command before a model's name. The `example` names the model `org/name-7b` once."""

    rule: str
    pattern: str
    example: str
    degree: Degree = "certain"


COMMANDS: tuple[Command, ...] = (
    Command("ollama", rf"\bollama\s+(?:run|pull|show|stop|rm)\s+{_OPTIONS}{_QUOTE}{_ID}", "ollama run org/name-7b"),
    Command(
        "hub-download",
        rf"\b(?:hf|huggingface-cli)\s+download\s+(?![^\n]{{0,300}}--repo-type[ =](?:dataset|space))"
        rf"{_OPTIONS}{_QUOTE}{_ID}",
        "hf download org/name-7b config.json",
    ),
    Command("vllm", rf"\bvllm\s+(?:serve|bench\s+\w+)\s+{_OPTIONS}{_QUOTE}{_ID}", "vllm serve org/name-7b --port 80"),
    Command("lm-studio", rf"\blms\s+(?:get|load)\s+{_OPTIONS}{_QUOTE}{_ID}", "lms get org/name-7b"),
    Command("ramalama", rf"\bramalama\s+(?:run|pull|serve)\s+{_OPTIONS}{_QUOTE}{_ID}", "ramalama run org/name-7b"),
    Command(
        "docker-model", rf"\bdocker\s+model\s+(?:run|pull)\s+{_OPTIONS}{_QUOTE}{_ID}", "docker model run org/name-7b"
    ),
    Command("training-tool", rf"\b(?:tune|litgpt)\s+download\s+{_OPTIONS}{_QUOTE}{_ID}", "tune download org/name-7b"),
    Command(
        "llama-cpp",
        rf"\bllama-(?:cli|server|run|bench|embedding)\b{_GAP}\s-hfr?\s+{_QUOTE}{_ID}",
        "llama-server -c 2048 -hf org/name-7b",
    ),
    Command(
        "short-option",
        rf"\b(?:llm|aichat|mods|aider|llama-cli|llama-server|mlx_lm\.\w+|lm_eval|whisper|claude|codex|gemini|sgpt)\b"
        rf"{_GAP}\s-m\s+{_QUOTE}{_ID}",
        "llm -m org/name-7b hello",
        "likely",
    ),
    Command("whisper", rf"\bwhisper\s{_GAP}--model[ =]{_QUOTE}{_ID}", "whisper a.mp3 --model org/name-7b"),
    Command(
        "transformers-serve",
        rf"\btransformers(?:-cli)?\s+(?:serve|chat|run|download)\s+{_OPTIONS}{_QUOTE}{_ID}",
        "transformers chat org/name-7b",
    ),
    Command(
        "whisper-weights",
        rf"/whisper/models/[0-9a-f]{{8,64}}/{_ID}(?=\.pt\b)",
        f"https://openaipublic.azureedge.net/main/whisper/models/{'0' * 8}/org/name-7b.pt",
    ),
    Command(
        "clip-weights",
        rf"/clip/models/[0-9a-f]{{8,64}}/{_ID}(?=\.pt\b)",
        f"https://openaipublic.azureedge.net/clip/models/{'0' * 8}/org/name-7b.pt",
    ),
    Command(
        "hub-address",
        rf"(?<![\w.-])(?:{_HUB})/(?!(?:{HUB_PAGES})[/?#])"
        rf"(?P<id>{_ACCOUNT}/(?!{_IN_REPOSITORY}){_ACCOUNT}|{_ACCOUNT}(?=/{_IN_REPOSITORY}))",
        "curl -LO https://huggingface.co/org/name-7b/resolve/main/config.json",
    ),
    Command(
        "models-address",
        rf"https?://[\w.-]+/(?:(?!docs/)\w+/)?(?:models|pipeline/[\w-]+)/(?P<id>{_ACCOUNT}(?:/{_ACCOUNT})?)(?![\w./-])",
        "https://api-inference.huggingface.co/models/org/name-7b",
        "likely",
    ),
    Command(
        "scheme",
        rf"\b(?:hf|huggingface|ollama)://(?!(?:datasets|spaces)/)(?P<id>{_ACCOUNT}(?:/{_ACCOUNT})?(?::[\w.-]+)?)",
        "url: hf://org/name-7b",
    ),
    Command(
        "language-model-arguments",
        rf"--model_args\s+{_QUOTE}(?:\w+=[^,\s]*,)*pretrained={_ID}",
        "lm_eval --model_args pretrained=org/name-7b",
    ),
)
#: What a flag, a variable or a member of JSON is set to.
_FLAG = re.compile(rf"(?<![\w-])(?P<key>--?[A-Za-z][\w.-]*)(?:=|\s+){_QUOTE}{_ID}")
_SET = re.compile(rf"(?<![\w$-])(?P<key>[A-Za-z_]\w*)=[\"']?{_ID}")
_DEFAULT = re.compile(rf"(?<![\w$-])(?P<key>[A-Za-z_]\w*)=[\"']?\$\{{\w+:?[-=]{_QUOTE}{_ID}")
_ELSE = re.compile(rf"\$\{{(?P<key>\w+):?[-=]{_QUOTE}{_ID}")
_MEMBER = re.compile(rf"\\?\"(?P<key>\w+)\\?\"\s*:\s*\\?\"{_ID}")
_BEFORE = {"whisper": "whisper-", "whisper-weights": "whisper-", "clip-weights": "clip "}
_ADDRESS = re.compile(rf"/models/|model=|/pipeline/|(?:hf|ollama)://|(?:{'|'.join(map(re.escape, WEIGHTS))})\b")
_COMPILED = [(re.compile(one.pattern), Slot(one.rule, one.degree, _BEFORE.get(one.rule, ""))) for one in COMMANDS]
#: An address of a file of weights, which counts if the catalog knows the file.
_FILE = re.compile(
    rf"https?://(?!{_HUB})[\w.%-]+/(?:[\w.%-]+/){{0,12}}"
    rf"(?P<id>[\w.-]+\.(?:{'|'.join(one[1:] for one in WEIGHTS)}))(?![\w./-])"
)
_COMPILED.append((_FILE, Slot("weights-address", "possible")))
#: What a text has in which one of these patterns is found; most texts have none of it.
_HINT = re.compile(
    r"=|\$\{|\"|(?<![\w-])-|/(?:models|pipeline)/|://|\b(?:ollama|hf|huggingface|lms|ramalama|docker|tune|litgpt|v?llm|llama|aichat|mods|aider"
    r"|mlx_lm|lm_eval|whisper|claude|codex|gemini|sgpt|transformers)\b"
)


def named_by_commands(text: str) -> Iterator[Literal]:
    """What commands in a text name, no two at one place, with its model position."""
    if not _HINT.search(text):
        return
    taken = bytearray(len(text))
    for command, slot in _COMPILED:
        yield from _named(command.finditer(text), taken, slot)
    for pattern in (_FLAG, _DEFAULT, _ELSE, _SET, _MEMBER):
        yield from _named(pattern.finditer(text), taken)


def _named(found: Iterator["re.Match[str]"], taken: bytearray, slot: Slot | None = None) -> Iterator[Literal]:
    """What matches name, but for places that are taken, which then are these too."""
    for one in found:
        start, end = one.span("id")
        meant = slot or of_key(one["key"])
        if meant and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield Literal(one["id"].rstrip(".,"), start, meant)


def has_address(text: str) -> bool:
    """Whether a text holds an address on the Hugging Face Hub."""
    return "huggingface.co/" in text or "hf.co/" in text or "hf-mirror.com/" in text


def has_model_address(text: str) -> bool:
    """Whether a text may hold the address of a model: `https://…/models/gpt-4`, `wss://…?model=gpt-4`, `hf://…`."""
    return "://" in text and bool(_ADDRESS.search(text))
