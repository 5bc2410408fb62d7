"""Rules about what was read."""

from typing import Any

from fmcat.catalog.tiers import REFUSED, kind_of
from fmcat.checks.finding import Examined, Findings
from fmcat.schema.model import Model

#: What every entry has a source for.
ALWAYS_SOURCED = ("released", "vendor")


def always_sourced(examined: Examined) -> Findings:
    """Every entry has a source for when it was released and by whom."""
    for model in examined.models:
        read = {fact for source in model.sources if source.says is None for fact in source.facts}
        for fact in ALWAYS_SOURCED:
            if fact not in read:
                yield examined.finding(model, (fact,), f"no source for {fact}; list one under sources")


def source_for_facts(examined: Examined) -> Findings:
    """A source is listed for facts the entry states."""
    known = Model.model_fields
    for model in examined.models:
        stated = examined.documents[model.id]
        for number, source in enumerate(model.sources):
            for position, fact in enumerate(source.facts):
                if fact not in known or (fact not in stated and source.says is None):
                    path = ("sources", number, "for", position)
                    what = "is not stated here" if fact in known else "is not a field of an entry"
                    yield examined.finding(model, path, f"{fact!r} {what}")


def no_unfit_source(examined: Examined) -> Findings:
    """No source is a mirror, a proxy, a list of likes or another kind of page that the registry refuses."""
    kinds: list[Any] = [kind.document() for kind in examined.registry.source_kinds]
    refused = [kind for kind in kinds if kind["tier"] == REFUSED]
    for model in examined.models:
        for number, source in enumerate(model.sources):
            if source.url and (kind := kind_of(str(source.url), refused)):
                found = f"this page is {kind['label']['en']}; read the maker's own page and list that"
                yield examined.finding(model, ("sources", number, "url"), found)
