"""Rules about the names of models."""

from collections import defaultdict
from collections.abc import Iterator

from fmcat.catalog.identifiers import maker_key
from fmcat.catalog.spellings import key
from fmcat.checks.finding import Examined, Findings, Path
from fmcat.fields import Document
from fmcat.messages import say

#: Ids of a repository, a paper or a page; the others are names.
_ADDRESSES = ("huggingface", "arxiv", "doi")


def one_model_each(examined: Examined) -> Findings:
    """No two models share an id or a name."""
    holders: dict[tuple[str, str], dict[str, tuple[Path, str]]] = defaultdict(dict)
    for model_id, document in examined.documents.items():
        for path, space, text in _ids(document):
            holders[space, key(text)].setdefault(model_id, (path, text))
    for held in holders.values():
        for model_id, (path, text) in held.items() if len(held) > 1 else ():
            others = ", ".join(other for other in held if other != model_id)
            yield examined.finding(
                examined.by_id[model_id],
                path,
                say("{text!r} is also what {others} is called", text=text, others=others),
            )


def _ids(document: Document) -> Iterator[tuple[Path, str, str]]:
    """The names of a model: the path in its entry, the space of names, and the id."""
    own: list[str] = [document["id"], document["name"], *document.get("aliases", ())]
    yield ("id",), "name", document["id"]
    yield ("name",), "name", document["name"]
    for number, alias in enumerate(document.get("aliases", ())):
        yield ("aliases", number), "name", alias
    for catalog, held in document.get("ids", {}).items():
        for one in [held] if isinstance(held, str) else held:
            yield ("ids", catalog), catalog if catalog in _ADDRESSES else "name", one
    for number, variant in enumerate(document.get("variants", ())):
        if "huggingface" in variant:
            yield ("variants", number), "huggingface", variant["huggingface"]
        if any(maker_key(name) in maker_key(variant["name"]) for name in own):  # else its model must come first
            yield ("variants", number), "name", variant["name"]
