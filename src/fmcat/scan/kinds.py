"""The kinds of files that are read, a line each, and how a file's text is had."""

import re
from typing import NamedTuple

from fmcat.scan.json_text import read_json
from fmcat.scan.literal import Reader
from fmcat.scan.notebook import read_notebook
from fmcat.scan.programs import read_braced, read_javascript, read_python, read_sql
from fmcat.scan.settings import read_card, read_settings, read_yaml
from fmcat.scan.shell import read_dockerfile, read_modelfile, read_shell

#: Bytes of a file, and characters of one line, beyond which no person wrote it.
LARGEST, LONGEST_LINE = 8 * 2**20, 200_000
_LARGEST_NOTEBOOK = 32 * 2**20


class Kind(NamedTuple):
    """A kind of file: the pattern of its names, in small letters, its reader, and what is too large."""

    name: str
    pattern: str
    reader: Reader
    largest: int = LARGEST
    longest_line: int = LONGEST_LINE


KINDS: tuple[Kind, ...] = (
    Kind("Python", r".*\.(?:py|pyi|pyw|pyx|bzl)", read_python),
    Kind("notebook", r".*\.ipynb", read_notebook, _LARGEST_NOTEBOOK, _LARGEST_NOTEBOOK),
    Kind("JavaScript", r"(?!.*\.min\.).*\.(?:[cm]?[jt]sx?|vue|svelte|astro)", read_javascript),
    Kind("languages like C", r".*\.(?:go|rs|java|kts?|scala|swift|cs|c|cc|cpp|cxx|h|hpp|m|mm|zig|groovy)", read_braced),
    Kind("languages like Perl", r".*\.(?:rb|r|jl|exs?|pl|pm|nim|gd|cr)", read_python),
    Kind("languages like PHP", r".*\.(?:php|dart)", read_javascript),
    Kind("SQL", r".*\.sql", read_sql),
    Kind("Dockerfile", r"(?:docker|container)file(?:\..+)?|.*\.(?:docker|container)file", read_dockerfile),
    Kind("Modelfile", r"modelfile(?:[.-].+)?|.*\.modelfile", read_modelfile),
    Kind("YAML", r".*\.(?:ya?ml|tpl)", read_yaml),
    Kind("TOML", r".*\.toml", read_python),
    Kind(  # not reports such as bills of materials, which name what is used and do not use it
        "JSON",
        r"(?!package-lock\.|tokenizer\.json|vocab\.json|composer\.lock|.*\.min\.|bom\.json|.*\.(?:cdx|spdx|sarif)\.json)"
        r".*\.(?:json|jsonc|jsonl|json5|ndjson|webmanifest)",
        read_json,
    ),
    Kind("settings", r".*\.(?:ini|cfg|conf|properties|env)|\.?env(?:\..+)?", read_settings),
    Kind("shell", r".*\.(?:sh|bash|zsh|fish|ps1|bat|cmd|mk|sbatch|slurm)|makefile|justfile|procfile", read_shell),
    Kind("model card", r".*\.(?:md|mdx)", read_card),
)


_PATTERNS = [(re.compile(kind.pattern, re.DOTALL), kind) for kind in KINDS]
#: What a file's name ends in that is to be copied to the name before it: `settings.yaml.example`.
_COPIED = re.compile(r"\.(?:example|sample|template|dist|default)$")


def kind_of(path: str) -> Kind | None:
    """The kind of the file at a path, or None for one that is not read."""
    name = _COPIED.sub("", path.rpartition("/")[2].casefold())
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(name)), None)


def decoded(data: bytes) -> str | None:
    """The text of a file: UTF-8 or UTF-16 with its mark, else Latin-1; None for other files."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:8192]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
