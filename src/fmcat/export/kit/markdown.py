"""Text and links as Markdown."""

import re
from urllib.parse import quote

from fmcat.text import disarmed, showable

#: Characters that mean something to Markdown, HTML or a forge's mathematics.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&$])")
#: What begins a list, a heading's underline or a rule where a line begins with it.
_OPENING = re.compile(r"^(?:(?=[-+=:])|(\d{1,9})(?=[.)]))")
#: Where forges link after Markdown is rendered, so that no backslash helps: mentions and addresses, `www.`, `GH-1`,
#: numbers of issues and merge requests, emoji. Within each stands the entity of a zero-width space.
_LINKED = re.compile(r"@(?=\S)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)|\\[#!](?=\d)", re.IGNORECASE)
_APART = "&#8203;"


def escaped(text: str) -> str:
    """The text on one line, with nothing that Markdown, HTML or a forge takes for markup, a mention or a link."""
    line = _SPECIAL.sub(r"\\\1", " ".join(showable(text).split()))
    line = _OPENING.sub(lambda found: f"{found[1] or ''}\\", line)
    return disarmed(_LINKED.sub(lambda found: found[0] + _APART, line))


def link(text: str, url: str) -> str:
    """A link to a page, or the text alone where the address is none of http or https."""
    if not url.startswith(("http://", "https://")):
        return escaped(text)
    return f"[{escaped(text)}](<{quote(showable(url), safe=_ADDRESS)}>)"


#: What stands in an address as it is; the rest (blanks, angles, backslashes) is percent-encoded.
_ADDRESS = "%:/?#[]@!$&'()*+,;=~-._|"
