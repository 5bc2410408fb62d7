"""Tells at a glance whether a file of configuration may name a model at all: most do not, and are read no further.

A file is passed by only if it has no key that is a model position, no text that is an id by itself, and nothing like a
command or an address: then it names nothing, whatever its brackets and levels are.
"""

import re
from collections.abc import Iterable
from itertools import chain

from fmcat.scan.literal import Asked
from fmcat.scan.positions import of_key, of_table

#: Parts of commands, addresses, formatted texts and flags, which only a close look can read, and what may come before a
#: key's colon. Looking for plain texts one after the other is faster than for a pattern.
# fmt: off
_CLOSE = (
    "://", "/models/", "huggingface", "hf.co/", "hf-mirror", " :", "\t:", "\n:", "ollama", "vllm", "ramalama", "litgpt",
)
# fmt: on
_CLOSE_JSON = (*_CLOSE, '"-', "--", "}/", "}:")
_CLOSE_YAML = (*_CLOSE, "|", ">", "=", "${", "':")
#: Short words of commands, looked for where their letters are, and flags. The dash comes first, which is fast to find.
_SHORT = ("hf", "lms", "tune", "docker", "transformers")
_COMMAND = re.compile(r"\b(?:hf|lms|tune|docker\s+model|transformers)\b")
_FLAG = re.compile(r"-(?<![\w-]-)-?[A-Za-z]")
#: The text from any quote to one before a colon: which quotes begin a text is not known here.
_QUOTED_KEY = re.compile(r'"(?=([^"\n]*)":)')
#: The text before a colon that ends a line or is followed by a blank.
_LINE_KEY = re.compile(r"(?m)(?:^|:)([^:\n]*+):(?=\s|$)")
#: What ids and bare keys consist of, with nothing of the kind around it.
_RUN = re.compile(r"[\w.:/@+~-]{2,}")


def may_json_name(text: str, asked: Asked) -> bool:
    """Whether JSON, with comments and bare keys too, may name a model."""
    if _needs_close_look(text, _CLOSE_JSON):
        return True
    runs = set(_RUN.findall(text))
    bare = {run.partition(":")[0] for run in runs if ":" in run}
    return _has_position({*_QUOTED_KEY.findall(text), *bare}) or _has_id(runs, asked)


def may_yaml_name(text: str, asked: Asked, commands: Iterable[str]) -> bool:
    """Whether YAML may name a model; `commands` are keys whose values are commands."""
    if _needs_close_look(text, _CLOSE_YAML) or _FLAG.search(text):
        return True
    keys = {key.strip("\"' -\r") for key in {*_LINE_KEY.findall(text), *_QUOTED_KEY.findall(text)}}
    if not keys.isdisjoint(commands):
        return True
    runs = set(_RUN.findall(text))
    parted = [run.partition(":") for run in runs if ":" in run]
    keys.update(key for run, _, rest in parted for key in (run, f"{run}:{rest}"))
    ids = chain(runs, (run.rstrip(":") for run in runs), (rest.rstrip(":") for _, _, rest in parted))
    return _has_position(keys) or _has_id(ids, asked)


def _needs_close_look(text: str, parts: Iterable[str]) -> bool:
    return any(part in text for part in parts) or (any(word in text for word in _SHORT) and bool(_COMMAND.search(text)))


def _has_position(keys: Iterable[str]) -> bool:
    return any(of_key(key) or of_table(key) for key in keys)


def _has_id(runs: Iterable[str], asked: Asked) -> bool:
    """Whether one of these is an id by itself; numbers, of which there may be many, are not."""
    return any(asked.is_wanted(run, None) for run in runs if not run.replace(".", "", 1).isdecimal())
