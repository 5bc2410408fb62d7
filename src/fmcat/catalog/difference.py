"""What changed between two catalogs: models added, removed and renamed, and facts changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fmcat.facts import stated
from fmcat.fields import Document
from fmcat.text import name_key


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a model, before and after; None if absent. `key` is a path like `links.paper`."""

    key: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents by id; `renamed` pairs an old document with the new one that keeps its id as an alias."""

    added: tuple[Document, ...]
    removed: tuple[Document, ...]
    renamed: tuple[tuple[Document, Document], ...]
    changed: Mapping[str, tuple[Change, ...]]
    names: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.changed)


def difference(old: Iterable[Document], new: Iterable[Document]) -> Difference:
    """The changes from the old documents to the new ones."""
    before = {document["id"]: document for document in old}
    after = {document["id"]: document for document in new}
    fresh = {model: document for model, document in after.items() if model not in before}
    aliases = {name_key(alias): model for model, document in fresh.items() for alias in document.get("aliases", ())}
    renamed = {model: aliases[name_key(model)] for model in before if model not in after and name_key(model) in aliases}
    pairs = [(before[one], after[other]) for one, other in renamed.items()]
    pairs += [(before[model], after[model]) for model in before if model in after]
    changes = {other["id"]: tuple(_changes(one, other)) for one, other in pairs}
    return Difference(
        tuple(document for model, document in fresh.items() if model not in renamed.values()),
        tuple(document for model, document in before.items() if model not in after and model not in renamed),
        tuple((before[one], after[other]) for one, other in renamed.items()),
        {model: found for model, found in sorted(changes.items()) if found},
        {model: document["name"] for model, document in after.items()},
    )


def _changes(before: Document, after: Document) -> Iterable[Change]:
    before, after = stated(before), stated(after)
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one == other or key == "id":
            continue
        if isinstance(one, dict) and isinstance(other, dict):  # by part, so that one new link does not show all links
            parts = dict.fromkeys([*one, *other])
            yield from (
                Change(f"{key}.{part}", one.get(part), other.get(part))
                for part in parts
                if one.get(part) != other.get(part)
            )
        else:
            yield Change(key, one, other)
