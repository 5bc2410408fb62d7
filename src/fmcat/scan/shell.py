"""Readers of shell scripts, Dockerfiles, Modelfiles and Makefiles: commands, variables and other ids."""

import re
from collections.abc import Iterator
from itertools import chain

from fmcat.scan.commands import named_by_commands
from fmcat.scan.literal import Asked, Literal, Slot
from fmcat.scan.positions import is_of_run, of_key

_WORD = re.compile(r"(?<![\w$./@:+\-{}])[\w@][\w.:/@+-]{2,199}(?![\w${}(])")
#: A choice by the value of a variable, one of its arms, and the names there; how far to look for its end.
_CASE = re.compile(r"\bcase\s+[\"']?\$\{?(?P<key>\w+)\}?[\"']?\s+in\b")
_ARM = re.compile(r"(?:^|;;|\bin)\s*\(?(?P<names>[\w@\"'][\w.:/@+\"' |-]*)\)", re.MULTILINE)
_NAME = re.compile(r"[\w@][\w.:/@+-]+")
_REACH = 20_000
#: The flag or variable before a word.
_FLAG, _LONGEST_FLAG = re.compile(r"(?P<key>--[\w-]+|\b\w+)[= ][\"']?\Z"), 30
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#[^\n]*")
_LINE_COMMENT = re.compile(r"(?m)^[ \t]*#[^\n]*")
_LIST = re.compile(r"(?m)^[ \t]*(?:RUN|CMD|ENTRYPOINT|SHELL)\s+\[.*\]")
_PAIR = re.compile(r"(?m)^([ \t]*(?:ENV|ARG)[ \t]+\w+)[ \t]+(?=\S)")
_BASE = re.compile(r"(?im)^[ \t]*FROM\b[^\n]*")
_MODELFILE = re.compile(r"(?im)^[ \t]*(?:FROM|ADAPTER)\s+(?P<id>[^\s#]+)")


def read_shell(text: str, asked: Asked) -> Iterator[Literal]:
    """What commands, variables and other words of a script name; comments apart."""
    plain = _COMMENT.sub(_blank, text).replace("\\\n", "  ")
    yield from words(plain)


def _arms(plain: str) -> Iterator[Literal]:
    """What a variable for a model's name is compared with: `case "$MODEL" in "org/name" | other) …`."""
    for case in _CASE.finditer(plain):
        slot = of_key(case["key"])
        end = plain.find("esac", case.end(), case.end() + _REACH)
        for arm in _ARM.finditer(plain, case.end(), end if end > 0 else case.end()) if slot else ():
            yield from (Literal(one[0], one.start(), slot) for one in _NAME.finditer(plain, *arm.span("names")))


def words(plain: str) -> Iterator[Literal]:
    """What commands name, and every other word that looks like an id."""
    seen = set()
    for found in chain(named_by_commands(plain), _arms(plain)):
        seen.add(found.offset)
        yield found
    for word in _WORD.finditer(plain):
        flag = _FLAG.search(plain, max(0, word.start() - _LONGEST_FLAG), word.start())
        if word.start() not in seen and not (flag and is_of_run(flag["key"])):
            yield Literal(word[0].rstrip(".:"), word.start())


def read_dockerfile(text: str, asked: Asked) -> Iterator[Literal]:
    """What the commands and variables of a Dockerfile name; its base images are not models."""
    plain = _LIST.sub(lambda found: re.sub(r"[\[\]\",]", " ", found[0]), text)
    plain = _PAIR.sub(lambda found: found[1] + "=" * (len(found[0]) - len(found[1])), plain)
    yield from words(_LINE_COMMENT.sub(_blank, _BASE.sub(_blank, plain)).replace("\\\n", "  "))


def read_modelfile(text: str, asked: Asked) -> Iterator[Literal]:
    """What a Modelfile of Ollama is made from."""
    for found in _MODELFILE.finditer(text):
        yield Literal(found["id"], found.start("id"), Slot("modelfile", "certain"))


def _blank(found: "re.Match[str]") -> str:
    return " " * len(found[0])
