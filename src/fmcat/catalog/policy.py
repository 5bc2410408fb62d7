"""What a team must not use: queries that no model in use may match, and exceptions that end on a day."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.inventory import Inventory, Unknown, Used
from fmcat.checkpoints import checkpoints
from fmcat.facts import has_weights
from fmcat.query.expression import AllOf, AnyOf, During, Expression, HasTerm, Not, Query, State
from fmcat.query.sql import select_checkpoints

#: What nothing matches.
_NOTHING = Not(AllOf())
#: The rule that a reference to no known model breaks.
UNKNOWN = "unknown"


class Denial(NamedTuple):
    """A query that nothing in use may match, and why."""

    query: str
    reason: str = ""


class Waiver(NamedTuple):
    """A reference that is allowed all the same: a name as it is written or any id, why, and the last day of that."""

    reference: str
    reason: str
    until: date | None = None


@dataclass(frozen=True)
class Policy:
    """The denials of a run, whether references to no known model are denied too, and the exceptions."""

    denials: Sequence[Denial] = ()
    deny_unknown: bool = False
    waivers: Sequence[Waiver] = ()

    def __bool__(self) -> bool:
        return bool(self.denials) or self.deny_unknown


class Breach(NamedTuple):
    """A model or a name in use that a denial is about; `waiver` is the exception that allows it, if one does."""

    denial: Denial
    found: Used | Unknown
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Verdict:
    """What a policy says of an inventory. `ended` are exceptions whose last day has passed."""

    breaches: Sequence[Breach] = ()
    waived: Sequence[Breach] = ()
    ended: Sequence[Waiver] = field(default_factory=tuple)

    def of(self, found: Used | Unknown) -> list[Denial]:
        """The denials that something in use breaks."""
        return [breach.denial for breach in self.breaches if breach.found is found]


def denied(catalog: Catalog, query: str, is_served: bool = True, status: str | None = None) -> set[tuple[str, str]]:
    """The models and checkpoints that a query matches, as pairs of their ids; raises BadQuery.

    Unless it is served, a model has no day on which its service ends: weights that one has outlive it. With a `status`,
    all count as having that one.
    """
    meant = catalog.query(query)
    where = meant.where if is_served else _replaced(meant.where, _without_service)
    where = where if status is None else _replaced(where, partial(_of_status, status))
    return {
        (model, checkpoint)
        for model, checkpoint in catalog.rows(*select_checkpoints(Query(where, meant.order), "m.id, c.id"))
    }


def _replaced(expression: Expression, leaf: Callable[[Expression], Expression]) -> Expression:
    """The same condition with other conditions at its leaves."""
    match expression:
        case AllOf(parts):
            return AllOf(tuple(_replaced(part, leaf) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_replaced(part, leaf) for part in parts))
        case Not(part):
            return Not(_replaced(part, leaf))
        case _:
            return leaf(expression)


def _without_service(leaf: Expression) -> Expression:
    """The same condition of what has no day on which its service ends."""
    match leaf:
        case During("retired"):
            return _NOTHING
        case State("retired", state):
            return AllOf() if state == "unknown" else _NOTHING
        case _:
            return leaf


def _of_status(status: str, leaf: Expression) -> Expression:
    """The same condition of what has this status."""
    match leaf:
        case HasTerm("status", terms):
            return AllOf() if status in terms else _NOTHING
        case State("status", state):
            return AllOf() if (state == "unknown") == (not status) else _NOTHING
        case _:
            return leaf


def verdict(catalog: Catalog, made: Inventory, policy: Policy, today: date) -> Verdict:
    """Which of what is in use breaks which rule; of a model with no known checkpoint, any of its checkpoints counts.

    Raises BadQuery if a denial is not a query.
    """
    breaches, waived = [], []
    for breach in _breaches(catalog, made, policy):
        waiver = next((one for one in policy.waivers if _is_about(catalog, one, breach.found)), None)
        if waiver and (waiver.until is None or today <= waiver.until):
            waived.append(breach._replace(waiver=waiver))
        else:
            breaches.append(breach)
    ended = [one for one in policy.waivers if one.until and one.until < today]
    return Verdict(breaches, waived, ended)


def _breaches(catalog: Catalog, made: Inventory, policy: Policy) -> Iterable[Breach]:
    for denial in policy.denials:
        matched = cache(partial(denied, catalog, denial.query))
        yield from (Breach(denial, used) for used in made.used if _is_matched(catalog, used, matched(*_life(used))))
    if policy.deny_unknown:
        yield from (Breach(Denial(UNKNOWN), unknown) for unknown in made.unknown)


def _life(used: Used) -> tuple[bool, str | None]:
    """Whether its service has an end, and its status where that is the service's although its weights stay."""
    return bool(used.retired), used.status if used.is_served and has_weights(used.document) else None


def _is_matched(catalog: Catalog, used: Used, matched: Set[tuple[str, str]]) -> bool:
    """Whether what is used is matched; of a model as a whole, a checkpoint that is as far in its life as the model."""
    if used.id != used.model or (used.model, used.id) in matched:
        return (used.model, used.id) in matched
    whole = catalog.document(used.model)
    stated = whole.get("status")
    return any(
        (used.model, one["id"]) in matched and (not stated or one.get("status") == stated) for one in checkpoints(whole)
    )


def _is_about(catalog: Catalog, waiver: Waiver, found: Used | Unknown) -> bool:
    """Whether an exception names what was found: as it is written, or by any id of it or of its model."""
    if any(waiver.reference == place.text for place in found.occurrences):
        return True
    if isinstance(found, Unknown):
        return waiver.reference == found.text
    if waiver.reference in (found.id, found.model):
        return True
    meant = catalog.resolve(waiver.reference)
    return meant.is_found and found.id in (meant.checkpoint, meant.checkpoint or meant.model)
