"""Rules that a schema cannot express: a table of checks, each a function from a registry to findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fmcat.checks import (
    authors,
    capabilities,
    dates,
    ids,
    licenses,
    lineage,
    normal_form,
    openness,
    order,
    sizes,
    sources,
    terms,
    texts,
    training,
)
from fmcat.checks.finding import Examined as Examined
from fmcat.checks.finding import Finding as Finding
from fmcat.checks.finding import Findings, explained
from fmcat.files.paths import display_path
from fmcat.messages import Sentence, say


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: the severity of a breach, and the function that finds breaches. Its docstring explains the rule.

    `is_courtesy` marks what a public catalog owes its readers: in your own registry, over another one, a breach is a
    warning.
    """

    severity: str
    find: Callable[[Examined], Findings]
    is_courtesy: bool = False

    @property
    def gravity(self) -> Sentence:
        """The severity of a breach, in words."""
        severity = SEVERITIES[self.severity]
        if not self.is_courtesy:
            return severity
        return say("{severity}; in your own registry a {courtesy}", severity=severity, courtesy=SEVERITIES[WARNING])

    @property
    def explanation(self) -> Sentence:
        """The rule in one sentence."""
        return Sentence(self.find.__doc__ or "", {})


ERROR, WARNING = "error", "warning"
SEVERITIES = {ERROR: say("error"), WARNING: say("warning")}

CHECKS: Mapping[str, Check] = {
    "days-in-order": Check(ERROR, dates.days_in_order),
    "release-rule": Check(ERROR, dates.release_rule),
    "variant-days": Check(WARNING, dates.no_older_variant),
    "status-days": Check(WARNING, dates.status_of_days),
    "cutoff-age": Check(WARNING, dates.cutoff_before_release),
    "arxiv-month": Check(ERROR, dates.arxiv_month),
    "era-years": Check(ERROR, dates.era_years),
    "lineage-cycle": Check(ERROR, lineage.no_cycle),
    "lineage-age": Check(ERROR, lineage.no_younger_parent),
    "lineage-external": Check(WARNING, lineage.no_external_entry),
    "active-size": Check(ERROR, sizes.active_within_total),
    "variant-size": Check(WARNING, sizes.largest_variant),
    "active-unknown": Check(WARNING, sizes.active_of_experts),
    "replacement": Check(WARNING, lineage.fit_replacement),
    "compute-size": Check(WARNING, training.compute_of_size),
    "output-context": Check(WARNING, training.output_within_context),
    "embedding-output": Check(WARNING, training.embedding_of_outputs),
    "open-weights": Check(ERROR, openness.open_weights),
    "weights-license": Check(WARNING, openness.weights_license),
    "license-inherited": Check(WARNING, licenses.license_inherited),
    "license-largest": Check(WARNING, licenses.license_of_largest),
    "open-terms": Check(WARNING, openness.open_terms),
    "closed-weights": Check(ERROR, openness.closed_weights),
    "variant-access": Check(WARNING, openness.variant_access),
    "unsourced": Check(ERROR, sources.always_sourced, is_courtesy=True),
    "source-facts": Check(ERROR, sources.source_for_facts),
    "source-unfit": Check(ERROR, sources.no_unfit_source),
    "source-stranger": Check(ERROR, sources.no_stranger, is_courtesy=True),
    "says-reason": Check(WARNING, sources.reasoned_says),
    "says-kind": Check(ERROR, sources.says_of_its_kind, is_courtesy=True),
    "capability-fit": Check(WARNING, capabilities.fitting_capabilities),
    "both-languages": Check(ERROR, texts.both_languages, is_courtesy=True),
    "short-summary": Check(ERROR, texts.short_summary),
    "orphan-term": Check(WARNING, terms.no_orphan_term),
    "normal-form": Check(WARNING, normal_form.normal_form),
    "context-window": Check(WARNING, normal_form.exact_windows),
    "sorted": Check(ERROR, order.sorted_by_id),
    "repeats": Check(ERROR, order.no_repeats),
    "shared-id": Check(WARNING, ids.one_model_each),
    "authors": Check(WARNING, authors.one_author_each),
    "citation-year": Check(WARNING, authors.year_and_venue),
}


class Breach(NamedTuple):
    """A finding, the rule it breaks, and its severity in its layer."""

    rule: str
    severity: str
    finding: Finding


def examine(examined: Examined) -> list[Breach]:
    """Every breach of every rule, in the order of files and lines.

    A warning that its entry explains (`x-check: {weights-license: the repository names none}`) does not count.
    """
    ground = {display_path(file) for file in examined.registry.layers[0].files}
    found = []
    for rule, check in CHECKS.items():
        for finding in check.find(examined):
            is_own = finding.position.file not in ground
            severity = WARNING if check.is_courtesy and is_own else check.severity
            model = examined.by_id.get(finding.entry)
            if severity == ERROR or model is None or rule not in explained(model):
                found.append(Breach(rule, severity, finding))
    return sorted(found, key=lambda breach: (*breach.finding.position, breach.rule))
