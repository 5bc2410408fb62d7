"""Rules a schema cannot say: a table of checks, each a function from a registry to findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fmcat.checks import dates, forms, lineage, openness, sizes, sources, wording
from fmcat.checks.finding import Examined as Examined
from fmcat.checks.finding import Finding as Finding
from fmcat.checks.finding import Findings


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: how grave a breach is, and the function that finds breaches. Its docstring explains it."""

    severity: str
    find: Callable[[Examined], Findings]

    @property
    def explanation(self) -> str:
        """What the rule holds, in one sentence."""
        return self.find.__doc__ or ""


ERROR, WARNING = "error", "warning"

CHECKS: Mapping[str, Check] = {
    "days-in-order": Check(ERROR, dates.days_in_order),
    "release-rule": Check(ERROR, dates.release_rule),
    "arxiv-month": Check(ERROR, dates.arxiv_month),
    "era-years": Check(ERROR, dates.era_years),
    "lineage-cycle": Check(ERROR, lineage.no_cycle),
    "lineage-age": Check(ERROR, lineage.no_younger_parent),
    "active-size": Check(ERROR, sizes.active_within_total),
    "variant-size": Check(WARNING, sizes.largest_variant),
    "open-weights": Check(ERROR, openness.open_weights),
    "weights-license": Check(WARNING, openness.weights_license),
    "closed-weights": Check(ERROR, openness.closed_weights),
    "unsourced": Check(ERROR, sources.always_sourced),
    "source-facts": Check(ERROR, sources.source_for_facts),
    "both-languages": Check(ERROR, wording.both_languages),
    "short-summary": Check(ERROR, wording.short_summary),
    "orphan-term": Check(WARNING, wording.no_orphan_term),
    "normal-form": Check(WARNING, forms.normal_form),
    "sorted": Check(ERROR, wording.sorted_by_id),
    "repeats": Check(ERROR, wording.no_repeats),
}


#: The key of an entry under which somebody explains why a rule's warning is no fault: `{rule: reason}`.
EXPLAINED = "x-check"


def examine(examined: Examined) -> list[tuple[str, Finding]]:
    """Every breach of every rule, with the rule's id, in the order of files and lines.

    A warning that its entry explains (`x-check: {weights-license: the repository names none}`) is none.
    """
    found = [
        (rule, finding)
        for rule, check in CHECKS.items()
        for finding in check.find(examined)
        if check.severity == ERROR or rule not in _explained(examined, finding.entry)
    ]
    return sorted(found, key=lambda pair: (pair[1].place.file, pair[1].place.line, pair[1].place.column, pair[0]))


def _explained(examined: Examined, entry: str) -> Mapping[str, str]:
    model = examined.by_id.get(entry)
    said = model.extra.get(EXPLAINED) if model else None
    return said if isinstance(said, dict) else {}
