"""What a team must not use: queries that no model in use may match, and exceptions that end on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.inventory import Inventory, Unknown, Used
from fmcat.query.sql import select_checkpoints

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


def denied(catalog: Catalog, query: str) -> set[tuple[str, str]]:
    """The models and checkpoints that a query matches, as pairs of their ids; raises BadQuery."""
    return {
        (model, checkpoint)
        for model, checkpoint in catalog.rows(*select_checkpoints(catalog.query(query), "m.id, c.id"))
    }


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
        matched = denied(catalog, denial.query)
        models = {model for model, _ in matched}
        for used in made.used:
            is_whole = used.id == used.model
            if (used.model, used.id) in matched or (is_whole and used.model in models):
                yield Breach(denial, used)
    if policy.deny_unknown:
        yield from (Breach(Denial(UNKNOWN), unknown) for unknown in made.unknown)


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
