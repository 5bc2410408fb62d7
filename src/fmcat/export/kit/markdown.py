"""Text and links as Markdown."""

import re
from urllib.parse import quote

from fmcat.text import disarmed, showable

#: Special characters of Markdown, HTML or a forge's mathematics.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&$])")
#: What begins a list, a heading's underline, a rule or a command to a forge's bot at the beginning of a line.
_OPENING = re.compile(r"^(?:(?=[-+=:/])|(\d{1,9})(?=[.)](?:\s|$)))")
#: What forges link after rendering Markdown, so that a backslash does not help: mentions and addresses, `www.`, `GH-1`,
#: numbers and names of issues, merge requests, milestones, labels, snippets and epics, emoji. The entity of a
#: zero-width space is put inside each.
_LINKED = re.compile(
    r"@(?=\S)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)|\\[#!$&](?=\d)|\\~(?=[\w\"])|%(?=[\w\"])|^\\/(?=\w)",
    re.IGNORECASE,
)
_APART = "&#8203;"


def escaped(text: str) -> str:
    """The text on one line, without anything that Markdown, HTML or a forge reads as markup, a mention or a link."""
    line = _SPECIAL.sub(r"\\\1", " ".join(showable(text).split()))
    line = _OPENING.sub(lambda found: f"{found[1] or ''}\\", line)
    return disarmed(_LINKED.sub(lambda found: found[0] + _APART, line))


def link(text: str, url: str) -> str:
    """A link to a page, or only the text if the address is not http or https."""
    if not url.startswith(("http://", "https://")):
        return escaped(text)
    return f"[{escaped(text)}](<{quote(showable(url), safe=_ADDRESS)}>)"


#: Characters that are not encoded in an address; others (spaces, angle brackets, backslashes) are percent-encoded.
_ADDRESS = "%:/?#[]@!$&'()*+,;=~-._|"
