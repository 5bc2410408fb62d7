"""Rules about the vocabularies: every term is used."""

from fmcat.checks.finding import Examined, Finding, Findings
from fmcat.fields import FIELDS
from fmcat.messages import say


def no_orphan_term(examined: Examined) -> Findings:
    """Every term is used by a model, or is broader than one that is."""
    registry = examined.registry
    used: dict[str, set[str]] = {kind: set() for kind in registry.terms}
    for model in examined.all_models:
        document = examined.documents[model.id]
        for field in FIELDS.values():
            if field.vocabulary in used:
                used[field.vocabulary].update(field.values(document))
        used["relation"].update(model.lineage)
    for license_ in registry.terms.get("license", ()):
        used.get("condition", set()).update(condition.is_ for condition in license_.conditions or ())
    for kind, terms in registry.terms.items():
        broader = {term.id: term.broader for term in terms}
        waiting = list(used[kind])
        while waiting:
            more = set(broader.get(waiting.pop(), ())) - used[kind]
            used[kind] |= more
            waiting += more
        for term in terms:
            if term.id not in used[kind] and kind not in ("status", "license", "commercial", "country", "language"):
                yield Finding(
                    f"{kind}.{term.id}", (), say("no model uses this term"), registry.entry_position(kind, term.id)
                )
