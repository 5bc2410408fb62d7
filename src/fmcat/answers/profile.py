"""One model as a Markdown page: its facts, links and sources."""

from collections.abc import Iterator, Mapping

from fmcat.export.kit.markdown import escaped
from fmcat.fields import FIELDS, Document
from fmcat.messages import message
from fmcat.schema.document import WorkDocument
from fmcat.text import showable
from fmcat.wording import Wording

#: Fields that are elsewhere on the page, or repeat another field.
_ELSEWHERE = {"name", "summary", "year", "open", "lineage", "dates", "links", "sources", "citation", "ids"}


def to_markdown(document: Document, wording: Wording, works: Mapping[str, WorkDocument]) -> str:
    """The page; `works` are the catalog's reference works by id. Unknown facts are left out."""
    return "\n".join(_lines(document, wording, works)) + "\n"


def _lines(document: Document, wording: Wording, works: Mapping[str, WorkDocument]) -> Iterator[str]:
    language = wording.language
    yield f"# {escaped(showable(document['name']))}"
    if summary := wording.bilingual(document.get("summary", {})):
        yield from ("", escaped(summary))
    yield from ("", f"| {message('fact', language)} | |", "| --- | --- |")
    for field in FIELDS.values():
        text = wording.fact(field, document) if field.name not in _ELSEWHERE else ""
        if text:
            yield f"| {escaped(field.label_in(language))} | {escaped(text)} |"
    if links := document.get("links"):
        yield from ("", f"## {message('links', language)}", "")
        yield from (f"- [{escaped(showable(kind))}](<{showable(url)}>)" for kind, url in links.items())
    if sources := document.get("sources"):
        yield from ("", f"## {message('sources', language)}", "")
        for source in sources:
            work = works.get(source.get("source", ""))
            url = source.get("url") or (work["url"] if work else "")
            facts = ", ".join(dict.fromkeys(source["for"]))
            yield f"- [{escaped(showable(work['title'] if work else url))}](<{showable(url)}>): {escaped(facts)}"
