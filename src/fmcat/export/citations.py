"""How models are cited: BibTeX, CSL JSON, Typst (Hayagriva) and plain text.

A model is cited by its paper if the catalog has the citation, else by its announcement or another page. Keys are the
catalog's ids, which never change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.releases import releases
from fmcat.export import Choice
from fmcat.export.kit.latex import ascii_latex, latex
from fmcat.facts import fact_at
from fmcat.fields import Document, main_link
from fmcat.text import indented, showable
from fmcat.version import __version__
from fmcat.wording import Wording
from fmcat.yaml_text import written

#: The end of a list of authors that was cut.
OTHERS = "others"
_JOURNAL = re.compile(r"journal|transactions|nature|science|tmlr|jmlr|tacl|letters", re.IGNORECASE)
#: Words that only organizations have in their names; `AI` is one, `Ai` a surname.
_GROUP = re.compile(
    r"^(?i:the) |\bAI\b|[&@]|(?i:\b(?:team|teams|labs|research|authors|inc|ltd|llc|corp|gmbh|consortium|collaboration"
    r"|community|foundation|institute|university|laborator(?:y|ies)|deepmind)\b)"
)
#: Words that are also surnames: they mark an organization only after more than one word, and `and` only between others.
_PERHAPS_GROUP = re.compile(r"\S+ .+\b(?:lab|group)\b| and ", re.IGNORECASE)
#: Names in Hangul or Chinese characters, whose first word is the family name.
_FAMILY_FIRST = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]+ [\u3400-\u9fff\uac00-\ud7a3 ]+")
_TITLE, _PAGE = "fmcat: the foundation-model catalog", "https://github.com/fmcat/fmcat"
_PARTICLES = frozenset(["van", "von", "der", "den", "de", "di", "da", "la", "le", "dos", "del", "bin", "ten", "ter"])


class Reference(NamedTuple):
    """What is cited. `kind` is `article` (a journal's), `paper` (a conference's), `preprint` or `page`.

    `authors` are as written, with a leading `=` for organizations; `date` is as precise as known.
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    date: str
    venue: str = ""
    url: str = ""
    arxiv: str = ""
    doi: str = ""


class Kind(NamedTuple):
    """The formats' names of a kind of reference, and their fields for what it appeared in."""

    bibtex: str
    container: str
    csl: str
    typst: str
    parent: str


KINDS: Mapping[str, Kind] = {
    "article": Kind("article", "journal", "article-journal", "article", "periodical"),
    "paper": Kind("inproceedings", "booktitle", "paper-conference", "article", "proceedings"),
    "preprint": Kind("misc", "", "article", "article", ""),
    "page": Kind("misc", "note", "webpage", "web", "repository"),
}


def itself(catalog: Catalog) -> Reference:
    """The catalog itself, as in CITATION.cff, with the version of its data if its registry has one."""
    newest = next(iter(releases(catalog)), None)
    version = f"version {__version__}" + (f", data {newest['id']}" if newest else "")
    date = newest["date"] if newest else "2026"
    return Reference("fmcat", "page", _TITLE, ("=The fmcat authors",), date, version, _PAGE)


def key_of(document: Document) -> str:
    """The key of a model's reference, also for one of its checkpoints (`qwen2.5/72b`)."""
    return document["id"].partition("/")[0]


def references(catalog: Catalog, documents: Iterable[Document]) -> Iterator[Reference]:
    """What to cite for each model; once for several of its checkpoints."""
    wording, cited = Wording("en", catalog.labels("en")), set()
    for document in documents:
        if (key := key_of(document)) in cited:
            continue
        cited.add(key)
        citation = document.get("citation")
        url, arxiv = showable(main_link(document)), fact_at(document, "ids.arxiv") or ""
        if not citation:
            vendors = tuple(f"={wording.term('vendor', vendor)}" for vendor in document["vendor"])
            yield Reference(key, "page", document["name"], vendors, document["released"], url=url)
            continue
        venue = "" if citation.get("venue", "").lower() in ("arxiv", "") else citation["venue"]
        kind = "preprint" if not venue else "article" if _JOURNAL.search(venue) else "paper"
        authors = tuple(_flagged(author) for text in citation["authors"] for author in _parted(text))
        yield Reference(
            key,
            kind,
            citation["title"],
            authors,
            str(citation["year"]),
            venue,
            url or (f"https://arxiv.org/abs/{arxiv}" if arxiv else ""),
            arxiv,
            fact_at(document, "ids.doi") or "",
        )


def _parted(text: str) -> list[str]:
    """The authors in one text: two persons joined by `and` are two, an organization with it in its name is one."""
    parts = re.split(r" and ", text)
    whole_names = all(" " in part and not _flagged(part).startswith("=") for part in parts)
    return parts if len(parts) > 1 and whole_names else [text]


def _flagged(author: str) -> str:
    """The author, an organization with a leading `=`.

    A person is `Given Family` or, if that is ambiguous, `Family, Given`; braces around a name mark an organization, as
    in BibTeX.
    """
    if author.startswith("{") and author.endswith("}") and author[1:-1].strip():
        return f"={author[1:-1]}"
    family, comma, given = author.partition(", ")
    is_group = _GROUP.search(author) or _PERHAPS_GROUP.search(family) or "," in (given if comma else author)
    is_person = author == OTHERS or (" " in author and not is_group)
    return author if is_person else f"={author}"


