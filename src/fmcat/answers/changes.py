"""What releases of the data changed, as Markdown, JSON, and lines for a pipe."""

from collections.abc import Iterator, Sequence

from fmcat.export.kit.cells import tab_line
from fmcat.export.kit.changes import head, parts
from fmcat.export.kit.markdown import escaped
from fmcat.schema.document import ReleaseDocument
from fmcat.text import indented


def to_markdown(found: Sequence[ReleaseDocument], language: str = "en") -> str:
    """A heading per release, one per kind of change, and a line per model."""
    lines: list[str] = []
    for release in found:
        lines += [f"## {release['id']}", "", escaped(head(release, language)), ""]
        for heading, listed in parts(release, language):
            lines += [f"### {escaped(heading)}" if listed else escaped(heading), ""]
            lines += [*(f"- {escaped(line)}" for line in listed), *([""] if listed else [])]
    return "\n".join(lines)


def to_json(found: Sequence[ReleaseDocument]) -> str:
    """The releases as JSON (`fmcat schema changes`)."""
    return indented(found)


def to_lines(found: Sequence[ReleaseDocument]) -> Iterator[str]:
    """A line per change, its columns separated by tabs: release, kind, id, key, before, after."""
    for release in found:
        rows = [("added", one, "", "", "") for one in release.get("added", ())]
        rows += [("removed", one, "", "", "") for one in release.get("removed", ())]
        rows += [("renamed", one["old"], "", one["old"], one["new"]) for one in release.get("renamed", ())]
        for one in release.get("changed", ()):
            facts = one.get("facts", [])
            rows += [("changed", one["id"], it["key"], it.get("before", ""), it.get("after", "")) for it in facts]
            rows += [("changed", one["id"], key, "", "") for key in one.get("other", ())]
        yield from (tab_line((release["id"], *row)) for row in rows)
