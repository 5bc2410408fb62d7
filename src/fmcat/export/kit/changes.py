"""What releases of the data changed, in words, and as an Atom feed."""

from collections.abc import Iterator, Sequence
from html import escape

from fmcat.catalog.releases import is_breaking
from fmcat.days import day
from fmcat.messages import message, say, spoken
from fmcat.schema.document import ChangedFactDocument, ReleaseDocument

_REPOSITORY = "https://github.com/fmcat/fmcat"
_PAGE = f"{_REPOSITORY}/blob/main/data/CHANGELOG.md"
#: A heading, and the lines below it.
Part = tuple[str, list[str]]


def head(release: ReleaseDocument, language: str) -> str:
    """What a release is: its version of fmcat, its day, and its size."""
    told = say(
        "fmcat {package}, {day}, {count} models",
        package=release["package"],
        day=day(release["date"], language),
        count=f"{release['models']:,}",
    )
    return spoken(told, language)


def parts(release: ReleaseDocument, language: str) -> Iterator[Part]:
    """The changes of a release as plain lines under headings; only a note for the first one."""
    if is_breaking(release):
        yield spoken(say("Ids were removed or renamed: look for them where you use them"), language), []
    for kind, lines in (
        ("added", release.get("added", [])),
        ("removed", release.get("removed", [])),
        ("renamed", [message("is_now", language, **one) for one in release.get("renamed", ())]),
    ):
        if lines:
            yield message(kind, language, count=len(lines)), lines
    changed = [one for one in release.get("changed", ()) if one.get("facts")]
    if changed:
        lines = [f"{one['id']}: {'; '.join(fact(it, language) for it in one['facts'])}" for one in changed]
        yield message("changed", language, count=len(lines)), lines
    if rest := len(release.get("changed", ())) - len(changed):
        yield spoken(say("In {count} more entries only sources, citations or texts changed", count=rest), language), []
    if not any(release.get(kind) for kind in ("added", "removed", "renamed", "changed")):
        yield spoken(say("No changes are listed: this is the first release"), language), []


def fact(change: ChangedFactDocument, language: str) -> str:
    """A changed fact in words: `parameters.total: 1B → 1.1B`."""
    before, after = change.get("before"), change.get("after")
    if before is None:
        return f"{change['key']}: {message('fact_came', language, value=after)}"
    if after is None:
        return f"{change['key']}: {message('fact_went', language, value=before)}"
    return f"{change['key']}: {before} → {after}"


def anchor(release: ReleaseDocument) -> str:
    """The id of a release within a page, as GitHub makes it from its heading."""
    return release["id"].replace(".", "")


def to_atom(found: Sequence[ReleaseDocument], language: str = "en", home: str = _PAGE) -> Iterator[str]:
    """An Atom feed (RFC 4287): an entry per release, whose content is HTML; `home` is the page it is about."""
    updated = found[0]["date"] if found else "1970-01-01"
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{escape(spoken(say('fmcat: changes of the data'), language))}</title>\n"
    yield f"<id>{home}</id>\n<updated>{updated}T00:00:00Z</updated>\n"
    yield f'<author><name>fmcat</name></author>\n<link href="{home}"/>\n'
    for release in found:
        page = f"{home}#{anchor(release)}"
        content = [f"<p>{escape(head(release, language))}</p>"]
        for heading, listed in parts(release, language):
            content.append(f"<p>{escape(heading)}</p>")
            content += ["<ul>", *(f"<li>{escape(line)}</li>" for line in listed), "</ul>"] if listed else []
        yield f"<entry>\n<title>{escape(release['id'])}</title>\n<id>{page}</id>\n"
        yield f'<updated>{release["date"]}T00:00:00Z</updated>\n<link href="{page}"/>\n'
        yield f'<content type="html">{escape("".join(content))}</content>\n</entry>\n'
    yield "</feed>\n"
