"""Compares drafts with the catalog: which models they are about, what they state, and which models are new."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fmcat.catalog.catalog import Catalog
from fmcat.schema.hub import SITE
from fmcat.sources.ancestry import Ancestry
from fmcat.sources.crosswalk import HUB, Crosswalk
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.entry import vocabulary
from fmcat.sources.newcomers import Newcomer, completed, newcomers
from fmcat.sources.statements import Comparison, Statement


@dataclass
class Plan:
    """The result of an import: statements about known models, new models, and what cannot be taken."""

    matched: dict[str, list[Draft]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    new: list[Draft] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def counts(self) -> dict[str, Counter[str]]:
        """The number of statements per verdict, by key of an entry."""
        counted: dict[str, Counter[str]] = {}
        for statement in self.statements:
            counted.setdefault(statement.key, Counter())[statement.verdict] += 1
        return counted

    def of(self, verdict: str) -> list[Statement]:
        """The statements with one verdict."""
        return [statement for statement in self.statements if statement.verdict == verdict]


def plan(catalog: Catalog, drafts: Iterable[Draft | LeftOut], new: bool = False) -> Plan:
    """Compare drafts with the catalog; nothing is written.

    With `new`, entries are created for unknown models, so that other rows can refer to them.
    """
    made = Plan()
    documents = {document["id"]: document for document in catalog.to_records()}
    crosswalk = Crosswalk(documents.values())
    for draft in drafts:
        if isinstance(draft, LeftOut):
            made.left_out.append(draft)
            continue
        found, draft = _matched(catalog, crosswalk, draft)
        if found is None:
            made.new.append(draft)
        else:
            made.matched.setdefault(found, []).append(draft)
        if found or new:
            about = found or draft.name
            made.left_out += [LeftOut(draft.where(key), f"{about}.{key}", why) for key, why in draft.unread]
    drawn = newcomers(catalog, made.new, made.left_out) if new else []
    ancestry = Ancestry(catalog, crosswalk, documents.values())
    comparison = Comparison(catalog, ancestry, vocabulary(catalog, [seed.entry["id"] for seed in drawn]))
    for model, rows in made.matched.items():
        made.statements += comparison.statements(documents[model], rows, made.left_out)
    made.newcomers = [completed(seed, comparison, made.left_out) for seed in drawn]
    return made


def _matched(catalog: Catalog, crosswalk: Crosswalk, draft: Draft) -> tuple[str | None, Draft]:
    """The model a draft is about: by its id for the source, then by name.

    Of a repository only the last part may be known: then it is the catalog's only one with that name. A guessed
    repository that is unknown is never cited.
    """
    if draft.ids_key == HUB and (repository := crosswalk.repository(draft.key)):
        draft = draft._replace(key=repository, sources=({"url": f"{SITE}/{repository}"},))
        known = {"ids.huggingface": [repository]}
        if draft.is_guess:
            draft = draft._replace(loose={**draft.loose, **known})
        elif "ids.huggingface" in draft.facts:
            draft = draft._replace(facts={**draft.facts, **known})
    if found := crosswalk.model(draft.ids_key, draft.key):
        return found, draft
    found = next(filter(None, (catalog.find("model", name) for name in draft.names)), None)
    return found, draft._replace(sources=()) if draft.is_guess else draft
