"""Every id by which people and programs name the models of a site, and the pages that lead from an id to its model."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from fmcat.checkpoints import checkpoint_id
from fmcat.export.site.facts import anchor
from fmcat.export.site.frame import Place, Site, h
from fmcat.export.site.paths import segments
from fmcat.export.site.sentences import label
from fmcat.export.site.tables import Tables
from fmcat.fields import Document, as_list

#: How good a name is: an id of this catalog before a name or a repository, and that before names in other catalogs.
_OWN, _NAME, _ELSEWHERE = range(3)
#: The catalogs whose ids are as good as a name.
_NEAR = ("huggingface", "arxiv", "doi")
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"

#: By the folded spelling of an id: how it is spelled, and the models or checkpoints that it means.
Ids = Mapping[str, tuple[Sequence[str], Sequence[str]]]


def ids(documents: Sequence[Document]) -> Ids:
    """The ids of these models. Where an id means several, the best ones are given: one of this catalog is sure."""
    ranks: dict[str, int] = {}
    spelled: dict[str, dict[str, None]] = {}
    meant: dict[str, dict[str, None]] = {}
    for document in documents:
        for rank, name, target in _names(document):
            key = name.casefold()
            spelled.setdefault(key, {})[name] = None
            if rank < ranks.get(key, rank + 1):
                ranks[key], meant[key] = rank, {}
            if rank == ranks[key]:
                meant[key][target] = None
    return {key: (list(spelled[key]), _least(list(meant[key]))) for key in sorted(spelled)}


def _least(targets: list[str]) -> list[str]:
    """The models alone where a model and its checkpoints, or several of them, are meant."""
    models = list(dict.fromkeys(target.partition("/")[0] for target in targets))
    return targets if len(targets) == 1 else models


def _names(document: Document) -> Iterator[tuple[int, str, str]]:
    """Each id of a model: how good it is, its spelling, and the model or checkpoint that it means."""
    own = document["id"]
    yield _OWN, own, own
    for variant in document.get("variants", ()):
        yield _OWN, checkpoint_id(document, variant), checkpoint_id(document, variant)
        if "huggingface" in variant:
            yield _NAME, variant["huggingface"], checkpoint_id(document, variant)
    for name in (document["name"], *document.get("aliases", ())):
        yield _NAME, name, own
    claimed = {variant.get("huggingface") for variant in document.get("variants", ())}
    for place, found in document.get("ids", {}).items():
        for name in as_list(found):
            if name not in claimed and place != "github":  # a repository of code is of several models
                yield _NAME if place in _NEAR else _ELSEWHERE, name, own


def redirects(site: Site, known: Ids) -> Iterator[tuple[str, str]]:
    """A page for each id, in each of its spellings, that leads to its model or, if it means several, names them all.

    Ids whose addresses are the same, or differ only in case, share their page, so that it is the same on every file
    system.
    """
    spelled: dict[str, set[str]] = {}
    meant: dict[str, dict[str, None]] = {}
    for key, (names, targets) in known.items():
        address = segments(key).casefold()
        spelled.setdefault(address, {address}).update(map(segments, names))
        meant.setdefault(address, {}).update(dict.fromkeys(targets))
    tables = Tables(site)
    for address in sorted(spelled):
        targets = _least(list(meant[address]))
        for one in sorted(spelled[address]):
            place = site.at(f"id/{one}/index.html")
            yield (
                place.path,
                _leading(place, targets[0]) if len(targets) == 1 else _choice(place, tables, address, targets),
            )


def _leading(place: Place, target: str) -> str:
    """A page that leads on at once, with a link for those whose browsers do not follow it."""
    model, _, checkpoint = target.partition("/")
    path, name = place.site.paths["model", model], h(place.site.names[model])
    to = place.to(path) + (f"#{anchor(target)}" if checkpoint else "")
    canonical = f'<link rel="canonical" href="{h(place.site.at(path).address)}">\n' if place.site.base else ""
    return (
        f'<!doctype html>\n<html lang="{place.site.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(to)}">\n{canonical}<title>{name}</title>\n</head>\n'
        f'<body>\n<p><a href="{escape(to)}">{name}</a></p>\n</body>\n</html>\n'
    )


def _choice(place: Place, tables: Tables, name: str, targets: Sequence[str]) -> str:
    """A page for an id that means several models."""
    documents = [one for one in place.site.documents if one["id"] in targets]
    body = f"<h1>{h(name)}</h1>\n<p>{place.site.label('several')}</p>\n{tables.of(place, documents)}"
    return place.page(name, label("several", place.site.language), body)
