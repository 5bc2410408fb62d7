"""A timeline as text: headings with the models below them, for Markdown, Mermaid and JSON."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fmcat.export.kit.markdown import escaped, link
from fmcat.text import showable


class Entry(NamedTuple):
    """A model: its name, its date in words, a remark, the link to its paper, its id and its exact date."""

    name: str
    when: str
    rest: str
    link: str
    id: str = ""
    released: str = ""


class Section(NamedTuple):
    """A heading, its years or lane, and its models."""

    when: str
    heading: str
    entries: Sequence[Entry]


def record(title: str, sections: Sequence[Section]) -> dict[str, object]:
    """The same as plain JSON values; empty parts have no key."""

    def stated(values: dict[str, object]) -> dict[str, object]:
        return {key: value for key, value in values.items() if value != ""}

    return {
        "title": title,
        "sections": [
            stated({"when": one.when, "heading": one.heading})
            | {"models": [stated({"id": e.id, "name": e.name, "released": e.released}) for e in one.entries]}
            for one in sections
        ],
    }


def to_markdown(title: str, sections: Sequence[Section]) -> str:
    """A Markdown list; its texts are escaped."""
    lines = [f"# {_plain(title)}"]
    for section in sections:
        lines += ["", f"## {_plain(' · '.join(filter(None, (section.when, section.heading))))}", ""]
        for entry in section.entries:
            name = link(entry.name, entry.link) if entry.link else f"**{_plain(entry.name)}**"
            lines.append(f"- {name} · {' · '.join(_plain(part) for part in (entry.when, entry.rest) if part)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return escaped(text)


def to_mermaid(title: str, sections: Sequence[Section]) -> str:
    """A Mermaid timeline (https://mermaid.js.org/syntax/timeline.html): one period per section."""
    lines = ["timeline", f"    title {_word(title)}"]
    for section in sections:
        names = [_word(entry.name) for entry in section.entries]
        lines.append("    " + " : ".join([_word(" ".join(filter(None, (section.when, section.heading)))), *names]))
    return "\n".join(lines) + "\n"


def _word(text: str) -> str:
    """A text without characters that are special in Mermaid: a colon would begin another event."""
    return re.sub(r"[:;#]", " ", showable(text)).replace("  ", " ").strip()
