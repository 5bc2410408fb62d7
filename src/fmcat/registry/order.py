"""The order of entries in a registry file, restored in its text."""

import re
from itertools import pairwise


def sorted_models(text: str) -> str:
    """The text with the entries below `models:` sorted by id, each with the comments above it.

    Entries that do not each begin on their own line stay as they are.
    """
    lines = text.splitlines(keepends=True)
    head = next((number for number, line in enumerate(lines) if re.match(r"models:\s*(#.*)?$", line)), None)
    if head is None:
        return text
    end = next((n for n in range(head + 1, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
    dash = next((found[0] for line in lines[head + 1 : end] if (found := re.match(r"\s*- ", line))), None)
    if dash is None:
        return text
    # A variant may begin with its id too, farther to the right.
    starts = [n for n in range(head + 1, end) if lines[n].startswith(dash) and _ENTRY.match(lines[n])]
    if not starts:
        return text
    begins = [_with_comments(lines, start, head) for start in starts]
    if lines[end - 1][-1:] not in "\r\n":
        lines[end - 1] += "\n"
    blocks = ["".join(lines[begin:stop]) for begin, stop in pairwise([*begins, end])]
    return "".join([*lines[: begins[0]], *sorted(blocks, key=_id_of), *lines[end:]])


_ENTRY = re.compile(r"""\s{0,4}- (?:\{\s*)?id:\s*["']?([^\s"',}]+)""")


def _id_of(block: str) -> str:
    found = next(filter(None, map(_ENTRY.match, block.splitlines())))
    return found[1]


def _with_comments(lines: list[str], start: int, head: int) -> int:
    """The first of the comment lines right above an entry."""
    while start - 1 > head and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start
