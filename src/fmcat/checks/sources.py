"""Rules about sources."""

import re

from fmcat.catalog.tiers import REFUSED, kind_of, linked_accounts
from fmcat.checks.finding import Examined, Findings
from fmcat.messages import say
from fmcat.schema.keys import KEYS

#: The facts for which every entry needs a source.
ALWAYS_SOURCED = ("released", "vendor")
#: What looks like a date, and the fields that are dates; `says` of one kind cannot contradict a field of the other.
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_DAYS = ("released", "dates", "knowledge_cutoff")


def always_sourced(examined: Examined) -> Findings:
    """Every entry has a source for its release date and its vendor."""
    for model in examined.models:
        read = {fact for source in model.sources if source.says is None for fact in source.facts}
        for fact in ALWAYS_SOURCED:
            if fact not in read:
                yield examined.finding(model, (fact,), say("no source for {fact}; list one under sources", fact=fact))


def source_for_facts(examined: Examined) -> Findings:
    """A source lists only facts that the entry states."""
    known = set(KEYS)
    for model in examined.models:
        stated = examined.documents[model.id]
        for number, source in enumerate(model.sources):
            for position, fact in enumerate(source.facts):
                if fact not in known or (fact not in stated and source.says is None):
                    path = ("sources", number, "for", position)
                    wrong = say(
                        "{fact!r} is not stated in this entry"
                        if fact in known
                        else "{fact!r} is not a field of an entry",
                        fact=fact,
                    )
                    yield examined.finding(model, path, wrong)


def no_unfit_source(examined: Examined) -> Findings:
    """No source is a mirror, a proxy, a list of favorites or another kind of page that the registry refuses."""
    refused = [kind for kind in examined.tiers.kinds if kind["tier"] == REFUSED]
    for model in examined.models:
        for number, source in enumerate(model.sources):
            if source.url and (kind := kind_of(str(source.url), refused)):
                label = kind["label"]["en"]
                found = say("this page is {kind}; read the maker's own page and list that one instead", kind=label)
                yield examined.finding(model, ("sources", number, "url"), found)


def no_stranger(examined: Examined) -> Findings:
    """No source is a page of an account on GitHub or Hugging Face that makes no model of the registry."""
    makers = {account for document in examined.documents.values() for account in linked_accounts(document)}
    for model in examined.models:
        for number, source in enumerate(model.sources):
            if not source.url:
                continue
            account = examined.tiers.stranger(examined.documents[model.id], str(source.url))
            if account and account not in makers:
                found = say(
                    "{account} is not the maker's account; list the maker's own page, or name the account among the "
                    "vendor's organizations",
                    account=account,
                )
                yield examined.finding(model, ("sources", number, "url"), found)


def reasoned_says(examined: Examined) -> Findings:
    """A source that disagrees (`says`) has a reason why it is not followed."""
    for model in examined.models:
        for number, source in enumerate(model.sources):
            if source.says is not None and source.reason is None:
                found = say("no reason why {value!r} is not followed; add one, or follow the source", value=source.says)
                yield examined.finding(model, ("sources", number, "says"), found)


def says_of_its_kind(examined: Examined) -> Findings:
    """The value of a source that disagrees (`says`) is a date for dates, and not a date for other facts."""
    for model in examined.models:
        for number, source in enumerate(model.sources):
            if source.says is None:
                continue
            is_day = _DAY.fullmatch(source.says) is not None
            for position, fact in enumerate(source.facts):
                if is_day != (fact in _DAYS):
                    found = say(
                        "{value!r} cannot contradict {fact}; name only the facts it disagrees about",
                        value=source.says,
                        fact=fact,
                    )
                    yield examined.finding(model, ("sources", number, "for", position), found)
