"""The catalog as a web page: one file that opens from disk, works offline, and runs only its own scripts.

The page has the same query language (query.js is a port; a test gives both the same queries), the same fields (from
fields.py, so that a new field needs no JavaScript), and the same labels (messages/).
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import starmap

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.meanings import IDS
from fmcat.catalog.releases import data_version
from fmcat.catalog.tiers import TIERS
from fmcat.checkpoints import numbers_of
from fmcat.export import Choice
from fmcat.export.citations import references
from fmcat.export.kit.palette import MODALITY_COLORS, OTHER
from fmcat.export.kit.rights import attributions, is_bundled
from fmcat.export.page.columns import Cards, compact, of_checkpoints, of_models
from fmcat.export.page.sentences import SENTENCES
from fmcat.fields import BARE_WORDS, FIELDS, GROUPS, Document, Field, own_field
from fmcat.messages import MESSAGES, message, spoken
from fmcat.messages.cards import CARDS
from fmcat.messages.korean import query
from fmcat.query.parse import Reading
from fmcat.schema.document import TimelineDocument
from fmcat.version import __version__

#: In the order they run.
_SCRIPTS = (
    *("text.js", "facts.js", "values.js", "query.js", "models.js", "catalog.js", "dom.js", "address.js", "terms.js"),
    *("search.js", "card.js", "evidence.js", "family.js", "share.js", "comparison.js", "timeline.js", "milestones.js"),
    *("brush.js", "head.js", "offers.js", "table.js", "facets.js", "page.js"),
)
#: The messages that the page shares with the command line.
_SAID = (
    *GROUPS,
    *("source_for", "source_read", "source_says", *(f"tier_{tier}" for tier in TIERS), "not_known", "not_stated"),
    *("license_inherited", "license_conflict", "license_teacher", "weights", "code", "data", "active"),
    *("undisclosed", "yes", "no", "all_share", "nothing_found", "without", "ask_years", "models", "languages"),
    *CARDS,
)
#: What the page says of itself where a link to it is shown.
_HEAD = '<meta property="og:title" content="fmcat">'
#: A placeholder of a sentence.
_PLACEHOLDER = re.compile(r"\{(\w+)(!r|:,)?\}")
_FACETS = ("modality", "vendor", "license", "method", "year", "access", "commercial")
_COLUMNS = ("name", "vendor", "released", "parameters", "license", "access", "method")


def to_page(choice: Choice, head: str = _HEAD, ways: str = "", pages: Mapping[str, str] | None = None) -> Iterator[str]:
    """The page; the same catalog gives the same bytes.

    As the home of a site it has more in its head, the ways to the other pages, as HTML, and the address of each
    model's own page by its id.
    """
    choice.models_only("page")
    style, script = asset("page.css") + colors(), "\n".join(map(asset, _SCRIPTS))
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    documents = list(choice.documents())
    models, parts = of_models(documents), of_checkpoints(documents)
    data = page_data(choice, documents) | {"known": [*models.values], "knownOfParts": [*parts.values]}
    page = asset("page.html")
    what = message("fmcat_is", choice.language)
    texts = {"language": choice.language, "policy": policy, "what": what, "head": head, "style": style, "ways": ways}
    texts |= {"data": compact(data), "facts": "\n".join([*models.lines(), *parts.lines()]), "script": script}
    texts["cards"] = "\n".join(_cards(choice.catalog, documents, pages or {}))
    for name, text in texts.items():
        before, _, page = page.partition(f"{{{{{name}}}}}")
        yield before + text
    yield page


def _cards(catalog: Catalog, documents: Sequence[Document], pages: Mapping[str, str]) -> Iterator[str]:
    """A line of JSON for each model: what only its card shows, and the address of its own page, if it has one."""
    cards = Cards(catalog, documents)
    for document, reference in zip(documents, references(catalog, documents), strict=True):
        page = pages.get(document["id"])
        yield compact(cards.card(document, reference) | ({"page": page} if page else {}))


def page_data(choice: Choice, documents: Sequence[Document]) -> dict[str, object]:
    """The data of the page but for the facts of its models, as plain JSON values."""
    catalog = choice.catalog
    note = Reading("{word}", "{term}").note
    return {
        "version": f"{__version__} ({data})" if (data := data_version(catalog)) else __version__,
        "size": len(catalog),
        "newest": catalog.newest,
        "licensed": is_bundled(catalog),
        "attributions": attributions(catalog, documents),
        "outside": _outside(catalog, documents),
        "fields": [_field(field) for field in (*FIELDS.values(), *map(own_field, catalog.own_keys()))],
        "facets": _FACETS,
        "groups": GROUPS,
        "bare": BARE_WORDS,
        "columns": [field.name for field in choice.columns] or _COLUMNS,
        "parts": [len(numbers_of(document)) if "variants" in document else 0 for document in documents],
        "terms": _terms(catalog),
        "words": _words(catalog),
        "elsewhere": _ids(catalog, documents),
        "closure": _pairs(catalog, "SELECT vocabulary, broader, term FROM term_closure ORDER BY 1, 2, 3"),
        "ancestors": _pairs(
            catalog, "SELECT '', m.id, c.ancestor FROM lineage_closure c JOIN model m ON m.n = c.model ORDER BY 2, 3"
        ).get("", {}),
        "timelines": [_timeline(line) for line in catalog.entries("timeline").values()],
        "works": {
            name: {"title": work["title"], "url": work["url"]} for name, work in catalog.entries("source").items()
        },
        "sentences": _sentences(),
        "messages": {
            **{key: MESSAGES[key] for key in _SAID},
            **_links(),
            **SENTENCES,
            "page_read_as": (note, spoken(note, "ko")),
        },
    }


def _links() -> dict[str, tuple[str, str]]:
    """The labels of links."""
    return {key: label for key, label in MESSAGES.items() if key.startswith("link_")}


def _sentences() -> dict[str, str]:
    """The Korean of sentences about queries by their English, with values numbered as in the scripts."""
    return dict(starmap(_numbered, query.SENTENCES.items()))


def _numbered(english: str, korean: str) -> tuple[str, str]:
    """The templates as `say` of the scripts has them: `'{}'` for `{name!r}`, and `'{0}'` in the Korean."""
    names = [found[1] for found in _PLACEHOLDER.finditer(english)]
    quotes = {found[1]: "'" if found[2] == "!r" else "" for found in _PLACEHOLDER.finditer(english)}

    def filled(template: str, number: Callable[[str], object]) -> str:
        return _PLACEHOLDER.sub(lambda at: f"{quotes[at[1]]}{{{number(at[1])}}}{quotes[at[1]]}", template)

    return filled(english, lambda _: ""), filled(korean, names.index)


def _ids(catalog: Catalog, documents: Sequence[Document]) -> dict[str, str]:
    """The ids of checkpoints, repositories and papers that name one of these models."""
    here = {document["id"] for document in documents}
    return {key: model for key, model in catalog.rows(IDS, {}) if model in here}


def _outside(catalog: Catalog, documents: Sequence[Document]) -> dict[str, str]:
    """The names of models that these were made from and that are not among them."""
    here = {document["id"] for document in documents}
    targets = {
        target
        for document in documents
        for found in document.get("lineage", {}).values()
        for target in found
        if isinstance(target, str)
    }
    return {target: catalog.document(target)["name"] for target in sorted(targets - here) if target in catalog}


def _timeline(line: TimelineDocument) -> dict[str, object]:
    eras = [{**era, "models": [model["id"] for model in era["models"]]} for era in line["eras"]]
    return {"modality": line["modality"], "eras": eras}


def _field(field: Field) -> dict[str, object]:
    known: dict[str, object] = {
        "name": field.name,
        "kind": field.kind,
        "label": (field.label, field.label_ko),
        "help": field.help,
        "aliases": field.aliases,
        "vocabulary": field.vocabulary,
        "unit": field.unit,
        "unsearched": not field.is_searched,
        "sortable": bool(field.column),
        "scope": field.scope if field.scope == "checkpoint" else "",
        "key": field.entry_key,
        "group": field.group,
        "compared": field.compared,
    }
    return {key: value for key, value in known.items() if value}


def _terms(catalog: Catalog) -> dict[str, dict[str, dict[str, object]]]:
    """By vocabulary and id, a term's label, other names, and meaning."""
    kinds = {name: f"term:{name}" for name in catalog.vocabularies} | {"vendor": "vendor"}
    notes = {name: catalog.entries(kind) for name, kind in kinds.items()}
    kept = ("label", "aliases", "definition", "inverse")
    return {
        name: {term: {key: note[key] for key in kept if key in note} for term, note in terms.items()}
        for name, terms in notes.items()
    }


def _words(catalog: Catalog) -> dict[str, dict[str, str]]:
    """By vocabulary, the id of each spelling's key."""
    words: dict[str, dict[str, str]] = {}
    for vocabulary, key, term in catalog.rows("SELECT vocabulary, key, id FROM word ORDER BY 1, 2", {}):
        words.setdefault(vocabulary, {})[key] = term
    return words


def _pairs(catalog: Catalog, statement: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for group, key, value in catalog.rows(statement, {}):
        found.setdefault(group, {}).setdefault(key, []).append(value)
    return found


def colors() -> str:
    """The colors of the modalities, which follow the system's theme, or the chosen one."""
    both = {**MODALITY_COLORS, "other": OTHER}.items()
    light, dark = (";".join(f"--{name}:{pair[page]}" for name, pair in both) for page in (0, 1))
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n@media print{{:root,:root[data-theme]{{{light}}}}}\n"
    )


def asset(name: str) -> str:
    """A file of the page, such as its style sheet."""
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash of a text, as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