def _split(author: str) -> tuple[str, str]:
    """Given names and family name; particles (van der) belong to the family name."""
    family, comma, given = " ".join(showable(author).split()).partition(", ")
    if comma:
        return given, family
    words = showable(author).split()
    if _FAMILY_FIRST.fullmatch(" ".join(words)):
        return " ".join(words[1:]), words[0]
    start = next((n for n, word in enumerate(words[:-1]) if n and word.lower() in _PARTICLES), len(words) - 1)
    return " ".join(words[:start]), " ".join(words[start:])


# ── BibTeX ────────────────────────────────────────────────────────────────────────────────────


def bibtex(found: Iterable[Reference], ascii_only: bool = False) -> Iterator[str]:
    """BibTeX entries; with `ascii_only`, letters beyond ASCII are written as LaTeX commands if there are any."""

    def escaped(text: str) -> str:
        return ascii_latex(text) if ascii_only else latex(text)

    for one in found:
        kind = KINDS[one.kind]
        fields = {
            "title": f"{{{escaped(one.title)}}}",
            "author": " and ".join(_bibtex_author(author, escaped) for author in one.authors),
            "year": one.date[:4],
            "month": one.date[5:7].lstrip("0"),
            kind.container: escaped(one.venue),
            "eprint": latex(one.arxiv),
            "archiveprefix": "arXiv" if one.arxiv else "",
            "doi": _bibtex_address(one.doi),
            "url": _bibtex_address(one.url),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if name and value]
        yield "\n".join([f"@{kind.bibtex}{{{one.key},", *lines, "}"]) + "\n\n"


def _bibtex_address(url: str) -> str:
    """An address or DOI with percent-encoded braces and percent signs, which BibTeX would interpret."""
    return re.sub(r"[{}\\\s]", lambda found: quote(found[0]), showable(url))


def _bibtex_author(author: str, escaped: Any) -> str:
    if author.startswith("="):
        return f"{{{escaped(author[1:])}}}"
    if author == OTHERS:
        return author
    given, family = _split(author)
    return f"{escaped(family)}, {escaped(given)}" if given else f"{{{escaped(family)}}}"


# ── CSL JSON ──────────────────────────────────────────────────────────────────────────────────


def csl(found: Iterable[Reference]) -> Iterator[str]:
    """CSL JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), an array."""
    items = []
    for one in found:
        parts = [int(part) for part in one.date.split("-")]
        item: dict[str, object] = {"id": one.key, "type": KINDS[one.kind].csl, "title": showable(one.title)}
        item |= {"author": [_csl_author(author) for author in one.authors], "issued": {"date-parts": [parts]}}
        item |= {"container-title": showable(one.venue), "DOI": one.doi, "URL": one.url}
        item["number"] = f"arXiv:{one.arxiv}" if one.arxiv else ""
        items.append({key: value for key, value in item.items() if value})
    yield indented(items)


def _csl_author(author: str) -> dict[str, str]:
    if author.startswith("=") or author == OTHERS:
        return {"literal": showable(author.removeprefix("="))}
    given, family = _split(author)
    return {"family": family, "given": given} if given else {"literal": family}


# ── Typst and plain text ──────────────────────────────────────────────────────────────────────


def typst(found: Iterable[Reference]) -> Iterator[str]:
    """Hayagriva YAML (https://github.com/typst/hayagriva), which Typst's `bibliography` reads."""
    for one in found:
        kind = KINDS[one.kind]
        entry: dict[str, object] = {"type": kind.typst, "title": _typst_text(one.title)}
        entry["author"] = [_typst_author(author) for author in one.authors]
        entry["date"] = one.date
        if one.url:
            entry["url"] = one.url
        serial = {key: value for key, value in (("arxiv", one.arxiv), ("doi", one.doi)) if value}
        if serial:
            entry["serial-number"] = serial
        if one.venue:
            entry["parent"] = {"type": kind.parent, "title": _typst_text(one.venue)}
        yield written({one.key: entry})


def _typst_text(text: str) -> str:
    """A title with escaped dollar signs, since Typst would set text between them as mathematics."""
    return re.sub(r"[\\${}]", r"\\\g<0>", showable(text))


def _typst_author(author: str) -> str | dict[str, str]:
    name = _inverted(author)
    return {"name": name} if author.startswith("=") and "," in name else name


def _inverted(author: str) -> str:
    """Family name first; organizations as they are."""
    if author.startswith("=") or author == OTHERS:
        return showable(author.removeprefix("="))
    given, family = _split(author)
    return f"{family}, {given}" if given else family


def text(found: Iterable[Reference]) -> Iterator[str]:
    """One line per reference: authors, year, title, venue."""
    for one in found:
        names = _names([_inverted(author) for author in one.authors])
        where = one.venue or (f"arXiv:{one.arxiv}" if one.arxiv else "")
        parts = [f"{names} ({one.date[:4]})", showable(one.title), showable(where), one.url]
        yield ". ".join(part for part in parts if part) + "\n"


def _names(names: Sequence[str]) -> str:
    cut = names[-1:] == [OTHERS] or len(names) > 6
    shown = [name for name in names if name != OTHERS][: 3 if cut else None]
    return "; ".join(shown) + (" et al." if cut else "")


STYLES: Mapping[str, Any] = {"bibtex": bibtex, "csl": csl, "typst": typst, "text": text}


def _of(choice: Choice) -> Iterator[Reference]:
    return references(choice.catalog, choice.documents())


def to_bibtex(choice: Choice) -> Iterator[str]:
    """The models' references as BibTeX."""
    return bibtex(_of(choice))


def to_csl(choice: Choice) -> Iterator[str]:
    """The models' references as CSL JSON."""
    return csl(_of(choice))


def to_typst(choice: Choice) -> Iterator[str]:
    """The models' references for Typst."""
    return typst(_of(choice))
