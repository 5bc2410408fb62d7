"""Drafts beside the catalog: which models they speak of, what they say of them, and which we lack."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fmcat.catalog.collection import Catalog
from fmcat.fields import Document
from fmcat.sources.agreement import repositories
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.entry import vocabulary
from fmcat.sources.newcomers import Newcomer, seeds, settled
from fmcat.sources.statements import Beside, Statement
from fmcat.text import name_key


@dataclass
class Plan:
    """What an import found: statements about models we have, models we lack, and what cannot be taken."""

    matched: dict[str, list[Draft]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    new: list[Draft] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def counts(self) -> dict[str, Counter[str]]:
        """How often each verdict was found, by key of an entry."""
        counted: dict[str, Counter[str]] = {}
        for statement in self.statements:
            counted.setdefault(statement.key, Counter())[statement.verdict] += 1
        return counted

    def of(self, verdict: str) -> list[Statement]:
        """The statements of one verdict."""
        return [statement for statement in self.statements if statement.verdict == verdict]


def plan(catalog: Catalog, drafts: Iterable[Draft | LeftOut], new: bool = False) -> Plan:
    """Compare drafts with the catalog; nothing is written.

    With `new`, models we lack are drawn up as entries, and what the others say of them can be taken too.
    """
    made = Plan()
    documents = {document["id"]: document for document in catalog.to_records()}
    crosswalk = _crosswalk(documents.values())
    for draft in drafts:
        if isinstance(draft, LeftOut):
            made.left_out.append(draft)
            continue
        found = crosswalk.get((draft.ids_key, name_key(draft.key)))
        found = found or next(filter(None, (catalog.find("model", name) for name in draft.names)), None)
        if found is None:
            made.new.append(draft)
        else:
            made.matched.setdefault(found, []).append(draft)
    drawn = seeds(catalog, made.new, made.left_out) if new else []
    beside = Beside(catalog, crosswalk, vocabulary(catalog, [seed.entry["id"] for seed in drawn]))
    for model, rows in made.matched.items():
        made.statements += beside.statements(documents[model], rows, made.left_out)
    made.newcomers = [settled(seed, beside, made.left_out) for seed in drawn]
    return made


def _crosswalk(documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    """Our id by what other catalogs call the model, or a variant of it."""
    found = {}
    for document in documents:
        for name in repositories(document):
            found["huggingface", name_key(name)] = document["id"]
        for place, names in document.get("ids", {}).items():
            for name in names if isinstance(names, list) else [names]:
                found[place, name_key(name)] = document["id"]
    return found
